"""The 审核表 as PDF: every cell's words in their cell, whatever is long, rare, wrong or missing."""

import itertools
import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from counter_app.basics.text import as_read
from counter_app.documents import form_words
from counter_app.documents.cells import COLUMN_MM, FRONT, CellKind
from counter_app.documents.form_sheet import form_sheet
from counter_app.documents.glyphs import missing
from counter_app.documents.labels import label_lines
from counter_app.documents.paper_table import NAMES
from counter_app.documents.papers import render
from counter_app.documents.pieces import plain
from counter_app.documents.view import Copy, FormOpinion, PaperView
from tests.documents import reading, samples

LEFT, RIGHT, BOTTOM = 18.0, 192.0, 277.5


def form(made: dict[str, Any] | None = None, copy: Copy = Copy.FINAL) -> bytes:
    return render("application_form", samples.view(made), copy)


def everything(view: PaperView, copy: Copy) -> list[str]:
    """Every line of every filled cell, as it should stand on the paper."""
    sheet = form_sheet(view, copy)
    rows = (*sheet.front, sheet.members_head, *sheet.member_rows, *sheet.rest)
    return [
        plain(line)
        for row in rows
        for cell in row.cells
        for line in cell.lines
        if cell.cell.kind is not CellKind.OPTIONS
    ]


def inside(pdf: bytes) -> None:
    """Nothing leaves the frame, and nothing of the table reaches into the foot."""
    for word in reading.words(pdf):
        assert word.left > LEFT - 0.1, word
        half = (word.bottom - word.top) / 2 if word.text[-1] in "）。" else 0
        assert word.right - half < RIGHT + 0.1, word  # a closing mark's right half is white
        assert word.bottom < 291.5, word
        assert not BOTTOM < word.top < 279, word


@pytest.mark.parametrize("kind", sorted(samples.DETAILS))
def test_every_cell_of_every_type_reads_back(kind: str) -> None:
    view = samples.view(samples.document(kind))
    pdf = render("application_form", view, Copy.FINAL)
    found = reading.bare(reading.text(pdf))
    for line in everything(view, Copy.FINAL):
        assert reading.bare(line) in found, line
    assert reading.pages(pdf) == 2
    inside(pdf)


@pytest.mark.parametrize("kind", sorted(samples.DETAILS))
def test_values_stand_in_their_columns_beside_their_label(kind: str) -> None:
    view = samples.view(samples.document(kind))
    found = reading.words(render("application_form", view, Copy.FINAL))
    front = [word for word in found if word.page == 1 and word.top > 28]
    for row in form_sheet(view, Copy.FINAL).front:
        for start, filled in zip(row.row.columns(), row.cells, strict=True):
            if filled.cell.kind is not CellKind.VALUE or not filled.lines:
                continue
            left = LEFT + start * COLUMN_MM
            right = left + filled.cell.span * COLUMN_MM
            whole = reading.bare("".join(plain(line) for line in filled.lines))
            column = [w for w in front if left - 0.3 < w.left and w.right < right + 0.3]
            assert whole in reading.bare("".join(w.text for w in column)), whole


def test_boxes_keep_their_characters_and_are_ticked() -> None:
    found = reading.bare(reading.text(form()))
    assert "☑城镇中低收入住房困难家庭□新就业大学生" in found
    assert "□低保□特困□残疾☑低保边缘☑低收入□其他" in found
    assert "☑重(大)疾病：具体：尿毒症疾病" in found
    assert "□1人户" in found
    assert "☑3人及以上户" in found


def test_social_insurance_fills_the_printed_months() -> None:
    found = reading.bare(reading.text(form(samples.document("new_graduate"))))
    assert "☑是(缴纳时间2019年3月至2020年11月)□否" in found
    made = samples.document("new_graduate")
    made["details"]["social_insurance"] = {"paid": True, "from_month": "2019-03"}
    assert "☑是(缴纳时间2019年3月至今)□否" in reading.bare(reading.text(form(made)))


def test_rare_and_dotted_names_come_out_whole() -> None:
    found = reading.text(form())
    assert samples.RARE in found
    assert samples.DOTTED in found
    assert missing(samples.RARE + samples.DOTTED) == ()


def test_a_character_without_a_glyph_is_named_by_its_code_point() -> None:
    found = reading.bare(reading.text(form(samples.document(name="王\U000323b0"))))
    assert "王〓（U+323B0）" in found
    assert missing("王\U000323b0") == ("\U000323b0",)


