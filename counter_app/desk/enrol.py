"""Make this counter the window that an enrolment string names; needs no network."""

from sqlalchemy import Connection

from counter_app.basics.catalogue.devices import LINE_OPEN
from counter_app.basics.catalogue.store import OTHER_SERVER, PUBLIC_ADDRESS_UNFIT
from counter_app.basics.errors import CounterError
from counter_app.cases.audit import Did
from counter_app.cases.receipts import address_fault, line_fault
from counter_app.desk.desk import Desk, WindowIdentity, window_of
from counter_app.desk.recorded import put_on_record
from counter_app.wire.enrolment import Enrolment, read_enrolment, write_enrolment
from local_db.actions import own_chains
from local_db.cases import has_cases
from local_db.former import former_devices, keep_former, take_former
from local_db.identity import Identity, find_identity
from local_db.incarnation import mint_incarnation, write_mark
from local_db.notes import Note, write_note
from local_db.numbers import raise_numbers
from local_db.outbox import requeue
from local_db.staff import forget_people

_OF_ENROLMENT = (
    Note.SECRET,
    Note.SECRET_AT,
    Note.NEXT_SECRET,
    Note.FORMER_SECRET,
    Note.SEAL,
    Note.NEXT_ANCHOR,
    Note.STANDING,
    Note.CONTACTED,
    Note.CURSOR,
    Note.EPOCH,
    Note.NUMBERS_UNKNOWN,
    Note.PEOPLE,
)
"""What another string makes void."""


_LONGEST_WORD = 20


def enrol(desk: Desk, string: str) -> WindowIdentity:
    """Take the string as this counter's; one of the same device again changes nothing.

    A store that holds cases of the same server, or of one for which the string's server stands in,
    may get another string: all that was done here is sent again under it, because a restored or
    rebuilt server may have lost what was acknowledged.

    Raises:
        CounterError: STRING_BROKEN, LINE_OPEN, PUBLIC_ADDRESS_UNFIT, OTHER_SERVER.
    """
    enrolment = read_enrolment(string)
    if line_fault(enrolment.server_address, lan=enrolment.lan):
        raise CounterError(LINE_OPEN)
    if address_fault(enrolment.public_address, lan=True):
        raise CounterError(PUBLIC_ADDRESS_UNFIT)
    with desk.store.transaction() as connection:
        before = find_identity(connection)
        if before and _is_same(before.enrolment, enrolment):
            return window_of(before.enrolment)
        if before:
            _leave(connection, before, enrolment)
        _become(connection, enrolment)
        put_on_record(connection, desk, None, Did.ENROLLED)
    write_mark(desk.store)
    return window_of(enrolment)


def _is_same(one: Enrolment, other: Enrolment) -> bool:
    """Strings of one device are one, however they are spelt."""
    return (one.server, one.device) == (other.server, other.device)


def _leave(connection: Connection, before: Identity, enrolment: Enrolment) -> None:
    """Keep what this counter was, so that its chains can follow it."""
    own = before.enrolment.server
    delivered = {chain.device for chain in own_chains(connection)}
    servers = {
        each.server or own for each in former_devices(connection) if each.device in delivered
    }
    strange = (servers | {own}) - {enrolment.server, *enrolment.former_servers}
    if not strange:
        keep_former(connection, before)
    elif has_cases(connection):
        raise CounterError(OTHER_SERVER, servers=" ".join(sorted(strange)))


def _become(connection: Connection, enrolment: Enrolment) -> None:
    was = take_former(connection, enrolment.server, enrolment.device)
    write_note(connection, Note.ENROLMENT, write_enrolment(enrolment))
    for note in _OF_ENROLMENT:
        write_note(connection, note, None)
    forget_people(connection)
    write_note(connection, Note.PEOPLE, enrolment.people[:_LONGEST_WORD] or None)
    if was and was.secret:
        # A string that this counter itself has used before: the server knows its secret.
        write_note(connection, Note.SECRET, was.secret)
    for chain in own_chains(connection):
        requeue(connection, chain.device, chain.incarnation, 0)
    window = enrolment.window_code
    raise_numbers(connection, {f"{window}/{y}": n for y, n in enrolment.numbers.items()})
    mint_incarnation(connection)
