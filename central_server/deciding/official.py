"""The register of 文号: office, subject, year and a running number, given with the decision.

Given in the transaction that stores the decision, so that one that is rolled back takes none and
none is skipped. Must not set a letter: it is told its 文号 by the server's LetterKept.
"""

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
    upsert_rows(connection, letter_series, [(*key, running)])
    given = (*key, running, state.case_id, number, on.isoformat())
    insert_rows(connection, official_letter, [given])
    return official
