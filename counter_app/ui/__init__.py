"""The window: frame, fields, screens. Shows and asks; must not store, send or decide anything."""
