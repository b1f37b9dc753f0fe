"""What each policy table is: how a row is known, which columns it has, in which version it counts.

The one place that says so. Must not read a file or choose a row.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from string import ascii_uppercase

from counter_app.forms.applicant_types.low_income_family import Circumstance, Hardship
from counter_app.forms.consents import Department, Material
from counter_app.forms.household import Relation
from counter_app.forms.housing_application import ApplicantType, Region
from counter_app.rules.items import ITEMS
from counter_app.rules.letter_kinds import Letter
from counter_app.rules.phrases import PhraseOf


class Document(StrEnum):
    """What has a version of its own: what decides, or what is only said."""

    RULES = "rules"
    WORDING = "wording"


Words = frozenset[str] | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its type, the words that the program knows (None: any), whether a row needs it."""

    kind: type
    words: Words = None
    needed: bool = False
    most: int | None = None
    """The largest whole number; the smallest is 1."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of rows.

    `keys` are the columns by which a row is known (none: the table has one row at a time).
    `closed`: a column that is not named here changes what a row means, so that a program which
    does not know it must not act on the row. `plain`: one table of words instead of rows.
    `newest`: not a case's own but today's: the calendar, and whom to ask where.
    """

    document: Document
    keys: tuple[str, ...] = ()
    columns: Mapping[str, Column] = field(default_factory=dict)
    closed: bool = False
    plain: bool = False
    newest: bool = False


SIGNERS = (
    "hmac-sha256", "hmac-sha256-hex", "hmac-sm3-hex", "sha256-hex", "sm3-hex", "md5-hex",
)  # fmt: skip
"""How an interface wants to be signed; without `hex` in base64."""
TIMES = ("iso", "milliseconds", "seconds", "digits", "spaced")
MEND_FACTS = ("office", "address", "phone", "hours", "bring", "form", "takes", "online", "fee")
"""What a row of `mend` may say of where something is mended, beside its one sentence."""
SELECTORS = ("region", "applicant_type", "household_size")
"""What a row of a limit may be for; a row that names none of them is for all."""
REMARKS = frozenset(
    {"from", "until", "note", "source", "basis", "clause", "document", "published_on"}
)
REMARKS |= {"remark", "comment", "ask_bureau"}
"""Columns that any row may have and that never change what it means."""


def _known(*words: object) -> frozenset[str]:
    return frozenset(map(str, words))


def _needed(kind: type, words: Words = None) -> Column:
    return Column(kind, words, needed=True)


_DEPARTMENTS, _MATERIALS, _ITEMS = _known(*Department), _known(*Material), _known(*ITEMS)
_TYPES = _known(*ApplicantType)
_AGE, _DAYS = Column(int, needed=True, most=150), Column(int, needed=True, most=1000)
_LIMIT = {
    "region": Column(str, _known(*Region)),
    "applicant_type": Column(str, _TYPES),
    "household_size": Column(int),
}
_WHOM = ("case", "applicant", "person", "adult", "earner")
_COMPARING = (
    "text", "day", "month", "money", "place", "set", "sum_area", "sum_money", "marriage",
)  # fmt: skip
_SOURCES = ("generated", "shared", "own")

