"""How many read the store at once. Must not open anything."""

READERS = 4
"""Connections beside the writer's."""
