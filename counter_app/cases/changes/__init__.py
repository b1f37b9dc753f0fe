"""What each kind of action makes of a case: pure, by the table of kinds."""
