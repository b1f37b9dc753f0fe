"""Lists of cases for the screen: one row a case, by keyset, with how far it was delivered.

Business stage and delivery are two things; delivery is never stored, it is what outbox and
returns say.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, case, exists, func, select, tuple_

from counter_app.cases.actions import Action
from counter_app.cases.stages import Stage
from local_db.tables import actions, cases, outbox, returns


class Delivery(StrEnum):
    """How far a case got on its way to the server."""

    QUEUED = "queued"
    SENT = "sent"
    REFUSED = "refused"
    CONFLICT = "conflict"

    @property
    def label(self) -> str:
        """The words of the list."""
        return _LABELS[self]


_LABELS = {
    Delivery.QUEUED: "待上传",
    Delivery.SENT: "已同步",
    Delivery.REFUSED: "被退回",
    Delivery.CONFLICT: "有冲突",
}


class Filter(StrEnum):
    """The lists at the left of 今日."""

    TODAY = "today"
    MINE = "mine"
    QUEUED = "queued"
    RETURNED = "returned"
    CONFLICTS = "conflicts"
    RECEIPT_OWED = "receipt_owed"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case in a list."""

    case_id: str
    number: str
    short_code: str
    name: str
    type_label: str
    stage: Stage
    received_at: datetime
    delivery: Delivery
    receipt_owed: bool
    why: str = ""
    """Why it stands on a work list, or came back."""
    what: str = ""
    """Which act came back."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many cases each list has."""

    today: int
    mine: int
    queued: int
    returned: int
    conflicts: int
    receipt_owed: int
    all: int


@dataclass(frozen=True, slots=True)
class ReturnedRow:
    """Something that came back, for the list 退回给我."""

    case_id: str
    action_id: str
    name: str
    number: str
    kind: str
    verdict: str
    code: str
    message: str
    advice: str
    at: datetime


def _came_back(verdict: str) -> ColumnElement[bool]:
    return exists().where(returns.c.case_id == cases.c.case_id, returns.c.verdict == verdict)


_WAITS = exists().where(outbox.c.case_id == cases.c.case_id)
_DELIVERY = case(
    (_came_back("refused"), Delivery.REFUSED.value),
    (_came_back("conflict"), Delivery.CONFLICT.value),
    (_WAITS, Delivery.QUEUED.value),
    else_=Delivery.SENT.value,
)
_ROW = select(
    cases.c.case_id,
    cases.c.number,
    cases.c.short_code,
    cases.c.name,
    cases.c.type_label,
    cases.c.stage,
    cases.c.received_at,
    _DELIVERY,
    cases.c.receipt_owed,
)
_PLACE = (cases.c.received_at, cases.c.case_id)


def list_cases(
    connection: Connection,
    which: Filter,
    *,
    today: str,
    staff_id: str,
    after: CaseRow | None,
    limit: int,
) -> list[CaseRow]:
    """The next rows of a list, the newest first."""
    query = _ROW.where(*_conditions(which, today, staff_id))
    if after:
        at = after.received_at.isoformat(timespec="milliseconds")
        query = query.where(tuple_(*_PLACE) < (at, after.case_id))
    return _rows(connection, query.order_by(*(each.desc() for each in _PLACE)).limit(limit))


def rows_of(connection: Connection, case_ids: Sequence[str]) -> list[CaseRow]:
    """These cases in the order in which they are named."""
    found = {
        row.case_id: row for row in _rows(connection, _ROW.where(cases.c.case_id.in_(case_ids)))
    }
    return [found[case_id] for case_id in case_ids if case_id in found]


def find_token(connection: Connection, token: str) -> list[CaseRow]:
    """The case whose receipt was scanned."""
    return _rows(connection, _ROW.where(cases.c.token == token))


def delivery_of(connection: Connection, case_id: str) -> Delivery:
    """How far the case was delivered."""
    query = select(_DELIVERY).select_from(cases).where(cases.c.case_id == case_id)
    return Delivery(connection.execute(query).scalar_one())


def count_owed(connection: Connection) -> int:
    """Of how many cases a new receipt is owed."""
    return _count(connection, cases.c.receipt_owed == 1)


def count_cases(connection: Connection, *, today: str, staff_id: str) -> Counts:
    """The numbers beside the lists."""
    return Counts(
        **{
            which.value: _count(connection, *_conditions(which, today, staff_id))
            for which in Filter
        }
    )


def count_deliveries(connection: Connection) -> dict[Delivery, int]:
    """How many cases stand where on their way; every case counts once."""
    # All but SENT are few: they are counted from their own tables.
    every = _count(connection)
    waiting = select(outbox.c.case_id).union(select(returns.c.case_id)).scalar_subquery()
    query = (
        select(_DELIVERY, func.count())
        .select_from(cases)
        .where(cases.c.case_id.in_(waiting))
        .group_by(_DELIVERY)
    )
    found = dict.fromkeys(Delivery, 0)
    for delivery, count in connection.execute(query):
        found[Delivery(delivery)] = count
    found[Delivery.SENT] = every - sum(found.values())
    return found


def returned_rows(connection: Connection) -> list[ReturnedRow]:
    """What came back, the latest first."""
    query = (
        select(
            returns.c.case_id,
            returns.c.action_id,
            cases.c.name,
            cases.c.number,
            actions.c.record,
            returns.c.verdict,
            returns.c.code,
            returns.c.message,
            returns.c.advice,
            returns.c.answered_at,
        )
        .join(actions, actions.c.action_id == returns.c.action_id)
        .join(cases, cases.c.case_id == returns.c.case_id)
        .order_by(returns.c.answered_at.desc(), returns.c.action_id)
    )
    return [
        ReturnedRow(
            case_id=row.case_id,
            action_id=row.action_id,
            name=row.name,
            number=row.number,
            kind=_kind(row.record),
            verdict=row.verdict,
            code=row.code,
            message=row.message,
            advice=row.advice,
            at=datetime.fromisoformat(row.answered_at),
        )
        for row in connection.execute(query)
    ]


def _kind(record: bytes) -> str:
    return msgspec.json.decode(record, type=Action).kind


def _conditions(which: Filter, today: str, staff_id: str) -> tuple[ColumnElement[bool], ...]:
    return {
        Filter.TODAY: (cases.c.received_at >= today,),
        Filter.MINE: (cases.c.staff_id == staff_id,),
        Filter.QUEUED: (cases.c.case_id.in_(select(outbox.c.case_id)),),
        Filter.RETURNED: (cases.c.case_id.in_(_returned("refused")),),
        Filter.CONFLICTS: (cases.c.case_id.in_(_returned("conflict")),),
        Filter.RECEIPT_OWED: (cases.c.receipt_owed == 1,),
        Filter.ALL: (),
    }[which]


def _returned(verdict: str) -> Select[tuple[str]]:
    return select(returns.c.case_id).where(returns.c.verdict == verdict)


def _count(connection: Connection, *conditions: ColumnElement[bool]) -> int:
    query = select(func.count()).select_from(cases).where(*conditions)
    return connection.execute(query).scalar_one()


def _rows(connection: Connection, query: Select[*tuple[Any, ...]]) -> list[CaseRow]:
    return [
        CaseRow(
            case_id=case_id,
            number=number,
            short_code=short_code,
            name=name,
            type_label=type_label,
            stage=Stage(stage),
            received_at=datetime.fromisoformat(received_at),
            delivery=Delivery(delivery),
            receipt_owed=bool(owed),
        )
        for (
            case_id,
            number,
            short_code,
            name,
            type_label,
            stage,
            received_at,
            delivery,
            owed,
        ) in connection.execute(query)
    ]
