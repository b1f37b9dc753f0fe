"""What of a received case stands on the screen, as plain words. Must not know a widget."""
