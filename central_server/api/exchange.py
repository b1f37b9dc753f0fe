"""The one way through a route: in by its turn, worked on, answered, whatever goes wrong.

The work begins when the answer is to be sent, so that the turn is held until the last byte is
out: a window that does not read what it asked for holds its own places and nobody else's.
"""

from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack

import msgspec
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from central_server.api.answering import answer, trouble
from central_server.api.visit import Visit
from central_server.edge.guard import Guard
from central_server.edge.shield import went_wrong
from central_server.server import Server
from counter_app.basics.errors import CounterError

Work = Callable[[Visit], Awaitable[msgspec.Struct]]
_PIECE = 256 << 10


class Exchange(Response):
    """The answer to one request."""

    def __init__(self, server: Server, guard: Guard, work: Work, request: Request) -> None:
        super().__init__()
        self._server = server
        self._guard = guard
        self._work = work
        self._request = request

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Do the work and send what came of it."""
        async with AsyncExitStack() as turn:
            visit = Visit(self._server, self._guard, self._request, turn)
            response = await self._respond(visit)
            await response(scope, receive, _in_pieces(send))

    async def _respond(self, visit: Visit) -> Response:
        try:
            return answer(await self._work(visit))
        except CounterError as error:
            return trouble(error, visit.head())
        except ClientDisconnect:
            raise
        except SQLAlchemyError as error:
            return trouble(went_wrong(self._request.scope["path"], error, "store"), visit.head())


def _in_pieces(send: Send) -> Send:
    """Hand a long body on as fast as it is read, not all at once."""

    async def send_piecewise(message: Message) -> None:
        body = message.get("body", b"")
        while len(body) > _PIECE:
            await send({"type": message["type"], "body": bytes(body[:_PIECE]), "more_body": True})
            body = memoryview(body)[_PIECE:]
        await send({**message, "body": bytes(body)} if "body" in message else message)

    return send_piecewise
