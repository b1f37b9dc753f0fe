"""The limits of one running server, with what they count. Must not know what is asked."""

from dataclasses import dataclass

from central_server.edge.addresses import Addresses
from central_server.edge.buckets import Buckets
from central_server.edge.limits import Limits
from central_server.edge.turns import Turns


@dataclass(frozen=True, slots=True)
class Guard:
    """One for both listeners: whoever guesses at one of them is known at the other."""

    limits: Limits
    addresses: Addresses
    misses: Buckets
    """Receipts not found, by address: those that are told so."""
    looks: Buckets
    """Receipts not found, by address: those that are looked for."""
    strangers: Buckets
    """Refused credentials and proofs, by address."""
    turns: Turns
    """Requests under way, by device."""
    contacts: Turns
    """First contacts without a proof in the head, by address."""
    all_contacts: Turns


def make_guard(limits: Limits | None = None, proxy: str = "") -> Guard:
    """A guard that has counted nothing yet."""
    limits = limits or Limits()
    return Guard(
        limits=limits,
        addresses=Addresses(proxy),
        misses=Buckets(limits.misses_a_minute),
        looks=Buckets(limits.looks_a_minute, limits.looks_at_once),
        strangers=Buckets(limits.strangers_a_minute),
        turns=Turns(limits.at_once, limits.turn_seconds),
        contacts=Turns(limits.contacts_each, limits.turn_seconds),
        all_contacts=Turns(limits.contacts, limits.turn_seconds),
    )
