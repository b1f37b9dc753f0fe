"""两版对照单 out of what the screen of two contents shows.

Must not set it.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from counter_app.documents.comparison import (
    ComparedGroup,
    ComparedRow,
    ComparedSide,
    ComparisonView,
)
from counter_app.forms import matter
from counter_app.intake.case_view.after_revision import AfterRevision
from counter_app.intake.case_view.masking import Mask
from counter_app.intake.case_view.revisions import GROUPS, Change, Revision


class Printed(NamedTuple):
    """Where, by whom and when it is printed."""

    hall: str
    clerk: str
    at: datetime
    trial: bool


def title_of(one: Revision) -> str:
    """`第 2 版`."""
    return f"第 {one.number} 版"


def signed_words(one: Revision) -> str:
    """On which days it was signed."""
    days = "，".join(day[5:] for day in dict.fromkeys(one.signed_on) if day)
    return f"{days} 签字" if days else "没有签字"


def comparison_of(
    pair: tuple[Revision, Revision],
    compared: tuple[Sequence[Change], int],
    after: AfterRevision,
    mask: Mask,
    printed: Printed,
) -> ComparisonView:
    """`compared`: what differs, and how many fields are the same."""
    older, newer = pair
    found, same = compared
    declared = newer.file.declared
    names = [who.name for who in matter.concerns(declared)]
    groups = ((group, [each for each in found if each.group == group]) for group in GROUPS)
    return ComparisonView(
        number=newer.state.number,
        hall=printed.hall,
        applicant=mask.name(names[0]) if names else "",
        kind=matter.type_label(declared),
        older=ComparedSide(title_of(older), signed_words(older)),
        newer=ComparedSide(title_of(newer), signed_words(newer)),
        groups=tuple(
            ComparedGroup(title, tuple(map(_row, rows))) for title, rows in groups if rows
        ),
        same=same,
        after=after.lines,
        clerk=printed.clerk,
        masked=not mask.off,
        made_at=printed.at,
        trial=printed.trial,
    )


def _row(one: Change) -> ComparedRow:
    return ComparedRow(one.place, one.whose, one.before, one.after, one.new, one.who, one.why)
