"""The four types of applicant, one file each."""
