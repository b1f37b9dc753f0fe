"""What this counter was under earlier enrolment strings, so that their chains can follow it.

The seed itself is forgotten with its string. Must not send anything: that is `sync.contact`.
"""

import msgspec
from sqlalchemy import Connection

from counter_app.cases.keys import enrolment_proof, receipt_key
from counter_app.wire.enrolment import Enrolment
from counter_app.wire.messages import FormerDevice
from local_db.notes import Note, read_notes, write_note


def former_devices(connection: Connection) -> list[FormerDevice]:
    """The earlier enrolments; their incarnations are not kept here, the chains name them."""
    kept = read_notes(connection).get(Note.FORMER)
    return msgspec.json.decode(kept, type=list[FormerDevice]) if kept else []


def keep_former(connection: Connection, enrolment: Enrolment) -> None:
    """Keep what proves the enrolment, once."""
    others = [each for each in former_devices(connection) if each.device != enrolment.device]
    former = FormerDevice(
        device=enrolment.device,
        county=enrolment.county,
        window=enrolment.window,
        region=enrolment.region,
        label=enrolment.label,
        proof=enrolment_proof(enrolment.seed),
        receipt_key=receipt_key(enrolment.seed).hex(),
        incarnations=[],
    )
    write_note(connection, Note.FORMER, msgspec.json.encode([*others, former]).decode())
