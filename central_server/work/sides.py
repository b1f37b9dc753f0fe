"""What lists tell of a case's contents, as columns beside its state.

Type of applicant, departments, differences: computed in the transaction of what changed them,
since to compare is too much for a page of rows.
Must not tell a content: letters of states and counts alone.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import IntFlag
from typing import NamedTuple

import msgspec
from sqlalchemy import update
from sqlalchemy.engine import Connection

from central_server.deciding.files import read_file
from central_server.policies import CasePolicies, policies_of
from central_server.store.tables import case
from counter_app.basics.clock import CHINA
from counter_app.cases.actions import Action, Content, Kind
from counter_app.forms import matter
from counter_app.forms.consents import Department
from counter_app.needs.case_file import CaseFile
from counter_app.needs.compared import Compared, Result, compared, decisions
from counter_app.rules.items import department_of
from counter_app.rules.policy import Policy

_TOUCHING = frozenset(
    {
        Kind.QUERY_ASKED,
        Kind.QUERY_ANSWERED,
        Kind.QUERY_FAILED,
        Kind.QUERY_CANCELLED,
        Kind.QUERY_DISCARDED,
        Kind.ANSWER_ENTERED,
        Kind.DIFFERENCE_SETTLED,
        Kind.WAIVED,
        Kind.FORM_REVISED,
        Kind.CONTENT_SETTLED,
        Kind.IDENTITY_CORRECTED,
        Kind.APPROVED,
        Kind.CONSENT_WITHDRAWN,
        Kind.SENT_BACK,
        Kind.OPINION_GIVEN,
    }
)
"""After these a case's contents may say something else than before."""
_RENAMING = frozenset(
    {Kind.FORM_REVISED, Kind.CONTENT_SETTLED, Kind.IDENTITY_CORRECTED, Kind.APPROVED}
)
"""After these a case may have to be found by something else (`work.find`)."""
_ORDER = tuple(Department)
_LETTERS: Mapping[str, str] = {"agrees": "a", "asked": "w", "failed": "x", "differs": "d"}
"""State of a department, the gravest last → how its column says it; `-` for one not asked."""
_STATES = {letter: state for state, letter in _LETTERS.items()}
_GRAVEST = tuple(_LETTERS)
_NOT_ASKED = "-"


class Side(IntFlag):
    """What of a case's contents lists pick out."""

    UNDECIDED = 1
    SENT_BACK = 2
    """By the city, and the county has not given its opinion again."""


class Sides(NamedTuple):
    """In the order of the table `case`."""

    type: str
    marks: int
    strokes: str
    differences: int
    undecided: int


class _Details(msgspec.Struct):
    applicant_type: object = None


class _Form(msgspec.Struct):
    details: _Details = msgspec.field(default_factory=_Details)


_decode_form = msgspec.json.Decoder(_Form).decode


def type_of(content: Content | None) -> str:
    """The applicant's type that a form names, as it stands there; a new case has nothing else."""
    try:
        named = _decode_form(bytes(content.content)).details.applicant_type if content else ""
    except (msgspec.MsgspecError, RecursionError):
        return ""
    return matter.type_named(named)


def keep_sides(connection: Connection, taken: Iterable[Action], now: str) -> None:
    """Compute anew what these actions, already stored, may have changed."""
    done = list(taken)
    touched = {(one.stream, one.case_id) for one in done if one.kind in _TOUCHING}
    if touched:
        today = datetime.fromisoformat(now).astimezone(CHINA).date()
        renamed = {one.case_id for one in done if one.kind in _RENAMING}
        keep_sides_of(connection, sorted(touched), today, renamed)


def keep_sides_of(
    connection: Connection,
    cases: Iterable[tuple[str, str]],
    today: date,
    renamed: Collection[str] = (),
) -> None:
    """Compute the columns of these cases (stream, id) anew.

    `renamed`: of which the search has to learn by what they are found now.
    """
    policies = CasePolicies(connection, policies_of(connection))
    for stream, case_id in cases:
        file = read_file(connection, stream, case_id)
        if file.is_received:
            policy = policies.of(file.state.policy, file.state.wording)
            found: dict[str, object] = sides_of(file, policy, today)._asdict()
            if case_id in renamed:
                found["findable"] = 0
            there = (case.c.stream == stream, case.c.case_id == case_id)
            connection.execute(update(case).where(*there).values(found))


def sides_of(file: CaseFile, policy: Policy, today: date) -> Sides:
    """The columns of a case as its contents are."""
    state = file.state
    differs = [
        one
        for one in (compared(file, policy, today) if state.queries else ())
        if one.result is Result.DIFFERS
    ]
    decided = decisions(file, policy, today) if differs else {}
    undecided = sum(one.difference not in decided for one in differs)
    marks = Side.UNDECIDED if undecided and not state.stage.is_end else Side(0)
    if _is_sent_back(file):
        marks |= Side.SENT_BACK
    kind = matter.applicant_type(file.declared)
    return Sides(kind, int(marks), _strokes(file, differs), len(differs), undecided)


def read_strokes(column: str, down: Iterable[str] = ()) -> dict[str, str]:
    """Department → state, of those that were asked; `down`: which lines nothing comes back on."""
    failing = {name.partition(".")[0] for name in down}
    found = {
        str(department): _STATES[letter]
        for department, letter in zip(_ORDER, column, strict=False)
        if letter in _STATES
    }
    return {
        name: "failed" if state == "asked" and name in failing else state
        for name, state in found.items()
    }


def _strokes(file: CaseFile, differs: Sequence[Compared]) -> str:
    unlike = Counter(one.item for one in differs)
    found: dict[str, str] = {}
    for trace in file.state.queries:
        said = {"asked": "asked", "failed": "failed", "answered": "agrees"}.get(trace.state)
        if said is None:
            continue
        said = "differs" if unlike[trace.item] else said
        name = str(department_of(trace.item))
        found[name] = max(found.get(name, said), said, key=_GRAVEST.index)
    return "".join(_LETTERS[found[d]] if d in found else _NOT_ASKED for d in map(str, _ORDER))


def _is_sent_back(file: CaseFile) -> bool:
    last = [one.kind for one in file.actions if one.kind in (Kind.SENT_BACK, Kind.OPINION_GIVEN)]
    return bool(last) and last[-1] == Kind.SENT_BACK and not file.state.stage.is_end
