"""One line for each asset, from the fields of its category. Must not judge or lay out."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from counter_app.asking.base import Form
from counter_app.asking.fields import field_of
from counter_app.asking.readers import Month
from counter_app.documents.form_words import NONE
from counter_app.documents.paper_text import read_or_none, text_of, value_in
from counter_app.forms.assets import (
    Business,
    HousingFund,
    OtherAsset,
    Pension,
    RealEstate,
    Vehicle,
)
from counter_app.forms.housing_application import Region

_REGIONS = {str(region): region.label for region in Region}


def asset_lines(category: str, block: object) -> tuple[str, ...]:
    """The lines of one of the six categories as it came: 无, its items, or nothing yet."""
    items = value_in(block, "items")
    rows = [item for item in items if isinstance(item, Mapping)] if isinstance(items, list) else []
    if rows:
        return tuple(line for line in map(_LINES[category], rows) if line)
    return (NONE,) if value_in(block, "none") is True else ()


def _line(owner: str, *parts: str) -> str:
    rest = "，".join(part for part in parts if part)
    return f"{owner}：{rest}" if owner and rest else owner or rest


def _of(model: type[Form], item: object) -> Callable[[str], str]:
    return lambda key: text_of(model, key, item)


def _real_estate(item: object) -> str:
    text = _of(RealEstate, item)
    region = text("region")
    return _line(
        text("owner"),
        _REGIONS.get(region, region),
        text("address"),
        text("use"),
        text("floor_area"),
        _share(item),
    )


def _share(item: object) -> str:
    share = read_or_none(RealEstate, "share", item)
    if share == 1:
        return ""
    label = field_of(RealEstate, "share").label
    if isinstance(share, Decimal):
        return f"{label}{(share * 100).normalize():f}%"
    typed = text_of(RealEstate, "share", item)
    return f"{label}{typed}" if typed else ""


def _housing_fund(item: object) -> str:
    text = _of(HousingFund, item)
    sum_ = text("monthly_amount")
    label = field_of(HousingFund, "monthly_amount").label
    return _line(text("person"), f"{label} {sum_}" if sum_ else "")


def _vehicle(item: object) -> str:
    text = _of(Vehicle, item)
    return _line(text("owner"), text("plate"), text("purpose"))


def _business(item: object) -> str:
    text = _of(Business, item)
    return _line(text("person"), text("company"), text("credit_code"), text("role"))


def _pension(item: object) -> str:
    text = _of(Pension, item)
    start, end = _month(item, "from_month"), _month(item, "to_month")
    span = f"{start}至{end}" if end else f"{start}起" if start else ""
    return _line(text("person"), text("kind"), span)


def _month(item: object, key: str) -> str:
    """2015-08, which a narrow cell never parts; what is no month as it was typed."""
    value = read_or_none(Pension, key, item)
    if isinstance(value, Month):
        return f"{value.year}-{value.month:02}"
    return text_of(Pension, key, item)


def _other(item: object) -> str:
    return text_of(OtherAsset, "description", item)


_LINES: dict[str, Callable[[object], str]] = {
    "real_estate": _real_estate,
    "housing_fund": _housing_fund,
    "vehicles": _vehicle,
    "business_registration": _business,
    "pension_insurance": _pension,
    "other": _other,
}
