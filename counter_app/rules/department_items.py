"""What an item's answer gives, and how its department is reached: policy, as it is acted on.

Which items are asked of whom says `consent`; here is what comes back of one. Must not ask anybody.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from counter_app.rules.items import department_of
from counter_app.rules.policy import Policy, RowValues

KINDS = ("text", "day", "month", "money", "area", "count", "share", "yes", "list")
LETTER = "letter"
OK = "ok"
TROUBLES = (
    "not_permitted", "signature", "key", "quota_minute", "quota_hour", "quota_day", "quota_total",
    "unreachable", "bad_request", "later",
)  # fmt: skip
"""What a code of theirs may mean to us, beside an outcome, or `OK`: that nothing went wrong."""
ID = "query_id"
_OF_QUESTION = ("query.", "person.")
_GRAVE = ("deceased", "barred_until")
"""What goes to a person where a row of policy does not say what does."""


class Fact(NamedTuple):
    """One thing that an answer may say. `words`: the only ones it may be, where it is a choice."""

    name: str
    kind: str
    label: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """How one item is asked and read."""

    item: str
    asks_with: tuple[str, ...]
    facts: Mapping[str, Fact]
    lasts_days: int
    alone: bool
    """Asked first; the others leave only where it has found the person."""
    limits: str
    again_days: int = 0
    """Working days after which a department is asked once more what it was to mend."""
    again_most: int = 0
    """How often at most; 0: never."""
    to_person: tuple[str, ...] = ()
    """Facts that are a person's affair and nothing to compare: a death, a bar that still runs."""
    months: int = 0
    """So many months back are asked about, this one not; 0: no stretch of time is named."""

    def period(self, on: date) -> tuple[str, str]:
        """First and last month that is asked about on a day, `2025-11`; empty where none is."""
        if not self.months:
            return "", ""
        this = on.year * 12 + on.month - 1
        first, last = ((month // 12, month % 12 + 1) for month in (this - self.months, this - 1))
        return "{:04}-{:02}".format(*first), "{:04}-{:02}".format(*last)


@dataclass(frozen=True, slots=True)
class Connection:
    """How a department, or one item of it, is reached. Without a row of policy: by letter."""

    department: str
    item: str = ""
    """The one item that has this way; empty: all of the department that have none of their own."""
    driver: str = LETTER
    address: str = ""
    style: str = "plain"
    asker: str = ""
    service: str = ""
    at_once: int = 4
    seconds: int = 20
    per_day: int = 0
    """0: as many as there are."""
    permission: str = "granted"
    granted_until: str = ""

    @property
    def line(self) -> str:
        """By which name quota, limit and breaker of this way are known."""
        return self.item or self.department

    def is_permitted(self, on: date) -> bool:
        """Whether the item may be asked by this way, as far as is known here."""
        return self.permission == "granted" and not (
            self.granted_until and self.granted_until < on.isoformat()
        )


@dataclass(frozen=True, slots=True)
class Style:
    """One way of putting a question on the wire: envelope, signature, where the answer lies."""

    style: str
    signer: str
    signs: tuple[str, ...]
    time: str
    request: tuple[tuple[str, str], ...]
    """Their field, and what of ours goes into it."""
    answer: Mapping[str, str]
    """Our part of an answer, and where it lies in theirs."""
    errors: Mapping[str, str]
    """Their code, and what it means to us."""
    packed: frozenset[str] = frozenset()
    """Fields of the request that go as JSON within a text."""
    echo: bool = True
    """Whether an answer says which question it answers; else the connection alone does."""

    @property
    def echoes(self) -> tuple[str, ...]:
        """What an answer may repeat of its question, by our names; all of it has to be true."""
        return tuple(name for name in self.answer if name == ID or name.startswith(_OF_QUESTION))


class Mapped(NamedTuple):
    """An item's fields in one style: ours → theirs, and (field, their code) → our word."""

    fields: Mapping[str, str]
    words: Mapping[tuple[str, str], str]


def item_of(policy: Policy, item: str, on: date) -> Item | None:
    """The item as it is asked on a day; None where policy does not say how."""
    return policy.made("item", on, _items).get(item)


def fact_label(policy: Policy, item: str, fact: str, on: date) -> str:
    """What a fact of an item's answer is called; empty where policy does not know it."""
    found = item_of(policy, item, on)
    return found.facts[fact].label if found and fact in found.facts else ""


def first_items(policy: Policy, on: date) -> tuple[str, ...]:
    """What is asked before all others; where policy names none, nothing at all may be asked."""
    return tuple(name for name, each in policy.made("item", on, _items).items() if each.alone)


def connection_of(policy: Policy, item: str, on: date) -> Connection:
    """How the item is reached: its own row, else that of its department, else by letter."""
    department = str(department_of(item))
    row = policy.one("connection", on, department=department, item=item)
    row = row or policy.one("connection", on, department=department, item=None)
    return _connection(row) if row else Connection(department)


def is_written_to(policy: Policy, item: str, on: date) -> bool:
    """Whether a person writes to the department about the item; else the program asks."""
    return connection_of(policy, item, on).driver == LETTER


def asked_anew(policy: Policy, item: str, on: date) -> tuple[int, int]:
    """After how many working days what was to be mended is asked anew, and how often at most.

    Zeros where it is not: policy says nothing, or one writes to the department.
    """
    known = item_of(policy, item, on)
    if known is None or is_written_to(policy, item, on):
        return 0, 0
    return known.again_days, known.again_most


def style_of(policy: Policy, name: str, on: date) -> Style | None:
    """The style of that name; None where policy has none."""
    row = policy.one("style", on, style=name)
    if row is None:
        return None
    errors = policy.one("style_error", on, style=name)
    return Style(
        name,
        row["signer"],
        tuple(row["signs"]),
        row["time"],
        tuple(pairs(row["request"])),
        dict(pairs(row["answer"])),
        dict(pairs(errors["errors"])) if errors else {},
        frozenset(row.get("packed", ())),
        row.get("echo", True),
    )


def mapped(policy: Policy, style: str, item: str, on: date) -> Mapped:
    """Their names and codes for an item's facts; ours where policy says nothing."""
    row = policy.one("style_field", on, style=style, item=item)
    if row is None:
        return Mapped({}, {})
    words: dict[tuple[str, str], str] = {}
    for left, word in pairs(row.get("words", ())):
        name, _, code = left.partition(" ")
        words[name, code] = word
    return Mapped(dict(pairs(row["fields"])), words)


def material_of(policy: Policy, item: str, on: date) -> str:
    """The material of the list that an answer about the item stands for; empty where none."""
    rows = (row for row in policy.rows("material", on) if row.get("item") == item)
    return next((str(row["key"]) for row in rows), "")


def pairs(lines: Sequence[str]) -> list[tuple[str, str]]:
    """Lines `left = right`; one that is none is left out."""
    found = (line.partition("=") for line in lines)
    return [(left.strip(), right.strip()) for left, sign, right in found if sign and left.strip()]


def _items(rows: tuple[RowValues, ...]) -> dict[str, Item]:
    return {row["item"]: _item(row) for row in rows}


def _item(row: RowValues) -> Item:
    facts = (fact for line in row["gives"] if (fact := _fact(line)))
    return Item(
        row["item"],
        tuple(row["asks_with"]),
        {fact.name: fact for fact in facts},
        row["lasts_days"],
        bool(row.get("alone", False)),
        row.get("limits", ""),
        *_again(row),
        tuple(row.get("to_person", _GRAVE)),
        row.get("months", 0),
    )


def _again(row: RowValues) -> tuple[int, int]:
    """Where a row says but one of the two, never."""
    days, most = int(row.get("again_days", 0)), int(row.get("again_most", 0))
    return (days, most) if days and most else (0, 0)


def _fact(line: str) -> Fact | None:
    """`name kind label`; of a kind that this program does not know nothing is taken."""
    name, _, rest = line.partition(" ")
    kind, _, label = rest.partition(" ")
    if kind in KINDS:
        return Fact(name, kind, label)
    return Fact(name, "word", label, tuple(kind.split("|"))) if "|" in kind else None


def _connection(row: RowValues) -> Connection:
    known = {name: row[name] for name in Connection.__slots__ if name in row}
    return Connection(**known)
