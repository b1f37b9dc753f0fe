"""The server as an author: what it does by itself goes into chains of its own, one a stream.

Device is the server's identity, incarnation follows from epoch and stream: a store that was put
back goes on in other chains, and two streams never wait for each other. Its actions are judged,
stored and fetched as all others are. Must not decide what there is to do.
"""

import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import bindparam, insert, select
from sqlalchemy.engine import Connection

from central_server.order import OrderSeals
from central_server.push import take_in
from central_server.situation import Chain, Known
from central_server.store.locks import lock_streams
from central_server.store.rows import SYSTEM, Device, Identity, device_row, find_device
from central_server.store.tables import chain, device
from counter_app.cases.actions import Action, Content, Role, Scalar
from counter_app.cases.chain import new_content, seal
from counter_app.cases.keys import new_id
from counter_app.wire.messages import Answer, PushRequest, Verdict

_AUTHOR = uuid.UUID("3c1f4d0a-5a51-4b0c-8a7e-620700000000")
_NAME = "中心服务器"
_REACHED = select(chain.c.owner, chain.c.sequence, chain.c.hash).where(
    chain.c.device == bindparam("of_device"), chain.c.incarnation == bindparam("in_life")
)


@dataclass(frozen=True, slots=True)
class Deed:
    """What the server does to a case; `content` is JSON."""

    kind: str
    case_id: str
    facts: dict[str, Scalar]
    content: bytes | None = None


class Written(NamedTuple):
    """What became of a deed: the action, its content, and what a push would be told of it."""

    action: Action
    content: bytes | None
    answer: Answer

    @property
    def taken(self) -> bool:
        """Whether it is on the record."""
        return self.answer.verdict is not Verdict.REFUSED


def incarnation_of(epoch: str, stream: str) -> str:
    """The server's incarnation in one stream: 64 bits of SHA-256."""
    return hashlib.sha256(f"{epoch}{stream}".encode()).hexdigest()[:16]


def act(
    connection: Connection,
    identity: Identity,
    stream: str,
    deed: Deed,
    now: str,
    seals: OrderSeals | None = None,
) -> Answer:
    """Append one action to the server's chain of the stream, within the caller's transaction.

    The answer is that of a push: a kind that is not the server's is refused like anybody's.
    """
    (written,) = act_all(connection, identity, stream, [deed], now, seals)
    return written.answer


def act_all(
    connection: Connection,
    identity: Identity,
    stream: str,
    deeds: Sequence[Deed],
    now: str,
    seals: OrderSeals | None = None,
    known: Known | None = None,
) -> list[Written]:
    """The same for several, one after the other, as one batch.

    `known`: what this transaction knows already, and knows then.
    """
    known = Known() if known is None else known
    if stream not in known.tops:  # before the chain is read: it goes on under this lock
        known.tops.update(lock_streams(connection, [stream]))
    author, incarnation = _author(identity, now), incarnation_of(identity.epoch, stream)
    key = (author.device, incarnation)
    if key not in known.chains:
        known.chains[key] = _chain(connection, author, incarnation)
    sequence, previous = known.chains[key].sequence, known.chains[key].hash
    actions: list[Action] = []
    contents: list[Content] = []
    for place, deed in enumerate(deeds, sequence + 1):
        action_id = new_id()
        content = new_content(action_id, deed.content) if deed.content is not None else None
        bare = _bare(author, incarnation, place, action_id, stream, deed, now)
        actions.append(seal(bare, previous, content))
        contents += [content] if content else []
        previous = actions[-1].hash
    sent = PushRequest(incarnation=incarnation, actions=actions, contents=contents)
    answers = take_in(connection, author, sent, now, seals, known=known)
    return [
        Written(action, deed.content, answer)
        for action, deed, answer in zip(actions, deeds, answers, strict=True)
    ]


def _bare(
    author: Device, incarnation: str, place: int, action_id: str, stream: str, deed: Deed, now: str
) -> Action:
    """The action before it is closed."""
    return Action(
        device=author.device,
        incarnation=incarnation,
        sequence=place,
        action_id=action_id,
        case_id=deed.case_id,
        stream=stream,
        kind=deed.kind,
        window="",
        staff_id=str(uuid.uuid5(_AUTHOR, author.device)),
        staff_name=_NAME,
        role=Role.SYSTEM,
        at=now,
        facts=deed.facts,
        previous="",
        content_hash="",
        hash="",
    )


def _chain(connection: Connection, author: Device, incarnation: str) -> Chain:
    """How far the chain has got; with the first of them the server is among the devices, too."""
    key = {"of_device": author.device, "in_life": incarnation}
    row = connection.execute(_REACHED, key).first()
    if row is None and find_device(connection, author.device) is None:
        connection.execute(insert(device).values(device_row(author)))
    begun = Chain(*row, known=True) if row else Chain(author.device)
    begun.window = author.window_code
    return begun


def _author(identity: Identity, now: str) -> Device:
    """The server as a device: without a secret, so that nobody asks as it."""
    return Device(
        device=identity.server,
        county="",
        window="",
        region="",
        label=_NAME,
        receipt_key=b"",
        proof_hash="",
        secret_hash=None,
        contested_at=None,
        added_at=now,
        role=SYSTEM,
    )
