"""Who the twins are: households beside the four samples, each with an end of its own.

Must not do anything to a case: what becomes of each stands in `fates`.
"""

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from counter_app.asking.resident_id import fault
from counter_app.basics.resources import resource
from counter_app.forms.housing_application import ApplicantType

_CHECKS = "0123456789X"
_STEP = 7


class Twin(NamedTuple):
    """`household`: who has the same one as another twin is of the same people."""

    stem: str
    of: ApplicantType
    name: str
    household: int
    phone: str
    brings: bool = True
    """Whether the papers are handed in with the form."""


DECLINED = Twin("declined", ApplicantType.NEW_GRADUATE, "邓立新", 1, "13909366131")
SUPPLEMENTED = Twin(
    "supplemented", ApplicantType.LOW_INCOME_FAMILY, "高建国", 2, "13909366132", brings=False
)
PROVISIONAL = Twin("provisional", ApplicantType.INTRODUCED_TALENT, "孟春燕", 3, "13909366133")
WITHDRAWN = Twin("withdrawn", ApplicantType.MIGRANT_WORKER, "陶永福", 4, "13909366134")
CONTESTED = Twin("contested", ApplicantType.MIGRANT_WORKER, "陶永福", 4, "13909366135")
DEEMED = Twin("deemed", ApplicantType.NEW_GRADUATE, "宋晓梅", 5, "13909366136")
REFUSED = Twin("refused", ApplicantType.LOW_INCOME_FAMILY, "汪建军", 6, "13909366137")
RETURNED = Twin("returned", ApplicantType.NEW_GRADUATE, "祁小梅", 7, "13909366138")
TAKEN_BACK = Twin("taken_back", ApplicantType.MIGRANT_WORKER, "罗永财", 8, "13909366139")
WAIVED = Twin("waived", ApplicantType.INTRODUCED_TALENT, "谢文静", 9, "13909366140")
IN_REVIEW = (REFUSED, RETURNED, TAKEN_BACK, WAIVED)
"""Received at another window, for what may happen in review."""
AT_THIS_WINDOW = (DECLINED, SUPPLEMENTED, PROVISIONAL, WITHDRAWN, CONTESTED)
"""Received here, from files; 视为受理 is received at another window."""


def document_of(twin: Twin) -> dict[str, Any]:
    """The sample of the type with other people: other numbers, another name and telephone."""
    text = resource("sample", f"{twin.of}.json").read_text("utf-8")
    sample = json.loads(text)
    applicant = sample["applicant"]
    for person in (applicant, *sample["household"]["members"]):
        text = text.replace(person["id_number"], _other_number(person["id_number"], twin))
    text = text.replace(applicant["name"], twin.name).replace(applicant["phone"], twin.phone)
    document: dict[str, Any] = json.loads(text)
    return document if twin.brings else _without_papers(document)


def _without_papers(document: Mapping[str, Any]) -> dict[str, Any]:
    return {**document, "materials": []}


def _other_number(number: str, twin: Twin) -> str:
    """Another person of the same region, birthday and sex, with the right check character."""
    order = (int(number[14:16]) + _STEP * twin.household) % 100
    body = f"{number[:14]}{order:02}{number[16]}"
    return next(body + last for last in _CHECKS if fault(body + last) is None)
