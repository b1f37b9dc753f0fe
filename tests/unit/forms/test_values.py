"""Texts, amounts, telephones, codes, dates: one value at a time (application.md)."""

import unicodedata
from typing import Any

import pytest

from counter_app.forms.household import Applicant
from tests.families import TODAY, document, errors, json_number, judged, put, single

FAMILY = document()
INVALID = "invalid"


def codes_at(path: str, value: Any, base: dict[str, Any] = FAMILY) -> list[str]:
    found = errors(put(base, path, value))
    assert {field for field, _ in found} <= {path}
    return [code for _, code in found]


@pytest.mark.parametrize(
    "name",
    [
        "王䶮㛃𬱖𡚸",
        "安·乌兰托娅",
        "\u3000王\u3000",
        "字" * 50,
        "\u3000" + "𬱖" * 50 + "\n",
        "e\u0301" * 50,
        "王 五",
        "سەلىم\u200cجان",
        "王\ufffe五",
        "王\ue863五",
        "王\ue123五",
        "\t王\x85",
        "A\u2028B",
    ],
)
def test_names_hold_any_character(name: str) -> None:
    assert codes_at("applicant.name", name) == []
    assert codes_at("household.members[0].name", name) == []


@pytest.mark.parametrize(
    "name",
    ["字" * 51, "王\n五", "王\t五", "王\x00", "\x00", "\ud800", "王\udfff五", "王\x7f", "a\x85b"],
)
def test_names_hold_no_control_and_no_more_than_fifty(name: str) -> None:
    assert codes_at("applicant.name", name) == [INVALID]
    assert codes_at("household.members[0].name", name) == [INVALID]


def test_text_is_kept_in_nfc_and_trimmed() -> None:
    application = judged(put(FAMILY, "applicant.name", " e\u0301 ")).application
    assert application.applicant.name == unicodedata.normalize("NFC", "e\u0301")


@pytest.mark.parametrize(("length", "expected"), [(500, []), (501, [INVALID])])
@pytest.mark.parametrize(
    "path",
    [
        "applicant.employer",
        "applicant.registered_address",
        "details.residence_address",
        "commitment.signed_by",
        "authorizations[0].signed_by",
    ],
)
def test_other_texts_hold_five_hundred(path: str, length: int, expected: list[str]) -> None:
    assert codes_at(path, "长" * length) == expected
    assert codes_at(path, "\u3000" + "长" * length + " ") == expected
    assert codes_at(path, "e\u0301" * length) == expected


def test_a_choice_is_trimmed_and_spelt_exactly() -> None:
    assert codes_at("applicant.sex", " female\u3000") == []
    assert codes_at("applicant.sex", "Female") == [INVALID]
    assert codes_at("applicant.sex", "女") == [INVALID]
    assert codes_at("applicant.sex", "ｆｅｍａｌｅ") == [INVALID]


@pytest.mark.parametrize("code", ["620702", "620721", "620700", "６２０７０２", " 620725 "])
def test_known_regions(code: str) -> None:
    assert codes_at("region", code) == []


@pytest.mark.parametrize("code", ["620701", "62070", "6207022", "甘州区", 620702, "62０7０"])
def test_unknown_regions(code: Any) -> None:
    assert codes_at("region", code) == [INVALID]


MONEY = [
    "0",
    "007",
    "3200",
    "3200.5",
    "3200.55",
    "３２００．５０",
    " 1 ",
    "9" * 300,
    0,
    5,
    json_number("0"),
    json_number("-0"),
    json_number("-0.00"),
    json_number("1.230"),
    json_number("1e3"),
    json_number("1E-2"),
    json_number("1e400"),
    json_number("100e-4"),
    json_number("0e99999999999999999999"),
    json_number("1.1000000000000000000000000000000000000000000000000000000"),
    json_number("123456789012345678901234567890.120"),
]
NOT_MONEY = [
    "-1",
    "-0",
    "+1",
    "1.",
    ".5",
    "1e3",
    "1,000",
    "1，000",
    "1.234",
    "1.230",
    "1..2",
    "1 000",
    "一",
    "٣",
    "²",
    "NaN",
    "Infinity",
    "0x10",
    "1_000",
    "¥5",
    True,
    False,
    [],
    {},
    -1,
    json_number("-1"),
    json_number("-0.001"),
    json_number("1.005"),
    json_number("0.001"),
    json_number("1e-3"),
    json_number("1e-400"),
    json_number("1e99999999999999999999"),
    json_number("1e-99999999999999999999"),
    json_number("0.1000000000000000055511151231257827021181583404541015625"),
]


