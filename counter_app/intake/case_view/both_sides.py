"""Declared beside verified as it is read: what differs, then person by person what was asked.

Made of what the server told; the words of facts and items are policy's. Must not compare, nor say
what a difference is worth.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from counter_app.basics.clock import CHINA
from counter_app.cases.ways import DecidedBy
from counter_app.forms.applicant_types.shared import MaritalStatus
from counter_app.forms.display import amount
from counter_app.forms.household import Sex
from counter_app.intake.answer_words import OUTCOME_WORDS
from counter_app.intake.case_told import Told
from counter_app.intake.case_view.declared_parts import DeclaredPart
from counter_app.intake.case_view.masking import Mask
from counter_app.intake.case_view.strokes import Stroke, strokes
from counter_app.intake.regions import address_beginning, place_name
from counter_app.needs.timeline import read_day
from counter_app.rules.items import department_of
from counter_app.rules.policy import Policy

_BETWEEN = "、"
_NONE, _FOUND_NONE, _NO_WORD = "无", "名下没有", "没有可用的答复"
_NOT_ASKED, _NO_ANSWER = "没有查询", "等答复"
_CAME_TO = {outcome: words for outcome, words in OUTCOME_WORDS.items() if outcome != "found"}
"""Answers that have no value to show."""
_WAYS: Mapping[str, str] = {"letter": "复函", "paper": "纸质", "file": "批量"}
WAITING = "waiting"
_ANSWERED, _UNANSWERED = "answered", ("asked", "failed")
_HOW_ANEW: Mapping[str, str] = {"asked": "等答复", "failed": "未成功", "answered": "仍不一致"}
_MONEY = ("money", "sum_money")
_CHOICES: Mapping[str, Mapping[str, str]] = {
    "marriage": {str(each): each.label for each in MaritalStatus},
    "sex": {str(each): each.label for each in Sex},
}


@dataclass(frozen=True, slots=True)
class Compared:
    """One fact on both sides."""

    name: str
    """The difference's id."""
    person: str
    title: str
    whose: str
    number: str
    declared: str
    verified: str
    was: str
    """What an earlier answer said, where it was another."""
    source: str
    result: str
    """`agrees`, `differs`, `unknown`, `not_asked`, `waiting`."""
    decisive: bool
    decision: str
    """A key of `review_words.DECISIONS`; empty while nobody has decided."""
    moves: Mapping[str, str]
    """Decision → what it moves, as a sentence."""
    anew: str = ""
    """Of what is to be mended: when the department was asked anew, and when it will be."""
    department: str = ""
    """Which `source` is, by its code."""
    answered: str = ""
    """The day of the answer, `12-04`; empty while there is none."""
    how: str = ""
    """When it was answered and by which way: `12-04 09:12`, `12-04 复函`."""
    more: tuple[str, ...] = ()
    """What else each record says: `42.60 m²，份额 1/2，高台县南华镇`."""

    @property
    def is_difference(self) -> bool:
        """Whether somebody has to decide, or did."""
        return self.result == "differs" or bool(self.decision)


@dataclass(frozen=True, slots=True)
class PersonSides:
    """One person with what was asked and compared."""

    part: DeclaredPart
    strokes: tuple[Stroke, ...]
    waits_for: tuple[str, ...]
    """Departments that have not answered."""
    agrees: int
    waiting: int
    differs: int
    """What nobody has decided yet."""
    decided: int
    was_asked: bool
    facts: tuple[Compared, ...]


@dataclass(frozen=True, slots=True)
class BothSides:
    """The whole table."""

    differences: tuple[Compared, ...] = ()
    persons: tuple[PersonSides, ...] = ()
    is_verified: bool = False
    """Whether anything was asked at all: before acceptance nothing is."""

    @property
    def open(self) -> int:
        """Differences that nobody has decided."""
        return sum(not each.decision for each in self.differences)

    @property
    def waiting(self) -> int:
        """Items without an answer."""
        return sum(each.waiting for each in self.persons)

    @property
    def agrees(self) -> int:
        """Facts that agree."""
        return sum(each.agrees for each in self.persons)


