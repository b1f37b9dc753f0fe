"""A resident's number of 15 digits, as it was given until 1999: which of 18 it became.

The century is certain but for people over a hundred, so it is told and taken by a key alone.
"""

from counter_app.asking.resident_id import lengthened
from counter_app.basics.text import as_read, narrow
from counter_app.forms.drafts.draft import Draft

KEY, NAME = "Alt+L", "15 位旧号换成 18 位"


def new_number(draft: Draft, key: str) -> str:
    """The 18 characters for the 15 digits under a draft key; nothing where there are none."""
    return lengthened(narrow(as_read(draft.text(key)))) if key.endswith("id_number") else ""


def offer(draft: Draft, key: str) -> str:
    """What is said of them beneath the field."""
    new = new_number(draft, key)
    return f"{KEY} 换成 {new}" if new else ""
