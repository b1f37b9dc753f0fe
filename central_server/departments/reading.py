"""An answer as it came, into what may be kept of it: only what policy says that the item gives.

Wrong, huge, for somebody else, of another question: told by class, and nothing of it is kept.
Must not decide what follows of an answer.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from central_server.departments.envelope import at, in_our_words
from counter_app.rules.department_items import Fact, Item, Mapped, Style

LARGEST = 1 << 20
ANSWERED, LATER = "answered", "later"
MALFORMED = "malformed"
TO_PERSON, MISMATCH = "to_person", "identity_mismatch"
_OUTCOMES = frozenset({"found", "none", MISMATCH, "ambiguous", "not_covered", "refused", "failed"})
_MOST_RECORDS, _MOST_LINES, _LONGEST = 200, 50, 200
_SAME, _LIKE, _OTHER = frozenset({"1", "2"}), "3", "4"
_COVERAGE = ("area", "system", "as_of")


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


class _WrongError(ValueError):
    """Nothing that an answer to this question could be."""


def read_reply(raw: bytes, style: Style, item: Item, names: Mapped, query_id: str) -> Reply:
    """What a department said, whatever it was."""
    try:
        body = json.loads(raw.decode(), parse_float=str, parse_constant=_no_number)
        if code := at(body, style.answer.get("error", "error")):
            return Reply(style.errors.get(str(code), MALFORMED))
        return _answer(raw, body, style, item, names, query_id)
    except (ValueError, RecursionError):
        return Reply(MALFORMED)


def _no_number(_word: str) -> None:
    raise _WrongError


def _answer(
    raw: bytes, body: object, style: Style, item: Item, names: Mapped, query_id: str
) -> Reply:
    parts = {ours: at(body, theirs) for ours, theirs in style.answer.items()}
    if parts.get("query_id") != query_id:
        raise _WrongError
    match = _match(parts.get("match"))
    records = _records(parts.get("records"), item, names)
    said = str(parts.get("outcome") or ("found" if records else "none"))
    if said not in _OUTCOMES:
        raise _WrongError
    outcome = _outcome(said, match, records, item)
    return Reply(
        ANSWERED,
        outcome,
        match,
        _coverage(parts.get("coverage")),
        () if outcome in (MISMATCH, "ambiguous") else records,  # they may be somebody else's
        hashlib.sha256(raw).hexdigest(),
    )


def _outcome(
    said: str, match: Mapping[str, str], records: tuple[Mapping[str, object], ...], item: Item
) -> str:
    """Number and name decide before all else; whoever is dead is a person's affair (hole 1)."""
    found = [match.get(key, "") for key in ("number", "name")]
    if _OTHER in found:
        return MISMATCH
    if _LIKE in found or (item.alone and said == "found" and not _SAME.issuperset(found)):
        return "ambiguous"
    return TO_PERSON if any(each.get("deceased") for each in records) else said


def _match(given: object) -> dict[str, str]:
    if given in (None, "", {}):
        return {}
    if not isinstance(given, dict):
        raise _WrongError
    found = {key: str(given[key]) for key in ("number", "name") if given.get(key) is not None}
    if not {"1", "2", "3", "4"}.issuperset(found.values()):
        raise _WrongError
    return found


def _coverage(given: object) -> dict[str, str]:
    """Area, system, as of when; without it nobody knows what was looked through."""
    if given in (None, "", {}):
        return {}
    if not isinstance(given, dict):
        raise _WrongError
    found = {key: _text(given[key]) for key in _COVERAGE if given.get(key)}
    if "as_of" in found:
        found["as_of"] = date.fromisoformat(found["as_of"][:10]).isoformat()
    return found


def _records(given: object, item: Item, names: Mapped) -> tuple[Mapping[str, object], ...]:
    if given in (None, ""):
        return ()
    if not isinstance(given, list) or len(given) > _MOST_RECORDS:
        raise _WrongError
    return tuple(_record(each, item, names) for each in given)


def _record(given: object, item: Item, names: Mapped) -> dict[str, object]:
    if not isinstance(given, dict):
        raise _WrongError
    ours = in_our_words(given, names)
    return {
        name: read_fact(fact, ours[name])
        for name, fact in item.facts.items()
        if ours.get(name) not in (None, "")
    }


def read_fact(fact: Fact, value: Any) -> object:
    """One fact as it is kept; ValueError for what it cannot be."""
    if fact.words:
        if value not in fact.words:
            raise _WrongError
        return value
    if fact.kind == "list":
        return _list(value)
    if fact.kind == "yes":
        return _yes(value)
    text = _text(value)
    if fact.kind == "day":
        return date.fromisoformat(text[:10]).isoformat()
    if fact.kind == "month":
        return date.fromisoformat(f"{text[:7]}-01").isoformat()[:7]
    if fact.kind in ("money", "area", "count"):
        return _amount(text, whole=fact.kind == "count")
    return text


def _yes(value: object) -> bool:
    if value in (True, 1, "1", "true"):
        return True
    if value in (False, 0, "0", "false"):
        return False
    raise _WrongError


def _amount(text: str, *, whole: bool) -> str:
    try:
        amount = Decimal(text)
    except InvalidOperation:
        raise _WrongError from None
    if not amount.is_finite() or amount < 0 or (whole and amount % 1) or amount > 10**12:
        raise _WrongError
    return f"{amount:f}"


def _list(value: object) -> list[dict[str, str]]:
    if not isinstance(value, list) or len(value) > _MOST_LINES:
        raise _WrongError
    if not all(isinstance(each, dict) and len(each) <= _MOST_LINES for each in value):
        raise _WrongError
    return [{_text(key): _text(said) for key, said in each.items()} for each in value]


def _text(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise _WrongError
    text = str(value).strip()
    if len(text) > _LONGEST or not text.isprintable():
        raise _WrongError
    return text
