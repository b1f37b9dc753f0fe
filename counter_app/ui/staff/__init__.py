"""People and what they may be, for the administrator."""
