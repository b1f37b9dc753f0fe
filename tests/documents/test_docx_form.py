"""The 审核表 as .docx: the same texts as the cell table, Chinese faces and language."""

import io
import itertools
import zipfile
from dataclasses import replace
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from counter_app.documents.cells import COLUMNS, CellKind
from counter_app.documents.docx_form import form_docx
from counter_app.documents.form_sheet import form_sheet
from counter_app.documents.form_words import TITLE
from counter_app.documents.pieces import plain
from counter_app.documents.view import Copy
from tests.documents import samples
from tests.documents.reading import bare

_HEAD = b"\x89PNG"


def opened(made: dict[str, Any] | None = None, copy: Copy = Copy.FINAL) -> Any:
    return docx.Document(io.BytesIO(form_docx(samples.view(made), copy)))


def said(element: Any) -> str:
    return bare("".join(each.text or "" for each in element.iter(qn("w:t"))))


def whole(document: Any) -> str:
    return said(document.element)


def cells(document: Any) -> list[str]:
    return [said(cell) for table in document.tables for cell in table._tbl.iter(qn("w:tc"))]


@pytest.mark.parametrize("kind", sorted(samples.DETAILS))
def test_every_cell_of_the_table_stands_in_a_cell(kind: str) -> None:
    made = samples.document(kind)
    sheet = form_sheet(samples.view(made), Copy.FINAL)
    found = cells(opened(made))
    rows = (*sheet.front, sheet.members_head, *sheet.member_rows, *sheet.rest)
    for filled in (cell for row in rows for cell in row.cells):
        if filled.cell.kind not in (CellKind.OPTIONS, CellKind.COMMITMENT, CellKind.OPINION):
            assert bare("".join(plain(line) for line in filled.lines)) in found


def test_the_grid_has_36_columns_in_every_row() -> None:
    for table in opened().tables:
        for row in table._tbl.iter(qn("w:tr")):
            spans = [int(each.get(qn("w:val"))) for each in row.iter(qn("w:gridSpan"))]
            single = sum(
                1 for cell in row.iter(qn("w:tc")) if cell.find(".//" + qn("w:gridSpan")) is None
            )
            assert sum(spans) + single == COLUMNS


def test_boxes_names_number_and_signature_are_there() -> None:
    found = whole(opened())
    for text in (
        "☑城镇中低收入住房困难家庭□新就业大学生",
        "□1人户□2人户☑3人及以上户",
        samples.RARE,
        samples.DOTTED,
        f"编号(2026){samples.NUMBER}号",
        f"承诺人：{samples.RARE}2026年11月23日",
    ):
        assert text in found


def test_every_run_names_a_chinese_face_and_language() -> None:
    document = opened()
    runs = [run for run in document.element.iter(qn("w:r")) if run.find(qn("w:t")) is not None]
    for run in runs:
        properties = run.find(qn("w:rPr"))
        assert properties.find(qn("w:rFonts")).get(qn("w:eastAsia"))
        assert properties.find(qn("w:lang")).get(qn("w:eastAsia")) == "zh-CN"
    assert document.core_properties.language == "zh-CN"


def test_rows_never_split_and_the_head_of_the_members_repeats() -> None:
    table = opened(samples.with_members(12)).tables[1]
    rows = list(table._tbl.iter(qn("w:tr")))
    assert all(row.find(".//" + qn("w:cantSplit")) is not None for row in rows)
    assert [row.find(".//" + qn("w:tblHeader")) is not None for row in rows[:2]] == [True, False]
    assert "王成员11" in whole(opened(samples.with_members(12)))


@pytest.mark.parametrize("count", [0, 3, 12, 30])
def test_only_members_stand_under_the_head_that_repeats(count: int) -> None:
    front, members, *rest = opened(samples.with_members(count)).tables
    assert len(list(members._tbl.iter(qn("w:tr")))) == 1 + max(6, count)
    under = said(members._tbl)
    assert "家庭月收入" not in under
    assert "房产" not in under
    for table in (front, *rest):
        assert table._tbl.find(".//" + qn("w:tblHeader")) is None
    heads = [said(table._tbl)[:5] for table in rest]
    assert heads == ["家庭月收入", "承诺书本人", "部门审核意"]


def test_the_label_of_the_members_repeats_with_the_head_and_holds_in_it() -> None:
    members = opened(samples.with_members(12)).tables[1]._tbl
    head, first, *others = members.iter(qn("w:tr"))
    label = next(head.iter(qn("w:tc")))
    assert said(label) == "同住家庭成员情况"
    assert label.find(".//" + qn("w:vMerge")) is None
    boxes = next(first.iter(qn("w:tc")))
    assert said(boxes) == "□1人户□2人户☑3人及以上户"
    assert boxes.find(".//" + qn("w:vMerge")).get(qn("w:val")) == "restart"
    merged = [row.find(".//" + qn("w:vMerge")).get(qn("w:val")) for row in others]
    assert set(merged) == {"continue"}


def test_no_two_tables_touch_and_opinions_stay_with_the_promise() -> None:
    body = list(opened().element.body)
    tables = [n for n, each in enumerate(body) if each.tag == qn("w:tbl")]
    assert all(second - first > 1 for first, second in itertools.pairwise(tables))
    kept = [*body[tables[-2]].iter(qn("w:p")), *body[tables[-2] + 1 : tables[-1]]]
    assert all(each.find(".//" + qn("w:keepNext")) is not None for each in kept)