TABLES: dict[str, Table] = {
    "policy": Table(Document.RULES, columns={"label": _needed(str)}, plain=True),
    "income_limit": Table(
        Document.RULES, SELECTORS, {**_LIMIT, "per_person_monthly": _needed(Decimal)}, closed=True
    ),
    "floor_area_threshold": Table(
        Document.RULES, SELECTORS, {**_LIMIT, "square_metres": _needed(Decimal)}, closed=True
    ),
    "age_limit": Table(
        Document.RULES,
        (),
        {"adult": _AGE, "marriage_male": _AGE, "marriage_female": _AGE},
        closed=True,
    ),
    "household_review": Table(
        Document.RULES,
        ("relation",),
        {"relation": _needed(str, _known(*Relation)), "text": _needed(str)},
        closed=True,
    ),
    "clause": Table(Document.RULES, ("rule",), {"rule": _needed(str), "text": _needed(str)}),
    "material": Table(
        Document.RULES,
        ("key",),
        {
            "key": _needed(str, _MATERIALS),
            "source": _needed(str, _known(*_SOURCES)),
            "whom": _needed(str, _known(*_WHOM)),
            "clause": _needed(str),
            "department": Column(str, _DEPARTMENTS | {""}),
            "item": Column(str, _ITEMS),
            "types": Column(list, _TYPES),
            "not_types": Column(list, _TYPES),
            "when": Column(str, _known("hardship")),
        },
        closed=True,
    ),
    "hardship_source": Table(
        Document.RULES,
        ("hardship",),
        {
            "hardship": _needed(str, _known(*Hardship, Circumstance.PREFERENTIAL_TREATMENT)),
            "department": _needed(str, _DEPARTMENTS | {""}),
        },
        closed=True,
    ),
    "query": Table(
        Document.RULES,
        ("department", "item"),
        {
            "department": _needed(str, _DEPARTMENTS),
            "item": Column(str, _ITEMS),
            "asks": _needed(str),
            "why": _needed(str),
            "whom": _needed(str, _known("person", "adult", "applicant", "couple")),
            "sensitive": Column(bool),
            "ask": Column(bool),
            "from_age": Column(int, most=150),
            "types": Column(list, _TYPES),
            "mend": Column(str),
        },
        closed=True,
    ),
    "comparison": Table(
        Document.RULES,
        ("item", "fact"),
        {
            "item": _needed(str, _ITEMS),
            "fact": _needed(str),
            "declared": _needed(str),
            "rule": _needed(str, _known(*_COMPARING)),
            "tolerance_percent": Column(int, most=1000),
        },
        closed=True,
    ),
    "consent": Table(Document.RULES, (), {"separate_under": _AGE}),
    "deadline": Table(
        Document.RULES, ("key",), {"key": _needed(str), "working_days": _DAYS}, closed=True
    ),
    "deferrable": Table(
        Document.RULES,
        ("material",),
        {"material": _needed(str, _MATERIALS), "working_days": _DAYS},
        closed=True,
    ),
    "route": Table(
        Document.RULES,
        SELECTORS[:2],
        {
            **{name: _LIMIT[name] for name in SELECTORS[:2]},
            "first": Column(list, _known("community", "employer"), needed=True),
        },
        closed=True,
    ),
    "opinion_basis": Table(
        Document.RULES,
        ("step",),
        {
            "step": _needed(str, _known("community", "employer", "county")),
            "fields": _needed(list),
        },
        closed=True,
    ),
    "calendar": Table(
        Document.WORDING,
        ("year",),
        {
            "year": Column(int, needed=True, most=9999),
            "holidays": _needed(list),
            "workdays": _needed(list),
        },
        newest=True,
    ),
    "hall": Table(
        Document.WORDING,
        ("region",),
        {
            "region": _needed(str),
            "name": _needed(str),
            "bureau": _needed(str),
            "address": Column(str),
            "phone": Column(str),
            "complaint_address": Column(str),
            "complaint_phones": Column(list),
            "hours": Column(str),
            "ask_bureau": Column(bool),
        },
        newest=True,
    ),
    "street": Table(
        Document.WORDING,
        ("code",),
        {
            "code": _needed(str),
            "name": _needed(str),
            "regions": Column(list, _known(*Region), needed=True),
        },
        newest=True,
    ),
    "mend": Table(
        Document.WORDING,
        ("department", "item"),
        {
            "department": _needed(str, _DEPARTMENTS),
            "text": _needed(str),
            **dict.fromkeys(MEND_FACTS, Column(str)),
        },
        newest=True,
    ),
    "item": Table(
        Document.WORDING,
        ("item",),
        {
            "item": _needed(str, _ITEMS),
            "asks_with": _needed(list, _known("name", "id_number")),
            "months": Column(int, most=120),
            "gives": _needed(list),
            "lasts_days": _DAYS,
            "again_days": Column(int, most=1000),
            "again_most": Column(int, most=100),
            "alone": Column(bool),
            "limits": Column(str),
            "to_person": Column(list),
            "sharing": Column(str),
            "updated": Column(str),
            "contact": Column(str),
        },
        newest=True,
    ),
    "connection": Table(
        Document.WORDING,
        ("department", "item"),
        {
            "department": _needed(str, _DEPARTMENTS),
            "item": Column(str, _ITEMS),
            "driver": _needed(str, _known("call", "file", "letter")),
            "address": Column(str),
            "style": Column(str),
            "asker": Column(str),
            "service": Column(str),
            "at_once": Column(int, most=100),
            "seconds": Column(int, most=600),
            "per_day": Column(int, most=10_000_000),
            "permission": Column(str, _known("not_applied", "applied", "granted", "refused")),
            "granted_until": Column(str),
        },
        newest=True,
    ),
    "style": Table(
        Document.WORDING,
        ("style",),
        {
            "style": _needed(str),
            "signer": _needed(str, _known(*SIGNERS, "")),
            "signs": _needed(list),
            "time": _needed(str, _known(*TIMES)),
            "request": _needed(list),
            "packed": Column(list),
            "echo": Column(bool),
            "answer": _needed(list),
        },
        newest=True,
    ),
    "style_field": Table(
        Document.WORDING,
        ("style", "item"),
        {
            "style": _needed(str),
            "item": _needed(str, _ITEMS),
            "fields": _needed(list),
            "words": Column(list),
        },
        newest=True,
    ),
    "style_error": Table(
        Document.WORDING,
        ("style",),
        {"style": _needed(str), "errors": _needed(list)},
        newest=True,
    ),
    "consent_words": Table(
        Document.WORDING,
        (),
        dict.fromkeys(("general", "sensitive", "refusal", "purpose"), _needed(str)),
    ),
    "paper_reason": Table(Document.WORDING, ("key",), {"key": Column(str), "text": _needed(str)}),
    "promise": Table(
        Document.WORDING,
        (),
        dict.fromkeys(("own_papers", "visits", "steps", "working_days"), _DAYS),
    ),
    "slip": Table(Document.WORDING, ("key",), {"key": _needed(str), "note": _needed(str)}),
    "letter": Table(
        Document.WORDING,
        ("paper",),
        {
            "paper": _needed(str, _known(*Letter)),
            "code": _needed(str, frozenset(ascii_uppercase)),
            "series": Column(str),
        },
    ),
    "ground_source": Table(
        Document.WORDING,
        ("rule",),
        {"rule": _needed(str), "items": Column(list, _ITEMS, needed=True)},
        newest=True,
    ),
    "office": Table(
        Document.WORDING,
        ("region",),
        {
            "region": _needed(str),
            "code": _needed(str),
            "government": Column(str),
            "government_address": Column(str),
            "court": Column(str),
            "ask_bureau": Column(bool),
        },
        newest=True,
    ),
    "hand_over": Table(
        Document.WORDING,
        ("key",),
        dict.fromkeys(("key", "group", "label", "path"), _needed(str)),
        newest=True,
    ),
    "phrase": Table(
        Document.WORDING,
        ("key",),
        {
            "key": _needed(str),
            "of": _needed(str, _known(*PhraseOf)),
            "text": _needed(str),
        },
        newest=True,
    ),
    "page": Table(Document.WORDING, plain=True),
    "papers": Table(Document.WORDING, plain=True),
    "letters": Table(Document.WORDING, plain=True),
}
"""Every table. One that is not here is carried along as it came, in the rules' version."""


def document_of(name: str) -> Document:
    """In which version a table counts."""
    return TABLES[name].document if name in TABLES else Document.RULES
