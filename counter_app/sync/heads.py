"""What every answer says beside: the server's epoch, what it has of this device, numbers, time.

Here a counter notices that the server was restored (and sends again what it lost), or that it was
restored itself (and goes on as another incarnation).
"""

import base64
from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import Connection

from counter_app.basics.clock import CHINA, stamp
from counter_app.cases.numbers import HIGHEST_BELIEVED, LARGEST_JUMP, CaseNumber
from counter_app.sync.audit_notes import heed_audit
from counter_app.sync.run import Run
from counter_app.wire.messages import Head
from local_db.actions import ChainHead, chain_head, forget_last_time, own_chains, rekey
from local_db.case_log import rebuild
from local_db.identity import Identity
from local_db.incarnation import mint_incarnation
from local_db.notes import Note, read_notes, write_note
from local_db.numbers import highest_numbers, raise_numbers, skip_numbers
from local_db.outbox import requeue_without_order

_DEVICE_TOLD = frozenset({"contested", "cloned"})
_LONGEST_SEAL = 100
_LONGEST_WORD = 20
_LARGEST_ANCHOR = 16 << 10
_AGREEMENT = timedelta(minutes=5)
"""Within this the server's clock vouches for the desk's."""


def heed(run: Run, connection: Connection, head: Head) -> bool:
    """Take in what the head says; True where the file of numbers must be written after it."""
    identity = run.identity
    _heed_clock(run, connection, head)
    _heed_device(identity, connection, head)
    heed_audit(connection, run.store.audit_key, head)
    if not run.requeued and _send_again(connection, identity, head):
        run.requeued = True
    _note_acknowledged(connection, identity, head)
    chain = chain_head(connection, identity.enrolment.device, identity.incarnation)
    if head.acknowledged > chain.sequence:
        fork(run, connection)
    return _heed_numbers(run, connection, head)


def heed_aside(run: Run, connection: Connection, head: Head) -> None:
    """Of an answer that came beside a sync: the time and who signs in there.

    Not how far this counter was acknowledged: a sync may have got further since it was said.
    """
    _heed_clock(run, connection, head)
    _heed_people(connection, head)


def fork(run: Run, connection: Connection) -> None:
    """Go on as another incarnation: the server knows other actions under these keys.

    What waits moves to the new chain; what was acknowledged keeps its key.
    """
    if run.forked:
        return
    run.forked = True
    device, old = run.identity.enrolment.device, run.identity.incarnation
    fresh = ChainHead(device, mint_incarnation(connection))
    # What this store has forgotten was left out of what it fetched: it is fetched from the start.
    write_note(connection, Note.CURSOR, None)
    now = stamp(run.clock())
    moved = rekey(connection, fresh, ChainHead(device, old), at=now, broken=run.broken)
    rebuild(connection, moved, at=now)


def server_went_back(connection: Connection, identity: Identity, head: Head) -> bool:
    """Whether the server has less of this device than it once said to have, or another epoch."""
    if identity.epoch and head.epoch != identity.epoch:
        return True
    return head.acknowledged < int(read_notes(connection).get(Note.ACKNOWLEDGED, "0"))


def _send_again(connection: Connection, identity: Identity, head: Head) -> bool:
    """Prepare to give a restored server back what it has lost.

    What it once put in order is handed back, by whoever has it (`hand_back`); the rest, of every
    chain that was written here, is queued again.
    """
    if not server_went_back(connection, identity, head):
        return False
    write_note(connection, Note.EPOCH, head.epoch)
    write_note(connection, Note.ACKNOWLEDGED, str(head.acknowledged))
    write_note(connection, Note.CURSOR, None)
    write_note(connection, Note.ORDERED_TO, None)
    write_note(connection, Note.HAND_BACK, "0")
    for chain in own_chains(connection):
        requeue_without_order(connection, chain.device, chain.incarnation)
    return True


