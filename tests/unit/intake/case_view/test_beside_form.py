"""Materials and consents of a case as a desk reads them: whose each is, and how it stands now."""

from typing import Any

from counter_app.intake.case_view.beside_form import PaperStanding, consents, materials
from counter_app.intake.case_view.masking import Mask
from tests.unit.intake.test_asked import situation
from tests.unit.needs.files import Story, form

MASK = Mask.of([form()])


def estate(told: dict[str, Any]) -> dict[str, PaperStanding]:
    found = materials(situation(Story(form())), MASK, told)
    return {each.whose: each for each in found if each.named.startswith("real_estate ")}


def test_what_a_department_answered_is_not_asked_of_the_applicant() -> None:
    case = situation(Story(form()))
    wife, husband = (person for person, _ in case.persons()[:2])
    told = [
        {"material": "real_estate", "person": wife, "status": "obtained"},
        {"material": "real_estate", "person": husband, "status": "paper_needed"},
    ]
    found = estate({"materials": told})
    assert (found["申请人 周*"].words, found["申请人 周*"].waits) == ("部门已核验，不用交", False)
    assert (found["配偶 赵*"].words, found["配偶 赵*"].is_open) == ("收纸质，还缺", True)
    assert found["配偶 赵*"].named == f"real_estate {husband}"


def test_before_a_server_tells_of_it_what_is_shared_waits_for_its_department() -> None:
    assert {each.words for each in estate({}).values()} == {"等部门核验"}


def test_two_who_are_masked_alike_are_told_apart_by_their_relation() -> None:
    told = Story(form())
    told.signs()
    found = consents(situation(told), MASK)
    assert [each.whose for each in found][:2] == ["申请人", "配偶"]
