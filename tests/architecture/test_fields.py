"""Every field of the form has a widget, a text and a place on paper, or stands on a list with why.

A document is filled with a value of its own in every field. The window must lead to each field by
its key, `display` must say each value, and the paper must change when a value is taken away.
"""

import re
from copy import deepcopy
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from counter_app.basics.clock import CHINA
from counter_app.documents.application_form import form_data
from counter_app.documents.build_view import view_of
from counter_app.documents.view import Copy
from counter_app.forms.housing_application import ApplicantType
from tests.architecture.full_document import full_document, paths_of
from tests.families import TABLES
from tests.texts import text_at

POLICY = TABLES
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=CHINA)

NOT_ON_THE_FORM = {
    "format": "the file's own version",
    "region": "the heading names the bureau",
    "applied_on": "附件 1 has no cell; the 承诺书 bears the day of signature",
    "applicant.id_kind": "附件 1 has no cell; the number's own shape tells it",
    "applicant.birth_date": "附件 1 has no cell",
    "household.members[0].id_kind": "附件 1 has no column",
    "household.members[0].birth_date": "附件 1 has no column",
    "household.members[0].sex": "附件 1 has no column",
    "proxy.relation": "the line of note 4 has name and ID number",
    "proxy.reason": "as above",
    "proxy.document": "as above",
    "authorizations": "a sheet of its own for each person: 信息查询授权书",
    "materials": "listed on the receipt",
    "deferrals": "listed on the receipt",
}
"""Path, or the first word of many, and why the form has no place for it."""

NOT_IN_THE_WINDOW = {
    "format": "the file's own version",
    "materials[0].files": "attachments are not built yet",
    "authorizations[0].withdrawn_on": "withdrawal comes with the case's later life",
}


def _excused(path: str, reasons: dict[str, str]) -> bool:
    return any(path == each or re.match(re.escape(each) + r"[.\[]", path) for each in reasons)


@pytest.fixture(params=list(ApplicantType), ids=str)
def document(request: pytest.FixtureRequest) -> dict[str, Any]:
    return full_document(request.param)


def test_every_field_has_a_text(document: dict[str, Any]) -> None:
    assert not [path for path in paths_of(document) if not text_at(document, path)]


def test_every_field_has_a_place_on_the_form(document: dict[str, Any]) -> None:
    before = _form(document)
    paths = [path for path in paths_of(document) if not _excused(path, NOT_ON_THE_FORM)]
    assert not [path for path in paths if _form(_without(document, path)) == before]


def test_no_excuse_is_left_over(document: dict[str, Any]) -> None:
    before = _form(document)
    excused = [path for path in paths_of(document) if _excused(path, NOT_ON_THE_FORM)]
    assert not [path for path in excused if _form(_without(document, path)) != before]


def _form(document: dict[str, Any]) -> str:
    """All that the layout of the 审核表 is given; without the code that any change changes."""
    view = view_of(document, POLICY, date(2026, 11, 24), received_at=NOW)
    return repr(form_data(replace(view, content_hash=""), Copy.FINAL))


def _without(document: dict[str, Any], path: str) -> dict[str, Any]:
    """The document with nothing at the path."""
    copied = deepcopy(document)
    *steps, last = re.findall(r"[^.\[\]]+", path)
    block: Any = copied
    for step in steps:
        block = block[int(step)] if step.isdigit() else block[step]
    del block[last]
    return copied