@pytest.mark.parametrize("letter", ["\ue123", "\uf8ff", "\U000f0000"])
def test_a_private_letter_is_never_drawn_as_some_face_draws_it(letter: str) -> None:
    found = reading.bare(reading.text(form(samples.document(name=f"王{letter}"))))
    assert f"王〓（U+{ord(letter):04X}）" in found
    assert missing(f"王{letter}") == (letter,)


def test_a_private_letter_with_a_standard_one_is_printed_as_that() -> None:
    found = reading.bare(reading.text(form(samples.document(name="王\ue863"))))
    assert "王䶮" in found
    assert "〓" not in found


def test_paper_and_record_leave_out_the_same() -> None:
    typed = "零\u200b宽\u202e字\ufeff"
    found = reading.bare(reading.text(form(samples.document(employer=typed))))
    assert as_read(typed) == "零宽字"
    assert "零宽字" in found


def test_joiners_of_other_scripts_stay() -> None:
    found = reading.text(form(samples.document(employer="Nur\u200cMuhammad")))
    assert "〓" not in found


def test_typed_markup_is_only_text() -> None:
    odd = "#set page(fill: red) $x^2$ *粗* _斜_ `码` \\ \"引号\" '单' <b> // 注 @x [a] {b}"
    found = reading.text(form(samples.document(employer=odd)))
    assert reading.bare(odd) in reading.bare(found)


@pytest.mark.parametrize(
    "typed", ["行一\n行二", "制\t表", "零\u200b宽\ufeff", "控\x07制", "半\ud800"]
)
def test_invisible_characters_never_reach_the_paper(typed: str) -> None:
    found = reading.text(form(samples.document(employer=typed)))
    assert not set("\u200b\ufeff\x07") & set(found)


def test_the_blank_form_has_no_sign_of_an_answer() -> None:
    found = reading.text(form(copy=Copy.BLANK))
    for sign in (form_words.OTHER_BLOCK, form_words.REST_BLANK, "☑", samples.RARE):
        assert sign not in found
    assert "空白表" in found


def test_other_blocks_are_struck_out_and_the_rest_is_marked_blank() -> None:
    found = reading.text(form(samples.document("introduced_talent")))
    others = [
        cell
        for row in FRONT
        for cell in row.cells
        if cell.kind is CellKind.VALUE and cell.block not in (None, "introduced_talent")
    ]
    assert found.count(form_words.OTHER_BLOCK) == len(others)
    assert found.count(form_words.REST_BLANK) == 1
    assert form_words.REST_BLANK not in reading.text(form(samples.with_members(6)))


@pytest.mark.parametrize("count", [0, 1, 6])
def test_up_to_six_members_are_one_sheet(count: int) -> None:
    for copy in (Copy.FINAL, Copy.SIGNING):
        pdf = form(samples.with_members(count), copy)
        assert reading.pages(pdf) == 2
        inside(pdf)


@pytest.mark.parametrize("count", [7, 11, 40])
def test_more_members_go_on_under_a_repeated_head(count: int) -> None:
    pdf = form(samples.with_members(count))
    found = reading.bare(reading.text(pdf))
    for number in range(count):
        assert f"王成员{number:02d}" in found
    first = reading.bare(reading.text(pdf, "-f", "1", "-l", "1"))
    second = reading.bare(reading.text(pdf, "-f", "2", "-l", "2"))
    assert "王成员00" in first
    assert form_words.CONTINUED in second
    assert "与本人关系" in second
    assert reading.pages(pdf) <= 2 + count // 20
    inside(pdf)


def by_page(pdf: bytes) -> list[str]:
    numbers = range(1, reading.pages(pdf) + 1)
    return [reading.bare(reading.text(pdf, "-f", str(n), "-l", str(n))) for n in numbers]


@pytest.mark.parametrize("count", [1, 2, 3])
@pytest.mark.parametrize("letters", [200, 500])
def test_the_head_of_the_members_never_stands_without_the_first_of_them(
    count: int, letters: int
) -> None:
    long = (samples.LONG_EMPLOYER * 9)[:letters]
    made = samples.with_members(count, employer=long)
    made["applicant"] |= {"employer": long, "registered_address": long, "native_place": long}
    made["details"] |= dict.fromkeys(
        ("residence_address", "residence_owner", "owner_relation"), long
    )
    pdf = form(made, Copy.SIGNING)
    pages = by_page(pdf)
    first = next(n for n, page in enumerate(pages) if "王成员00" in page)
    assert "1人户" in pages[first]
    assert next(n for n, page in enumerate(pages) if "与本人关系身份证号" in page) == first
    found = [word for word in reading.words(pdf) if word.page == first + 1 and word.left < 42]
    label = next(word for word in found if word.text == "同住家庭")
    boxes = [next(word for word in found if word.text.endswith(f"{n}人户")) for n in (1, 2)]
    assert label.bottom < boxes[0].top < boxes[1].top
    inside(pdf)


