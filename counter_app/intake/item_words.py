"""What a line of each category shows when nobody edits it: who, what, and a figure at the right."""

from collections.abc import Callable
from typing import NamedTuple

from counter_app.forms.assets import RealEstate
from counter_app.intake.open_draft import OpenDraft
from counter_app.intake.own_area import counted
from counter_app.intake.said import NOTHING, Said, Tone
from counter_app.intake.shown import shown_at
from counter_app.intake.spec_of import get_spec

_STILL = "至今"


class Words(NamedTuple):
    """One line: two texts, one at the right, and what stands beneath."""

    who: str
    what: str
    right: str
    second: Said = NOTHING


def item_words(opened: OpenDraft, category: str, row: str) -> Words:
    """The line of one item as typed so far."""
    prefix = f"assets.{category}.items.{row}"

    def typed(field: str) -> str:
        return shown_at(opened, f"{prefix}.{field}")

    who, what, right = _SHAPES[category](typed)
    trouble = _trouble(opened, prefix)
    if not trouble.words and category == "real_estate":
        estate = judged_item(opened, category, row)
        trouble = Said(counted(estate)) if isinstance(estate, RealEstate) else trouble
    return Words(who or _named_gap(category), what, right, trouble)


def judged_item(opened: OpenDraft, category: str, row: str) -> object | None:
    """What was judged of an item; None if it is not there yet."""
    rows = opened.review.written.names.get(f"assets.{category}.items", ())
    application = opened.review.judged.application.__dict__
    assets = application.get("assets")
    block = assets.__dict__.get(category) if assets is not None else None
    items = (block.__dict__.get("items") or ()) if block is not None else ()
    name = f"assets.{category}.items.{row}"
    at = rows.index(name) if name in rows else len(items)
    return items[at] if at < len(items) else None


def _trouble(opened: OpenDraft, prefix: str) -> Said:
    """The first thing that is wrong or missing in the item, with the field's name."""
    lacking = []
    for key in (*opened.review.wrong, *sorted(opened.review.missing)):
        if not key.startswith(prefix + "."):
            continue
        said = opened.said(key)
        if said.tone is Tone.WRONG:
            return said
        if key in opened.review.missing:
            lacking.append(get_spec(key).name)
    return Said(f"还缺：{'、'.join(lacking)}", Tone.MISSING) if lacking else NOTHING


def _named_gap(category: str) -> str:
    return "" if category == "other" else "——"


_Typed = Callable[[str], str]
_Shape = tuple[str, str, str]


def _estate(typed: _Typed) -> _Shape:
    use, area = typed("use"), typed("floor_area")
    return typed("owner"), typed("address"), f"{use} {area} m²" if area else use


def _fund(typed: _Typed) -> _Shape:
    paid = typed("monthly_amount")
    return typed("person"), "每月缴存", f"{paid} 元" if paid else ""


def _vehicle(typed: _Typed) -> _Shape:
    return typed("owner"), typed("plate"), typed("purpose")


def _business(typed: _Typed) -> _Shape:
    return typed("person"), typed("company"), typed("role")


def _pension(typed: _Typed) -> _Shape:
    since, until = typed("from_month"), typed("to_month")
    span = f"{since} 至 {until}" if until else f"{since} {_STILL}"
    return typed("person"), typed("kind"), span if since else ""


def _other(typed: _Typed) -> _Shape:
    return typed("description"), "", ""


_SHAPES: dict[str, Callable[[_Typed], _Shape]] = {
    "real_estate": _estate,
    "housing_fund": _fund,
    "vehicles": _vehicle,
    "business_registration": _business,
    "pension_insurance": _pension,
    "other": _other,
}
