"""A form as it comes to be received: its raw JSON in parts, and what the facade tells of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec

from counter_app.basics.catalogue.store import NOT_RECEIVABLE
from counter_app.basics.errors import CounterError
from counter_app.basics.exact_json import dumps, loads
from counter_app.forms import matter

_NULL = b"null"
_top_level = msgspec.json.Decoder(dict[str, msgspec.Raw])
_elements = msgspec.json.Decoder(list[msgspec.Raw])


@dataclass(frozen=True, slots=True)
class Supplement:
    """One element beside the content. `path` is its place in format 1: `materials[2]`.

    `whole` where the value of the key is not the list that it should be; kept all the same.
    """

    path: str
    raw: bytes
    whole: bool = False


@dataclass(frozen=True, slots=True)
class ReceivableForm:
    """What receipt needs to know."""

    raw_content: bytes
    content: Mapping[str, object]
    content_key: str
    signed_hash: str
    region: str
    commitment: Supplement | None
    authorizations: Sequence[Supplement]
    materials: Sequence[Supplement]
    deferrals: Sequence[Supplement]


def read_form(document: bytes | Mapping[str, object]) -> ReceivableForm:
    """Take the document apart, byte for byte as it came.

    Raises:
        CounterError: NOT_RECEIVABLE, with the fields in question.
    """
    values = _values(document)
    problems = matter.receivable(values)
    if problems:
        raise CounterError(
            NOT_RECEIVABLE, fields="；".join(problem.message for problem in problems)
        )
    raw = document if isinstance(document, bytes) else dumps(values).encode()
    parts = matter.split(_top_level.decode(raw.removeprefix(b"\xef\xbb\xbf")))
    content = matter.split(values).content
    content_key, signed_hash = matter.hashes(content)
    return ReceivableForm(
        raw_content=msgspec.json.encode(parts.content),
        content=content,
        content_key=content_key,
        signed_hash=signed_hash,
        region=matter.region_of(content),
        commitment=_single("commitment", parts.commitment),
        authorizations=_list("authorizations", parts.authorizations),
        materials=_list("materials", parts.materials),
        deferrals=_list("deferrals", parts.deferrals),
    )


def _values(document: bytes | Mapping[str, object]) -> Mapping[str, object]:
    if not isinstance(document, bytes):
        return document
    try:
        values = loads(document.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise CounterError(NOT_RECEIVABLE, fields="文件不是一份申请") from error
    if not isinstance(values, dict):
        raise CounterError(NOT_RECEIVABLE, fields="文件不是一份申请")
    return values


def _bytes(value: object) -> bytes | None:
    raw = bytes(value) if isinstance(value, msgspec.Raw) else _NULL
    return None if raw == _NULL else raw


def _single(key: str, value: object) -> Supplement | None:
    raw = _bytes(value)
    return Supplement(key, raw) if raw is not None else None


def _list(key: str, value: object) -> list[Supplement]:
    raw = _bytes(value)
    if raw is None:
        return []
    if not raw.startswith(b"["):
        return [Supplement(key, raw, whole=True)]
    return [
        Supplement(f"{key}[{index}]", bytes(element))
        for index, element in enumerate(_elements.decode(raw))
    ]