def test_a_lone_applicant_has_room_for_the_three_boxes() -> None:
    made = samples.with_members(0)
    made["assets"]["other"] = {"items": [{"description": "存款三万元" * 12} for _ in range(12)]}
    pdf = form(made)
    found = [word for word in reading.words(pdf) if word.left < 42]
    box = next(word for word in found if word.text.endswith("3人及以上户"))
    below = next(word for word in found if word.text == "家庭月收入")
    assert box.page < below.page or box.bottom < below.top - 2


def test_unused_member_rows_go_before_the_members_break_over_pages() -> None:
    made = samples.with_members(2)
    line = {"description": "定期存款三万元，二〇二五年三月存入，由本人保管存单"}
    made["assets"]["other"] = {"items": [line] * 7}
    pdf = form(made)
    first, second = by_page(pdf)
    assert "王成员00" not in first
    assert form_words.CONTINUED not in second
    assert form_words.REST_BLANK in second


@pytest.mark.parametrize("count", [2, 12])
def test_the_opinions_stay_with_the_promise_and_the_notes_go_over(count: int) -> None:
    employer = samples.LONG_EMPLOYER * 3 + "夜班" * 7 if count == 2 else "无"
    made = samples.with_members(count, employer=employer)
    for each in made["household"]["members"]:
        each["name"] = "阿依古丽·吐尔逊买买提江·克孜尔"
    for page in by_page(form(made)):
        assert ("部门审核意见" in page) == ("承诺人：" in page)


def worst() -> dict[str, Any]:
    made = samples.with_members(5, employer=samples.LONG_EMPLOYER, monthly_income="1234567.89")
    made["applicant"].update(
        name="阿依古丽·吐尔逊买买提江·克孜尔",
        employer=samples.LONG_EMPLOYER,
        registered_address=samples.LONG_ADDRESS,
        native_place="新疆维吾尔自治区克孜勒苏柯尔克孜自治州阿合奇县",
        id_number="E12345678901234567890123456789",
    )
    made["details"] = samples.DETAILS["new_graduate"] | {"contract_number": samples.RUN}
    made["assets"]["real_estate"] = {
        "items": [
            {"owner": samples.RARE, "address": f"乌江镇平原村{n}组", "region": "620702",
             "use": "dwelling", "floor_area": 80 + n, "share": "0.5"}
            for n in range(9)
        ]
    }  # fmt: skip
    made["proxy"] = {"role": "fills_in", "name": "李四", "id_number": "622201198803159017"}
    return made


def test_long_content_wraps_and_grows_and_is_never_lost() -> None:
    view = samples.view(worst())
    pdf = render("application_form", view, Copy.SIGNING)
    found = reading.bare(reading.text(pdf))
    for line in everything(view, Copy.SIGNING):
        if samples.RUN not in line:
            assert reading.bare(line) in found, line
    assert "代填人：李四身份证号：622201198803159017" in found
    inside(pdf)


def test_a_long_run_breaks_into_even_lines_without_a_foreign_character() -> None:
    lines = [word.text for word in reading.words(form(worst())) if word.text in samples.RUN]
    halves = [line for line in lines if len(line) == 15]
    assert "".join(halves) == samples.RUN


@pytest.mark.parametrize("number", ["SLXX-2026-0719", "HT2026071900012", "629900202607190"])
def test_a_number_is_whole_where_a_line_holds_it(number: str) -> None:
    made = samples.document("new_graduate")
    made["details"] = samples.DETAILS["new_graduate"] | {"contract_number": number}
    pdf = form(made)
    assert number in [word.text for word in reading.words(pdf)]
    inside(pdf)


def test_a_number_that_no_line_holds_breaks_behind_its_hyphen() -> None:
    made = samples.document("new_graduate")
    number = "ZYRLZY2026-LDHT0719001"
    made["details"] = samples.DETAILS["new_graduate"] | {"contract_number": number}
    found = [word.text for word in reading.words(form(made))]
    assert "ZYRLZY2026-" in found
    assert "LDHT0719001" in found


