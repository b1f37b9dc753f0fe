"""How far nine departments are with a person or a case, a stroke each, always in the same order.

Form alone tells them apart; the words are read out. Must not know a colour.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from counter_app.forms.consents import Department
from counter_app.rules.items import department_of

ORDER = tuple(Department)[:9]
"""The last two of the list are room for later."""


class Stroke(StrEnum):
    """The state of one department, the gravest of its items."""

    DIFFERS = "不一致"
    OUT_OF_REACH = "不通"
    WAITING = "未答复"
    AGREES = "一致"
    NOT_ASKED = "不问"


_GRAVEST = tuple(Stroke)
OF_STATES = {
    "differs": Stroke.DIFFERS,
    "failed": Stroke.OUT_OF_REACH,
    "asked": Stroke.WAITING,
    "waiting": Stroke.WAITING,
    "answered": Stroke.AGREES,
    "agrees": Stroke.AGREES,
}
"""How an item stands, as queries and lists say it."""


def strokes(items: Iterable[tuple[str, str]]) -> tuple[Stroke, ...]:
    """Nine strokes from items with how each stands."""
    found: dict[Department, Stroke] = {}
    for item, state in items:
        department, stroke = department_of(item), OF_STATES.get(state)
        if stroke is None:
            continue
        known = found.get(department, Stroke.NOT_ASKED)
        found[department] = min(known, stroke, key=_GRAVEST.index)
    return tuple(found.get(each, Stroke.NOT_ASKED) for each in ORDER)


def words(shown: Iterable[Stroke]) -> str:
    """As they are read out: `民政不通，人社不一致`; what agrees or is not asked is not told."""
    told = [
        f"{department.label}{stroke.value}"
        for department, stroke in zip(ORDER, shown, strict=False)
        if stroke not in (Stroke.AGREES, Stroke.NOT_ASKED)
    ]
    return "，".join(told)


def answered(shown: Iterable[Stroke]) -> Mapping[str, int]:
    """How many were asked, and how many of these answered."""
    asked = [each for each in shown if each is not Stroke.NOT_ASKED]
    came = [each for each in asked if each in (Stroke.AGREES, Stroke.DIFFERS)]
    return {"asked": len(asked), "answered": len(came)}
