"""How many papers an applicant still has to bring: a count, never which.

The form is put together again as the counter has it, from the content that holds and from what
was done since. Shared material is not counted: a department answers for it.
"""

from datetime import date

from central_server.applicant_page.lookup import Arrived
from counter_app.forms import matter
from counter_app.forms.checks import judge
from counter_app.needs.case_file import document_of, read_json
from counter_app.rules.assess import assess
from counter_app.rules.policy import Policy

_OWED = frozenset({"missing", "paper_needed"})
_MOST_JUDGED = 512 << 10
"""Bytes; a household of two hundred stays below. A page is not worth seconds of judging."""


def read_content(arrived: Arrived) -> dict[str, object] | None:
    """The form that holds; None where it was erased, or cannot be shown by this program."""
    raw = arrived.contents.get(arrived.state.content)
    content = read_json(raw) if raw else None
    known = isinstance(content, dict) and content.get("format") == matter.FORMAT
    return content if known and isinstance(content, dict) else None


def papers_owed(arrived: Arrived, policy: Policy, today: date) -> int | None:
    """How many own and paper-needed materials have not been taken; None where nobody can tell."""
    if sum(map(len, arrived.contents.values())) > _MOST_JUDGED:
        return None
    document = document_of(arrived.state, arrived.contents, arrived.whole)
    assessment = assess(judge(document, today), policy)
    return sum(need.status in _OWED for need in assessment.materials)
