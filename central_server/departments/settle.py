"""What a case still has to ask, after whatever has changed of it: in the transaction of the change.

Identity first and alone; with its answer the rest. Whatever its consent, its person or its end no
longer lets be asked is cancelled before it leaves. Must not send.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import msgspec

from central_server.departments.anew import GONE, is_anew, is_spent
from central_server.departments.desk import Desk
from central_server.departments.identity import may_follow
from central_server.departments.rows import (
    QueryRow,
    QueryState,
    add_queries,
    change_query,
    queries_of_case,
)
from central_server.departments.strangers import sealed, strangers_entered
from central_server.own_chain import Deed
from central_server.store.many_keys import find_rows
from central_server.store.tables import case
from counter_app.cases.actions import Action, Kind
from counter_app.cases.case_state import CaseState
from counter_app.cases.keys import new_id
from counter_app.cases.traces import QueryTrace
from counter_app.needs.anew import Key
from counter_app.needs.case_file import CaseFile
from counter_app.needs.queries import Question, is_open
from counter_app.needs.subjects import number_of, number_when
from counter_app.rules.department_items import LETTER, connection_of
from counter_app.rules.items import department_of

_TOUCHING = frozenset(
    {
        Kind.ACCEPTED,
        Kind.APPROVED,
        Kind.CONSENT_GIVEN,
        Kind.CONSENT_WITHDRAWN,
        Kind.FORM_REVISED,
        Kind.FORM_SIGNED,
        Kind.CONTENT_SETTLED,
        Kind.WITHDRAWN,
        Kind.ANSWER_ENTERED,
        Kind.DIFFERENCE_SETTLED,
        Kind.MEND_REPORTED,
    }
)
"""After these a case may have something else to ask than before."""
_STATES = {
    "answered": QueryState.ANSWERED,
    "failed": QueryState.FAILED,
    "cancelled": QueryState.CANCELLED,
    "discarded": QueryState.DISCARDED,
}
"""What a trace of the record is in the queue; everything else is on the way."""
_decode = msgspec.json.Decoder(CaseState).decode
_STATE = (case.c.stream, case.c.case_id, case.c.state)


def settle_batch(desk: Desk, taken: Iterable[Action]) -> None:
    """Look at each accepted case that a batch has touched."""
    done = list(taken)
    touched = {one.case_id for one in done if one.kind in _TOUCHING}
    touched -= {one.case_id for one in done if one.kind == Kind.CASE_RECEIVED}
    touched |= {one.case_id for one in done if one.kind == Kind.ACCEPTED}
    streams = {one.case_id: one.stream for one in done if one.case_id in touched}
    for stream, case_id in _accepted(desk, streams):
        settle_case(desk, stream, case_id)


def _accepted(desk: Desk, streams: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Of these cases with their streams; one that is put together already is not asked for."""
    here = {(stream, case_id) for case_id, stream in streams.items()}
    there = {key for key in here if key in desk.files and desk.file(*key).is_received}
    found = sorted(key for key in there if desk.file(*key).state.accepted_by)
    cases = sorted(case_id for _, case_id in here - there)
    rows = list(find_rows(desk.connection, _STATE, case.c.case_id, cases))
    yield from found
    yield from ((stream, case_id) for stream, case_id, raw in rows if _decode(raw).accepted_by)


def settle_case(desk: Desk, stream: str, case_id: str) -> None:
    """Bring the queue to what the case lets be asked now."""
    file, asked = desk.file(stream, case_id), desk.questions(stream, case_id)
    rows = queries_of_case(desk.connection, case_id)
    if adopt(desk, file, rows):
        rows = queries_of_case(desk.connection, case_id)
    anew = desk.due_anew(file)
    deeds: list[Deed] = []
    for row in rows:
        question = asked.get((row.person, row.item))
        if is_spent(row, rows, anew):
            deeds += cancelled(desk, row)
        else:
            deeds += _looked_at(desk, file, row, question)
    deeds += strangers_entered(desk.connection, file)
    if rows:
        rows = queries_of_case(desk.connection, case_id)
    _date_again(desk, file, rows)
    for row in _entered(desk, file, rows):
        rows.append(row)
    new = [
        _row(desk, file, question)
        for question in asked.values()
        if may_follow(desk, file, question, rows) and not _is_asked(desk, question, rows, anew)
    ]
    add_queries(desk.connection, new)
    desk.write(stream, deeds)


def _date_again(desk: Desk, file: CaseFile, rows: Sequence[QueryRow]) -> None:
    """Another due day than when it came up: a stop, an extension."""
    due = desk.due_on(file)
    for row in rows:
        if row.is_open and row.due_on != due:
            change_query(desk.connection, row.query_id, due_on=due)


def adopt(desk: Desk, file: CaseFile, rows: Sequence[QueryRow]) -> bool:
    """Let the queue know what the case's own actions say was asked; whether it did not.

    A store that was put back has lost rows, or has them as they were before.
    """
    known = {row.query_id: row for row in rows}
    lost = False
    for trace in file.state.queries:
        row = known.get(trace.query)
        if not trace.consent or (row is not None and row.asked_at):
            continue
        if row is None and (row := _row_of(desk, file, trace)) is not None:
            add_queries(desk.connection, [row])
        if row is not None:
            lost = True
            change_query(
                desk.connection,
                row.query_id,
                state=_STATES.get(trace.state, QueryState.SENT),
                outcome=trace.outcome,
                answer=trace.answer,
                asked_at=desk.now,
                settled_at="" if trace.state == "asked" else desk.now,
            )
    return lost


