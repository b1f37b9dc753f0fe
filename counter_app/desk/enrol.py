"""Make this counter the window that an enrolment string names; needs no network."""

from counter_app.basics.catalogue.store import OTHER_SERVER, PUBLIC_ADDRESS_UNFIT
from counter_app.basics.errors import CounterError
from counter_app.cases.receipts import address_fault
from counter_app.desk.desk import Desk, WindowIdentity, window_of
from counter_app.wire.enrolment import read_enrolment, write_enrolment
from local_db.actions import own_chains
from local_db.cases import has_cases
from local_db.former import keep_former
from local_db.identity import find_identity
from local_db.incarnation import mint_incarnation, write_mark
from local_db.notes import Note, write_note
from local_db.numbers import raise_numbers
from local_db.outbox import requeue


def enrol(desk: Desk, string: str) -> WindowIdentity:
    """Take the string as this counter's; the same one again changes nothing.

    A store that holds cases of the same server may get another string: all that was done here is
    sent again under it, because a restored server may have lost what it had acknowledged.

    Raises:
        CounterError: STRING_BROKEN, PUBLIC_ADDRESS_UNFIT, OTHER_SERVER.
    """
    enrolment = read_enrolment(string)
    if address_fault(enrolment.public_address, lan=True):
        raise CounterError(PUBLIC_ADDRESS_UNFIT)
    with desk.store.transaction() as connection:
        before = find_identity(connection)
        if before and before.enrolment == enrolment:
            return window_of(enrolment)
        if before and before.enrolment.server != enrolment.server and has_cases(connection):
            raise CounterError(OTHER_SERVER)
        write_note(connection, Note.ENROLMENT, write_enrolment(enrolment))
        for note in (Note.SECRET, Note.CONTACTED, Note.CURSOR, Note.EPOCH, Note.NUMBERS_UNKNOWN):
            write_note(connection, note, None)
        if before and before.enrolment.server == enrolment.server:
            keep_former(connection, before.enrolment)
        for chain in own_chains(connection):
            requeue(connection, chain.device, chain.incarnation, 0)
        window = enrolment.window_code
        raise_numbers(connection, {f"{window}/{y}": n for y, n in enrolment.numbers.items()})
        mint_incarnation(connection)
    write_mark(desk.store)
    return window_of(enrolment)
