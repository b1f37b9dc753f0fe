"""The highest numbers given and the head of the chain, in a file beside the store.

A store that is restored from a backup learns from it what it has forgotten. Nothing personal
stands in it. Written after the store's commit and on the disk before anything is printed.
"""

from pathlib import Path

import msgspec

from counter_app.basics.slot_file import SlotFile, Turned


class Mark(Turned, frozen=True, kw_only=True):
    """What the file says. `numbers`: `620702-03/2026` → highest running number."""

    incarnation: str = ""
    sequence: int = 0
    numbers: dict[str, int] = msgspec.field(default_factory=dict)


class NumberFile(SlotFile[Mark]):
    """One open file; writers hold `locked`."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, Mark)
