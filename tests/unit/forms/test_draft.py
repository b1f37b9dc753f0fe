"""Drafts: what is typed, what of it is written, and where each key stands."""

from itertools import count
from typing import Any

from counter_app.forms.drafts.draft import AddRow, Draft, RemoveRow, SetValue
from counter_app.forms.drafts.from_document import from_document
from counter_app.forms.drafts.to_document import to_document, write
from tests.families import MAN, WOMAN, consent, document, errors, put


def typed(**values: Any) -> Draft:
    draft = Draft("me")
    for key, value in values.items():
        draft.values[key.replace("__", ".")] = value
    return draft


def minting() -> Any:
    numbers = count()
    return lambda: f"u{next(numbers)}"


def test_an_empty_draft_lacks_everything_but_the_sets() -> None:
    assert to_document(Draft()) == {
        "format": 1,
        "applicant": {},
        "details": {},
        "household": {"members": []},
        "assets": {
            category: {"none": False, "items": []}
            for category in (
                "real_estate",
                "housing_fund",
                "vehicles",
                "business_registration",
                "pension_insurance",
                "other",
            )
        },
        "authorizations": [],
        "materials": [],
        "deferrals": [],
    }


def test_only_the_chosen_type_is_written_and_shared_keys_have_one_value() -> None:
    draft = typed(
        details__applicant_type="new_graduate",
        details__contract_number="HT-1",
        details__permit_number="JZ-1",
    )
    assert to_document(draft)["details"] == {
        "applicant_type": "new_graduate",
        "contract_number": "HT-1",
        "social_insurance": {},
    }
    draft.apply(SetValue("details.applicant_type", "migrant_worker"))
    details = to_document(draft)["details"]
    assert details["contract_number"] == "HT-1"
    assert details["permit_number"] == "JZ-1"
    draft.apply(SetValue("details.applicant_type", "low_income_family"))
    assert to_document(draft)["details"] == {
        "applicant_type": "low_income_family",
        "hardships": [],
        "other_circumstances": [],
    }


def test_what_is_not_asked_is_kept_but_not_written() -> None:
    draft = typed(applicant__birth_date="1984-03-15", proxy__role="fills_in", proxy__document="1")
    draft.values["details.applicant_type"] = "low_income_family"
    draft.values["details.illness"] = "肾病"
    written = to_document(draft)
    assert "birth_date" not in written["applicant"]
    assert "document" not in written["proxy"]
    assert "illness" not in written["details"]
    draft.apply(SetValue("applicant.id_kind", "passport"))
    draft.apply(SetValue("proxy.role", "acts"))
    draft.apply(SetValue("details.other_circumstances", ["serious_illness"]))
    written = to_document(draft)
    assert written["applicant"]["birth_date"] == "1984-03-15"
    assert written["proxy"]["document"] == "1"
    assert written["details"]["illness"] == "肾病"


def test_blank_and_local_keys_are_not_written() -> None:
    draft = typed(applicant__name="  ", local__note="x", proxy__name="")
    written = to_document(draft)
    assert written["applicant"] == {}
    assert "proxy" not in written
    assert "local" not in written


def test_persons_are_named_by_number_where_the_format_is_written() -> None:
    draft = typed(applicant__id_number=WOMAN, consents__me__granted=True)
    draft.apply(AddRow("household.members", "he", 0))
    draft.apply(SetValue("consents.he.granted", False))
    draft.apply(SetValue("materials.income_proof.me.obtained", "paper"))
    draft.apply(SetValue("materials.hardship_proof.case.obtained", "paper"))
    draft.apply(SetValue("deferrals.vehicle.he.due_on", "2026-12-01"))
    written = to_document(draft)
    assert written["authorizations"] == [{"person_id_number": WOMAN, "granted": True}]
    draft.apply(SetValue("household.members.he.id_number", MAN))
    written = to_document(draft)
    assert written["authorizations"] == [
        {"person_id_number": WOMAN, "granted": True},
        {"person_id_number": MAN, "granted": False},
    ]
    assert written["materials"] == [
        {"material": "income_proof", "person_id_number": WOMAN, "obtained": "paper"},
        {"material": "hardship_proof", "obtained": "paper"},
    ]
    assert written["deferrals"] == [
        {"material": "vehicle", "person_id_number": MAN, "due_on": "2026-12-01"}
    ]


def test_paths_and_keys() -> None:
    draft = from_document(document(), minting())
    pairs = {
        "applicant.name": "applicant.name",
        "details.social_insurance.paid": "details.social_insurance.paid",
        "household.members.u1.id_number": "household.members[0].id_number",
        "household.members.u1": "household.members[0]",
        "assets.vehicles": "assets.vehicles",
        "consents.u0.signed_by": "authorizations[0].signed_by",
        "consents.u1": "authorizations[1]",
        "commitment": "commitment",
    }
    for key, path in pairs.items():
        assert write(draft).path_of(key) == path
        assert write(draft).key_of(path) == key
    assert write(draft).path_of("household.members.nobody.name") is None
    assert write(draft).path_of("consents.nobody.granted") is None
    assert write(draft).key_of("household.members[7].name") is None
    assert write(draft).key_of("authorizations[7]") is None
    assert write(draft).key_of("authorizations") == "authorizations"
    draft.apply(SetValue("materials.marriage.u0.obtained", "paper"))
    assert write(draft).path_of("materials.marriage.u0.copies") == "materials[0].copies"
    assert write(draft).key_of("materials[0].copies") == "materials.marriage.u0.copies"


def test_asset_rows() -> None:
    draft = Draft("me")
    draft.apply(AddRow("assets.vehicles.items", "a", 0))
    draft.apply(AddRow("assets.vehicles.items", "b", 0))
    draft.apply(SetValue("assets.vehicles.items.a.plate", "甘G1"))
    vehicles = to_document(draft)["assets"]["vehicles"]
    assert vehicles == {"none": False, "items": [{}, {"plate": "甘G1"}]}
    assert write(draft).path_of("assets.vehicles.items.a.plate") == "assets.vehicles.items[1].plate"
    assert write(draft).key_of("assets.vehicles.items[1].plate") == "assets.vehicles.items.a.plate"


def test_a_removed_member_takes_consents_and_materials_along_and_comes_back_whole() -> None:
    draft = from_document(document(), minting())
    draft.apply(SetValue("materials.income_proof.u1.obtained", "paper"))
    before = draft.copy()
    undo = draft.apply(RemoveRow("household.members", "u1"))
    assert not [key for key in draft.values if "u1" in key]
    for edit in undo:
        draft.apply(edit)
    assert draft == before


def test_the_last_entry_of_a_person_holds_when_a_document_is_opened() -> None:
    bent = put(document(), "authorizations[2]", {"person_id_number": MAN, "granted": False})
    draft = from_document(bent, minting())
    assert draft.values["consents.u1.granted"] is False
    assert "consents.u1.signed_by" not in draft.values


def test_a_right_document_stays_right() -> None:
    right = document("new_graduate", authorizations=[consent(MAN), consent(WOMAN)])
    assert errors(to_document(from_document(right))) == []
