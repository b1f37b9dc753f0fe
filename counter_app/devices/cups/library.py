"""libcups by ctypes: one connection to the print service, one question, one answer.

Only what `queues` asks. The library does what is hard: sockets, TLS, who one is, the encoding of
IPP. Must not know what is printed, nor say anything to a person.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from ctypes import CDLL, CFUNCTYPE, c_char_p, c_double, c_int, c_size_t, c_void_p
from ctypes.util import find_library
from enum import IntEnum
from functools import cache
from typing import Any, NamedTuple

_CONNECT_MS = 3000
_ANSWER_SECONDS = 10.0
_CONTINUE = 100
_ANY_FAMILY = 0
_PIECE = 1 << 16


class Operation(IntEnum):
    """What is asked (RFC 8011 5.4.15; 0x4001 on: CUPS)."""

    PRINT_JOB = 0x0002
    CANCEL_JOB = 0x0008
    GET_JOB = 0x0009
    GET_JOBS = 0x000A
    GET_PRINTER = 0x000B
    GET_DEFAULT = 0x4001
    GET_PRINTERS = 0x4002


class Status(IntEnum):
    """Answers that are told apart (RFC 8011 5.4.15)."""

    NOT_FOUND = 0x0406
    NOT_POSSIBLE = 0x0404
    NOT_ACCEPTING = 0x0506
    LAST_GOOD = 0x00FF
    FIRST_REFUSAL, LAST_REFUSAL = 0x0400, 0x04FF


class Group(IntEnum):
    """Where in a request an attribute stands (RFC 8010 3.5.1)."""

    OPERATION = 0x01
    JOB = 0x02
    PRINTER = 0x04


class Tag(IntEnum):
    """What an attribute's value is (RFC 8010 3.5.2)."""

    INTEGER = 0x21
    NAME = 0x42
    KEYWORD = 0x44
    URI = 0x45
    MIME = 0x49


class Attribute(NamedTuple):
    """One attribute of a request."""

    group: Group
    tag: Tag
    name: str
    values: tuple[str | int, ...]


class Answer(NamedTuple):
    """The status, and the values asked for by name; of several printers each in turn."""

    status: int
    found: tuple[dict[str, tuple[str | int, ...]], ...]

    @property
    def good(self) -> bool:
        """Whether the service did as it was asked."""
        return self.status <= Status.LAST_GOOD

    def values(self, name: str) -> tuple[str | int, ...]:
        """The values of an attribute; none where it was not answered."""
        return self.found[0].get(name, ()) if self.found else ()


class SilentError(OSError):
    """The print service is not there, or does not answer in time."""


_GiveUp = CFUNCTYPE(c_int, c_void_p, c_void_p)


@_GiveUp  # type: ignore[untyped-decorator]  # ctypes declares no types of its own
def _give_up(http: int, data: int) -> int:
    """A service that says nothing for `_ANSWER_SECONDS` is not waited for any longer."""
    return 0


_SIGNATURES: dict[str, tuple[Any, tuple[Any, ...]]] = {
    "cupsSetServer": (None, (c_char_p,)),
    "cupsLastError": (c_int, ()),
    "cupsServer": (c_char_p, ()),
    "cupsUser": (c_char_p, ()),
    "cupsEncryption": (c_int, ()),
    "ippPort": (c_int, ()),
    "httpConnect2": (
        c_void_p,
        (c_char_p, c_int, c_void_p, c_int, c_int, c_int, c_int, c_void_p),
    ),
    "httpSetTimeout": (None, (c_void_p, c_double, _GiveUp, c_void_p)),
    "httpClose": (None, (c_void_p,)),
    "ippNewRequest": (c_void_p, (c_int,)),
    "ippAddString": (c_void_p, (c_void_p, c_int, c_int, c_char_p, c_char_p, c_char_p)),
    "ippAddStrings": (
        c_void_p,
        (c_void_p, c_int, c_int, c_char_p, c_int, c_char_p, c_void_p),
    ),
    "ippAddInteger": (c_void_p, (c_void_p, c_int, c_int, c_char_p, c_int)),
    "ippLength": (c_size_t, (c_void_p,)),
    "ippDelete": (None, (c_void_p,)),
    "ippGetStatusCode": (c_int, (c_void_p,)),
    "ippFirstAttribute": (c_void_p, (c_void_p,)),
    "ippNextAttribute": (c_void_p, (c_void_p,)),
    "ippGetName": (c_char_p, (c_void_p,)),
    "ippGetValueTag": (c_int, (c_void_p,)),
    "ippGetCount": (c_int, (c_void_p,)),
    "ippGetInteger": (c_int, (c_void_p, c_int)),
    "ippGetBoolean": (c_int, (c_void_p, c_int)),
    "ippGetString": (c_char_p, (c_void_p, c_int, c_void_p)),
    "cupsSendRequest": (c_int, (c_void_p, c_void_p, c_char_p, c_size_t)),
    "cupsWriteRequestData": (c_int, (c_void_p, c_char_p, c_size_t)),
    "cupsGetResponse": (c_void_p, (c_void_p, c_char_p)),
}
_INTEGERS, _BOOLEAN = (0x21, 0x23), 0x22


