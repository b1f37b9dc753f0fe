"""Places of both audits in a push and in the head of its answer: each side notes the other's.

Must not verify a log; what its owner's key does not prove is passed over.
"""

from collections.abc import Iterable
from functools import partial

import msgspec
from sqlalchemy import Connection

from counter_app.cases.audit import AuditHead, is_own, noted_now, places_told
from counter_app.wire.messages import MOST_NOTED, Head
from local_db.audit import entry_at, last_entry
from local_db.notes import Note, read_notes, write_note

_decode = msgspec.json.Decoder(tuple[AuditHead, ...]).decode
_LONGEST = 64


def audit_told(connection: Connection, key: bytes) -> tuple[AuditHead, ...]:
    """The end of this counter's log, and what it has at the places that the server has noted."""
    last = last_entry(connection)
    if last is None:
        return ()
    at = noted(connection, Note.AUDIT_NOTED)
    return places_told(key, partial(entry_at, connection), last.position, at)


def heed_audit(connection: Connection, key: bytes, head: Head) -> None:
    """Note what the head says of either log; written only where it is new."""
    told = [each for each in head.audit_told[: MOST_NOTED + 1] if _is_short(each)]
    before = {each.chain: each for each in noted(connection, Note.AUDIT_OF_SERVER)}
    after = dict(before)
    for chain in dict.fromkeys(each.chain for each in told):
        of_chain = [each for each in told if each.chain == chain]
        after[chain] = noted_now(after.pop(chain, None), of_chain)[0]
    if after != before:
        _keep(connection, Note.AUDIT_OF_SERVER, list(after.values())[-MOST_NOTED:])
    ours = tuple(each for each in head.audit_noted[:MOST_NOTED] if is_own([key], each))
    if ours and ours != noted(connection, Note.AUDIT_NOTED):
        _keep(connection, Note.AUDIT_NOTED, ours)


def noted(connection: Connection, note: Note) -> tuple[AuditHead, ...]:
    """The places that are kept under this name."""
    text = read_notes(connection).get(note)
    try:
        return _decode(text) if text else ()
    except msgspec.DecodeError:
        return ()


def _keep(connection: Connection, note: Note, heads: Iterable[AuditHead]) -> None:
    write_note(connection, note, msgspec.json.encode(tuple(heads)).decode())


def _is_short(head: AuditHead) -> bool:
    """Whether it is worth keeping: a server could else fill the store with one word."""
    return max(map(len, (head.chain, head.mac, head.proof))) <= _LONGEST