@pytest.mark.parametrize("amount", MONEY)
@pytest.mark.parametrize("path", ["applicant.monthly_income", "details.residence_floor_area"])
def test_amounts(path: str, amount: Any) -> None:
    assert codes_at(path, amount) == []


@pytest.mark.parametrize("amount", NOT_MONEY)
@pytest.mark.parametrize("path", ["applicant.monthly_income", "details.residence_floor_area"])
def test_what_is_no_amount(path: str, amount: Any) -> None:
    assert codes_at(path, amount) == [INVALID]


def test_a_number_of_absurd_length_is_refused_without_being_converted() -> None:
    for text in ("9" * 5000, "9" * 100_000, "1e500", "9" * 501):
        assert codes_at("applicant.monthly_income", json_number(text)) == [INVALID]
        assert codes_at("format", json_number(text)) == [INVALID]


ESTATE = {
    "owner": "周玉兰",
    "address": "甘州区",
    "region": "620702",
    "use": "dwelling",
    "floor_area": "30",
}
OWNER = put(FAMILY, "assets.real_estate", {"none": False, "items": [ESTATE]})
SHARE = "assets.real_estate.items[0].share"


@pytest.mark.parametrize(
    "share",
    [
        None,
        "",
        "1",
        "1.000000",
        "0.5",
        "0.000001",
        "０．５",
        1,
        json_number("0.333333"),
        json_number("1.0000000"),
        json_number("1e-6"),
        json_number("0.50000000"),
    ],
)
def test_shares(share: Any) -> None:
    assert codes_at(SHARE, share, OWNER) == []


@pytest.mark.parametrize(
    "share",
    [
        "0",
        "0.0000001",
        "1.0000000",
        "1.000001",
        "1/2",
        "50%",
        "2",
        0,
        2,
        True,
        json_number("-0"),
        json_number("1e-7"),
        json_number("1.000001"),
        [],
    ],
)
def test_what_is_no_share(share: Any) -> None:
    assert codes_at(SHARE, share, OWNER) == [INVALID]


@pytest.mark.parametrize("code", ["620702", "110000", "999999", "１１００００"])
def test_any_region_code_of_six_digits_will_do_for_a_house(code: str) -> None:
    assert codes_at("assets.real_estate.items[0].region", code, OWNER) == []


@pytest.mark.parametrize("code", ["62070", "6207020", "62070X", "٦٢٠٧٠٢", 620702])
def test_region_codes_of_a_house_have_six_digits(code: Any) -> None:
    assert codes_at("assets.real_estate.items[0].region", code, OWNER) == [INVALID]


@pytest.mark.parametrize(
    "phone",
    [
        "13909366120",
        "19912345678",
        "0936-8360262",
        "09368360262",
        "010-12345678",
        "0936-12345678",
        "021-1234567",
        "０９３６－８３６０２６２",
        " 13909366120 ",
    ],
)
def test_telephones(phone: str) -> None:
    assert codes_at("applicant.phone", phone) == []


@pytest.mark.parametrize(
    "phone",
    [
        "1390936612",
        "139093661200",
        "12909366120",
        "8360262",
        "0936-12345",
        "0036-8360262",
        "0936 8360262",
        "0936--8360262",
        "+8613909366120",
        "09-8360262",
        "09361-8360262",
        "１２３",
        "无",
        "139-0936-6120",
        "01234567",
        "٠936-8360262",
        "0936—8360262",
    ],
)
def test_what_is_no_telephone(phone: str) -> None:
    assert codes_at("applicant.phone", phone) == ["phone"]


@pytest.mark.parametrize("phone", ["139\n09366120", "1" * 501, 13909366120])
def test_invalid_goes_before_the_telephone_code(phone: Any) -> None:
    assert codes_at("applicant.phone", phone) == [INVALID]


BUSINESS = {"person": "周玉兰", "company": "某店", "credit_code": None, "role": "股东"}
TRADER = put(FAMILY, "assets.business_registration", {"none": False, "items": [BUSINESS]})


