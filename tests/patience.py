"""How long tests wait for what must happen. It costs time only where something is broken."""

PATIENCE = 60.0
"""Seconds. Far beyond what a loaded machine needs, so that no test measures the machine."""
