"""Which devices were revoked, in a synced file beside the store.

A store that is restored from a backup learns from it what was revoked since, so that a stolen
counter does not come in again. One JSON object a line; a line that a power cut has torn is passed
over. Nothing personal stands in it but what an administrator writes as the reason.
"""

import os
from pathlib import Path

import msgspec
from sqlalchemy import select, update
from sqlalchemy.engine import Connection

from central_server.store.tables import device
from counter_app.basics.synced_file import sync_folder


class Revocation(msgspec.Struct, frozen=True, kw_only=True):
    """When a device was shut out, and what the administrator gave as the reason."""

    device: str
    at: str
    why: str = ""


class Revocations:
    """The file beside one store."""

    def __init__(self, database: Path) -> None:
        self._path = database.with_suffix(".revoked")

    def add(self, revocation: Revocation) -> None:
        """Append it and wait for the disk; what was there stays as it is."""
        # The empty line keeps a torn last line from spoiling this one.
        line = b"\n" + msgspec.json.encode(revocation) + b"\n"
        descriptor = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(descriptor, "ab") as file:
            file.write(line)
            file.flush()
            os.fsync(file.fileno())
        sync_folder(self._path.parent)

    def all(self) -> dict[str, Revocation]:
        """Device → its first revocation."""
        try:
            lines = self._path.read_bytes().splitlines()
        except FileNotFoundError:
            return {}
        found: dict[str, Revocation] = {}
        for line in lines:
            if revocation := _read(line):
                found.setdefault(revocation.device, revocation)
        return found

    def merge(self, connection: Connection) -> None:
        """Shut out again what the store has forgotten to be shut out."""
        known = set(
            connection.execute(select(device.c.device).where(device.c.revoked_at.is_(None)))
            .scalars()
            .all()
        )
        for name, revocation in self.all().items():
            if name in known:
                shut_out(connection, revocation)


def shut_out(connection: Connection, revocation: Revocation) -> None:
    """Write the revocation into the device's row; the first one stands."""
    connection.execute(
        update(device)
        .where(device.c.device == revocation.device, device.c.revoked_at.is_(None))
        .values(revoked_at=revocation.at, revoked_why=revocation.why)
    )


def _read(line: bytes) -> Revocation | None:
    try:
        return msgspec.json.decode(line, type=Revocation)
    except msgspec.DecodeError:
        return None
