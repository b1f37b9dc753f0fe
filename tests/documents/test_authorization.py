"""The 信息查询授权书: one sheet a person, department by department, with the answers given."""

from typing import Any

from counter_app.documents.papers import render
from counter_app.documents.view import Copy
from tests.documents import reading, samples


def sheets(made: dict[str, Any] | None = None, copy: Copy = Copy.SIGNING) -> bytes:
    return render("authorization", samples.view(made), copy)


def page(pdf: bytes, number: int) -> str:
    return reading.bare(reading.text(pdf, "-f", str(number), "-l", str(number)))


def test_each_person_has_a_sheet_with_a_code_of_its_own() -> None:
    pdf = sheets()
    assert reading.pages(pdf) == 4
    for number, name in enumerate((samples.RARE, samples.DOTTED, "王珎", "王堃"), start=1):
        found = page(pdf, number)
        assert f"被查询人{name}" in found
        assert f"A0{number}／共4份" in found
        assert "第1页共1页" in found
    (code,) = reading.codes(pdf, 2, 203)
    assert code.startswith("K7Q2M3-A02-")


def test_the_code_of_a_sheet_stands_for_the_answers_on_it() -> None:
    granted = samples.authorized(samples.document())
    refused = samples.authorized(samples.document())
    refused["authorizations"][0]["granted"] = False
    first, second = (
        reading.codes(render("authorization", samples.view(made), Copy.FINAL), 1, 203)
        for made in (granted, refused)
    )
    assert first != second


def test_nothing_is_ticked_before_somebody_answered() -> None:
    assert "☑" not in reading.text(sheets(copy=Copy.FINAL))


def test_whoever_signs_ticks_the_boxes_whatever_was_said_at_the_window() -> None:
    made = samples.authorized(samples.document())
    made["authorizations"][1].update(granted=False, capacity="guardian")
    pdf = sheets(made)
    assert "☑" not in reading.text(pdf)
    asked = len(samples.view().people[0].queries)
    assert page(pdf, 1).count("□同意□不同意") == asked
    assert "□本人□父母" in page(pdf, 1)
    assert sheets(made) == sheets(samples.document())


def test_every_department_says_what_why_and_whether_sensitive() -> None:
    found = page(sheets(), 1)
    general, sensitive = found.split("以下为敏感个人信息")
    for query in samples.view().people[0].queries:
        part = sensitive if query.sensitive else general
        assert f"{query.department.label}{query.asks}{query.why}□同意□不同意" in part


def test_the_answers_are_printed() -> None:
    made = samples.authorized(samples.document())
    made["authorizations"][1].update(granted=False)
    made["authorizations"][2].update(departments=["public_security"], capacity="parent")
    pdf = sheets(made, Copy.FINAL)
    assert "□同意" not in page(pdf, 1)
    assert "☑同意" not in page(pdf, 2)
    third = page(pdf, 3)
    assert third.count("☑同意") == 1
    assert third.count("☑不同意") == 1
    assert "☑父母" in third


def test_a_later_entry_of_a_person_holds() -> None:
    made = samples.authorized(samples.document())
    made["authorizations"].append({**made["authorizations"][0], "granted": False})
    assert "☑同意" not in page(sheets(made, Copy.FINAL), 1)


def test_a_minor_is_signed_for() -> None:
    pdf = sheets()
    assert "监护人签名：" not in page(pdf, 1)
    assert "监护人签名：" in page(pdf, 3)
    assert "不满十四周岁" in page(pdf, 3)


def test_the_guardian_s_relation_is_said_where_it_was_ticked_and_else_left_to_them() -> None:
    made = samples.authorized(samples.document())
    made["authorizations"][2].update(capacity="parent")
    assert "与被查询人关系：父母" in page(sheets(made, Copy.FINAL), 3)
    assert "与被查询人关系：父母" not in page(sheets(made), 3)


def test_the_copy_to_sign_has_no_name_on_its_line() -> None:
    made = samples.authorized(samples.document())
    assert f"授权人签名：{samples.RARE}" not in page(sheets(made), 1)
    assert f"授权人签名：{samples.RARE}2026年11月23日" in page(sheets(made, Copy.FINAL), 1)


def test_the_blank_sheet_asks_everything_and_knows_nobody() -> None:
    pdf = sheets(copy=Copy.BLANK)
    found = reading.bare(reading.text(pdf))
    assert reading.pages(pdf) == 1
    assert samples.RARE not in found
    assert "☑" not in found
    assert all(query.asks in found for query in samples.view().people[0].queries)


def test_nothing_leaves_the_page() -> None:
    made = samples.document(name="很长的名字" * 10)
    for word in reading.words(sheets(made)):
        assert word.left > 19.8, word
        assert word.right < 192.5, word  # a full stop at the end is half white
        assert word.bottom < 291.5, word
