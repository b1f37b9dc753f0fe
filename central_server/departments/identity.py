"""Whether somebody was found as far as they have to be before anything else is asked of them.

The last word counts, whoever gave it: a department, or a person who entered what lay before them
(bureau holes 1 and 11). What was said under another number is of somebody else. Must not ask.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence

from central_server.departments.desk import Desk
from central_server.departments.rows import QueryRow, QueryState
from counter_app.cases.traces import QueryTrace, in_order
from counter_app.needs.answers import ANSWERED
from counter_app.needs.case_file import CaseFile
from counter_app.needs.queries import Question
from counter_app.needs.subjects import number_when
from counter_app.rules.department_items import first_items

FOUND = "found"


def may_follow(desk: Desk, file: CaseFile, question: Question, rows: Sequence[QueryRow]) -> bool:
    """Whether this may be asked now, or has to wait for what comes first."""
    first = first_items(desk.newest, desk.today)
    if question.item in first:
        return True
    said = dict(_said(desk, file, question, first, rows))
    return bool(first) and all(said.get(item) == FOUND for item in first)


def _said(
    desk: Desk,
    file: CaseFile,
    question: Question,
    first: tuple[str, ...],
    rows: Iterable[QueryRow],
) -> Iterator[tuple[str, str]]:
    """By item what was said of the person, the last word last."""
    subject = desk.subject(question.number)
    mine = {row.query_id: row for row in rows if row.item in first and row.subject == subject}
    heard = file.once(("heard first", first), lambda: _heard(file, first))
    for trace in heard:
        if trace.person == question.person and (
            trace.query in mine or (not trace.consent and _is_theirs(file, question, trace.answer))
        ):
            yield trace.item, trace.outcome
    known = {trace.query for trace in heard}
    for row in mine.values():  # what comes with this transaction and is not on the record yet
        if row.state == QueryState.ANSWERED and not row.answer and row.query_id not in known:
            yield row.item, row.outcome


def _heard(file: CaseFile, first: Collection[str]) -> tuple[QueryTrace, ...]:
    """What was answered of these items, in order."""
    found = (e for e in file.state.queries if e.state == ANSWERED and e.item in first)
    return tuple(in_order(found))


def _is_theirs(file: CaseFile, question: Question, answer: str) -> bool:
    """Whether what was entered is of who has that number, and not of whoever had another one."""
    then = file.once(("number", answer), lambda: number_when(file, answer, question.person))
    return then == question.number