def both_sides(
    told: Told,
    parts: Sequence[DeclaredPart],
    policies: tuple[Policy, Policy],
    today: date,
    mask: Mask,
) -> BothSides:
    """The table from what is told of a case; `policies`: its own and the newest, for words."""
    words = _Words(*policies, today)
    people = {part.key: part for part in parts if part.is_person}
    queries = told.get("queries", ())
    last = _last(queries)
    waits = {key for key, query in last.items() if query["state"] in _UNANSWERED}
    rows = [
        _compared(row, people[str(row["person"])], words, mask, waits)
        for row in (*told.get("differences", ()), *told.get("other_facts", ()))
        if "fact" in row and str(row.get("person")) in people
    ]
    persons = tuple(_person(part, rows, last.values()) for part in people.values())
    differing = tuple(each for each in rows if each.is_difference)
    return BothSides(differing, persons, bool(queries))


def in_known_order(found: BothSides, known: Iterable[str]) -> BothSides:
    """The same, the differences that were shown before in their places, new ones behind them."""
    order = {name: at for at, name in enumerate(known)}
    kept = sorted(found.differences, key=lambda each: order.get(each.name, len(order)))
    return replace(found, differences=tuple(kept))


def departments_waiting(told: Told) -> tuple[tuple[str, str, str], ...]:
    """Department, its state and since when, of those that still owe an answer."""
    return tuple(
        (str(each["department"]), str(each.get("state", "")), str(each.get("since") or ""))
        for each in told.get("departments", ())
        if int(each["answered"]) < int(each["asked"]) and not each.get("waived")
    )


# -- inside ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Words:
    """What items and facts are called."""

    own: Policy
    newest: Policy
    today: date

    def title(self, item: str, fact: str) -> str:
        """`不动产` with the fact where the item has several."""
        asked = next((row["asks"] for row in self.own.rows("query", self.today)
                      if row.get("item") == item), item)  # fmt: skip
        same = [r for r in self.own.rows("comparison", self.today) if r["item"] == item]
        return f"{asked}，{self.fact(item, fact)}" if len(same) > 1 else str(asked)

    def fact(self, item: str, fact: str) -> str:
        """A fact by the word that policy gives it."""
        for row in self.newest.rows("item", self.today):
            if row["item"] == item:
                named = (each.split() for each in row["gives"])
                return next((each[-1] for each in named if each[0] == fact), fact)
        return fact


def _compared(
    row: Mapping[str, Any],
    part: DeclaredPart,
    words: _Words,
    mask: Mask,
    waits: set[tuple[str, str]],
) -> Compared:
    rule, fact, item = str(row.get("rule", "")), str(row["fact"]), str(row["item"])
    result = WAITING if (part.key, item) in waits else str(row.get("result", "differs"))
    at = _at(row)
    answered = at if at is not None and result != WAITING else None
    declared = _value(rule, fact, str(row.get("declared") or ""))
    verified = _value(rule, fact, str(row.get("verified") or ""))
    return Compared(
        name=str(row["difference"]),
        person=part.key,
        title=words.title(item, fact),
        whose=part.title,
        number=part.number,
        declared=mask.text(declared) or _NONE,
        verified=mask.text(verified) or _nothing(row, result, at),
        was=mask.text(_value(rule, fact, str(row.get("was") or ""))),
        source=department_of(item).label,
        result=result,
        decisive=bool(row.get("decisive")),
        decision=str(row.get("decision") or ""),
        moves=_moves(row.get("moves"), mask),
        anew=_anew(row),
        department=str(department_of(item)),
        answered=f"{answered:%m-%d}" if answered else "",
        how=_how(row, answered),
        more=tuple(mask.text(str(each)) for each in row.get("more") or ()),
    )


def _last(queries: Iterable[Mapping[str, Any]]) -> dict[tuple[str, str], Mapping[str, Any]]:
    """By person and item how it stands: what was answered before it was asked anew, was."""
    found: dict[tuple[str, str], Mapping[str, Any]] = {}
    for each in queries:
        key = str(each["person"]), str(each["item"])
        if each["state"] == _ANSWERED or found.get(key, each)["state"] != _ANSWERED:
            found[key] = each
    return found


