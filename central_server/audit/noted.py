"""Places of logs that one side notes for the other: by them a log whose tail was cut is found.

What a counter tells of its own log is kept here and told back to it; what it has noted of the
server's log is kept for the verifying. Nothing of it can be invented: each place is proved by its
owner. Must not verify a log.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Connection

from central_server.audit.log import AuditLog
from central_server.store.many_rows import upsert_rows
from central_server.store.rows import Device
from central_server.store.tables import audit_noted
from counter_app.cases.audit import AuditHead, is_own, noted_now
from counter_app.wire.messages import MOST_NOTED, PushRequest

_LONGEST = {"chain": 16, "mac": 64, "proof": 32}
_WORD = re.compile(r"[0-9a-f]+")
_HIGHEST = 1 << 62
_OURS = ""
"""In the place of a device: this server."""


def exchange_places(
    connection: Connection, log: AuditLog, device: Device, request: PushRequest, now: str
) -> dict[str, tuple[AuditHead, ...]]:
    """Keep what the push says of both logs; what its answer's head says of them."""
    if not (request.audit_told or request.audit_noted):
        return {}
    noted = [each for each in _fit(request.audit_noted) if is_own(log.keys, each)]
    _note_own(connection, device.device, noted, now)
    kept = _note_devices(connection, device.device, list(_fit(request.audit_told)), now)
    return {
        "audit_told": log.told(connection, noted),
        "audit_noted": tuple(head for head, _ in kept.values())[:MOST_NOTED],
    }


def noted_of_server(connection: Connection) -> list[AuditHead]:
    """Places of this server's log, as devices have noted them."""
    query = _PLACES.where(audit_noted.c.log_of == _OURS)
    return [_head(row) for row in connection.execute(query)]


def doubted(connection: Connection) -> list[str]:
    """Devices whose log went back, or is another than it was."""
    query = select(audit_noted.c.log_of).where(audit_noted.c.doubted_at != "").distinct()
    return sorted(connection.execute(query).scalars())


_PLACES = select(*(audit_noted.c[name] for name in AuditHead.__struct_fields__))


def _note_own(connection: Connection, device: str, noted: Iterable[AuditHead], now: str) -> None:
    """What the device has noted of our log: it keeps what we could not show again."""
    before = _kept(connection, _OURS, device)
    rows = [
        _row(_OURS, device, each, now, "") for each in noted if before.get(each.chain) != (each, "")
    ]
    upsert_rows(connection, audit_noted, rows)


def _note_devices(
    connection: Connection, device: str, told: list[AuditHead], now: str
) -> dict[str, tuple[AuditHead, str]]:
    """Keep what the device tells of its own log; all that is noted of it then."""
    before, rows = _kept(connection, device, _OURS), []
    for chain in dict.fromkeys(each.chain for each in told):
        known, doubt = before.get(chain, (None, ""))
        head, another = noted_now(known, [each for each in told if each.chain == chain])
        doubted_at = doubt or (now if another else "")
        if (head, doubted_at) != (known, doubt):
            rows.append(_row(device, _OURS, head, now, doubted_at))
    upsert_rows(connection, audit_noted, rows)
    return _kept(connection, device, _OURS) if rows else before


def _kept(connection: Connection, of: str, by: str) -> dict[str, tuple[AuditHead, str]]:
    """Chain → its place and since when it is doubted; the latest first."""
    table = audit_noted.c
    query = _PLACES.add_columns(table.doubted_at).where(table.log_of == of, table.noted_by == by)
    rows = connection.execute(query.order_by(table.noted_at.desc(), table.chain)).all()
    return {row.chain: (_head(row[:-1]), row.doubted_at) for row in rows}


def _row(of: str, by: str, head: AuditHead, now: str, doubted_at: str) -> tuple[object, ...]:
    place = (head.chain, head.position, head.sequence, head.mac, head.proof)
    return (of, by, *place, now, doubted_at)


def _head(row: Iterable[object]) -> AuditHead:
    named: dict[str, Any] = dict(zip(AuditHead.__struct_fields__, row, strict=True))
    return AuditHead(**named)


def _fit(told: Iterable[AuditHead]) -> Iterator[AuditHead]:
    """Those that can be kept at all; of too many the first."""
    for head in list(told)[: MOST_NOTED + 1]:
        texts = ((getattr(head, name), longest) for name, longest in _LONGEST.items())
        written = all(len(text) <= longest and _WORD.fullmatch(text) for text, longest in texts)
        if written and 0 < head.sequence < _HIGHEST and 0 < head.position < _HIGHEST:
            yield head