def test_unused_rows_go_before_what_follows_needs_a_page_more() -> None:
    made = samples.document()
    line = {"person": samples.RARE, "kind": "resident", "from_month": "2015-08"}
    made["assets"]["pension_insurance"] = {"items": [line] * 12}
    members = opened(made).tables[1]._tbl
    assert len(list(members.iter(qn("w:tr")))) < 7
    assert "（以下空白）" in said(members)
    assert "共12项1." in whole(opened(made))


def test_tables_lie_in_the_middle_and_a_word_across_takes_no_room() -> None:
    sample = opened(copy=Copy.SAMPLE)
    assert all(
        table._tbl.find(".//" + qn("w:tblPr") + "/" + qn("w:jc")).get(qn("w:val")) == "center"
        for table in sample.tables
    )
    (across,) = sample.sections[0].header.paragraphs
    assert across.paragraph_format.line_spacing.pt <= 1
    assert sample.sections[0].header_distance == 0


def test_the_signing_copy_and_the_sample_are_marked() -> None:
    signing = whole(opened(copy=Copy.SIGNING))
    assert signing.count("签字稿") == 2
    assert samples.NUMBER not in signing
    sample = opened(copy=Copy.SAMPLE)
    header = sample.sections[0].header._element.xml
    assert 'string="样张"' in header
    assert 'filled="f"' in header
    trial = form_docx(replace(samples.view(), trial=True), Copy.FINAL)
    header = docx.Document(io.BytesIO(trial)).sections[0].header._element.xml
    assert 'string="试用"' in header


def test_odd_text_is_text() -> None:
    odd = "<w:t>&amp; 一\x07二\ud800三\ufffe"
    assert "<w:t>&amp;一二三" in whole(opened(samples.document(employer=odd)))


def test_properties_stand_in_the_order_that_word_wants() -> None:
    order = ["keepNext", "pageBreakBefore", "pBdr", "shd", "tabs", "spacing", "ind", "jc"]
    for copy in (Copy.SIGNING, Copy.FINAL):
        for properties in opened(copy=copy).element.iter(qn("w:pPr")):
            tags = [child.tag.split("}")[1] for child in properties]
            places = [order.index(tag) for tag in tags if tag in order]
            assert places == sorted(places), tags


def test_the_foot_has_the_code_as_a_picture() -> None:
    with zipfile.ZipFile(io.BytesIO(form_docx(samples.view(), Copy.FINAL))) as packed:
        pictures = [name for name in packed.namelist() if name.startswith("word/media/")]
        assert [packed.read(name)[:4] for name in pictures] == [_HEAD]
        feet = [name for name in packed.namelist() if "footer" in name]
        assert any("K7Q2M3-R02-" in packed.read(name).decode() for name in feet)


PARTS = {
    "[Content_Types].xml", "_rels/.rels", "docProps/app.xml", "docProps/core.xml",
    "word/_rels/document.xml.rels", "word/document.xml", "word/fontTable.xml",
    "word/numbering.xml", "word/settings.xml", "word/styles.xml", "word/theme/theme1.xml",
    "word/webSettings.xml", "word/footer1.xml", "word/_rels/footer1.xml.rels",
    "word/media/image1.png",
}  # fmt: skip
LEFTOVERS = (
    "python-docx", "Macintosh", "Microsoft Word", "Normal.dotm", "APA", "rsid", "docId",
    "savePreviewPicture", "thumbnail", "ja-JP", "2013-",
)  # fmt: skip


@pytest.mark.parametrize("copy", Copy)
def test_nothing_of_the_template_is_left(copy: Copy) -> None:
    with zipfile.ZipFile(io.BytesIO(form_docx(samples.view(), copy))) as packed:
        texts = {name: packed.read(name) for name in packed.namelist()}
    sample_only = {"word/header1.xml", "word/_rels/header1.xml.rels"}
    assert set(texts) - sample_only == PARTS
    head = {name: text.decode() for name, text in texts.items() if name.endswith((".xml", ".rels"))}
    assert not [(name, word) for name, text in head.items() for word in LEFTOVERS if word in text]


def test_the_file_says_of_itself_which_paper_it_is_and_nothing_of_whom() -> None:
    view = samples.view()
    core = opened().core_properties
    assert (core.title, core.author) == (TITLE, view.hall.bureau)
    assert core.last_modified_by == view.hall.bureau
    assert (core.subject, core.keywords, core.comments, core.category) == ("", "", "", "")
    assert view.made_at is not None
    assert core.created == core.modified == view.made_at.replace(second=0, microsecond=0)
    with zipfile.ZipFile(io.BytesIO(form_docx(view, Copy.FINAL))) as packed:
        said = (packed.read("docProps/core.xml") + packed.read("docProps/app.xml")).decode()
    assert samples.RARE not in said
    assert "<Application>counter-app</Application>" in said


def test_a_paper_without_a_time_bears_none_of_the_template() -> None:
    made = form_docx(replace(samples.view(), made_at=None), Copy.FINAL)
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        assert "dcterms:" not in packed.read("docProps/core.xml").decode().partition("<dc:title")[2]
