"""What counters hand back to a server that was put back: proved by its seal, kept in its place."""
