"""What the applicant page says beneath its fields, and what it suggests: from the ID number."""

from collections.abc import Mapping

from counter_app.forms.people import age, born
from counter_app.intake.regions import place_name
from counter_app.ui.intake.session import DraftSession
from counter_app.ui.widgets.fields.message import Message

_ADDRESS = Message("照户口簿写到门牌号")
_TAKEN_FROM_NUMBER = Message("由身份证号推得，采用后才算填写")


def hints(session: DraftSession) -> Mapping[str, Message]:
    """Draft key → what its line says while nothing is wrong."""
    found = {"applicant.registered_address": _ADDRESS}
    application = session.review.judged.application.__dict__
    applicant, applied_on = application.get("applicant"), application.get("applied_on")
    birth = born(applicant) if applicant is not None else None
    if birth is not None:
        years = f"，{age(birth, applied_on)} 岁" if applied_on else ""
        found["applicant.id_number"] = Message(f"{birth.isoformat()} 出生{years}")
        if session.value("applicant.sex") and _is_resident(session):
            found["applicant.sex"] = Message("与身份证号一致")
    if native_place(session):
        found["applicant.native_place"] = _TAKEN_FROM_NUMBER
    return found


def native_place(session: DraftSession) -> str:
    """Where the first six digits of the number say the person is from, while nothing is typed."""
    if session.text("applicant.native_place") or not _is_resident(session):
        return ""
    applicant = session.review.judged.application.__dict__.get("applicant")
    number = applicant.__dict__.get("id_number") if applicant is not None else None
    return place_name(str(number)[:6]) if number else ""


def _is_resident(session: DraftSession) -> bool:
    return session.text("applicant.id_kind") in ("", "resident")
