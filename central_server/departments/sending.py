"""What may leave now: consent is looked at again in the commit that marks a question as sent.

Only what is on the record as asked leaves. Must not send, nor know an answer.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.engine import Connection

from central_server.departments.desk import Desk
from central_server.departments.lines import Lines
from central_server.departments.rows import (
    QueryRow,
    QueryState,
    change_query,
    leased,
    places_due,
    queries_of_case,
    take_due,
)
from central_server.departments.settle import adopt, cancelled, may_follow
from central_server.own_chain import Deed
from counter_app.basics.clock import CHINA, stamp
from counter_app.cases.actions import Kind
from counter_app.needs.queries import Question
from counter_app.rules.department_items import Connection as Way
from counter_app.rules.department_items import connection_of, item_of, material_of
from counter_app.rules.items import ITEMS, department_of
from counter_app.rules.policy import Policy

CALL = "call"
_HELD = timedelta(minutes=16)
_SPARE = timedelta(seconds=5)
"""How much longer than its deadline a question is leased."""
_FULL = "case_full"


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A question that is on the record as sent and may leave now."""

    row: QueryRow
    question: Question
    way: Way
    case_number: str
    consent_policy: str
    asked_by: str = ""
    """Who accepted the case: on their word departments are asked."""
    material: str = ""
    """What the answer stands for, so that it need not be brought; empty where nothing."""


def ways(policy: Policy, on: date, driver: str = CALL) -> dict[str, Way]:
    """The items that are asked by a driver, and how."""
    found = {item: connection_of(policy, item, on) for item in ITEMS if item_of(policy, item, on)}
    return {
        item: way
        for item, way in found.items()
        if way.driver == driver and (way.address or driver != CALL) and way.is_permitted(on)
    }


def due_in(connection: Connection, policy: Policy, now: datetime) -> set[tuple[str, str]]:
    """Streams and departments for which a turn might find something to send."""
    items = list(ways(policy, now.astimezone(CHINA).date()))
    return places_due(connection, items, stamp(now)) if items else set()


def mark_sent(desk: Desk, lines: Lines, worker: str, held: Collection[str]) -> list[Outgoing]:
    """Take what is due of the streams held, as much as each line may be asked at once.

    `worker`: the name of the process. What all of them have on the way counts together.
    """
    found, by_call = [], ways(desk.newest, desk.today)
    due = [place for place in due_in(desk.connection, desk.newest, desk.time) if place[0] in held]
    streams = sorted({stream for stream, _ in due})
    departments = {department for _, department in due}
    on_the_way = leased(desk.connection, desk.now) if due else {}
    known: dict[str, list[QueryRow]] = {}
    for items in by_line(by_call).values():
        rooms = {item: lines.room(item, by_call[item]) for item in items}
        open_ones = [item for item in items if rooms[item] and department_of(item) in departments]
        if not open_ones:
            continue
        room = min(rooms[item] for item in open_ones) - sum(on_the_way.get(i, 0) for i in items)
        if room > 0:
            taken = take_due(desk.connection, streams, open_ones, desk.now, room)
            found += [
                one for row in taken if (one := look_again(desk, row, by_call[row.item], known))
            ]
    sent = on_record(desk, found)
    for one in sent:
        _lease(desk, worker, one)
        lines.asked(one.way.line)
    return sent


def by_line(found: Mapping[str, Way]) -> dict[str, list[str]]:
    """The items of each line, in the order of the names that hold a line's row."""
    lines: dict[str, list[str]] = {}
    for item, way in found.items():
        lines.setdefault(way.line, []).append(item)
    return dict(sorted(lines.items()))


def look_again(
    desk: Desk, row: QueryRow, way: Way, known: dict[str, list[QueryRow]]
) -> Outgoing | None:
    """Whether the case, its consents and its answers let the question leave at this moment."""
    file = desk.file(row.stream, row.case_id)
    question = desk.questions(row.stream, row.case_id).get((row.person, row.item))
    if question is None and row.item in desk.held_items(file, row.person):
        change_query(desk.connection, row.query_id, next_at=stamp(desk.time + _HELD))
        return None
    if not row.asked_at and any(each.query == row.query_id for each in file.state.queries):
        # Asked before the store was put back: the record knows how far it got.
        adopt(desk, file, queries_of_case(desk.connection, row.case_id))
        return None
    if row.case_id not in known:  # which of them are found does not change on the way out
        known[row.case_id] = queries_of_case(desk.connection, row.case_id)
    if (
        question is None
        or desk.subject(question.number) != row.subject
        or not may_follow(desk, question, known[row.case_id])
    ):
        desk.write(row.stream, cancelled(desk, row))
        return None
    signed = file.action(question.consent)
    policy = str(signed.facts.get("policy") or "") if signed else ""
    accepted = file.action(file.state.accepted_by)
    return Outgoing(
        row,
        question,
        way,
        file.state.number,
        policy or file.state.policy,
        accepted.staff_name if accepted else "",
        material_of(desk.newest, row.item, desk.today),
    )


def on_record(desk: Desk, found: Sequence[Outgoing]) -> list[Outgoing]:
    """Say of each that it is asked; what the record does not take does not leave."""
    sent: list[Outgoing] = []
    for stream in sorted({one.row.stream for one in found}):
        here = [one for one in found if one.row.stream == stream]
        new = [one for one in here if not one.row.asked_at]
        said = dict(
            zip((one.row.query_id for one in new), desk.write(stream, _asked(new)), strict=True)
        )
        for one in here:
            if said.get(one.row.query_id, True):
                _sent(desk, one)
                sent.append(one)
            else:
                change_query(
                    desk.connection, one.row.query_id,
                    state=QueryState.FAILED, outcome=_FULL, settled_at=desk.now,
                )  # fmt: skip
    return sent


def _asked(new: Sequence[Outgoing]) -> list[Deed]:
    return [
        Deed(
            Kind.QUERY_ASKED,
            one.row.case_id,
            {
                "query": one.row.query_id,
                "item": one.row.item,
                "person": one.row.person,
                "consent": one.question.consent,
            },
        )
        for one in new
    ]


def _sent(desk: Desk, one: Outgoing) -> None:
    change_query(
        desk.connection,
        one.row.query_id,
        state=QueryState.SENT,
        consent=one.question.consent,
        attempt=one.row.attempt + 1,
        asked_at=one.row.asked_at or desk.now,
    )


def _lease(desk: Desk, worker: str, one: Outgoing) -> None:
    until = stamp(desk.time + timedelta(seconds=one.way.seconds) + _SPARE)
    change_query(desk.connection, one.row.query_id, lease_by=worker, lease_until=until)
