"""A question in the words of a department's interface, and an answer out of them: all by data.

Which field goes where, what is signed and how stands in policy (`rules.department_items.Style`).
Must not send anything, nor judge what an answer says.
"""

import base64
import hmac
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from counter_app.rules.department_items import Mapped, Style

Values = Mapping[str, str]
"""What there is to say, by our names: `query.item`, `person.name`, `connection.asker`, `time`."""


def time_of(style: Style, now: datetime) -> str:
    """The time as the style writes it."""
    if style.time == "milliseconds":
        return str(int(now.timestamp() * 1000))
    return now.isoformat(timespec="milliseconds")


def sign(style: Style, values: Values, key: bytes) -> str:
    """The signature over what the style signs; empty where it signs nothing."""
    if not style.signer:
        return ""
    said = "".join(values.get(name, "") for name in style.signs)
    return base64.b64encode(hmac.digest(key, said.encode(), "sha256")).decode()


def fill(style: Style, values: Values) -> dict[str, Any]:
    """The request's body."""
    body: dict[str, Any] = {}
    for theirs, ours in style.request:
        put(body, theirs, int(ours) if ours.isdecimal() else values.get(ours, ""))
    return body


def put(body: dict[str, Any], path: str, value: object) -> None:
    """Lay a value where a dotted path says."""
    *folders, last = path.split(".")
    for name in folders:
        body = body.setdefault(name, {})
    body[last] = value


def at(body: object, path: str) -> object:
    """What lies at a dotted path; None where there is nothing."""
    for name in path.split("."):
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
