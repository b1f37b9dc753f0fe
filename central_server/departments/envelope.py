"""A question in the words of a department's interface, and an answer out of them: all by data.

Which field goes where, what is signed and how stands in policy (`rules.department_items.Style`).
Must not send anything, nor judge what an answer says.
"""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from counter_app.basics.clock import CHINA
from counter_app.rules.department_items import Mapped, Style

Values = Mapping[str, str]
"""What there is to say, by our names: `query.item`, `person.name`, `connection.asker`, `time`,
`secret` (the department's key), `sign`."""
_WORD = "'"
"""Around what a style says in words of its own."""
_PATTERNS = {"digits": "%Y%m%d%H%M%S", "spaced": "%Y-%m-%d %H:%M:%S"}
_UNITS = {"seconds": 1, "milliseconds": 1000}
_SIGNERS: Mapping[str, Callable[[bytes, bytes], str]] = {
    "hmac-sha256": lambda key, said: base64.b64encode(hmac.digest(key, said, "sha256")).decode(),
    "hmac-sha256-hex": lambda key, said: hmac.digest(key, said, "sha256").hex(),
    "hmac-sm3-hex": lambda key, said: hmac.digest(key, said, "sm3").hex(),
    "sha256-hex": lambda _, said: hashlib.sha256(said).hexdigest(),
    "sm3-hex": lambda _, said: hashlib.new("sm3", said).hexdigest(),
    "md5-hex": lambda _, said: hashlib.md5(said, usedforsecurity=False).hexdigest(),
}
"""By `policy_tables.SIGNERS`; what is no HMAC has the key in what is signed, as `secret`."""


def time_of(style: Style, now: datetime) -> str:
    """The time as the style writes it."""
    if style.time in _PATTERNS:
        return now.astimezone(CHINA).strftime(_PATTERNS[style.time])
    if style.time in _UNITS:
        return str(int(now.timestamp() * _UNITS[style.time]))
    return now.isoformat(timespec="milliseconds")


def sign(style: Style, values: Values, key: bytes) -> str:
    """The signature over what the style signs; empty where it signs nothing."""
    if not style.signer:
        return ""
    known = {**values, "secret": key.decode("utf-8", "replace")}
    said = "".join(_said(each, known) for each in style.signs).encode()
    return _SIGNERS[style.signer](key, said)


def fill(style: Style, values: Values) -> dict[str, Any]:
    """The request's body."""
    body: dict[str, Any] = {}
    for theirs, ours in style.request:
        put(body, theirs, int(ours) if ours.isdecimal() else _said(ours, values))
    for name in style.packed & body.keys():
        body[name] = json.dumps(body[name], ensure_ascii=False)
    return body


def values_in(style: Style, body: Mapping[str, Any]) -> dict[str, str]:
    """What a request says, by our names; for whoever stands in for a department."""
    found = {**body, **{name: json.loads(body[name]) for name in style.packed & body.keys()}}
    return {ours: str(at(found, theirs) or "") for theirs, ours in style.request}


def _said(ours: str, values: Values) -> str:
    """A value by its name, or words that stand there as they are."""
    is_word = len(ours) > 1 and ours[0] == ours[-1] == _WORD
    return ours[1:-1] if is_word else values.get(ours, "")


def put(body: dict[str, Any], path: str, value: object) -> None:
    """Lay a value where a dotted path says."""
    *folders, last = path.split(".")
    for name in folders:
        body = body.setdefault(name, {})
    body[last] = value


def at(body: object, path: str) -> object:
    """What lies at a dotted path, a number in it a place in a list; None where there is nothing."""
    for name in path.split("."):
        if isinstance(body, list) and name.isdecimal():
            body = next(iter(body[int(name[:3]) :]), None)
        else:
            body = body.get(name) if isinstance(body, dict) else None
    return body


def in_our_words(record: Mapping[str, object], names: Mapped) -> dict[str, object]:
    """A record with our names and words in the place of theirs."""
    theirs = {theirs: ours for ours, theirs in names.fields.items()}
    found = {theirs.get(name, name): value for name, value in record.items()}
    return {name: names.words.get((name, str(value)), value) for name, value in found.items()}


def in_their_words(record: Mapping[str, object], names: Mapped) -> dict[str, object]:
    """The same the other way, for whoever stands in for a department."""
    codes = {(name, word): code for (name, code), word in names.words.items()}
    return {
        names.fields.get(name, name): codes.get((name, str(value)), value)
        for name, value in record.items()
    }