@pytest.mark.parametrize(
    "code",
    [
        None,
        "",
        "91350100M000100Y43",
        "９１３５０１００Ｍ０００１００Ｙ４３",
        "91350100m000100y43",
        " 91350100M000100Y43 ",
        "9111000071093123XX",
    ],
)
def test_credit_codes(code: Any) -> None:
    assert codes_at("assets.business_registration.items[0].credit_code", code, TRADER) == []


@pytest.mark.parametrize(
    "code",
    [
        "91350100M000100Y44",
        "91350100M000100Y4",
        "91350100M000100Y433",
        "91350100I000100Y43",
        "91350100O000100Y43",
        "91350100S000100Y43",
        "91350100V000100Y43",
        "91350100Z000100Y43",
        "9135 0100M000100Y43",
        911100001000013476,
        "无",
    ],
)
def test_what_is_no_credit_code(code: Any) -> None:
    assert codes_at("assets.business_registration.items[0].credit_code", code, TRADER) == [INVALID]


@pytest.mark.parametrize(
    "day", ["2026-11-20", "２０２６－１１－２０", " 2024-02-29 ", "0001-01-01"]
)
def test_days(day: str) -> None:
    found = errors(put(FAMILY, "applied_on", day))
    assert ("applied_on", INVALID) not in found


@pytest.mark.parametrize(
    "day",
    [
        "2026-11-31",
        "2025-02-29",
        "2026-1-1",
        "20261120",
        "2026/11/20",
        "2026-11-20T00:00:00",
        "0000-01-01",
        "2026-00-10",
        "2026-W01-1",
        "26-11-20",
        "٢٠26-11-20",
        "2026-11-20\n1",
        2026,
    ],
)
def test_what_is_no_day(day: Any) -> None:
    assert codes_at("applied_on", day) == [INVALID]


GRADUATE = single("new_graduate")


@pytest.mark.parametrize("month", ["2025-06", "２０２５－０６", " 2025-06 ", "0001-12"])
def test_months(month: str) -> None:
    assert codes_at("details.graduated_on", month, GRADUATE) == []


@pytest.mark.parametrize(
    "month", ["2025-13", "2025-00", "2025-6", "2025-06-01", "202506", "0000-01", 2025, "25-06"]
)
def test_what_is_no_month(month: Any) -> None:
    assert codes_at("details.graduated_on", month, GRADUATE) == [INVALID]


def test_days_after_today_and_after_the_application() -> None:
    assert codes_at("applied_on", "2026-11-25") == ["future_date"]
    assert codes_at("applied_on", "2026-11-24") == []
    assert codes_at("commitment.signed_on", "2026-11-25") == ["future_date"]
    assert codes_at("commitment.signed_on", "2026-11-24") == []
    assert codes_at("authorizations[0].signed_on", "2026-11-25") == ["future_date"]
    assert codes_at("authorizations[0].withdrawn_on", "2026-11-25") == ["future_date"]
    assert codes_at("authorizations[0].withdrawn_on", "2026-11-24") == []


def test_a_month_is_future_only_if_it_is_a_later_month() -> None:
    early = put(GRADUATE, "applied_on", "2026-10-01")
    assert codes_at("details.graduated_on", "2026-10", early) == []
    assert codes_at("details.graduated_on", "2026-11", early) == ["future_date"]


def test_nothing_is_compared_with_a_day_of_application_that_is_not_there() -> None:
    for day, code in ((None, "missing"), ("2026-02-30", INVALID)):
        bent = put(GRADUATE, "applied_on", day)
        assert errors(put(bent, "details.graduated_on", "2099-01")) == [("applied_on", code)]


def test_a_future_day_of_application_is_compared_with() -> None:
    bent = put(GRADUATE, "applied_on", "2027-05-05")
    assert errors(put(bent, "details.graduated_on", "2027-05")) == [("applied_on", "future_date")]
    assert errors(put(bent, "details.graduated_on", "2027-06")) == [
        ("applied_on", "future_date"),
        ("details.graduated_on", "future_date"),
    ]


def test_a_deferral_may_be_due_anywhere() -> None:
    deferral = {"material": "income_proof", "promised_by": "周玉兰"}
    for day in ("1999-01-01", "2026-11-24", "2999-12-31"):
        bent = put(FAMILY, "deferrals", [{**deferral, "due_on": day}])
        assert errors(bent) == []


