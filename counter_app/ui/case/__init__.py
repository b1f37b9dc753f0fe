"""A received case: what is told of it, its papers. Must not know how it was taken in."""
