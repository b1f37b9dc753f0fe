"""What may leave now: consent is looked at again in the commit that marks a question as sent.

Only what is on the record as asked leaves. Must not send, nor know an answer.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from sqlalchemy.engine import Connection

from central_server.departments.desk import Desk
from central_server.departments.identity import may_follow
from central_server.departments.lines import Lines
from central_server.departments.rows import (
    QueryRow,
    QueryState,
    change_query,
    is_something_due,
    leased,
    mark_all,
    queries_of_case,
    take_due,
)
from central_server.departments.settle import adopt, cancelled
from central_server.own_chain import Deed
from counter_app.basics.clock import CHINA, stamp
from counter_app.cases.actions import Kind
from counter_app.needs.queries import Question
from counter_app.rules.department_items import Connection as Way
from counter_app.rules.department_items import connection_of, first_items, item_of, material_of
from counter_app.rules.items import ITEMS
from counter_app.rules.policy import Policy

CALL = "call"
_HELD = timedelta(minutes=16)
_SPARE = timedelta(seconds=5)
"""How much longer than its deadline a question is leased."""
_FULL = "case_full"
_LITTLE = 200
"""How much is looked through at one go."""


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
    """The items that are asked by a driver, and how.

    None at all while policy names nothing that is asked first, or not how it is put: what waits
    then waits for policy, and is not given up.
    """
    if not first_items(policy, on):
        return {}
    styles = {row["style"] for row in policy.rows("style", on)}
    found = {item: connection_of(policy, item, on) for item in ITEMS if item_of(policy, item, on)}
    return {
        item: way
        for item, way in found.items()
        if way.driver == driver and way.is_permitted(on)
        if driver != CALL or (way.address and way.style in styles)
    }


def may_be_due(connection: Connection, policy: Policy, now: datetime) -> bool:
    """Whether a turn might find something to send."""
    items = list(ways(policy, now.astimezone(CHINA).date()))
    return bool(items) and is_something_due(connection, items, stamp(now))


def mark_sent(
    desk: Desk, lines: Lines, worker: str, held: Collection[str] | None
) -> list[Outgoing]:
    """Take what is due of the streams held (None: of all), as much as each line may be asked.

    `worker`: the name of the process. What all of them have on the way counts together.
    """
    by_call = ways(desk.newest, desk.today)
    known: dict[str, list[QueryRow]] = {}
    found = (
        look_again(desk, row, by_call[row.item], known)
        for row in _chosen(desk, lines, by_call, held)
    )
    sent = on_record(desk, [one for one in found if one], worker)
    for one in sent:
        lines.asked(one.way.line)
    return sent


def _chosen(
    desk: Desk, lines: Lines, by_call: Mapping[str, Way], held: Collection[str] | None
) -> list[QueryRow]:
    """What may leave as far as the lines go, soonest due day first.

    Where little is due one look finds all of it; else each line is looked at by itself.
    """
    rooms = _rooms(desk, lines, by_call)
    items = [item for each in rooms for item in each.items]
    if not items:
        return []
    little = take_due(desk.connection, held, items, desk.now, _LITTLE)
    if len(little) < _LITTLE:
        return [row for each in rooms for row in each.first_of(little)]
    return [
        row
        for each in rooms
        for row in take_due(desk.connection, held, each.items, desk.now, each.most)
    ]


class _Room(NamedTuple):
    """How many questions about some items may leave now."""

    items: list[str]
    most: int

    def first_of(self, rows: Sequence[QueryRow]) -> list[QueryRow]:
        """Those of the rows that may."""
        return [row for row in rows if row.item in self.items][: self.most]


def _rooms(desk: Desk, lines: Lines, by_call: Mapping[str, Way]) -> list[_Room]:
    """By line, in the order of their names; those that have none are left out."""
    on_the_way = leased(desk.connection, desk.now)
    of_line: dict[str, list[str]] = {}
    for item, way in by_call.items():
        of_line.setdefault(way.line, []).append(item)
    found = []
    for _, items in sorted(of_line.items()):
        rooms = {item: room for item in items if (room := lines.room(item, by_call[item]))}
        most = min(rooms.values(), default=0) - sum(on_the_way.get(item, 0) for item in items)
        if most > 0:
            found.append(_Room(list(rooms), most))
    return found


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
        or not may_follow(desk, file, question, known[row.case_id])
    ):
        desk.write(row.stream, cancelled(desk, row))
        return None
    if row.asked_at:  # the same question word for word, on what the record says it rests on
        question = question._replace(consent=row.consent)
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


def on_record(desk: Desk, found: Sequence[Outgoing], worker: str = "") -> list[Outgoing]:
    """Say of each that it is asked; what the record does not take does not leave.

    `worker`: who is at it from now on; nobody where it goes by file.
    """
    sent: list[Outgoing] = []
    for stream in sorted({one.row.stream for one in found}):
        here = [one for one in found if one.row.stream == stream]
        new = [one for one in here if not one.row.asked_at]
        said = dict(
            zip((one.row.query_id for one in new), desk.write(stream, _asked(new)), strict=True)
        )
        for one in here:
            if said.get(one.row.query_id, True):
                sent.append(one)
            else:
                change_query(
                    desk.connection, one.row.query_id,
                    state=QueryState.FAILED, outcome=_FULL, settled_at=desk.now,
                )  # fmt: skip
    mark_all(desk.connection, [_sent(desk, one, worker) for one in sent])
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


def _sent(desk: Desk, one: Outgoing, worker: str) -> dict[str, object]:
    until = stamp(desk.time + timedelta(seconds=one.way.seconds) + _SPARE) if worker else ""
    return {
        "of": one.row.query_id,
        "state": str(QueryState.SENT),
        "consent": one.question.consent,
        "attempt": one.row.attempt + 1,
        "asked_at": one.row.asked_at or desk.now,
        "lease_by": worker,
        "lease_until": until,
    }
