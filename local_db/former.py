"""What this counter was under earlier enrolment strings, so that their chains can follow it.

The seed itself is forgotten with its string. Must not send anything: that is `sync.contact`.
"""

import msgspec
from sqlalchemy import Connection

from counter_app.cases.keys import enrolment_proof, receipt_key
from counter_app.wire.messages import FormerDevice
from local_db.identity import Identity
from local_db.notes import Note, read_notes, write_note


def former_devices(connection: Connection) -> list[FormerDevice]:
    """The earlier enrolments, the latest last; the chains name their incarnations."""
    kept = read_notes(connection).get(Note.FORMER)
    return msgspec.json.decode(kept, type=list[FormerDevice]) if kept else []


def keep_former(connection: Connection, identity: Identity) -> None:
    """Keep what proves the enrolment, once."""
    enrolment = identity.enrolment
    former = FormerDevice(
        device=enrolment.device,
        county=enrolment.county,
        window=enrolment.window,
        region=enrolment.region,
        label=enrolment.label,
        proof=enrolment_proof(enrolment.seed),
        receipt_key=receipt_key(enrolment.seed).hex(),
        incarnations=[],
        secret=identity.secret or "",
        seal=identity.seal,
        kind=enrolment.kind,
        server=enrolment.server,
    )
    _write(connection, [*_without(connection, enrolment.device), former])


def take_former(connection: Connection, server: str, device: str) -> FormerDevice | None:
    """The earlier enrolment of this device, which is one no more; None where there was none."""
    kept = former_devices(connection)
    found = [each for each in kept if each.device == device and each.server in ("", server)]
    _write(connection, _without(connection, device))
    return found[-1] if found else None


def _without(connection: Connection, device: str) -> list[FormerDevice]:
    return [each for each in former_devices(connection) if each.device != device]


def _write(connection: Connection, former: list[FormerDevice]) -> None:
    write_note(connection, Note.FORMER, msgspec.json.encode(former).decode() if former else None)
