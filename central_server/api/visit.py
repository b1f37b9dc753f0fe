"""One request while it is answered: who asks is known before the body is read.

A credential or proof in the head lets the body in up to the route's limit. Only a first contact
may come without one: counters of 0.1 show their proof in the body alone. Must not know what the
body says.
"""

import asyncio
import hmac
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from typing import TypeVar

from sqlalchemy.engine import Connection
from starlette.requests import Request

from central_server.api.reading import read_body
from central_server.contact import asking_device, who_asks
from central_server.edge.guard import Guard
from central_server.head import bare_head, head_for
from central_server.server import Server
from central_server.store.rows import find_device
from counter_app.basics.catalogue.server import (
    DEVICE_UNKNOWN,
    ENROLMENT_UNKNOWN,
    TOO_MANY_TRIES,
)
from counter_app.basics.errors import CounterError, Entry
from counter_app.cases.keys import secret_hash
from counter_app.wire.messages import LARGEST_CONTACT, LARGEST_QUESTION, Head, read_credential

Said = TypeVar("Said")


@dataclass(slots=True)
class Visit:
    """`turn` holds what the request holds, until the last byte of its answer is out."""

    server: Server
    guard: Guard
    request: Request
    turn: AsyncExitStack
    known: bool = False
    device: str = ""
    """Who asks, once that is known."""
    header: str = field(init=False)
    _said: object = None
    """Kept until the answer is out: to let go of a batch takes its time."""

    def __post_init__(self) -> None:
        self.header = self.request.headers.get("authorization", "")

    async def introduce(self) -> None:
        """Let a device in that shows its secret, when it is its turn.

        Raises:
            CounterError: DEVICE_UNKNOWN, DEVICE_REVOKED, SECRET_OLD, TOO_MANY_TRIES,
                TOO_MANY_AT_ONCE.
        """
        now = self.server.now()
        device = await self.server.read(lambda connection: who_asks(connection, self.header, now))
        if device is None:
            raise self.stranger(DEVICE_UNKNOWN)
        self.known, self.device = True, device.device
        await self.turn.enter_async_context(self.guard.turns.take(device.device))

    async def introduce_first_contact(self) -> int:
        """Let in who shows the proof of a string; how long the body may be.

        Raises:
            CounterError: ENROLMENT_UNKNOWN, TOO_MANY_TRIES, TOO_MANY_AT_ONCE.
        """
        shown = await self.server.read(lambda connection: _shown(connection, self.header))
        if shown:
            # Not the device's own turns: whoever has an old string alone holds up nobody's sync.
            await self.turn.enter_async_context(self.guard.turns.take(f"contact {shown}"))
            return LARGEST_CONTACT
        if shown is None:
            raise self.stranger(ENROLMENT_UNKNOWN)
        address = self.guard.addresses.of(self.request.scope)
        await self.turn.enter_async_context(self.guard.contacts.take(address))
        await self.turn.enter_async_context(self.guard.all_contacts.take("all"))
        return LARGEST_QUESTION

    def stranger(self, entry: Entry) -> CounterError:
        """What somebody is told who is not known; after many tries only to wait."""
        address = self.guard.addresses.of(self.request.scope)
        return CounterError(entry if self.guard.strangers.take(address) else TOO_MANY_TRIES)

    async def body(self, longest: int) -> bytes:
        """The body. Raises: CounterError MESSAGE_TOO_LARGE, as soon as it is known to be."""
        return await read_body(self.request, longest)

    def head_for(self, connection: Connection, incarnation: str, now: str) -> Head:
        """For the device that asks, which may have been shut out meanwhile."""
        device = asking_device(connection, self.header, now)
        return head_for(connection, self.server.identity, device, incarnation, now)

    async def read_aside(self, longest: int, read: Callable[[bytes], Said]) -> Said:
        """What the body says, read off the event loop.

        A counter ends a batch with a line break that says nothing, and lets it wait for the answer
        to the batch before: what the batch says is read meanwhile.
        """
        ahead: list[asyncio.Task[Said]] = []

        def begin(body: bytes) -> None:
            if body.endswith(b"}"):
                ahead.append(asyncio.create_task(self.server.aside(read, body)))
                ahead[0].add_done_callback(_heard)

        body = await read_body(self.request, longest, begin)
        early = bool(ahead) and body.endswith(b"\n")
        said = await (ahead[0] if early else self.server.aside(read, body))
        self._said = said
        return said

    def head(self) -> Head | None:
        """The head of a trouble's answer: strangers do not learn which server this is."""
        return bare_head(self.server.identity, self.server.now()) if self.known else None


def _heard(read: "asyncio.Task[Said]") -> None:
    """A trouble of what was read in vain is nobody's."""
    if not read.cancelled():
        read.exception()


def _shown(connection: Connection, header: str) -> str | None:
    """The device whose proof or secret the header shows; None where it names an unknown device.

    Empty where the proof may still be in the body: counters of 0.1 name their device already, with
    a secret that nobody knows yet.
    """
    credential = read_credential(header)
    if credential is None:
        return ""
    device, word = credential
    known = find_device(connection, device)
    if known is None:
        return None
    offered = secret_hash(word)
    kept = (known.proof_hash, known.secret_hash or "")
    return device if any(hmac.compare_digest(offered, one) for one in kept) else ""


def proves(connection: Connection, device: str, proof: str) -> bool:
    """Whether this is the proof of the device's string."""
    known = find_device(connection, device)
    return known is not None and hmac.compare_digest(known.proof_hash, secret_hash(proof))
