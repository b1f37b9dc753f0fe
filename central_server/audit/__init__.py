"""The server's audit: its own log, what others have noted of it, and the command that verifies."""
