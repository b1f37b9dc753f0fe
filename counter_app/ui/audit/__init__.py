"""The server's record, for the auditor."""
