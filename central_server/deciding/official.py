"""The register of 文号: office, subject, year and a running number, given with the decision.

Given in the transaction that stores the decision, so that one that is rolled back takes none and
none is skipped; what a restored store skips stands in the register too. Must not set a letter: the
server's LetterKept tells it its 文号.
"""

import itertools
from collections.abc import Sequence
from datetime import date

from sqlalchemy.engine import Connection

from central_server.store.locks import lock_series
from central_server.store.many_rows import insert_rows, upsert_rows
from central_server.store.tables import letter_series, official_letter
from counter_app.cases.actions import Kind
from counter_app.cases.case_state import CaseState
from counter_app.cases.kinds import KINDS
from counter_app.documents.letters.official import official_number
from counter_app.rules.letter_kinds import Letter
from counter_app.rules.letters import find_office, find_series
from counter_app.rules.policy import Policy

LOST = "灾后空号"
"""Stands in the register for a number that may have been given after the backup."""
_SKIPPED = 50
_LONGEST = KINDS[Kind.LETTER_KEPT].facts["official"].longest


def give(connection: Connection, state: CaseState, number: str, policy: Policy, on: date) -> str:
    """The 文号 of a letter of the case; nothing for one that has none or has it already."""
    letter = state.letters_known.get(number)
    kind = next((each for each in Letter if letter and each == letter.paper), None)
    if letter is None or kind is None or letter.official:
        return ""
    office, series = find_office(policy, state.stream, on), find_series(policy, kind, on)
    if office is None or series is None or not series.series:
        return ""
    running = lock_series(connection, office.code, series.series, on.year) + 1
    official = official_number(policy, kind, state.stream, on, running)
    if len(official) > _LONGEST:  # as a bureau worded it; a letter is whole without
        return ""
    key = (office.code, series.series, on.year)
    _enter(connection, key, [(running, state.case_id, number)], on)
    return official


def skip_after_loss(connection: Connection, policy: Policy, on: date) -> None:
    """Let each series go on behind what a lost store may have given since its backup."""
    offices = {str(row["code"]) for row in policy.rows("office", on)}
    subjects = {str(row.get("series", "")) for row in policy.rows("letter", on)} - {""}
    for office, series in itertools.product(sorted(offices), sorted(subjects)):
        last = lock_series(connection, office, series, on.year)
        rows = [(last + each, "", LOST) for each in range(1, _SKIPPED + 1)]
        _enter(connection, (office, series, on.year), rows, on)


def _enter(
    connection: Connection,
    key: tuple[str, str, int],
    rows: Sequence[tuple[int, str, str]],
    on: date,
) -> None:
    """Write who has these numbers: running, case, letter."""
    upsert_rows(connection, letter_series, [(*key, rows[-1][0])])
    insert_rows(connection, official_letter, [(*key, *row, on.isoformat()) for row in rows])
