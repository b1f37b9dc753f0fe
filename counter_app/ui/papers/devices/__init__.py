"""Drivers of what stands on the desk, where they need Qt."""
