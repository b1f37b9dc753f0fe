"""How much of a dwelling counts as the household's own, and how that was reckoned, in words."""

from decimal import Decimal

from counter_app.asking.amounts import EXACT
from counter_app.forms.assets import RealEstate, RealEstateUse
from counter_app.intake.open_draft import OpenDraft
from counter_app.rules.facts import CITY, Facts, NotYet, rounded
from counter_app.rules.policy import Policy

_ALL = Decimal(1)


def own_area(estate: RealEstate) -> Decimal | None:
    """m² that count by the share; None while area or share is not valid."""
    values = estate.__dict__
    if "floor_area" not in values or "share" not in values:
        return None
    share = values["share"]
    return EXACT.multiply(values["floor_area"], _ALL if share is None else share)


def counted(estate: RealEstate) -> str:
    """Whether and how a property counts, for its second line; nothing while not known."""
    values = estate.__dict__
    if "use" not in values or "region" not in values:
        return ""
    if values["use"] is not RealEstateUse.DWELLING:
        return "不是住宅，不计入自有住房"
    if not values["region"].startswith(CITY):
        return "外地的房，不相加，另行核对"
    area = own_area(estate)
    if area is None:
        return ""
    if values["share"] in (None, _ALL):
        return "全部产权，计入自有住房"
    return f"按份额计入自有住房 {rounded(area)} m²"


def reckoned(estate: RealEstate, share: str) -> tuple[str, str]:
    """What counts and how: (`52.50`, `105.00 × 1/2`); two empty texts while it is not known."""
    area = own_area(estate)
    values = estate.__dict__
    is_ours = values.get("use") is RealEstateUse.DWELLING
    is_ours = is_ours and str(values.get("region", "")).startswith(CITY)
    if area is None or not is_ours:
        return "", ""
    return rounded(area), f"{rounded(values['floor_area'])} × {share or '1'}"


def per_person(opened: OpenDraft, policy: Policy) -> str:
    """`人均 8.75，低于 16`; nothing while it cannot be reckoned."""
    facts = Facts.of(opened.review.judged, policy)
    try:
        area, size = facts.own_area, facts.size
        words = f"人均 {rounded(area, size)}"
        limit = policy.floor_area_threshold(
            facts.region(), facts.applicant_type, size, facts.applied_on
        )
    except NotYet:
        return ""
    if limit is None:
        return words
    under = EXACT.compare(area, EXACT.multiply(limit, Decimal(size))) < 0
    return f"{words}，{'低于' if under else '不低于'} {limit:f}"
