"""What comes with fetched actions, made ready where they are fetched, aside of the store.

Must not say whether an action is kept: that is the caller's of `case_log`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from counter_app.cases.actions import Content
from counter_app.wire.messages import Ordered
from local_db.actions import ActionRow
from local_db.beginning import Beginnings


@dataclass(frozen=True, slots=True)
class Brought:
    """Contents and orders by the ids of actions."""

    contents: Mapping[str, Content]
    ordered: Mapping[str, Ordered]
    """What the server says of them; nothing of a server of 0.2."""
    rows: Mapping[str, ActionRow]
    """Of sound actions by their hashes: an id may have been given to two of them."""
    begun: Beginnings
    """By case, what the sound actions make of the cases that begin with them."""
