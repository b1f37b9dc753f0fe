"""Strings that a counter had before: what it began to deliver under them goes on under the new one.

Must not take a chain from another counter that used the same string: only the incarnations that
lie in the asking counter's store go over, and only with the proof of the string.
"""

import hmac
import re
import secrets
from collections.abc import Sequence

from sqlalchemy import insert, update
from sqlalchemy.engine import Connection

from central_server.store.rows import Device, find_device
from central_server.store.tables import chain, device
from counter_app.cases.keys import secret_hash
from counter_app.wire.messages import FormerDevice

_RANDOM64 = re.compile(r"[0-9a-f]{16}")
_WINDOW = re.compile(r"[0-9]{2}")
_REGION = re.compile(r"[0-9]{6}")
_HASH = re.compile(r"[0-9a-f]{64}")
_LONGEST_LABEL = 100
_MOST_INCARNATIONS = 1000


def take_over(connection: Connection, known: Device, former: Sequence[FormerDevice]) -> None:
    """Let the counter deliver under this device what it began to deliver under former strings.

    What cannot be proved, or is not written as it should be, is passed over.
    """
    for one in filter(_is_plausible, former):
        before = find_device(connection, one.device)
        if before is None and one.county == known.county:
            _remember(connection, one, known)
        elif before is None or not hmac.compare_digest(before.proof_hash, secret_hash(one.proof)):
            continue
        for incarnation in one.incarnations:
            of_chain = (chain.c.device == one.device, chain.c.incarnation == incarnation)
            connection.execute(update(chain).where(*of_chain).values(owner=known.device))


def _remember(connection: Connection, former: FormerDevice, known: Device) -> None:
    """Know a device again that a restored store has forgotten; its string stays used."""
    row = {
        "device": former.device,
        "county": known.county,
        "window": former.window,
        "region": former.region,
        "label": former.label,
        "receipt_key": bytes.fromhex(former.receipt_key),
        "proof_hash": secret_hash(former.proof),
        "secret_hash": secret_hash(secrets.token_urlsafe(32)),
        "added_at": "",
    }
    connection.execute(insert(device).values(row))


def _is_plausible(former: FormerDevice) -> bool:
    """Whether the parts are written as `add-window` writes them."""
    return bool(
        _RANDOM64.fullmatch(former.device)
        and _WINDOW.fullmatch(former.window)
        and _REGION.fullmatch(former.region)
        and _HASH.fullmatch(former.receipt_key)
        and len(former.label) <= _LONGEST_LABEL
        and len(former.incarnations) <= _MOST_INCARNATIONS
    )
