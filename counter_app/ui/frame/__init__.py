"""What surrounds every page: tabs above, way at the left, panel at the right, bar below."""
