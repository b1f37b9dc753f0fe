"""The window, in six rooms. Shows and asks; must not store, send or decide anything."""
