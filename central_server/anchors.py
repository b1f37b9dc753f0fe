"""The trust anchor that windows are given: a certificate that their handshake trusts alone.

An anchor that comes next is told in every answer's head, so that windows know it before the old
one ends. Must not make certificates.
"""

import re
import ssl
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import select, update
from sqlalchemy.engine import Connection

from central_server.store.tables import server
from counter_app.basics.catalogue.devices import ANCHOR_UNREADABLE
from counter_app.basics.errors import CounterError

_BLOCK = re.compile(rb"-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----", re.DOTALL)
_LARGEST = 1 << 20
_KEPT = select(server.c.anchor, server.c.next_anchor)


class Anchors(NamedTuple):
    """DER, empty where there is none."""

    present: bytes = b""
    next: bytes = b""


def read_anchor(path: Path) -> bytes:
    """The certificate of a file, DER or PEM; of a chain the last one, nearest to the root.

    Raises:
        CounterError: ANCHOR_UNREADABLE.
    """
    try:
        held = path.read_bytes()[:_LARGEST]
        blocks = _BLOCK.findall(held)
        found = ssl.PEM_cert_to_DER_cert(blocks[-1].decode("ascii")) if blocks else held
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(cadata=found)
    except (OSError, ValueError) as error:  # ssl.SSLError is an OSError
        raise CounterError(ANCHOR_UNREADABLE) from error
    return found


def find_anchors(connection: Connection) -> Anchors:
    """What windows are given with their string, and what comes next."""
    row = connection.execute(_KEPT).one_or_none()
    return Anchors(*(bytes(each or b"") for each in row)) if row else Anchors()


def set_anchor(connection: Connection, anchor: bytes, *, comes_next: bool) -> None:
    """Keep it as the one that comes next, or as the present one, which the next then is no more."""
    if comes_next:
        connection.execute(update(server).values(next_anchor=anchor))
    else:
        connection.execute(update(server).values(anchor=anchor, next_anchor=None))
