"""The demonstration's books of queries: what is asked without leave is found."""

import pytest

from counter_app.cases.actions import Kind
from counter_app.demo.query_truth import count, query_faults
from tests.unit.needs.files import Story, form

NUMBER, ITEM = "620702-2026-03-00001", "civil_affairs.marriage"
QUERY = "01a21d2e-0000-7000-8000-000000000001"


def story(*, signed: bool = True, withdrawn: bool = False, person: int = 0) -> tuple[Story, str]:
    """A case whose applicant consented perhaps, and was asked about; the consent's id."""
    told = Story(form())
    if signed:
        told.signs()
    given = [each for each in told.actions if each.kind == Kind.CONSENT_GIVEN]
    consent = given[0].action_id if given else "nothing"
    if withdrawn:
        told.does(Kind.CONSENT_WITHDRAWN, {"granted": True}, person=told.file.state.person(0))
    whose = told.file.state.person(person)
    told.decides(Kind.QUERY_ASKED, query=QUERY, item=ITEM, person=whose, consent=consent)
    return told, consent


def asked(consent: str) -> dict[str, str]:
    return {"query_id": QUERY, "case_number": NUMBER, "item": ITEM, "consent": consent}


def test_what_was_asked_on_a_consent_balances() -> None:
    told, consent = story()
    files = {NUMBER: told.file}
    assert query_faults(files, [asked(consent)]) == []
    assert count(files) == (1, 0)


@pytest.mark.parametrize(
    ("made", "fault"),
    [
        (story(signed=False), "没有授权"),
        (story(person=1), "没有授权"),
        (story(withdrawn=True), "撤回授权以后还查询"),
    ],
    ids=["none", "another's", "withdrawn"],
)
def test_a_question_without_leave_is_found(made: tuple[Story, str], fault: str) -> None:
    told, consent = made
    (found,) = query_faults({NUMBER: told.file}, [asked(consent)])
    assert fault in found


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"query_id": "another"}, "没有记录"),
        ({"case_number": "620702-2026-03-00002"}, "没有记录"),
        ({"item": "taxation.income"}, "不同"),
        ({"consent": "another"}, "不同"),
    ],
)
def test_what_departments_were_asked_is_what_stands_on_the_record(
    changed: dict[str, str], fault: str
) -> None:
    told, consent = story()
    (found,) = query_faults({NUMBER: told.file}, [asked(consent) | changed])
    assert fault in found
