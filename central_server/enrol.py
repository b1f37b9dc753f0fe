"""Makes a window or a desk known, and the string that turns a counter into it. Used once.

The server keeps the receipt key, and of proof and secret a hash only: a stolen store lets nobody
push in a device's name. Must not print or log a string.
"""

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import insert, select
from sqlalchemy.engine import Connection

from central_server.anchors import find_anchors
from central_server.halls import default_label
from central_server.head import known_numbers
from central_server.lore import Lore
from central_server.people.trial import people_of
from central_server.seal import seal_device
from central_server.store.rows import Device, device_row
from central_server.store.tables import device
from counter_app.basics.catalogue.devices import SERVER_ADDRESS_OPEN
from counter_app.basics.catalogue.server import PUBLIC_ADDRESS, SERVER_ADDRESS, WINDOW_CODE
from counter_app.basics.errors import CounterError
from counter_app.cases.keys import enrolment_proof, new_random64, receipt_key, secret_hash
from counter_app.cases.receipts import LONGEST_HOST, address_fault, line_fault
from counter_app.forms import matter
from counter_app.wire.enrolment import (
    DESK,
    DESK_LETTER,
    WINDOW,
    EnrolledHall,
    Enrolment,
    write_enrolment,
)

_CODE = re.compile(r"(?:(?P<county>[0-9]{6})-)?(?P<desk>D?)(?P<number>[0-9]{2})")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewWindow:
    """What the administrator says of a window; addresses without a path."""

    code: str
    region: str
    label: str = ""
    server_address: str
    public_address: str
    lan: bool = False
    kind: str = WINDOW
    anchor: bytes = b""
    """In place of the server's own."""
    adopts: Sequence[str] = ()
    """Former servers for which this one stands in, as far as this counter goes."""
    replaces: str | None = None

    @property
    def county(self) -> str:
        """County in the window's case numbers: that of the code, else the hall's region."""
        code = _CODE.fullmatch(self.code)
        return code["county"] or self.region if code else self.region

    @property
    def window(self) -> str:
        """Two digits, for a desk with a letter before them; raises WINDOW_CODE."""
        code = _CODE.fullmatch(self.code)
        if code is None or (code["desk"] and self.kind != DESK):
            raise CounterError(WINDOW_CODE)
        return code["number"] if self.kind == WINDOW else DESK_LETTER + code["number"]


@dataclass(frozen=True, slots=True)
class Added:
    """The string, which is kept nowhere, and whether the window had one before."""

    string: str
    again: bool
    code: str


def add_window(
    connection: Connection, lore: Lore, new: NewWindow, hall: EnrolledHall, now: str
) -> Added:
    """Make the device known; `hall` is what policy says of the window's region.

    A window that had a string before may get another, for a machine that takes another's place:
    the string carries the highest numbers known.

    Raises:
        CounterError: WINDOW_CODE, SERVER_ADDRESS, SERVER_ADDRESS_OPEN, PUBLIC_ADDRESS.
    """
    window = new.window
    _check_addresses(new)
    again = _has_window(connection, new.county, window)
    seed = secrets.token_bytes(32)
    made = Device(
        device=new_random64(),
        county=new.county,
        window=window,
        region=new.region,
        label=new.label or default_label(window),
        receipt_key=receipt_key(seed),
        proof_hash=secret_hash(enrolment_proof(seed)),
        secret_hash=None,
        contested_at=None,
        added_at=now,
        role=new.kind,
        replaces=new.replaces,
        adopts=" ".join(new.adopts),
        page_address=new.public_address.rstrip("/"),
    )
    made = replace(made, seal=seal_device(lore.seal_keys, lore.server, made))
    connection.execute(insert(device).values(device_row(made)))
    string = write_enrolment(
        Enrolment(
            server=lore.server,
            server_address=new.server_address.rstrip("/"),
            public_address=new.public_address.rstrip("/"),
            region=made.region,
            county=made.county,
            window=window,
            label=made.label,
            hall=hall,
            device=made.device,
            seed=seed,
            numbers=known_numbers(connection, made.county, window),
            matters=(matter.MATTER,),
            kind=made.role,
            seal=made.seal,
            anchor=new.anchor or find_anchors(connection).present,
            lan=new.lan,
            people=people_of(connection, made.region),
            former_servers=tuple(new.adopts),
        )
    )
    return Added(string, again, made.window_code)


def _check_addresses(new: NewWindow) -> None:
    fault = line_fault(new.server_address, lan=new.lan)
    if fault:
        raise CounterError(SERVER_ADDRESS_OPEN if fault == "insecure" else SERVER_ADDRESS)
    if address_fault(new.public_address, lan=new.lan):
        raise CounterError(PUBLIC_ADDRESS, longest=LONGEST_HOST)


def _has_window(connection: Connection, county: str, window: str) -> bool:
    query = select(device.c.device).where(device.c.county == county, device.c.window == window)
    return connection.execute(query.limit(1)).first() is not None
