"""Two people typed with one ID number: everywhere each keeps what they themselves answered."""

import pytest

from counter_app.cases.actions import Kind
from counter_app.desk.beside import Beside, Persons
from counter_app.desk.form_reading import read_form
from counter_app.documents.authorization import authorization_data
from counter_app.documents.build_view import view_of
from counter_app.documents.view import Copy
from counter_app.forms.consents import Material
from counter_app.forms.drafts.from_document import from_document
from counter_app.intake.open_draft import OpenDraft
from counter_app.intake.review import reviewer
from counter_app.intake.signatures import beside_document, refuse, sheets, sign, signed_document
from counter_app.intake.standing import standings
from counter_app.intake.taking import take
from tests.engine import raw
from tests.families import TABLES, TODAY, WOMAN, document, member

HIS = "household.members"


@pytest.fixture
def opened() -> OpenDraft:
    """The husband has his wife's number; she consented, he refuses."""
    made = document(household={"members": [member(id_number=WOMAN)]}, authorizations=[])
    here = OpenDraft(from_document(made), reviewer(TABLES, lambda: TODAY))
    her, him = here.draft.people()
    here.put(f"consents.{her}.granted", True, whole=True)
    here.put(f"consents.{her}.departments", "all", whole=True)
    here.judge_now()
    _, hers, his = sheets(here)
    sign(here, hers, "2026-11-20", "09:30")
    refuse(here, his, "李静")
    take(here, Material.INCOME_PROOF, her)
    take(here, Material.INCOME_PROOF, him)
    here.judge_now()
    return here


def test_the_number_is_the_first_ones_and_wrong_with_the_other(opened: OpenDraft) -> None:
    her, him = opened.review.household.people
    assert (her.number, him.number) == (WOMAN, "")
    assert opened.review.household.numbered(WOMAN) == her
    assert f"{HIS}.{him.person}.id_number" in opened.review.wrong


def test_what_the_list_names_by_the_number_is_the_first_ones(opened: OpenDraft) -> None:
    her = opened.draft.applicant_uuid
    income = next(e for e in standings(opened) if e.material is Material.INCOME_PROOF)
    assert {each.person for each in income.people} <= {her, "case"}


def test_each_consent_goes_out_with_what_stands_beside_it(opened: OpenDraft) -> None:
    entries = signed_document(opened)["authorizations"]
    assert isinstance(entries, list)
    assert [each["granted"] for each in entries] == [True, False]
    beside = beside_document(opened)
    assert beside["authorizations[0]"]["medium"] == "ink"
    assert beside["authorizations[1]"] == {"explained_by": "李静"}


def test_read_again_each_has_their_own_answer(opened: OpenDraft) -> None:
    written = opened.written().document
    again = from_document(written)
    her, him = again.people()
    assert again.values[f"consents.{her}.granted"] is True
    assert again.values[f"consents.{him}.granted"] is False
    assert again.text(f"materials.income_proof.{her}.obtained") == "paper"
    assert again.text(f"materials.income_proof.{him}.obtained") == "paper"
    assert OpenDraft(again, reviewer(TABLES, lambda: TODAY)).written().document == written


def test_received_each_consent_is_bound_to_its_person(opened: OpenDraft) -> None:
    form = read_form(raw(signed_document(opened)))
    persons = Persons.of(form, opened.draft.people())
    beside = Beside(form, persons, (), TABLES.version, beside_document(opened))
    bound = [facts["person"] for kind, facts, _ in beside.entries() if kind is Kind.CONSENT_GIVEN]
    assert bound == list(opened.draft.people())


def test_each_sheet_has_the_answer_of_its_person(opened: OpenDraft) -> None:
    view = view_of(opened.written().document, TABLES, TODAY)
    made = authorization_data(view, Copy.FINAL)["sheets"]
    assert isinstance(made, list)
    hers, his = ([*each["general"], *each["sensitive"]] for each in made)
    assert all(line["agree"] for line in hers)
    assert all(line["refuse"] for line in his)


def test_of_more_answers_than_people_the_last_holds(opened: OpenDraft) -> None:
    written = dict(opened.written().document)
    entries = written["authorizations"]
    assert isinstance(entries, list)
    written["authorizations"] = [*entries, {**entries[0], "granted": True}]
    again = from_document(written)
    her, him = again.people()
    assert again.values[f"consents.{her}.granted"] is True
    assert again.values[f"consents.{him}.granted"] is True


def test_what_one_granted_item_by_item_is_not_the_others(opened: OpenDraft) -> None:
    written = dict(opened.written().document)
    entries = written["authorizations"]
    assert isinstance(entries, list)
    some = {"granted": True, "departments": ["civil_affairs"]}
    written["authorizations"] = [entries[0] | some, entries[1] | some]
    items = {0: frozenset({"civil_affairs.marriage"}), 1: frozenset[str]()}
    made = authorization_data(view_of(written, TABLES, TODAY, granted=items), Copy.FINAL)["sheets"]
    assert isinstance(made, list)
    hers, his = ([*each["general"], *each["sensitive"]] for each in made)
    assert any(line["agree"] for line in hers)
    assert not any(line["agree"] for line in his)