def _row_of(desk: Desk, file: CaseFile, trace: QueryTrace) -> QueryRow | None:
    """A question of which only the record knows; None where its person is not there any more."""
    asking = _asking(file, trace)
    for position, who in enumerate(file.people):
        if file.state.person(position) == trace.person:
            # Under another number it was about somebody else.
            then = asking.action_id if asking else ""
            number = number_when(file, then, trace.person) or who.id_number
            asked = Question(trace.item, trace.person, who.name, number, trace.consent)
            made = _row(desk, file, asked)
            return replace(made, query_id=trace.query, made_at=asking.at if asking else desk.now)
    return None


def _asking(file: CaseFile, trace: QueryTrace) -> Action | None:
    """The action that asked."""
    found = (a for a in file.actions if a.kind == Kind.QUERY_ASKED)
    return next((a for a in found if a.facts.get("query") == trace.query), None)


def cancelled(desk: Desk, row: QueryRow) -> list[Deed]:
    """It is not asked, or its answer not wanted any more; what it leaves on the record."""
    change_query(desk.connection, row.query_id, state=QueryState.CANCELLED, settled_at=desk.now)
    deed = Deed(Kind.QUERY_CANCELLED, row.case_id, {"query": row.query_id})
    return [deed] if row.asked_at else []


def _looked_at(desk: Desk, file: CaseFile, row: QueryRow, question: Question | None) -> list[Deed]:
    """One question that there is already."""
    number = number_of(file, row.person)
    of_another = bool(number) and desk.subject(number) != row.subject
    if row.state == QueryState.ANSWERED and of_another:
        # Asked under a wrong number: the answer is a stranger's (hole 11).
        change_query(desk.connection, row.query_id, state=QueryState.DISCARDED, outcome="")
        return [sealed(desk.connection, file, row.query_id)]
    if not row.is_open:
        return []
    if of_another or (question is None and not _is_held(desk, file, row)):
        return cancelled(desk, row)
    if row.asked_at and _was_taken_back(file, row):
        return cancelled(desk, row)  # the consent that stands now asks anew
    if question is not None and not row.asked_at and row.consent != question.consent:
        consent = question.consent
        change_query(desk.connection, row.query_id, consent=consent, next_at=desk.now)
    return []


def _was_taken_back(file: CaseFile, row: QueryRow) -> bool:
    """Whether the person took back on what it was asked, though by now they let it be asked.

    A counter sends both at one go.
    """
    since = False
    for each in file.actions:
        if since and each.facts.get("person") == row.person:
            if each.kind == Kind.CONSENT_WITHDRAWN:
                return True
            if each.kind == Kind.CONSENT_GIVEN:
                entry = file.entry(each.action_id)
                if isinstance(entry, dict) and entry.get("granted") is False:
                    return True
        since = since or each.action_id == row.consent
    return False


def _is_held(desk: Desk, file: CaseFile, row: QueryRow) -> bool:
    """Whether it waits for another signature, and for nothing else."""
    return is_open(file.state) and row.item in desk.held_items(file, row.person)


def _entered(desk: Desk, file: CaseFile, rows: Sequence[QueryRow]) -> Iterator[QueryRow]:
    """What a person entered answers a question that nobody is called for."""
    used = {row.answer for row in rows if row.answer}
    for trace in file.state.queries:
        if trace.consent or trace.answer in used:
            continue
        for row in rows:
            there = row.is_open and (row.person, row.item) == (trace.person, trace.item)
            if there and not is_anew(row, rows):
                yield from _answered_by_hand(desk, row, trace)


def _answered_by_hand(desk: Desk, row: QueryRow, trace: QueryTrace) -> Iterator[QueryRow]:
    connection = connection_of(desk.newest, row.item, desk.today)
    if connection.driver != LETTER and row.asked_at:
        return  # the electronic answer stands beside it when it comes
    changed: dict[str, Any] = {
        "state": QueryState.ANSWERED,
        "outcome": trace.outcome,
        "answer": trace.answer,
        "settled_at": desk.now,
    }
    change_query(desk.connection, row.query_id, **changed)
    yield replace(row, **changed)


def _is_asked(
    desk: Desk, question: Question, rows: Iterable[QueryRow], anew: Collection[Key]
) -> bool:
    """Whether there is such a question already, answered or not; open where it is asked anew."""
    subject, key = desk.subject(question.number), (question.person, question.item)
    return any(
        (row.person, row.item, row.subject) == (*key, subject)
        and row.state not in GONE
        and (row.is_open or key not in anew)
        for row in rows
    )


def _row(desk: Desk, file: CaseFile, question: Question) -> QueryRow:
    return QueryRow(
        query_id=new_id(),
        stream=file.state.stream,
        case_id=file.state.case_id,
        person=question.person,
        item=question.item,
        department=str(department_of(question.item)),
        subject=desk.subject(question.number),
        consent=question.consent,
        made_at=desk.now,
        next_at=desk.now,
        due_on=desk.due_on(file),
    )
