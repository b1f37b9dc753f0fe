"""An answer as it came, into what may be kept of it: only what policy says that the item gives.

Wrong, huge, for somebody else, of another question: told by class, and nothing of it is kept.
Must not decide what follows of an answer.
"""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from central_server.departments.envelope import at, in_our_words
from central_server.departments.troubles import MALFORMED
from counter_app.rules.department_answers import (
    OUTCOMES,
    TO_PERSON,
    is_grave,
    read_coverage,
    read_records,
)
from counter_app.rules.department_items import ID, OK, TROUBLES, Item, Mapped, Style

LARGEST = 1 << 20
ANSWERED = "answered"
_GROUPS = ("match", "coverage")
MISMATCH, AMBIGUOUS = "identity_mismatch", "ambiguous"
LIKE, OTHER = "3", "4"
"""How a name or number matches; `LIKE` is no match."""
_SAME = frozenset({"1", "2"})
_MATCHES = frozenset({"1", "2", "3", "4"})
_CODE = re.compile(r"[A-Za-z0-9_.-]{1,20}")


@dataclass(frozen=True, slots=True)
class Reply:
    """What came of one call. `kind`: `answered`, `later`, or the class of what went wrong."""

    kind: str
    outcome: str = ""
    match: Mapping[str, str] = field(default_factory=dict)
    coverage: Mapping[str, str] = field(default_factory=dict)
    records: tuple[Mapping[str, object], ...] = ()
    raw_sha256: str = ""
    took_ms: int = 0
    said: str = ""
    """Their code, or how the line failed: `timeout`, `http 503`. Never a text of theirs."""
    behind_s: int = 0
    """By how many seconds our clock is behind theirs, as far as the answer said its time."""

    def content(self, **named: str) -> bytes:
        """As it is kept: mapped fields, and of what came only its hash."""
        said = {
            **named,
            "outcome": self.outcome,
            "match": dict(self.match),
            "coverage": dict(self.coverage),
            "records": [dict(each) for each in self.records],
            "raw_sha256": self.raw_sha256,
        }
        return json.dumps(said, ensure_ascii=False).encode()


def read_reply(
    raw: bytes, style: Style, item: Item, names: Mapped, asked: Mapping[str, str], on: date
) -> Reply:
    """What a department said on a day, whatever it was. `asked`: the question, by our names."""
    try:
        body = json.loads(
            raw.decode("utf-8-sig"),
            parse_float=str,
            parse_constant=_no_number,
            object_pairs_hook=_once,
        )
        code, word = at(body, style.answer.get("error", "error")), OK
        if code:
            word = style.errors.get(str(code), MALFORMED)
        if word != OK and word not in OUTCOMES:
            return Reply(word if word in TROUBLES else MALFORMED, said=_code(code))
        parts = _parts(style, body)
        if word != OK:
            parts |= {"outcome": word, "records": None}
        _is_about(style, parts, asked)
        return _answer(raw, parts, item, names, on)
    except (ValueError, RecursionError):
        return Reply(MALFORMED)


def _code(given: object) -> str:
    """A code as an operator reads it; what is none is not repeated."""
    code = str(given)
    return code if _CODE.fullmatch(code) else "?"


def _no_number(word: str) -> None:
    raise ValueError(word)


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object; one that says a thing twice says nothing."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("twice")
    return found


def _parts(style: Style, body: object) -> dict[str, object]:
    """What an answer says, by our names: `match` whole, or `match.name` and `match.number`."""
    parts: dict[str, object] = {ours: at(body, theirs) for ours, theirs in style.answer.items()}
    for group in _GROUPS:
        if named := [name for name in parts if name.startswith(f"{group}.")]:
            parts[group] = {name.partition(".")[2]: parts.pop(name) for name in named}
    return parts


def _is_about(style: Style, parts: Mapping[str, object], asked: Mapping[str, str]) -> None:
    """ValueError where it answers another question, or does not say which one as it should."""
    known = {**asked, ID: asked["query.query_id"]}
    said = [(name, parts.get(name)) for name in style.echoes]
    if style.echo and not any(value is not None for _, value in said):
        raise ValueError("no question")
    if any(value not in (None, known.get(name)) for name, value in said):
        raise ValueError("another question")


def _answer(raw: bytes, parts: Mapping[str, object], item: Item, names: Mapped, on: date) -> Reply:
    match = _match(parts.get("match"))
    records = read_records(_renamed(parts.get("records"), names), item)
    if parts.get("outcome") is None and parts.get("records") is None:
        raise ValueError("no answer")  # a question that came back, or another version
    said = str(parts.get("outcome") or ("found" if records else "none"))
    if said not in OUTCOMES:
        raise ValueError("outcome")
    outcome = _outcome(said, match, records, item, on)
    return Reply(
        ANSWERED,
        outcome,
        match,
        read_coverage(parts.get("coverage")),
        () if outcome in (MISMATCH, AMBIGUOUS) else records,  # they may be somebody else's
        hashlib.sha256(raw).hexdigest(),
    )


def _outcome(
    said: str,
    match: Mapping[str, str],
    records: Sequence[Mapping[str, object]],
    item: Item,
    on: date,
) -> str:
    """Number and name decide before all else; whoever is dead is a person's affair (hole 1)."""
    found = [match.get(key, "") for key in ("number", "name")]
    if OTHER in found:
        return MISMATCH
    if LIKE in found or (item.alone and said == "found" and not _SAME.issuperset(found)):
        return AMBIGUOUS
    return TO_PERSON if any(is_grave(each, item, on) for each in records) else said


def _match(given: object) -> dict[str, str]:
    if given in (None, "", {}):
        return {}
    if not isinstance(given, dict):
        raise ValueError("match")
    found = {key: str(given[key]) for key in ("number", "name") if given.get(key) is not None}
    if not _MATCHES.issuperset(found.values()):
        raise ValueError("match")
    return found


def _renamed(given: object, names: Mapped) -> object:
    """Records with our names; what is none is left for the reader to refuse."""
    if not isinstance(given, list):
        return given
    return [in_our_words(each, names) if isinstance(each, dict) else each for each in given]