@pytest.mark.parametrize("income", ["12345.67", "1234567.89", "99999999.99"])
def test_the_income_of_a_member_stands_on_one_line(income: str) -> None:
    pdf = form(samples.with_members(3, monthly_income=income))
    whole = f"{float(income):,.2f}"
    assert [word.text for word in reading.words(pdf)].count(whole) == 3


def test_absurd_content_still_prints_and_stays_on_the_page() -> None:
    made = worst()
    for block in (made["applicant"], made["details"], *made["household"]["members"]):
        for key in block:
            if key not in ("applicant_type", "sex", "social_insurance", "relation"):
                block[key] = "W" * 500
    made["applicant"]["name"] = "长" * 5000
    made["assets"]["other"] = {"items": [{"description": "很长的说明" * 100} for _ in range(12)]}
    pdf = form(made)
    inside(pdf)
    assert reading.bare(reading.text(pdf)).count("很长的说明") == 1200


@pytest.mark.parametrize(
    "made",
    [
        {},
        {"applicant": None, "details": [], "household": {"members": 3}, "assets": "x"},
        {"applicant": {"name": 5, "sex": "x", "monthly_income": "abc", "phone": []}},
        {"household": {"members": [None, 4, {"name": "只有名字"}]}, "proxy": {"role": "acts"}},
        {"details": {"applicant_type": "elf", "hardships": "x", "social_insurance": 7}},
    ],
)
def test_wrong_and_missing_parts_print_as_they_stand(made: dict[str, Any]) -> None:
    assert reading.pages(form(made, Copy.SIGNING)) == 2


def test_what_is_wrong_is_shown_as_typed() -> None:
    made = samples.document(monthly_income="三千", phone="12345")
    made["details"]["residence_floor_area"] = "五十平"
    found = reading.text(form(made, Copy.SIGNING))
    assert "12345" in found
    assert "五十平" in found


def test_the_signing_copy_is_marked_and_has_no_number() -> None:
    pdf = form(copy=Copy.SIGNING)
    for page in ("1", "2"):
        assert "签字稿" in reading.text(pdf, "-f", page, "-l", page)
    found = reading.bare(reading.text(pdf))
    assert samples.NUMBER not in found
    assert "在第2页承诺书处签名" in found
    assert "样张" not in found


def test_what_nobody_answered_says_so_on_what_is_to_be_signed() -> None:
    made = samples.document(employer="")
    made["assets"]["vehicles"] = {}
    made["household"]["members"][0].pop("monthly_income")
    found = reading.bare(reading.text(form(made, Copy.SIGNING)))
    for label in ("工作单位", "家庭月收入", "家庭人均月收入", "成员拥有机动车辆情况"):
        assert f"{label}（未填）" in found
    assert found.count("（未填）") == 5
    assert "未填" not in reading.text(form(made))
    assert "未填" not in reading.text(form(samples.document(), Copy.SIGNING))


def test_several_assets_are_numbered_and_hang_behind_their_numbers() -> None:
    made = samples.document()
    business = {"person": "王建国", "company": "张掖市甘州区绿洲烤包子小吃店", "role": "经营者"}
    made["assets"]["business_registration"] = {"items": [business] * 4}
    found = [word for word in reading.words(form(made)) if word.page == 2]
    assert "共4项" in [word.text for word in found]
    numbers = [word for word in found if re.match(r"[1-4]\.", word.text) and word.left > 100]
    assert len(numbers) == 4
    behind = [w for w in found if w.left > 129 and numbers[0].bottom < w.top < numbers[3].bottom]
    others = [word for word in behind if word not in numbers and word.text[0] not in "王"]
    assert others
    assert all(word.left > numbers[0].left + 1 for word in others)


def test_a_single_asset_has_no_number() -> None:
    found = reading.bare(reading.text(form()))
    assert f"公积金情况{samples.RARE}：月缴存额486.00元" in found
    assert f"1.{samples.RARE}：职工，2015-08起2.{samples.DOTTED}：城乡居民" in found


def test_the_file_is_one_that_an_archive_takes() -> None:
    long = samples.authorized(samples.with_members(30))
    long["materials"] = long["materials"] * 30
    for name, view in itertools.product(NAMES, (samples.view(), samples.view(long))):
        said = render(name, view, Copy.FINAL)
        assert b"<pdfaid:part>2</pdfaid:part>" in said
        assert b"<pdfaid:conformance>A</pdfaid:conformance>" in said
        assert b"<pdfuaid:part>1</pdfuaid:part>" in said