def _note_acknowledged(connection: Connection, identity: Identity, head: Head) -> None:
    if not identity.epoch:
        write_note(connection, Note.EPOCH, head.epoch)
    if int(read_notes(connection).get(Note.ACKNOWLEDGED, "0")) < head.acknowledged:
        write_note(connection, Note.ACKNOWLEDGED, str(head.acknowledged))


def _heed_device(identity: Identity, connection: Connection, head: Head) -> None:
    """What concerns this enrolment itself; written only where it is new."""
    standing = tuple(name for name in head.standing if name in _DEVICE_TOLD)
    if standing != identity.standing:
        write_note(connection, Note.STANDING, " ".join(standing) or None)
    if head.seal and not identity.seal:
        write_note(connection, Note.SEAL, head.seal[:_LONGEST_SEAL])
    _heed_people(connection, head)
    new = head.anchor and head.anchor not in identity.anchors
    if new and identity.anchors and len(head.anchor) <= _LARGEST_ANCHOR:
        write_note(connection, Note.NEXT_ANCHOR, base64.b64encode(head.anchor).decode())


def _heed_people(connection: Connection, head: Head) -> None:
    if head.people != read_notes(connection).get(Note.PEOPLE, ""):
        write_note(connection, Note.PEOPLE, head.people[:_LONGEST_WORD] or None)


def _heed_numbers(run: Run, connection: Connection, head: Head) -> bool:
    identity = run.identity
    window = identity.enrolment.window_code
    before = highest_numbers(connection)
    known = _believed(identity, connection, _plausible(window, head.numbers), before)
    higher = {name: running for name, running in known.items() if running > before.get(name, 0)}
    raise_numbers(connection, higher)
    # Only now, above what the server knows: it may know more than this store.
    if identity.numbers_unknown or (run.forked and not run.skipped):
        write_note(connection, Note.NUMBERS_UNKNOWN, None)
        _skip_given(run, connection)
        return True
    return bool(higher)


def _believed(
    identity: Identity, connection: Connection, known: dict[str, int], before: Mapping[str, int]
) -> dict[str, int]:
    """At first contact all of it; later no number that jumps, which is set aside and told.

    A server, or who speaks in its place, could else use up the numbers of a window with one word.
    """
    device = identity.enrolment.device
    heard = read_notes(connection).get(Note.NUMBERS_HEARD) == device
    if not heard:
        write_note(connection, Note.NUMBERS_HEARD, device)
    if not heard or identity.numbers_unknown:
        return known
    jumps = {
        name: running
        for name, running in known.items()
        if running > before.get(name, 0) + LARGEST_JUMP
    }
    told = " ".join(f"{name}/{running}" for name, running in sorted(jumps.items())) or None
    if read_notes(connection).get(Note.NUMBERS_DOUBTED) != told:
        write_note(connection, Note.NUMBERS_DOUBTED, told)
    return {name: running for name, running in known.items() if name not in jumps}


def _skip_given(run: Run, connection: Connection) -> None:
    """Numbers that this store gave and forgot are on paper: go on well above them, and say so."""
    run.skipped = True
    enrolment, year = run.identity.enrolment, run.clock().astimezone(CHINA).year
    last = skip_numbers(connection, enrolment.window_code, year)
    number = CaseNumber(enrolment.county, year, enrolment.window, last)
    write_note(connection, Note.NUMBERS_SKIPPED, str(number))


def _plausible(window: str, numbers: Mapping[str, int]) -> dict[str, int]:
    return {
        f"{window}/{year}": running
        for year, running in numbers.items()
        if year.isascii() and year.isdigit() and len(year) == 4 and 0 < running <= HIGHEST_BELIEVED
    }


def _heed_clock(run: Run, connection: Connection, head: Head) -> None:
    """Keep what the server's clock said; one that it agrees with is right, even if later before."""
    try:
        difference = datetime.fromisoformat(head.time) - run.clock()
    except (ValueError, TypeError):
        return
    write_note(connection, Note.SERVER_CLOCK, f"{head.time} {stamp(run.clock())}")
    if abs(difference) < _AGREEMENT:
        forget_last_time(connection, stamp(run.clock()))
