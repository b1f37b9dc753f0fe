"""The record as an auditor reads it: by person, case and day, the newest first.

Whoever reads it is on it. Must not know HTTP, nor give what a case contains: no entry has it.
"""

from dataclasses import dataclass, field

import msgspec
from sqlalchemy import ColumnElement, select
from sqlalchemy.engine import Connection

from central_server.audit.log import audit_of, entries
from central_server.audit.noted import doubted, noted_of_server
from central_server.people.staff import StaffMember, find_by_id, find_person
from central_server.store.tables import audit, case, case_number
from central_server.work.who import signed_in
from counter_app.cases.actions import Role, Scalar
from counter_app.cases.audit import AuditEntry, Did, Who
from counter_app.cases.audit_check import verify
from counter_app.wire.audit import MOST_AUDIT_ROWS, AuditRequest, AuditRow

_NOBODY = "-"
"""No entry bears it: of somebody or something that is not known nothing is found."""
_BEHIND_EVERY_TIME = "~"
_HIGHEST = (1 << 63) - 1
"""What a store can count to."""
_LOOKED, _VERIFIED = "audit look", "audit verify"


def may_read(connection: Connection, asked: AuditRequest, device: str, now: str) -> bool:
    """Whether an auditor asks; that it was looked at, and by what, or denied, is on the record.

    Raises:
        CounterError: SESSION_OVER, STAFF_LOCKED.
    """
    person = signed_in(connection, asked.session, device, now)
    is_auditor = any(held.role == Role.AUDITOR for held in person.roles)
    detail: dict[str, Scalar] = {"kind": _VERIFIED if asked.verify else _LOOKED}
    if asked.login:
        detail["staff"] = _staff_id(connection, asked.login)
    if asked.number:
        known = _case_id(connection, asked.number) != _NOBODY
        detail["number"] = asked.number if known else _NOBODY  # whatever was typed may be a name
    who = Who(person.staff_id, Role.AUDITOR if is_auditor else "", device)
    did = Did.VIEWED if is_auditor else Did.DENIED
    audit_of(connection).record(connection, who, did, at=now, detail=detail)
    return is_auditor


def read_audit(connection: Connection, asked: AuditRequest) -> tuple[tuple[AuditRow, ...], int]:
    """A page, and from where the next one begins; 0 where there is none."""
    limit = min(max(asked.limit, 1), MOST_AUDIT_ROWS)
    query = select(*audit.columns).where(*_narrowed(connection, asked))
    ordered = query.order_by(audit.c.position.desc()).limit(limit + 1)
    found = [AuditEntry(**row._mapping) for row in connection.execute(ordered)]
    names = _Names(connection)
    rows = tuple(names.row(entry) for entry in found[:limit])
    return rows, rows[-1].position if len(found) > limit else 0


def walk(connection: Connection) -> tuple[str, bool, tuple[str, ...]]:
    """Whether the whole record is as it was written: a sentence, and devices to look at."""
    log = audit_of(connection)
    found = verify(log.keys, entries(connection), noted_of_server(connection))
    return found.sentence(), found.fault is None, tuple(doubted(connection))


def _narrowed(connection: Connection, asked: AuditRequest) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = []
    if asked.before > 0:
        where.append(audit.c.position < min(asked.before, _HIGHEST))
    if asked.login:
        where.append(audit.c.staff_id == _staff_id(connection, asked.login))
    if asked.number:
        where.append(audit.c.case_id == _case_id(connection, asked.number))
    if asked.day:
        where.append(audit.c.at >= asked.day)
        where.append(audit.c.at < asked.day + _BEHIND_EVERY_TIME)
    return where


def _staff_id(connection: Connection, login: str) -> str:
    person = find_person(connection, login)
    return person.staff_id if person else _NOBODY


def _case_id(connection: Connection, number: str) -> str:
    query = select(case_number.c.case_id).where(case_number.c.number == number)
    return connection.execute(query).scalar() or _NOBODY


@dataclass
class _Names:
    """Of people and cases, each looked up once a page."""

    connection: Connection
    people: dict[str, StaffMember | None] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)

    def row(self, entry: AuditEntry) -> AuditRow:
        """An entry with who and what it names."""
        person = self._person(entry.staff_id)
        detail = msgspec.json.decode(entry.detail, type=dict[str, str | int | float | bool | None])
        return AuditRow(
            position=entry.position,
            at=entry.at,
            did=entry.did,
            name=person.name if person else "",
            login=person.login if person else "",
            role=entry.role,
            device=entry.device,
            window=entry.window,
            number=self._number(entry.case_id) or str(detail.get("number") or ""),
            detail=detail,
        )

    def _person(self, staff_id: str) -> StaffMember | None:
        if staff_id not in self.people:
            self.people[staff_id] = find_by_id(self.connection, staff_id)
        return self.people[staff_id]

    def _number(self, case_id: str) -> str:
        if case_id and case_id not in self.numbers:
            query = select(case.c.number).where(case.c.case_id == case_id)
            self.numbers[case_id] = self.connection.execute(query).scalar() or ""
        return self.numbers.get(case_id, "")