def _anew(row: Mapping[str, Any]) -> str:
    """`更正后重新查询 1 次，12-02 仍不一致，12-07 再次查询`."""
    asked, on = row.get("asked_anew") or (), read_day(str(row.get("asks_on") or ""))
    said: list[str] = []
    if asked:
        last = asked[-1]
        day = read_day(str(last["at"]))
        how = _HOW_ANEW.get(str(last["state"]), "")
        said.append(f"更正后重新查询 {len(asked)} 次")
        said.append(f"{day:%m-%d} {how}" if day else how)
    if on:
        said.append(f"{on:%m-%d} {'再次' if asked else '更正后重新'}查询")
    return "，".join(filter(None, said))


def _at(row: Mapping[str, Any]) -> datetime | None:
    """When it was answered, or asked; None where that is not told."""
    try:
        return datetime.fromisoformat(str(row.get("at") or "")).astimezone(CHINA)
    except ValueError:
        return None


def _how(row: Mapping[str, Any], answered: datetime | None) -> str:
    """What a person entered has a day and a way, what came by itself a minute."""
    if answered is None:
        return ""
    way = _WAYS.get(str(row.get("channel") or ""))
    return f"{answered:%m-%d} {way}" if way else f"{answered:%m-%d %H:%M}"


def _nothing(row: Mapping[str, Any], result: str, at: datetime | None) -> str:
    """Why there is no value: nothing in what was looked through is no "no"."""
    if result == WAITING:
        return f"{_NO_ANSWER}，{at:%m-%d} 发出" if at else _NO_ANSWER
    if result == "not_asked":
        return _NOT_ASKED
    outcome, area = str(row.get("outcome") or ""), str(row.get("area") or "")
    area = place_name(area) or area
    told = _FOUND_NONE if result == "agrees" else _CAME_TO.get(outcome, _NO_WORD)
    return f"{told}，只查{area}" if outcome == "none" and area else told


def _value(rule: str, fact: str, text: str) -> str:
    """A value in the words of the hall, with its unit."""
    each = [_one(rule, fact, part) for part in text.split(_BETWEEN) if part]
    return _BETWEEN.join(each)


def _one(rule: str, fact: str, text: str) -> str:
    if rule == "place":
        return address_beginning(text) or place_name(text) or text
    choices = _CHOICES.get(rule) or _CHOICES.get(fact, {})
    if text in choices:
        return choices[text]
    unit = " 元" if rule in _MONEY else " m²" if rule == "sum_area" else ""
    try:
        return f"{amount(Decimal(text))}{unit}" if unit else text
    except InvalidOperation:
        return text


def _moves(said: object, mask: Mask) -> Mapping[str, str]:
    """What each decision moves; one sentence is of those that take another value."""
    if isinstance(said, Mapping):
        return {str(name): mask.text(str(text)) for name, text in said.items() if text}
    listed = said if isinstance(said, (list, tuple)) else [said] if said else []
    sentence = mask.text("；".join(str(each) for each in listed))
    return dict.fromkeys((DecidedBy.CORRECT, DecidedBy.TAKE_VERIFIED), sentence) if sentence else {}


def _person(
    part: DeclaredPart, rows: Sequence[Compared], queries: Iterable[Mapping[str, Any]]
) -> PersonSides:
    mine = tuple(each for each in rows if each.person == part.key)
    asked = [each for each in queries if str(each["person"]) == part.key]
    differs = {each.source for each in mine if each.result == "differs" and not each.decision}
    states = [(str(each["item"]), _state(each, differs)) for each in asked]
    waiting = [item for item, state in states if state in _UNANSWERED]
    return PersonSides(
        part,
        strokes(states),
        tuple(dict.fromkeys(department_of(item).label for item in waiting)),
        sum(each.result == "agrees" for each in mine),
        len(waiting),
        sum(each.is_difference and not each.decision for each in mine),
        sum(bool(each.decision) for each in mine),
        bool(asked),
        mine,
    )


def _state(query: Mapping[str, Any], differs: set[str]) -> str:
    state = str(query["state"])
    if state == _ANSWERED and department_of(str(query["item"])).label in differs:
        return "differs"
    return state
