"""Tables: one model of cells and one delegate for every screen."""
