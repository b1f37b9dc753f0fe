"""Members pasted from what people have: sheets in any order, quoted cells, lists from a chat."""

import pytest

from counter_app.intake.paste import Around, Pasted, is_table, read
from counter_app.intake.relations import relation

MING, HONG = "620702201205069042", "620702201405069047"
AROUND = Around("周玉兰", "620702198403159044", 2026)


def pasted(text: str, column: int | None = None, around: Around = AROUND) -> Pasted:
    assert is_table(text)
    return read(text, column, around)


def test_a_quoted_cell_may_hold_line_ends_and_doubled_quotes() -> None:
    school = '"张掖市""第一""小学\n(二年级)"'
    found = pasted(f"王小明\t子女\t{MING}\t{school}\t0\r\n王小红\t女儿\t{HONG}\t无\t0\r\n")
    assert [row["name"] for row in found.rows] == ["王小明", "王小红"]
    assert found.rows[0]["employer"] == '张掖市"第一"小学\n(二年级)'
    assert found.rows[0]["monthly_income"] == "0"


def test_a_quote_that_never_ends_swallows_nothing() -> None:
    found = pasted(f'王小明\t子女\t{MING}\t"张掖小学\t0\n王小红\t女儿\t{HONG}\t无\t0')
    assert [row["name"] for row in found.rows] == ["王小明", "王小红"]
    assert found.rows[0]["employer"] == '"张掖小学'


@pytest.mark.parametrize("column", [None, 0, 2])
def test_headings_say_which_column_is_which(column: int | None) -> None:
    found = pasted(
        "序号\t身份证号码\t姓名\t年龄\t关系\t民族\t工作单位\t月收入（元）\n"
        f"1\t{MING}\t王小明\t14\t儿子\t汉族\t城投物业\t3200\n",
        column,
    )
    assert found.rows == (
        {
            "id_number": MING,
            "name": "王小明",
            "relation": "儿子",
            "employer": "城投物业",
            "monthly_income": "3200",
        },
    )
    assert found.whole
    assert found.told == ("没有用到的列：年龄、民族",)


def test_a_title_over_the_headings_and_a_sum_beneath_are_no_people() -> None:
    found = pasted(f"家庭成员情况表\n姓名\t身份证号\n王小明\t{MING}\n合计\t1 人\n")
    assert found.rows == ({"name": "王小明", "id_number": MING},)
    assert found.told == ("“家庭成员情况表”一行没有粘贴", "“合计”一行没有粘贴")


def test_a_second_column_of_a_field_is_named() -> None:
    found = pasted(f"姓名\t身份证号\t单位\t学校\n王小明\t{MING}\t无\t一小\t多的")
    assert found.rows[0]["employer"] == "无"
    assert found.told == ("没有用到：多的、一小",)


def test_an_income_in_ten_thousands_keeps_its_unit() -> None:
    found = pasted(f"姓名\t身份证号\t月收入（万元）\n王小明\t{MING}\t0.32\n")
    assert found.rows[0]["monthly_income"] == "0.32万"


def test_headings_in_the_first_column_are_headings_too() -> None:
    found = pasted(f"姓名\t王小明\t王小红\n身份证号\t{MING}\t{HONG}\n关系\t子\t女")
    assert [row["id_number"] for row in found.rows] == [MING, HONG]


@pytest.mark.parametrize(
    "line",
    [
        f"王小明\t{MING}\t儿子\t3200\t城投物业",
        f"儿子\t王小明\t{MING}\t城投物业\t3200",
        f"王小明\t男\t{MING}\t儿子\t城投物业\t3200",
        f"1\t王小明\t{MING}\t14\t儿子\t城投物业\t3200",
        f"1\t王小明\t儿子\t{MING}\t城投物业\t3200",
        f"王小明 儿子 {MING} 城投物业 3200",
        f"1、王小明，儿子，{MING}，城投物业，3200",
        f"姓名：王小明 关系：儿子 身份证号：{MING} 城投物业 3200",
    ],
)
def test_without_headings_the_cells_say_what_they_are(line: str) -> None:
    found = pasted(line)
    assert found.rows == (
        {
            "name": "王小明",
            "relation": "儿子",
            "id_number": MING,
            "employer": "城投物业",
            "monthly_income": "3200",
        },
    )


def test_what_cannot_be_told_apart_is_left_out_and_named() -> None:
    found = pasted(f"王小明\t{MING}\t儿子\t3200\t500\t城投物业")
    assert "monthly_income" not in found.rows[0]
    assert found.told == ("没有用到：3200、500",)


def test_what_leads_a_list_is_no_member() -> None:
    found = pasted(f"家庭成员如下：\n王小明 儿子 {MING} 无 0\n王小红 女儿")
    assert [row["name"] for row in found.rows] == ["王小明", "王小红"]
    assert found.told == ("没有用到：家庭成员如下：",)


def test_a_column_continues_from_the_cell() -> None:
    found = pasted("3200\n１，８００", 4)
    assert not found.whole
    assert found.rows == ({"monthly_income": "3200"}, {"monthly_income": "１，８００"})


def test_the_applicant_is_left_out() -> None:
    found = pasted(
        f"周玉兰\t户主\t{AROUND.number}\t无\t0\n王小明\t长子\t{MING}\t无\t0\n周玉兰\t本人\t\t无\t0"
    )
    assert [row["name"] for row in found.rows] == ["王小明"]
    assert found.rows[0]["relation"] == "长子"
    assert found.told == ("申请人本人的一行没有粘贴",)


def test_relations_to_somebody_else_are_not_the_applicants() -> None:
    """Of a 户口簿 whose head is the husband, 妻 is the applicant and 父 is not hers."""
    found = pasted(
        "姓名\t与户主关系\t公民身份号码\n"
        "王大\t户主\t62070219810922903X\n"
        f"周玉兰\t妻\t{AROUND.number}\n"
        f"王小明\t长子\t{MING}\n"
    )
    assert [row["name"] for row in found.rows] == ["王大", "王小明"]
    assert not any("relation" in row for row in found.rows)
    assert "申请人本人的一行没有粘贴" in found.told
    assert any("与户主的关系" in each for each in found.told)


def test_relations_to_a_head_who_is_the_applicant_are_hers() -> None:
    found = pasted(
        f"姓名\t与户主关系\t公民身份号码\n周玉兰\t户主\t{AROUND.number}\n王小明\t长子\t{MING}\n"
    )
    assert found.rows == ({"name": "王小明", "id_number": MING, "relation": "长子"},)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        *dict.fromkeys(
            ["独生子", "独生女", "三子", "三女", "养女", "继子", "次女"], "child"
        ).items(),
        *dict.fromkeys(["配偶（妻）", "妻子", "配偶(夫)", "夫"], "spouse").items(),
        *dict.fromkeys(["儿媳", "女婿", "公公", "岳母"], "other").items(),
        ("外祖母", "grandparent"),
        ("外孙女", "grandchild"),
        ("姐", "sibling"),
        ("干儿子", "干儿子"),
        ("户主", "户主"),
    ],
)
def test_words_of_the_household_book(written: str, kept: str) -> None:
    right = relation(written)
    assert right.text == kept
    assert bool(right.told) == (kept != written)


def test_a_word_of_the_form_is_taken_without_a_word() -> None:
    assert relation("子女") == ("child", "")