@cache
def library() -> CDLL | None:
    """The library; None where this system has none (Windows)."""
    name = find_library("cups")
    if name is None:
        return None
    loaded = CDLL(name)
    for each, (result, arguments) in _SIGNATURES.items():
        function = getattr(loaded, each)
        function.restype, function.argtypes = result, arguments
    return loaded


def ask(
    operation: Operation, attributes: Sequence[Attribute], resource: str = "/", data: bytes = b""
) -> Answer:
    """Ask the print service and wait for its answer. SilentError where there is none."""
    lib = library()
    if lib is None:
        raise SilentError
    with _connection(lib) as http:
        request = _request(lib, operation, attributes)
        try:
            length = lib.ippLength(request) + len(data)
            status = lib.cupsSendRequest(http, request, resource.encode(), length)
        finally:
            lib.ippDelete(request)
        for at in range(0, len(data), _PIECE):
            if status != _CONTINUE:
                break
            piece = data[at : at + _PIECE]
            status = lib.cupsWriteRequestData(http, piece, len(piece))
        response = lib.cupsGetResponse(http, resource.encode())
        if not response:
            return _refused(lib.cupsLastError())
        try:
            return Answer(lib.ippGetStatusCode(response), tuple(_found(lib, response)))
        finally:
            lib.ippDelete(response)


def _refused(status: int) -> Answer:
    """What an answer without a body means: who one is was not enough, or nobody answered."""
    if Status.FIRST_REFUSAL <= status <= Status.LAST_REFUSAL:
        return Answer(status, ())
    raise SilentError


def user() -> str:
    """Who asks, as the service knows them."""
    lib = library()
    name: bytes = lib.cupsUser() if lib else b""
    return name.decode(errors="replace")


@contextmanager
def _connection(lib: CDLL) -> Iterator[int]:
    lib.cupsSetServer(None)  # the library remembers one for each thread: ask the settings anew
    http = lib.httpConnect2(
        lib.cupsServer(),
        lib.ippPort(),
        None,
        _ANY_FAMILY,
        lib.cupsEncryption(),
        1,
        _CONNECT_MS,
        None,
    )
    if not http:
        raise SilentError
    try:
        lib.httpSetTimeout(http, _ANSWER_SECONDS, _give_up, None)
        yield http
    finally:
        lib.httpClose(http)


def _request(lib: CDLL, operation: Operation, attributes: Sequence[Attribute]) -> int:
    request: int = lib.ippNewRequest(operation)
    for group, tag, name, values in attributes:
        if tag is Tag.INTEGER:
            lib.ippAddInteger(request, group, tag, name.encode(), values[0])
            continue
        texts = [str(each).encode() for each in values]
        if len(texts) == 1:
            lib.ippAddString(request, group, tag, name.encode(), None, texts[0])
        else:
            several = (c_char_p * len(texts))(*texts)
            lib.ippAddStrings(request, group, tag, name.encode(), len(texts), None, several)
    return request


def _found(lib: CDLL, response: int) -> Iterator[dict[str, tuple[str | int, ...]]]:
    """The attributes of each thing answered; an attribute without a name ends one of them."""
    found: dict[str, tuple[str | int, ...]] = {}
    attribute = lib.ippFirstAttribute(response)
    while attribute:
        name = lib.ippGetName(attribute)
        if name is None:
            if found:
                yield found
            found = {}
        else:
            found[name.decode()] = _values(lib, attribute)
        attribute = lib.ippNextAttribute(response)
    if found:
        yield found


def _values(lib: CDLL, attribute: int) -> tuple[str | int, ...]:
    tag, count = lib.ippGetValueTag(attribute), lib.ippGetCount(attribute)
    if tag in _INTEGERS:
        return tuple(lib.ippGetInteger(attribute, at) for at in range(count))
    if tag == _BOOLEAN:
        return tuple(lib.ippGetBoolean(attribute, at) for at in range(count))
    texts = (lib.ippGetString(attribute, at, None) for at in range(count))
    return tuple(each.decode(errors="replace") for each in texts if each is not None)
