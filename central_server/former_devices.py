"""Strings that a counter had before: what it began to deliver under them goes on under the new one.

Must not learn a device from a client's word: one that this server has forgotten comes back by the
seal that it put into the string itself, or by an administrator's word for this one counter. Must
not take a chain from another counter that used the same string: only what nobody has delivered
goes over by the proof of the string; what was delivered needs the secret of who delivers it.
"""

import hmac
import re
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from sqlalchemy import insert, select, update
from sqlalchemy.engine import Connection

from central_server.halls import default_label
from central_server.lore import Lore
from central_server.seal import is_sealed
from central_server.store.revocations import shut_out
from central_server.store.rows import Device, device_row, find_device
from central_server.store.tables import chain, device
from counter_app.cases.chain import FIRST
from counter_app.cases.keys import secret_hash
from counter_app.wire.enrolment import DESK, WINDOW
from counter_app.wire.messages import MOST_FORMERS, MOST_INCARNATIONS, FormerDevice

_RANDOM64 = re.compile(r"[0-9a-f]{16}")
_WINDOW = re.compile(r"[0-9]{2}|D[0-9]{2}")
_REGION = re.compile(r"[0-9]{6}")
_HASH = re.compile(r"[0-9a-f]{64}")
_LONGEST_LABEL = 100


class _Chain(NamedTuple):
    device: str
    incarnation: str
    owner: str | None


def take_over(
    connection: Connection, lore: Lore, known: Device, former: Sequence[FormerDevice]
) -> None:
    """Let the counter deliver under this device what it began to deliver under former strings.

    What cannot be proved, or is not written as it should be, is passed over.
    """
    proved: list[FormerDevice] = []
    may_move = {known.device, known.replaces}
    for one in filter(_is_plausible, former[-MOST_FORMERS:]):
        before = find_device(connection, one.device) or _known_again(connection, lore, known, one)
        if before is None or not _same(before.proof_hash, one.proof):
            continue
        proved.append(one)
        if _is_heard(before) and not _same(
            before.secret_hash, one.secret, before.former_secret_hash
        ):
            continue
        may_move.add(before.device)
    # A string that is taken up again finds its own chains with the one that came between.
    own = (chain.c.device == known.device, chain.c.owner.in_([each for each in may_move if each]))
    connection.execute(update(chain).where(*own).values(owner=known.device))
    for found in _chains(connection, proved):
        _move(connection, found, known, may_move)
    if known.adopts and proved:
        # The administrator's word holds for what the counter brings at once.
        row = device.c.device == known.device
        connection.execute(update(device).where(row).values(adopts=""))


def _chains(connection: Connection, proved: Iterable[FormerDevice]) -> list[_Chain]:
    found = []
    for one in proved:
        owners = dict(
            connection.execute(
                select(chain.c.incarnation, chain.c.owner)
                .where(chain.c.device == one.device)
                .with_for_update()
            )
            .tuples()
            .all()
        )
        named = filter(_RANDOM64.fullmatch, one.incarnations[-MOST_INCARNATIONS:])
        found += [_Chain(one.device, each, owners.get(each)) for each in dict.fromkeys(named)]
    return found


def _move(connection: Connection, found: _Chain, known: Device, may_move: set[str | None]) -> None:
    if found.owner is None:
        row = {"device": found.device, "incarnation": found.incarnation, "owner": known.device}
        connection.execute(insert(chain).values(**row, sequence=0, hash=FIRST))
    elif found.owner in may_move:
        of_chain = (chain.c.device == found.device, chain.c.incarnation == found.incarnation)
        connection.execute(update(chain).where(*of_chain).values(owner=known.device))


def _known_again(
    connection: Connection, lore: Lore, known: Device, former: FormerDevice
) -> Device | None:
    """A device that this store does not know, as its string made it known; its string stays used.

    Under an administrator's word nothing that the counter says is shown to anybody: hall and label
    are those of the asking window.
    """
    said = _as_said(former)
    adopted = former.county == known.county and former.server in known.adopts.split()
    if is_sealed(lore.seal_keys, lore.server, said, former.seal):
        again = replace(said, seal=former.seal)
    elif adopted:
        again = replace(said, region=known.region, label=default_label(said.window))
    else:
        return None
    connection.execute(insert(device).values(device_row(again)))
    if revocation := lore.revocations.all().get(again.device):
        shut_out(connection, revocation)
    return find_device(connection, again.device)


def _as_said(former: FormerDevice) -> Device:
    return Device(
        device=former.device,
        county=former.county,
        window=former.window,
        region=former.region,
        label=former.label,
        receipt_key=bytes.fromhex(former.receipt_key),
        proof_hash=secret_hash(former.proof),
        secret_hash=secret_hash(secrets.token_urlsafe(32)),
        contested_at=None,
        role=former.kind,
    )


def _is_heard(before: Device) -> bool:
    """Whether the device has spoken to a server that asks for secrets of former devices.

    A counter that left its string before that has kept none, and its proof has to do.
    """
    return bool(before.secret_at or before.seen_at)


def _same(kept: str | None, shown: str, or_kept: str | None = None) -> bool:
    """Whether what is shown is what one of the hashes was made of."""
    made = secret_hash(shown)
    return any(hmac.compare_digest(each, made) for each in (kept, or_kept) if each)


def _is_plausible(former: FormerDevice) -> bool:
    """Whether the parts are written as `add-window` writes them."""
    return bool(
        _RANDOM64.fullmatch(former.device)
        and _REGION.fullmatch(former.county)
        and _WINDOW.fullmatch(former.window)
        and former.kind in (WINDOW, DESK)
        and _REGION.fullmatch(former.region)
        and _HASH.fullmatch(former.receipt_key)
        and len(former.label) <= _LONGEST_LABEL
    )
