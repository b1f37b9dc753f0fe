"""The last word on every answer: what went wrong is told in one form, and never kept or guessed at.

Whatever a route lets through ends here as one short line in the log and a sentence for the asker.
Must not know what was asked: of an address only the part that we made ourselves is named.
"""

import logging
from collections.abc import Callable

import msgspec
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from counter_app.basics.catalogue import server as catalogue
from counter_app.basics.errors import CounterError, Entry
from counter_app.wire.messages import ErrorAnswer, Head

Unable = Callable[[], Response]
"""Makes the page that a visitor gets where the server could not do it."""
_log = logging.getLogger("central_server")
_PLACES = ("/r/", "/api/v1/enrol", "/api/v1/push", "/api/v1/pull", "/healthz")
_HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
_STATUS: dict[int, tuple[str, Entry]] = {
    404: ("not_found", catalogue.ADDRESS_UNKNOWN),
    405: ("wrong_method", catalogue.METHOD_UNKNOWN),
}


class Shield:
    """Around all routes of a listener."""

    def __init__(self, app: ASGIApp, unable: Unable) -> None:
        self._app = app
        self._unable = unable

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the routes answer; add the headers that every answer has."""
        begun = False

        async def send_on(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        try:
            await self._app(scope, receive, send_on)
        except ClientDisconnect:
            return
        except Exception as error:
            if scope["type"] != "http":
                raise
            place = next((name for name in _PLACES if scope["path"].startswith(name)), "elsewhere")
            failed = went_wrong(place, error)
            if not begun:
                response = self._unable() if place == "/r/" else spoken(failed, 503, "busy")
                await response(scope, receive, send_on)


def went_wrong(place: str, error: Exception, what: str = "server") -> CounterError:
    """What the asker is told of a trouble of ours; the log says where, and nothing of whom."""
    _log.error("%s failed in %s: %s", what, place, type(error).__name__)
    return CounterError(catalogue.STORE_FAILED)


def spoken(
    error: CounterError,
    status: int,
    code: str,
    head: Head | None = None,
    headers: dict[str, str] | None = None,
) -> Response:
    """The trouble as the wire's `ErrorAnswer`."""
    said = ErrorAnswer(
        code=code,
        message=error.title,
        advice=error.advice,
        number=int(error.facts.get("number", 0)),
        head=head,
    )
    return Response(
        msgspec.json.encode(said), status, {**_HEADERS, **(headers or {})}, "application/json"
    )


async def no_such_route(_request: Request, error: Exception) -> Response:
    """For an address or a method that no route has."""
    assert isinstance(error, HTTPException), "registered for nothing else"
    code, entry = _STATUS.get(error.status_code, ("malformed", catalogue.MESSAGE_UNREADABLE))
    return spoken(CounterError(entry), error.status_code, code, headers=dict(error.headers or {}))


def refusal() -> tuple[int, list[tuple[bytes, bytes]], bytes]:
    """Status, headers and body for what is not HTTP at all."""
    response = spoken(CounterError(catalogue.MESSAGE_UNREADABLE), 400, "malformed")
    return response.status_code, response.raw_headers, bytes(response.body)
