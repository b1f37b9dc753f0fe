"""From a request's body to a message, within a limit, and forgiving where one content is broken.

A content that holds a lone surrogate makes msgspec refuse the whole body. Then the body is taken
apart by hand, so that the other actions of the batch go on and this one is told why not.
"""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

import msgspec
from starlette.requests import Request

from counter_app.basics.catalogue.server import MESSAGE_TOO_LARGE, MESSAGE_UNREADABLE
from counter_app.basics.errors import CounterError
from counter_app.cases.actions import Action, Content
from counter_app.wire.messages import BATCH_ACTIONS, HandBackRequest, PushRequest

Message = TypeVar("Message")
_HASH = re.compile(r"[0-9a-f]{64}")
_RANDOM64 = re.compile(r"[0-9a-f]{16}")
_HIGHEST = (1 << 63) - 1
"""What a store can count to."""
_SPACE = re.compile(r"[ \t\r\n]*")
_decode_push = msgspec.json.Decoder(PushRequest).decode
_decode_actions = msgspec.json.Decoder(list[Action]).decode
_scan = json.JSONDecoder().raw_decode


def _wait(_body: bytes) -> None:
    """Nothing to be done before the whole body is there."""


async def read_body(
    request: Request, longest: int, but_one: Callable[[bytes], None] = _wait
) -> bytes:
    """The body; CounterError MESSAGE_TOO_LARGE above the limit, before it is all read.

    `but_one` hears all of it but its last byte, where the sender lets that wait.
    """
    length = int(request.headers.get("content-length", "0"))
    if length > longest:
        raise CounterError(MESSAGE_TOO_LARGE)
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > longest:
            raise CounterError(MESSAGE_TOO_LARGE)
        parts.append(part)
        if part and size == length - 1:
            but_one(b"".join(parts))
    return b"".join(parts)


def read_message(body: bytes, kind: type[Message]) -> Message:
    """The message of a body; CounterError MESSAGE_UNREADABLE for anything else."""
    try:
        return msgspec.json.decode(body, type=kind)
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise CounterError(MESSAGE_UNREADABLE) from error


def read_push(body: bytes) -> PushRequest:
    """A batch whose places in their chains can be trusted to be written as places are.

    Raises:
        CounterError: MESSAGE_UNREADABLE, MESSAGE_TOO_LARGE.
    """
    try:
        request = _decode_push(body)
    except (msgspec.DecodeError, ValueError, RecursionError):
        request = _salvage(body)
    if len(request.actions) > BATCH_ACTIONS:
        raise CounterError(MESSAGE_TOO_LARGE)
    if not _have_places(request.actions):
        raise CounterError(MESSAGE_UNREADABLE)
    return request


def read_hand_back(body: bytes) -> HandBackRequest:
    """What is handed back, each action with a place that a stream can have.

    Raises:
        CounterError: MESSAGE_UNREADABLE, MESSAGE_TOO_LARGE.
    """
    request = read_message(body, HandBackRequest)
    if len(request.actions) > BATCH_ACTIONS:
        raise CounterError(MESSAGE_TOO_LARGE)
    orders = [each.order for each in request.ordered]
    if len(orders) != len(request.actions) or not _have_places(request.actions):
        raise CounterError(MESSAGE_UNREADABLE)
    if not all(0 < order <= _HIGHEST for order in orders):
        raise CounterError(MESSAGE_UNREADABLE)
    return request


def _have_places(actions: Sequence[Action]) -> bool:
    """Whether all chains and places in them are written as such; each text is looked at once."""
    chains = {name for action in actions for name in (action.device, action.incarnation)}
    hashes = {text for action in actions for text in (action.hash, action.previous)}
    return (
        all(0 < action.sequence <= _HIGHEST for action in actions)
        and all(map(_RANDOM64.fullmatch, chains))
        and all(map(_HASH.fullmatch, hashes))
    )


def _salvage(body: bytes) -> PushRequest:
    """The batch with each content as the bytes that it came as, readable or not."""
    # Latin-1 keeps one character for one byte, and JSON's own signs are ASCII.
    text = body.decode("latin-1")
    try:
        parts = {key: text[start:end] for key, start, end in _members(text, _skip(text, 0))}
        return PushRequest(
            incarnation=msgspec.json.decode(parts["incarnation"].encode("latin-1"), type=str),
            actions=_decode_actions(parts["actions"].encode("latin-1")),
            contents=[_content(element) for element in _elements(parts["contents"])],
        )
    except (KeyError, IndexError, ValueError, RecursionError, msgspec.DecodeError) as error:
        raise CounterError(MESSAGE_UNREADABLE) from error


def _content(text: str) -> Content:
    parts = {key: text[start:end] for key, start, end in _members(text, 0)}
    return Content(
        action_id=msgspec.json.decode(parts["action_id"].encode("latin-1"), type=str),
        salt=msgspec.json.decode(parts["salt"].encode("latin-1"), type=str),
        content=msgspec.Raw(parts["content"].encode("latin-1")),
    )


def _members(text: str, at: int) -> Iterator[tuple[str, int, int]]:
    """Key, start and end of each value of the object that begins at `at`."""
    at = _expect(text, at, "{")
    while text[at] != "}":
        key, at = _scan(text, at)
        at = _expect(text, at, ":")
        _value, end = _scan(text, at)
        yield str(key), at, end
        at = _next(text, end, "}")


def _elements(text: str) -> Iterator[str]:
    at = _expect(text, 0, "[")
    while text[at] != "]":
        _value, end = _scan(text, at)
        yield text[at:end]
        at = _next(text, end, "]")


def _next(text: str, at: int, closing: str) -> int:
    at = _skip(text, at)
    return at if text[at] == closing else _expect(text, at, ",")


def _expect(text: str, at: int, sign: str) -> int:
    if text[at] != sign:
        raise ValueError("not the JSON that a batch is")
    return _skip(text, at + 1)


def _skip(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at
