"""What the applicant page says beneath its fields, and what it suggests: from the ID number."""

from collections.abc import Mapping

from counter_app.forms.people import born, sex_of
from counter_app.intake.open_draft import OpenDraft
from counter_app.intake.regions import address_beginning, place_name

_ADDRESS = "照户口簿写到门牌号"
_ADDRESS_BEGUN = "开头由身份证号推得，按 → 接着写到门牌号"
_TAKEN_FROM_NUMBER = "由身份证号推得，采用后才算填写"
_SEX_FROM_NUMBER = "由身份证号推得，Enter 采用"
_ALL_FROM_NUMBER = "由身份证号推得，Enter 连籍贯采用"
_DEFAULTS = {"proxy.role": ("",), "applicant.id_kind": ("", "resident")}


def hints(opened: OpenDraft) -> Mapping[str, str]:
    """Draft key → what its line says while nothing is wrong."""
    begun = registered_beginning(opened)
    found = {"applicant.registered_address": _ADDRESS_BEGUN if begun else _ADDRESS}
    applicant = opened.review.household.find(opened.draft.applicant_uuid)
    birth = born(applicant.block) if applicant is not None else None
    if applicant is not None and birth is not None:
        years = f"，{applicant.age} 岁" if applicant.age is not None else ""
        found["applicant.id_number"] = f"{birth.isoformat()} 出生{years}"
        if opened.value("applicant.sex") and _is_resident(opened):
            found["applicant.sex"] = "与身份证号一致"
        elif suggested_sex(opened):
            both = native_place(opened)
            found["applicant.sex"] = _ALL_FROM_NUMBER if both else _SEX_FROM_NUMBER
    if native_place(opened):
        found["applicant.native_place"] = _TAKEN_FROM_NUMBER
    return found


def suggested_sex(opened: OpenDraft) -> str:
    """What the number says of the sex, while nothing is chosen."""
    if opened.text("applicant.sex") or not _is_resident(opened):
        return ""
    applicant = opened.review.household.find(opened.draft.applicant_uuid)
    sex = sex_of(applicant.block) if applicant is not None and applicant.number else None
    return str(sex or "")


def take_from_number(opened: OpenDraft) -> bool:
    """Take all that the number suggests in one step; False if it suggests no sex."""
    sex, place = suggested_sex(opened), native_place(opened)
    if not sex:
        return False
    with opened.together():
        opened.put("applicant.sex", sex, whole=True)
        if place:
            opened.put("applicant.native_place", place, whole=True)
    return True


def native_place(opened: OpenDraft) -> str:
    """Where the first six digits of the number say the person is from, while nothing is typed."""
    return "" if opened.text("applicant.native_place") else place_name(_number(opened))


def registered_beginning(opened: OpenDraft) -> str:
    """How an address begins where the number was given, while nothing is typed."""
    return "" if opened.text("applicant.registered_address") else address_beginning(_number(opened))


def stands_by_itself(opened: OpenDraft, key: str, day: str, region: str) -> bool:
    """Whether the program filled this in and nobody has changed it: Enter need not stop there."""
    text = opened.text(key)
    if key in ("applied_on", "region"):
        return text == {"applied_on": day, "region": region}[key] != ""
    if key == "applicant.native_place":
        return text == place_name(_number(opened)) != ""
    return key in _DEFAULTS and text in _DEFAULTS[key]


def _number(opened: OpenDraft) -> str:
    """The applicant's valid number, if it is a resident's."""
    if not _is_resident(opened):
        return ""
    applicant = opened.review.household.find(opened.draft.applicant_uuid)
    return applicant.number if applicant is not None else ""


def _is_resident(opened: OpenDraft) -> bool:
    return opened.text("applicant.id_kind") in ("", "resident")
