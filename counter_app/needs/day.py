"""The day of acceptance: that on which the last needed piece was there, whoever acts when.

One rule for online and offline (行政许可法第三十二条参照): receipt, or the day of the last piece.
The day of acceptance by lapse is the clock's. Must not know a calendar.
"""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from counter_app.cases.actions import Action, Kind
from counter_app.cases.changes.change import legal_day
from counter_app.needs.case_file import CaseFile
from counter_app.needs.lacking import pieces_lacking
from counter_app.rules.policy import Policy

PIECES = frozenset(
    {
        Kind.FORM_REVISED,
        Kind.CONTENT_SETTLED,
        Kind.FORM_SIGNED,
        Kind.CONSENT_GIVEN,
        Kind.CONSENT_WITHDRAWN,
        Kind.MATERIAL_TAKEN,
        Kind.MATERIAL_RETURNED,
        Kind.DEFERRAL_PROMISED,
    }
)
"""What brings or takes away something that acceptance may need."""


_AS_SAID: Mapping[str, str] = {}


class Acceptance(NamedTuple):
    """The legal day and its basis: `ordinary`, `supplement` or `deemed`."""

    day: str
    basis: str


def acceptance(
    file: CaseFile, policy: Policy, on: date, instead: Mapping[str, str] = _AS_SAID
) -> Acceptance | None:
    """When all that is needed was there; None while something lacks.

    Pieces count by their legal days, not by the order in which counters delivered them.
    `instead`: of acts whose day was not believed just now, the one that holds.
    """
    if pieces_lacking(file, policy, on):
        return None
    received, held = file.state.received_at[:10], {**file.state.days, **instead}

    def day_of(piece: Action) -> str:
        return held.get(piece.action_id) or legal_day(piece)

    pieces = sorted((each for each in file.actions if each.kind in PIECES), key=day_of)
    others = [each for each in file.actions if each.kind not in PIECES]
    while pieces:
        last = pieces.pop()
        if day_of(last) <= received:
            break
        before = CaseFile([*others, *pieces], file.contents)
        if pieces_lacking(before, policy, on):
            return Acceptance(day_of(last), "supplement")
    return Acceptance(received, "ordinary")