BEGINS_LATE, ENDS_LATE = ("from_month", "future_date"), ("to_month", "future_date")
WRONG_ORDER = ("to_month", "date_order")


@pytest.mark.parametrize(
    ("months", "expected"),
    [
        ({"from_month": "2025-08", "to_month": "2025-08"}, []),
        ({"from_month": "2025-08", "to_month": "2025-07"}, [("to_month", "date_order")]),
        ({"from_month": "2027-08", "to_month": "2025-07"}, [BEGINS_LATE, WRONG_ORDER]),
        ({"from_month": "2028-08", "to_month": "2027-07"}, [BEGINS_LATE, ENDS_LATE, WRONG_ORDER]),
        ({"from_month": "x", "to_month": "2025-07"}, [("from_month", INVALID)]),
        ({"from_month": "2025-08", "to_month": 3}, [("to_month", INVALID)]),
        ({"to_month": "2025-08"}, [("from_month", "missing")]),
    ],
)
def test_the_order_of_months(months: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    place = "details.social_insurance"
    found = errors(put(GRADUATE, place, {"paid": True, **months}))
    assert found == [(f"{place}.{key}", code) for key, code in expected]
    pension = {"person": "周玉兰", "kind": "employee", **months}
    place = "assets.pension_insurance.items[0]"
    found = errors(put(FAMILY, "assets.pension_insurance", {"none": False, "items": [pension]}))
    assert found == [(f"{place}.{key}", code) for key, code in expected]


@pytest.mark.parametrize("paid", [False, None, "x", 1])
def test_insurance_months_are_looked_at_only_where_it_is_paid(paid: Any) -> None:
    insurance = {"paid": paid, "from_month": 7, "to_month": []}
    found = errors(put(GRADUATE, "details.social_insurance", insurance))
    assert "from_month" not in str(found)
    assert "to_month" not in str(found)
    assert len(found) == (0 if paid is False else 1)


def test_taken_materials_and_their_files() -> None:
    taken = {"material": "identity_and_register", "obtained": "paper"}
    full = {
        **taken,
        "person_id_number": None,
        "seen_original": True,
        "copies": 1,
        "pages": json_number("2.0"),
        "files": [{"sha256": "aB" * 32, "name": "a", "media_type": "image/png"}],
    }
    assert errors(put(FAMILY, "materials", [taken, full])) == []
    wrong = {
        "material": "x",
        "person_id_number": 1,
        "obtained": None,
        "seen_original": "yes",
        "copies": "1",
        "pages": -1,
        "files": [{"sha256": "z" * 64, "name": "", "media_type": 1, "size": 2}, None],
    }
    assert errors(put(FAMILY, "materials", [wrong])) == [
        ("materials[0].material", INVALID),
        ("materials[0].person_id_number", INVALID),
        ("materials[0].obtained", "missing"),
        ("materials[0].seen_original", INVALID),
        ("materials[0].copies", INVALID),
        ("materials[0].pages", INVALID),
        ("materials[0].files[0].sha256", INVALID),
        ("materials[0].files[0].name", "missing"),
        ("materials[0].files[0].media_type", INVALID),
        ("materials[0].files[0].size", "unknown_field"),
        ("materials[0].files[1]", INVALID),
    ]


@pytest.mark.parametrize("count", [json_number("1.5"), json_number("9" * 5000), True, "2", [], -1])
def test_counts_are_whole_and_not_negative(count: Any) -> None:
    taken = {"material": "income_proof", "obtained": "paper", "copies": count}
    assert errors(put(FAMILY, "materials", [taken])) == [("materials[0].copies", INVALID)]


def test_illness_is_owed_only_where_it_is_ticked() -> None:
    ticked = put(FAMILY, "details.other_circumstances", ["serious_illness"])
    assert errors(ticked) == [("details.illness", "missing")]
    assert errors(put(ticked, "details.illness", "肾病")) == []
    assert errors(put(FAMILY, "details.illness", "肾病")) == []
    assert errors(put(FAMILY, "details.illness", 7)) == [("details.illness", INVALID)]
    assert errors(put(FAMILY, "details.illness", "长" * 501)) == [("details.illness", INVALID)]


def test_judging_reads_as_pydantic_does() -> None:
    read = judged(FAMILY, TODAY).application.applicant
    validated = Applicant.model_validate(FAMILY["applicant"])
    assert read.model_dump() == validated.model_dump()
