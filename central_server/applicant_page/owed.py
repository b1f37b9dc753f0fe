"""How many papers an applicant still has to bring: a count, never which.

The form is put together again as the counter has it, from the content that holds and from what
was done since. Shared material is not counted: a department answers for it.
"""

from datetime import date

import msgspec

from central_server.applicant_page.lookup import Arrived
from counter_app.basics import exact_json
from counter_app.cases.actions import Entry
from counter_app.cases.joined import joined
from counter_app.forms import matter
from counter_app.forms.checks import judge
from counter_app.rules.assess import assess
from counter_app.rules.policy import Policy

_OWED = frozenset({"missing", "paper_needed"})
_MOST_JUDGED = 512 << 10
"""Bytes; a household of two hundred stays below. A page is not worth seconds of judging."""
_decode_entry = msgspec.json.Decoder(Entry).decode


def read_content(arrived: Arrived) -> dict[str, object] | None:
    """The form that holds; None where it was erased, or cannot be shown by this program."""
    raw = arrived.contents.get(arrived.state.content)
    content = _read(raw) if raw else None
    known = isinstance(content, dict) and content.get("format") == matter.FORMAT
    return content if known and isinstance(content, dict) else None


def _read(raw: bytes) -> object:
    """The JSON, or None for one that no counter would have read: too large, too deep."""
    if not matter.is_bounded(raw):
        return None
    try:
        return exact_json.loads(raw.decode())
    except (ValueError, RecursionError):
        return None


def papers_owed(
    arrived: Arrived, content: dict[str, object], policy: Policy, today: date
) -> int | None:
    """How many own and paper-needed materials have not been taken; None where nobody can tell."""
    if sum(map(len, arrived.contents.values())) > _MOST_JUDGED:
        return None
    read = {name: _entry(arrived, name) for name in arrived.contents}
    entries = {name: entry for name, entry in read.items() if entry is not None}
    document = joined(arrived.state, content, entries, arrived.whole)
    assessment = assess(judge(document, today), policy)
    return sum(need.status in _OWED for need in assessment.materials)


def _entry(arrived: Arrived, name: str) -> object:
    """What was handed in; None where nobody can read it, and for the form itself."""
    if name == arrived.state.content:
        return None
    try:
        return _read(bytes(_decode_entry(arrived.contents[name]).entry))
    except (msgspec.DecodeError, RecursionError):
        return None
