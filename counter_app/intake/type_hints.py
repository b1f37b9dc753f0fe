"""What the type page says beneath its fields, and which tick it suggests."""

from collections.abc import Mapping

from counter_app.intake.open_draft import OpenDraft

_OLD = 60
_OWNED = {
    "rented": "租住的房子不算自有住房",
    "borrowed": "借住的房子不算自有住房",
    "owned": "自有住房要在“六项资产”里登记",
}


def hints(opened: OpenDraft) -> Mapping[str, str]:
    """Draft key → what its line says while nothing is wrong."""
    found: dict[str, str] = {}
    dwelling = opened.text("details.dwelling_kind")
    if dwelling in _OWNED:
        found["details.dwelling_kind"] = _OWNED[dwelling]
    found |= {
        key: "和户籍地址相同就按 →"
        for key in ("details.residence_address", "details.permit_address")
        if same_address(opened, key)
    }
    elder = _elder(opened)
    if elder and suggested_circumstance(opened):
        found["details.other_circumstances"] = (
            f"{elder}，建议勾选“孤寡及六十岁以上老人”，按空格采用"
        )
    return found


def same_address(opened: OpenDraft, key: str) -> str:
    """The registered address, while nothing is typed under the key."""
    return "" if opened.text(key) else opened.text("applicant.registered_address").strip()


def suggested_circumstance(opened: OpenDraft) -> str:
    """The tick of 其他情况 that an age speaks for, while it is not set."""
    chosen = opened.value("details.other_circumstances")
    if isinstance(chosen, list) and "lone_or_over_sixty" in chosen:
        return ""
    return "lone_or_over_sixty" if _elder(opened) else ""


def _elder(opened: OpenDraft) -> str:
    """The first person over sixty, name and age; nothing if there is none."""
    for who in opened.review.household.people:
        if who.age is not None and who.age >= _OLD:
            return f"{who.block.__dict__.get('name', '')} {who.age} 岁"
    return ""
