"""From a message or a trouble to a response. Must not know what was asked."""

import logging

import msgspec
from starlette.responses import Response

from counter_app.basics.catalogue import server as catalogue
from counter_app.basics.errors import CounterError, Entry
from counter_app.wire.messages import ErrorAnswer, Head

_STATUS: dict[Entry, tuple[int, str]] = {
    catalogue.MESSAGE_UNREADABLE: (400, "malformed"),
    catalogue.MESSAGE_TOO_LARGE: (413, "malformed"),
    catalogue.ENROLMENT_UNKNOWN: (401, "unknown"),
    catalogue.DEVICE_UNKNOWN: (401, "unknown"),
    catalogue.ENROLMENT_USED: (409, "string_used"),
    catalogue.CURSOR_UNKNOWN: (409, "cursor"),
    catalogue.STORE_FAILED: (503, "busy"),
}
_log = logging.getLogger("central_server")


def answer(message: msgspec.Struct, status: int = 200) -> Response:
    """The message as JSON, never kept by anything between."""
    return Response(
        msgspec.json.encode(message),
        status_code=status,
        media_type="application/json",
        headers={"Cache-Control": "no-store"},
    )


def trouble(error: CounterError, head: Head) -> Response:
    """The trouble as the wire's `ErrorAnswer`."""
    status, code = _STATUS[error.entry]
    return answer(
        ErrorAnswer(code=code, message=error.title, advice=error.advice, head=head), status
    )


def store_failed(place: str, error: Exception) -> CounterError:
    """What the asker is told of a store that failed; the log says where, and nothing of whom."""
    _log.error("store failed in %s: %s", place, type(error).__name__)
    return CounterError(catalogue.STORE_FAILED)
