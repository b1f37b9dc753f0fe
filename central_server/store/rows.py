"""What is kept of a device, a chain and an answer, as read from the store."""

from dataclasses import dataclass

from sqlalchemy import bindparam, select
from sqlalchemy.engine import Connection

from central_server.store.tables import device

SYSTEM = "system"
"""The role of the server's own row."""


@dataclass(frozen=True, slots=True)
class Device:
    """What one enrolment string made known. `county` and `window` start its case numbers."""

    device: str
    county: str
    window: str
    region: str
    label: str
    receipt_key: bytes
    proof_hash: str
    secret_hash: str | None
    contested_at: str | None
    program: str = ""
    added_at: str = ""
    enrolled_at: str | None = None
    role: str = "window"
    seal: str = ""
    replaces: str | None = None
    revoked_at: str | None = None
    revoked_why: str = ""
    former_secret_hash: str | None = None
    next_secret_hash: str | None = None
    secret_at: str | None = None
    seen_at: str | None = None
    adopts: str = ""
    """Servers, blank-separated, whose devices this counter may bring along at first contact."""
    incarnation: str = ""
    """The one that spoke last."""
    came_back: bool = False
    """The incarnation that spoke last had been followed by another before."""
    cloned_at: str | None = None
    page_address: str = ""
    """Where receipts of this string say that the applicant's page is."""

    @property
    def window_code(self) -> str:
        """County and window as actions carry it: `620702-03`; the server itself has none."""
        return f"{self.county}-{self.window}" if self.window else ""


_DEVICE = select(*(device.c[name] for name in Device.__slots__)).where(
    device.c.device == bindparam("wanted")
)
"""Like all that a batch asks: to put a statement together costs more than to carry it out."""


def find_device(connection: Connection, key: str) -> Device | None:
    """The device of this key, or None."""
    row = connection.execute(_DEVICE, {"wanted": key}).one_or_none()
    return Device(*row) if row else None


def device_row(known: Device) -> dict[str, object]:
    """The device as a row of its table."""
    return {name: getattr(known, name) for name in Device.__slots__}


@dataclass(frozen=True, slots=True)
class Identity:
    """Which server this is; the epoch is made with its store."""

    server: str
    epoch: str
