"""Who asks: first contact, the secret of each request, its rotation, and copies in use.

Of secrets a hash only is kept. Must not judge what is asked.
"""

import hmac
import re
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.engine import Connection

from central_server.store.rows import Device, find_device
from central_server.store.tables import chain, device
from counter_app.basics.catalogue.devices import DEVICE_REVOKED, SECRET_OLD
from counter_app.basics.catalogue.server import DEVICE_UNKNOWN, ENROLMENT_UNKNOWN
from counter_app.basics.errors import CounterError
from counter_app.basics.text import one_line
from counter_app.cases.keys import secret_hash
from counter_app.wire.messages import EnrolRequest, PushRequest, read_credential

FORMER_SECRET_DAYS = 30
"""How long a secret is taken after the first use of the one that followed it."""
_LONGEST_PROGRAM = 50
_SEEN_EVERY = timedelta(hours=1)
_RANDOM64 = re.compile(r"[0-9a-f]{16}")


def first_contact(connection: Connection, request: EnrolRequest, now: str) -> Device | None:
    """The device that the string made known, or None where another counter used the string.

    The same secret again is the same counter, whose answer was lost. That another came is kept,
    because receipts of both look alike from then on.

    Raises:
        CounterError: ENROLMENT_UNKNOWN, DEVICE_REVOKED, SECRET_OLD.
    """
    known = find_device(connection, request.device)
    if not known or not _equal(known.proof_hash, secret_hash(request.proof)):
        raise CounterError(ENROLMENT_UNKNOWN)
    if known.secret_hash is not None and _is_own(known, request.secret, now):
        return known
    if known.revoked_at:
        raise CounterError(ENROLMENT_UNKNOWN if known.secret_hash else DEVICE_REVOKED)
    if known.secret_hash is None:
        _change(
            connection,
            known,
            secret_hash=secret_hash(request.secret),
            enrolled_at=now,
            secret_at=now,
            program=_program(request),
            incarnation=_incarnation(request),
        )
        return known
    if _has_chain(connection, known, request.incarnation):
        # The very counter that delivers under this device, put back to a secret of long ago.
        raise CounterError(SECRET_OLD)
    _change(connection, known, contested_at=now)
    return None


def who_asks(connection: Connection, header: str, now: str) -> Device | None:
    """The device whose secret the `Authorization` header shows, or None.

    Raises:
        CounterError: DEVICE_REVOKED, SECRET_OLD; only after a secret that is or was right.
    """
    credential = read_credential(header)
    known = find_device(connection, credential[0]) if credential else None
    if not credential or not known or not _is_own(known, credential[1], now):
        return None
    return known


def asking_device(connection: Connection, header: str, now: str) -> Device:
    """The device that asks, in this transaction: it may have been shut out meanwhile.

    Raises:
        CounterError: DEVICE_UNKNOWN, DEVICE_REVOKED, SECRET_OLD.
    """
    device = who_asks(connection, header, now)
    if device is None:
        raise CounterError(DEVICE_UNKNOWN)
    return device


def note_contact(
    connection: Connection, known: Device, header: str, request: PushRequest, now: str
) -> None:
    """Keep what a push says of its counter: that it lives, its program, secret and incarnation.

    The next secret holds from its first use on; until then the present one does, so that an answer
    may get lost at any point.
    """
    change: dict[str, object] = {}
    credential = read_credential(header)
    shown = secret_hash(credential[1]) if credential else ""
    if known.next_secret_hash and _equal(known.next_secret_hash, shown):
        change |= {
            "former_secret_hash": known.secret_hash,
            "secret_hash": shown,
            "next_secret_hash": None,
            "secret_at": now,
        }
    if request.next_secret and secret_hash(request.next_secret) != shown:
        change["next_secret_hash"] = secret_hash(request.next_secret)
    if (program := _program(request)) and program != known.program:
        change["program"] = program
    if not known.seen_at or _since(known.seen_at, now) >= _SEEN_EVERY:
        change["seen_at"] = now
    if (incarnation := _incarnation(request)) and incarnation != known.incarnation:
        change |= _other_incarnation(connection, known, incarnation, now)
    if change:
        _change(connection, known, **change)


def _program(request: EnrolRequest | PushRequest) -> str:
    """What the counter says of its program, as it may stand in an administrator's list."""
    return one_line(request.program[:_LONGEST_PROGRAM])


def _incarnation(request: EnrolRequest | PushRequest) -> str:
    """The counter's incarnation; empty where that is none, which is not worth keeping."""
    return request.incarnation if _RANDOM64.fullmatch(request.incarnation) else ""


def _other_incarnation(
    connection: Connection, known: Device, incarnation: str, now: str
) -> dict[str, object]:
    """Two stores of one device are in use where they speak by turns.

    A store that was put back comes with an incarnation of before once and goes on under a new one.
    Where one that came back is followed by another that comes back, both live.
    """
    comes_back = bool(known.incarnation) and _has_chain(connection, known, incarnation)
    change: dict[str, object] = {"incarnation": incarnation, "came_back": comes_back}
    if comes_back and known.came_back and not known.cloned_at:
        change["cloned_at"] = now
    return change


def _is_own(known: Device, secret: str, now: str) -> bool:
    """Whether the secret is this device's; raises where it was, or where the device is shut out."""
    shown = secret_hash(secret)
    kept = (known.secret_hash, known.next_secret_hash, known.former_secret_hash)
    fits = [bool(each) and _equal(str(each), shown) for each in kept]
    if not any(fits):
        return False
    if known.revoked_at:
        raise CounterError(DEVICE_REVOKED)
    if not any(fits[:2]) and _since(known.secret_at or "", now) > timedelta(FORMER_SECRET_DAYS):
        raise CounterError(SECRET_OLD)
    return True


def _since(before: str, now: str) -> timedelta:
    """How long ago; nothing is as long ago as what cannot be read."""
    try:
        return datetime.fromisoformat(now) - datetime.fromisoformat(before)
    except (ValueError, TypeError):
        return timedelta.max


def _has_chain(connection: Connection, known: Device, incarnation: str) -> bool:
    query = select(chain.c.sequence).where(
        chain.c.device == known.device,
        chain.c.incarnation == incarnation,
        chain.c.owner == known.device,
        chain.c.sequence > 0,
    )
    return connection.execute(query).first() is not None


def _change(connection: Connection, known: Device, **values: object) -> None:
    row = device.c.device == known.device
    connection.execute(update(device).where(row).values(**values))


def _equal(one: str, other: str) -> bool:
    return hmac.compare_digest(one, other)
