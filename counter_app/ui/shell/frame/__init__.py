"""What surrounds every page: tabs, way, panel, bar, help. Knows no matter of the form."""
