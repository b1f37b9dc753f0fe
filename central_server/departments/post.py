"""Carries questions out and answers in, for as long as the server runs, in each of its processes.

As many connections at once as policy lets each department have, each with a deadline. Nothing
leaves that a turn has not marked as sent. Must not decide what may be asked.
"""

import asyncio
import contextlib
import json
import uuid
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from time import monotonic

from sqlalchemy.engine import Connection
from sqlalchemy.exc import DataError, IntegrityError, SQLAlchemyError

from central_server.departments.call import Heard, NoAnswerError, TooLargeError, post
from central_server.departments.envelope import fill, sign, time_of
from central_server.departments.names import Names
from central_server.departments.reading import Reply, read_reply
from central_server.departments.saying import values_of
from central_server.departments.sending import Outgoing, may_be_due
from central_server.departments.taking import Came
from central_server.departments.troubles import MALFORMED, UNREACHABLE
from central_server.departments.turn import take_turn
from central_server.edge.shield import went_wrong
from central_server.server import Server
from counter_app.basics.clock import today
from counter_app.basics.errors import CounterError
from counter_app.rules.department_items import item_of, mapped, style_of

_LOOKS_AGAIN_SECONDS = 1.0


async def ask_departments(server: Server) -> None:
    """Ask what is due as it comes, until the server ends."""
    office = Post(server)
    try:
        while True:
            server.bell.clear()
            try:
                busy = await office.turn()
            except (SQLAlchemyError, CounterError) as error:
                went_wrong("departments", error, "store")
                busy = False
            except Exception as error:  # else nobody would be asked any more
                went_wrong("departments", error)
                busy = False
            if not busy:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(server.bell.wait(), _LOOKS_AGAIN_SECONDS)
    finally:
        await office.close()


class Post:
    """What one process has on the way."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._name = uuid.uuid4().hex
        self._calls: set[asyncio.Task[None]] = set()
        self._came: list[Came] = []
        self._one_by_one = False
        self._names = Names()

    def take(self, one: Came) -> None:
        """Lay down what came for the next turn."""
        self._came.append(one)
        self._server.bell.set()

    async def turn(self) -> bool:
        """One turn; False where there was nothing to do."""
        server, came = self._server, self._came[: 1 if self._one_by_one else None]
        if not came and not await server.read(self._is_due):
            return False
        office, now = server.office(), server.clock()
        try:
            sent = await server.write(lambda c: take_turn(c, office, self._name, came, now))
        except Exception as error:
            if not came or _is_of_the_store(error):
                raise
            went_wrong("departments", error)
            self._part(came)
            return True
        del self._came[: len(came)]
        self._one_by_one = self._one_by_one and bool(self._came)
        for one in sent:
            call = asyncio.create_task(self._carry(one))
            self._calls.add(call)
            call.add_done_callback(self._calls.discard)
        return bool(sent or came)

    def _part(self, came: Sequence[Came]) -> None:
        """What cannot be put on the record is found one by one, and holds up no other."""
        if len(came) > 1:
            self._one_by_one = True
        elif came[0].reply.kind == MALFORMED:
            del self._came[0]  # asked again under its id when its lease is over
        else:
            self._came[0] = came[0]._replace(reply=Reply(MALFORMED))

    @property
    def is_busy(self) -> bool:
        """Whether something is on the way, or came and is not on the record yet."""
        return bool(self._calls or self._came)

    async def close(self) -> None:
        """Let go of what is on the way: it is asked again under its id when its lease is over."""
        for call in tuple(self._calls):
            call.cancel()
        await asyncio.gather(*self._calls, return_exceptions=True)

    def _is_due(self, connection: Connection) -> bool:
        policy = self._server.policies.look(connection)
        return may_be_due(connection, policy, self._server.clock())

    async def _carry(self, one: Outgoing) -> None:
        """Ask, and lay down what came for the next turn."""
        begun = monotonic()
        try:
            reply = await self._ask(one)
        except Exception as error:  # one question that cannot be put holds up no other
            went_wrong("departments", error)
            reply = Reply(MALFORMED)
        took_ms = round((monotonic() - begun) * 1000)
        self.take(Came(one.row.query_id, replace(reply, took_ms=took_ms)))

    async def _ask(self, one: Outgoing) -> Reply:
        policy, on = self._server.policies.in_force, today(self._server.clock)
        style = style_of(policy, one.way.style, on)
        item = item_of(policy, one.row.item, on)
        if style is None or item is None:
            return Reply(MALFORMED)
        values = values_of(one, item, time_of(style, self._server.clock()), on)
        key = department_key(self._server.lore.key_folder, one.row.department)
        secret = key.decode("utf-8", "replace")
        body = fill(style, {**values, "secret": secret, "sign": sign(style, values, key)})
        try:
            raw = json.dumps(body).encode()
            heard = await post(one.way.address, raw, one.way.seconds, self._names)
        except NoAnswerError as error:
            return Reply(UNREACHABLE, said=str(error))
        except TooLargeError:
            return Reply(MALFORMED, said="huge")
        names = mapped(policy, style.style, item.item, on)
        reply = read_reply(heard.body, style, item, names, values, on)
        return replace(reply, behind_s=self._behind(heard))

    def _behind(self, heard: Heard) -> int:
        """By how many seconds our clock is behind theirs."""
        return round((heard.at - self._server.clock()).total_seconds()) if heard.at else 0


def _is_of_the_store(error: Exception) -> bool:
    """Whether the store is at fault, which is tried again as it is, and not what came."""
    of_store = isinstance(error, (SQLAlchemyError, CounterError))
    return of_store and not isinstance(error, (DataError, IntegrityError))


def department_key(folder: Path, department: str) -> bytes:
    """What a department gave us to sign with; nothing where it gave none."""
    try:
        return (folder / f"department-{department}.key").read_bytes().strip()
    except OSError:
        return b""
