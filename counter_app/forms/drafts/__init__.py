"""What a clerk has typed so far, and its way to a document of the format and back."""
