"""The figures of the edge. Must decide nothing."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Generous for a hall on a slow line, narrow for whoever only wants to hold something."""

    head_seconds: float = 15.0
    """From the start of a connection, or its last answer, to a whole head of a request."""
    still_seconds: float = 30.0
    """A body or an answer may stand still so long, and take a second more for each `slowest`."""
    slowest: int = 8 << 10
    connections: int = 2000
    connections_each: int = 200
    """Of one address. Whoever waited longest without asking goes, so a newcomer finds a place."""
    at_once: int = 2
    """Requests of one device, from the first byte of the body to the last of the answer."""
    contacts_each: int = 4
    contacts: int = 32
    """First contacts that show their proof in the body only; of one address, and of all."""
    turn_seconds: float = 5.0
    """How long a request waits for its turn."""
    strangers_a_minute: int = 60
    """Refused credentials and proofs of one address that are told so; the rest is told to wait."""
    misses_a_minute: int = 30
    """Receipts not found that are told so to one address; the rest is told to wait."""
    looks_a_minute: int = 300
    looks_at_once: int = 1000
    """Receipts not found that are looked for at all; a receipt that is found counts for nothing."""