def test_the_line_to_sign_has_eight_millimetres_free() -> None:
    page = [word for word in reading.words(form(copy=Copy.SIGNING)) if word.page == 2]
    label = next(word for word in page if word.text.startswith("承诺人"))
    above = max(word.bottom for word in page if word.bottom < label.top and word.right > 110)
    assert label.bottom - above > 8


def test_the_final_form_carries_number_signature_and_code() -> None:
    pdf = form()
    found = reading.bare(reading.text(pdf))
    assert f"编号(2026){samples.NUMBER}号" in found
    assert f"承诺人：{samples.RARE}2026年11月23日" in found
    view = samples.view()
    code = f"K7Q2M3-R02-{view.content_hash[:8].upper()}"
    assert found.count(code) == 2
    assert "第1页共2页" in found
    assert reading.codes(pdf, 1, 203) == {code}


@pytest.mark.parametrize(
    "label", ["张市建〔2024〕230 号-66b159d1", "很长的政策名称" * 9 + "-66b159d1"]
)
def test_the_foot_keeps_its_three_parts_apart(label: str) -> None:
    made = samples.document(name="阿依古丽·吐尔逊买买提江")
    pdf = render("application_form", replace(samples.view(made), policy=label), Copy.FINAL)
    feet = [word for word in reading.words(pdf) if word.page == 2 and word.top > 276.5]
    lefts = [word for word in feet if word.left < 92]
    middles = [word for word in feet if 92 <= word.left < 117]
    rights = [word for word in feet if word.left >= 117]
    assert max(word.right for word in lefts) < min(word.left for word in middles)
    assert max(word.right for word in middles) < min(word.left for word in rights)
    assert "66b159d1" in "".join(word.text for word in lefts)
    assert "阿依古丽·吐" in "".join(word.text for word in rights)


def test_a_sample_says_so_on_every_page() -> None:
    pdf = form(copy=Copy.SAMPLE)
    for page in ("1", "2"):
        assert "样" in reading.text(pdf, "-f", page, "-l", page)
    assert samples.NUMBER not in reading.text(pdf)


def test_nothing_is_drawn_in_the_margins() -> None:
    for page in (1, 2):
        seen = reading.picture(form(), page, 100)
        assert seen.ink(0, 0, 68, seen.height) == 0
        assert seen.ink(760, 0, seen.width, seen.height) == 0


def test_faces_are_embedded_and_none_is_strange() -> None:
    rows = reading.fonts(form())
    names = {row[0].split("+")[1] for row in rows}
    known = ("NotoSerifCJKsc", "NotoSansCJKsc", "BabelStoneHan", "HanaMinA", "HanaMinB")
    assert all(name.startswith(known) for name in names), names
    assert all(row[-5:-2] == ["yes", "yes", "yes"] for row in rows)


def test_equal_views_give_equal_bytes() -> None:
    assert form() == form()
    assert form() != form(samples.document(name="别人"))


def test_labels_are_those_of_the_form_declaration() -> None:
    labels = {
        "".join(label_lines(cell))
        for row in FRONT
        for cell in row.cells
        if cell.kind is CellKind.LABEL
    }
    found = reading.bare(reading.text(form(copy=Copy.BLANK)))
    assert all(label in found for label in labels)


def test_what_each_office_said_stands_in_its_cell_with_who_and_when_and_is_never_lost() -> None:
    long = "经入户走访，该户居住情况与申报一致，邻里反映属实，收入主要靠务工。" * 4
    said = (
        FormOpinion(f"同意。{long}", "阿依努尔·买买提江", date(2026, 12, 4)),
        FormOpinion("核验相符，同意。", "赵磊", date(2026, 12, 8)),
        FormOpinion("准予备案。", "陈岚", date(2026, 12, 9)),
    )
    view = replace(samples.view(), number="620702-2026-03-00001", opinions=said)
    pdf = render("reviewed_form", view, Copy.FINAL)
    found = reading.bare(reading.text(pdf))
    for words in (long, "核验相符，同意。", "准予备案。", "经办人：陈岚", "2026年12月9日"):
        assert reading.bare(words) in found
    inside(pdf)
    empty = render("reviewed_form", replace(view, opinions=()), Copy.FINAL)
    assert "经办人" not in reading.bare(reading.text(empty))
