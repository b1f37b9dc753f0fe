"""Windows and first contact: a string is made by `add_window` and used by one counter.

The server keeps the receipt key, and of proof and secret a hash only: a stolen store lets nobody
push in a device's name. Must not print or log a string.
"""

import hmac
import re
import secrets
from dataclasses import dataclass

from sqlalchemy import insert, select, update
from sqlalchemy.engine import Connection

from central_server.head import known_numbers
from central_server.store.rows import Device, find_device, get_identity
from central_server.store.tables import device
from counter_app.basics.catalogue.server import (
    ENROLMENT_UNKNOWN,
    PUBLIC_ADDRESS,
    SERVER_ADDRESS,
    WINDOW_CODE,
)
from counter_app.basics.errors import CounterError
from counter_app.cases.keys import enrolment_proof, new_random64, receipt_key, secret_hash
from counter_app.cases.receipts import LONGEST_HOST, address_fault
from counter_app.wire.enrolment import Enrolment, Hall, write_enrolment
from counter_app.wire.messages import EnrolRequest, read_credential

_CODE = re.compile(r"(?:(?P<county>[0-9]{6})-)?[0-9]{2}")


@dataclass(frozen=True, slots=True)
class NewWindow:
    """What the administrator says of a window; addresses without a path."""

    code: str
    region: str
    label: str
    server_address: str
    public_address: str
    lan: bool = False

    @property
    def county(self) -> str:
        """County in the window's case numbers: that of the code, else the hall's region."""
        code = _CODE.fullmatch(self.code)
        return code["county"] or self.region if code else self.region


@dataclass(frozen=True, slots=True)
class Added:
    """The string, which is kept nowhere, and whether the window had one before."""

    string: str
    again: bool


def add_window(connection: Connection, window: NewWindow, hall: Hall, now: str) -> Added:
    """Make the device known; `hall` is what policy says of the window's region.

    A window that had a string before may get another, for a machine that takes another's place:
    the string carries the highest numbers known.

    Raises:
        CounterError: WINDOW_CODE, SERVER_ADDRESS, PUBLIC_ADDRESS.
    """
    if not _CODE.fullmatch(window.code):
        raise CounterError(WINDOW_CODE)
    if address_fault(window.server_address) == "shape":
        raise CounterError(SERVER_ADDRESS)
    if address_fault(window.public_address, lan=window.lan):
        raise CounterError(PUBLIC_ADDRESS, longest=LONGEST_HOST)
    number = window.code[-2:]
    again = _has_window(connection, window.county, number)
    enrolment = Enrolment(
        server=get_identity(connection).server,
        server_address=window.server_address.rstrip("/"),
        public_address=window.public_address.rstrip("/"),
        region=window.region,
        county=window.county,
        window=number,
        label=window.label or f"{int(number)} 号窗口",
        hall=hall,
        device=new_random64(),
        seed=secrets.token_bytes(32),
        numbers=known_numbers(connection, window.county, number),
    )
    connection.execute(insert(device).values(_row(enrolment, now)))
    return Added(write_enrolment(enrolment), again)


def _has_window(connection: Connection, county: str, window: str) -> bool:
    query = select(device.c.device).where(device.c.county == county, device.c.window == window)
    return connection.execute(query.limit(1)).first() is not None


def _row(enrolment: Enrolment, now: str) -> dict[str, object]:
    return {
        "device": enrolment.device,
        "county": enrolment.county,
        "window": enrolment.window,
        "region": enrolment.region,
        "label": enrolment.label,
        "receipt_key": receipt_key(enrolment.seed),
        "proof_hash": secret_hash(enrolment_proof(enrolment.seed)),
        "added_at": now,
    }


def first_contact(connection: Connection, request: EnrolRequest, now: str) -> Device | None:
    """The device that the string made known, or None where another counter used the string.

    The same secret again is the same counter, whose answer was lost. That another came is kept,
    because receipts of both look alike from then on.

    Raises:
        CounterError: ENROLMENT_UNKNOWN.
    """
    known = find_device(connection, request.device)
    if not known or not _equal(known.proof_hash, secret_hash(request.proof)):
        raise CounterError(ENROLMENT_UNKNOWN)
    offered = secret_hash(request.secret)
    if known.secret_hash is None:
        change = {"secret_hash": offered, "enrolled_at": now, "program": request.program[:50]}
    elif _equal(known.secret_hash, offered):
        return known
    else:
        change = {"contested_at": now}
    row = device.c.device == known.device
    connection.execute(update(device).where(row).values(change))
    return known if known.secret_hash is None else None


def who_asks(connection: Connection, header: str) -> Device | None:
    """The device whose secret the `Authorization` header shows, or None."""
    credential = read_credential(header)
    known = find_device(connection, credential[0]) if credential else None
    if not credential or not known or not known.secret_hash:
        return None
    return known if _equal(known.secret_hash, secret_hash(credential[1])) else None


def _equal(one: str, other: str) -> bool:
    return hmac.compare_digest(one, other)
