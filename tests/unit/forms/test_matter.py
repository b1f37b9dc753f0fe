"""The facade: parts, receiving, hashes, whom a content concerns."""

from typing import Any

import pytest

from counter_app.asking.fields import fields_of
from counter_app.basics.exact_json import dumps, loads
from counter_app.forms import matter
from counter_app.forms.household import Applicant
from tests.families import ABSENT, MAN, WOMAN, applicant, document, json_number, put

CASE = document()


def test_parts_and_whole() -> None:
    bent = {**CASE, "unknown": None}
    parts = matter.split(bent)
    assert set(parts.content) == {
        "format",
        "applied_on",
        "region",
        "applicant",
        "details",
        "household",
        "assets",
        "proxy",
        "unknown",
    }
    assert matter.join(parts) == bent
    assert parts.authorizations == CASE["authorizations"]


RECEIVABLE = [
    ("format", None),
    ("format", 2),
    ("format", True),
    ("region", None),
    ("region", "110000"),
    ("applicant", None),
    ("applicant.name", " "),
    ("applicant.id_number", ""),
    ("applicant.id_kind", "x"),
    ("details.applicant_type", "x"),
    ("details", None),
    ("applicant.employer", "\ud800"),
    ("unknown", {"deep": ["\udfff"]}),
    ("applicant.monthly_income", json_number("9" * 5000)),
    ("details.residence_floor_area", json_number("1e99999999999999999999")),
]


@pytest.mark.parametrize(("path", "value"), RECEIVABLE)
def test_what_stands_in_the_way_of_receiving(path: str, value: Any) -> None:
    assert matter.receivable(put(CASE, path, value))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("applicant.id_number", "x"),
        ("applicant.phone", None),
        ("applicant.id_kind", None),
        ("applicant.id_kind", " passport "),
        ("household", None),
        ("commitment", ABSENT),
        ("unknown", 1),
        ("format", json_number("1.0")),
        ("region", "６２０７０２"),
    ],
)
def test_nothing_else_does(path: str, value: Any) -> None:
    assert matter.receivable(put(CASE, path, value)) == ()


@pytest.mark.parametrize(("path", "value"), RECEIVABLE[:11])
def test_what_stands_in_the_way_is_found_in_the_few_keys_that_receiving_needs(
    path: str, value: Any
) -> None:
    bent = put(CASE, path, value)
    needed = matter.needed_of(dumps(bent).encode())
    assert matter.receivable(needed) == matter.receivable(bent)
    assert matter.region_of(needed) == matter.region_of(bent)


@pytest.mark.parametrize("content", ["[]", "1", '{"region":', '{"unknown":"\\ud800"}', '{"x":01}'])
def test_what_is_no_object_has_no_keys_that_receiving_needs(content: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        matter.needed_of(content.encode())


SAME = [
    ("applicant.name", " 周玉兰\u3000"),
    ("applicant.id_number", "６２０７０２198403159044"),
    ("applicant.monthly_income", "3200"),
    ("applicant.monthly_income", json_number("3.2e3")),
    ("applicant.id_kind", "resident"),
    ("applicant.birth_date", " "),
    ("applied_on", "２０２６-11-20"),
    ("details.illness", None),
    ("assets.vehicles", {"none": True}),
    ("format", json_number("1.0")),
    ("proxy", ABSENT),
]


@pytest.mark.parametrize(("path", "value"), SAME)
def test_the_same_content_however_spelt(path: str, value: Any) -> None:
    assert matter.signed_hash(put(CASE, path, value)) == matter.signed_hash(CASE)
    assert matter.content_key(put(CASE, path, value)) == matter.content_key(CASE)


def test_a_set_has_one_order() -> None:
    one = put(CASE, "details.hardships", ["disabled", "subsistence_allowance", "disabled"])
    other = put(CASE, "details.hardships", [" subsistence_allowance", "disabled"])
    assert matter.signed_hash(one) == matter.signed_hash(other)
    assert matter.signed_hash(one) != matter.signed_hash(CASE)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("applicant.name", "周玉蓝"),
        ("applicant.monthly_income", "3200.01"),
        ("household.members[0].employer", "有"),
        ("assets.vehicles.none", None),
        ("details.residence_owner", 5),
        ("unknown", 1),
        ("region", "620721"),
    ],
)
def test_another_content_has_another_hash(path: str, value: Any) -> None:
    assert matter.signed_hash(put(CASE, path, value)) != matter.signed_hash(CASE)


def test_a_telephone_does_not_make_a_signature_stale() -> None:
    other = put(CASE, "applicant.phone", "0936-8360262")
    assert matter.signed_hash(other) == matter.signed_hash(CASE)
    assert matter.content_key(other) != matter.content_key(CASE)


def test_hashes_do_not_change_with_the_program() -> None:
    """Signed papers carry these: a change here makes every signature stale."""
    digest = matter.signed_hash(matter.split(CASE).content)
    assert digest == "ba5bc81c3b99fa581c8d927293f648afa0221f720d56418b792d96eefbf52b10"


def test_whom_it_concerns() -> None:
    assert matter.concerns(CASE) == (
        matter.Person("周玉兰", WOMAN, True),
        matter.Person("赵建军", MAN, False),
    )
    assert matter.concerns({}) == (matter.Person("", "", True),)


def test_what_it_is_found_by() -> None:
    bent = document(applicant=applicant(name="单玉兰"))
    terms = matter.index_terms(bent)
    assert terms.name == "单玉兰"
    assert terms.initials == ("cyl", "dyl", "syl")
    assert terms.id_number == WOMAN
    assert terms.phones == ("13909366120",)
    assert matter.index_terms({}) == matter.IndexTerms("", (), "", ())
    assert matter.index_terms(document(applicant=applicant(phone="123"))).phones == ("123",)


def test_labels_and_masks() -> None:
    assert matter.region_of(CASE) == "620702"
    assert matter.type_label(CASE) == "城镇中低收入住房困难家庭"
    assert matter.masked_name(CASE) == "周*"
    assert matter.region_of({}) == matter.type_label({}) == matter.masked_name({}) == ""


def test_exact_json_keeps_every_number() -> None:
    text = '{"a":1.10,"b":1E+400,"c":[-0,12345678901234567890.123456789]}'
    value = loads(text)
    assert matter.split(value)
    assert dumps(value) == '{"a":1.10,"b":1E+400,"c":[-0,12345678901234567890.123456789]}'


def test_no_telephone_that_is_declared_is_covered_by_a_signature() -> None:
    declared = [spec.key for spec in fields_of(Applicant) if spec.kind == "phone"]
    assert "phone" in declared
    content = {"applicant": {"name": "周玉兰"}}
    for key in declared:
        other = {"applicant": {"name": "周玉兰", key: "13909366120"}}
        assert matter.signed_hash(other) == matter.signed_hash(content)
        assert matter.index_terms(other).phones == ("13909366120",)
