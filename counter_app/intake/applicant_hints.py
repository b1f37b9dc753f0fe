"""What the applicant page says beneath its fields, and what it suggests: from the ID number."""

from collections.abc import Mapping

from counter_app.forms.people import age, born
from counter_app.intake.open_draft import OpenDraft
from counter_app.intake.regions import place_name

_ADDRESS = "照户口簿写到门牌号"
_TAKEN_FROM_NUMBER = "由身份证号推得，采用后才算填写"


def hints(opened: OpenDraft) -> Mapping[str, str]:
    """Draft key → what its line says while nothing is wrong."""
    found = {"applicant.registered_address": _ADDRESS}
    application = opened.review.judged.application.__dict__
    applicant, applied_on = application.get("applicant"), application.get("applied_on")
    birth = born(applicant) if applicant is not None else None
    if birth is not None:
        years = f"，{age(birth, applied_on)} 岁" if applied_on else ""
        found["applicant.id_number"] = f"{birth.isoformat()} 出生{years}"
        if opened.value("applicant.sex") and _is_resident(opened):
            found["applicant.sex"] = "与身份证号一致"
    if native_place(opened):
        found["applicant.native_place"] = _TAKEN_FROM_NUMBER
    return found


def native_place(opened: OpenDraft) -> str:
    """Where the first six digits of the number say the person is from, while nothing is typed."""
    if opened.text("applicant.native_place") or not _is_resident(opened):
        return ""
    applicant = opened.review.judged.application.__dict__.get("applicant")
    number = applicant.__dict__.get("id_number") if applicant is not None else None
    return place_name(str(number)[:6]) if number else ""


def _is_resident(opened: OpenDraft) -> bool:
    return opened.text("applicant.id_kind") in ("", "resident")
