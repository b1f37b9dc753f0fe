"""What the clerk is told: sentences, warnings, and every trouble with a file."""

from pathlib import Path
from typing import Any

import pytest

from counter_app.basics.catalogue import forms as trouble
from counter_app.basics.errors import CounterError, Entry
from counter_app.forms.application_file import read_application
from tests.families import (
    BOY,
    MAN,
    WOMAN,
    consent,
    document,
    judged,
    member,
    number,
    put,
    single,
)

CASE = document()


def told(path: str, value: Any, base: dict[str, Any] = CASE) -> str:
    found = [p.message for p in judged(put(base, path, value)).errors if p.field == path]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        ("applicant.name", "", "姓名未填，请填写"),
        ("applicant.sex", None, "性别未选，请选择"),
        ("applicant.phone", "1390936612", "手机号只有 10 位，请补足 11 位"),
        ("applicant.phone", "139093661200", "手机号有 12 位，应为 11 位"),
        ("applicant.phone", "12345", "手机号只有 5 位，请补足 11 位"),
        ("applicant.phone", "8360262", "联系电话座机缺区号，请补上区号"),
        ("applicant.id_number", WOMAN[:17], "身份证号只有 17 位，请补足 18 位"),
        ("applicant.id_number", WOMAN + "1", "身份证号有 19 位，应为 18 位"),
        ("applicant.id_number", "A" * 18, "身份证号应为 17 位数字加校验码，请核对"),
        ("applicant.id_number", WOMAN[:17] + "X", "身份证号末位校验码不符，请对照证件重新录入"),
        ("applicant.monthly_income", "三千", "月收入请用数字填写，如 3200"),
        ("applicant.monthly_income", -1, "月收入不能小于 0，请重新录入"),
        ("assets.vehicles", None, "机动车辆未填，没有就按 0 填“无”"),
        ("commitment", None, "承诺书未签，请承诺人签名并写日期"),
        ("household.members[0].id_number", WOMAN, "身份证号与前面的人相同，请核对"),
    ],
)
def test_sentences(path: str, value: Any, message: str) -> None:
    assert told(path, value) == message


BAD = {
    "format": None,
    "applied_on": "x",
    "region": "x",
    "applicant": {"id_kind": "x", "phone": "x", "birth_date": "x", "monthly_income": "x", "y": 1},
    "details": {"applicant_type": "low_income_family", "hardships": "x", "dwelling_kind": "x"},
    "household": {"members": [{"id_number": "x"}, 1]},
    "assets": {"vehicles": {"none": 1}, "real_estate": {"items": [{"share": 9, "region": "x"}]}},
    "commitment": {"signed_on": "x"},
    "authorizations": [{"granted": 1, "departments": 5}],
    "proxy": {"role": "x", "id_number": "x"},
    "materials": [{"copies": -1, "files": [{"sha256": "x"}]}],
    "deferrals": [{"due_on": "2026"}],
}


def test_no_sentence_blames_or_shouts_and_each_says_what_to_do() -> None:
    errors = judged(BAD).errors
    assert len(errors) > 40
    for problem in errors:
        assert not set(problem.message) & set("！!您")
        assert not [word for word in ("非法", "无效", "错误代码") if word in problem.message]
        assert "，" in problem.message or "应为" in problem.message
        assert len(problem.message) <= 30


def warnings(bent: dict[str, Any]) -> list[tuple[str, str]]:
    return [(problem.field, problem.code) for problem in judged(bent).warnings]


def test_a_right_case_is_not_warned_of() -> None:
    assert warnings(CASE) == []


def test_numbers_that_a_department_may_not_take() -> None:
    for region in ("810000", "911156", "990000"):
        own = number(region)
        bent = put(put(single(), "applicant.id_number", own), "authorizations", [consent(own)])
        assert warnings(bent) == [("applicant.id_number", "id_uncommon")]
    unknown = number("380000")
    bent = put(single(), "applicant.id_number", unknown)
    assert ("applicant.id_number", "id_region") in warnings(bent)


def test_unusual_ages() -> None:
    old = number(born="19200101")
    bent = put(put(single(), "applicant.id_number", old), "authorizations", [consent(old)])
    assert warnings(bent) == [("applicant.id_number", "age_unusual")]
    older_child = document(household={"members": [member(relation="child")]})
    assert warnings(older_child) == [("household.members[0].relation", "age_unusual")]
    young_parent = member(relation="parent", id_number=BOY)
    bent = document(
        household={"members": [young_parent]}, authorizations=[consent(WOMAN), consent(BOY)]
    )
    assert warnings(bent) == [("household.members[0].relation", "age_unusual")]


def test_one_person_by_two_papers() -> None:
    again = member(
        name="周玉兰",
        relation="other",
        id_kind="passport",
        id_number="E12345678",
        birth_date="1984-03-15",
        sex="female",
    )
    bent = document(household={"members": [again]}, authorizations=[])
    assert ("household.members[0].id_number", "person_twice") in warnings(bent)
    bent["household"]["members"][0]["birth_date"] = "1984-03-16"
    assert ("household.members[0].id_number", "person_twice") not in warnings(bent)


def test_a_right_number_that_a_sheet_may_have_cut() -> None:
    cut = "620702198403155000"
    bent = put(put(single(), "applicant.id_number", cut), "authorizations", [consent(cut)])
    assert ("applicant.id_number", "id_cut") in warnings(bent)


def test_authorizations_of_strangers() -> None:
    bent = single(authorizations=[consent(WOMAN), consent(MAN)])
    assert warnings(bent) == [("authorizations[1].person_id_number", "authorization_stranger")]


TROUBLES: dict[str, tuple[bytes, Entry]] = {
    "big": (b" " * (4 * 1024 * 1024 + 1), trouble.FILE_TOO_LARGE),
    "gbk": ("申请".encode("gbk"), trouble.FILE_NOT_UTF8),
    "words": (b"{", trouble.FILE_NOT_JSON),
    "deep": (b"[" * 65 + b"]" * 65, trouble.FILE_TOO_DEEP),
    "list": (b"[]", trouble.FILE_NOT_OBJECT),
}


@pytest.mark.parametrize("name", list(TROUBLES))
def test_every_trouble_with_a_file(name: str, tmp_path: Path) -> None:
    content, entry = TROUBLES[name]
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(CounterError) as caught:
        read_application(file)
    assert caught.value.entry is entry


def test_files_that_are_not_there(tmp_path: Path) -> None:
    for path, entry in (
        (tmp_path / "none", trouble.FILE_ABSENT),
        (tmp_path, trouble.FILE_IS_FOLDER),
        (tmp_path / ("x" * 300), trouble.FILE_FORBIDDEN),
        (Path("a\0b"), trouble.FILE_FORBIDDEN),
    ):
        with pytest.raises(CounterError) as caught:
            read_application(path)
        assert caught.value.entry is entry
