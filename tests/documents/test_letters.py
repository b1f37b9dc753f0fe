"""The letters of a case: what is owed on each, what is long, both outputs, one date everywhere."""

import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from counter_app.basics.catalogue.papers import ADDRESS_TOO_LONG
from counter_app.basics.errors import CounterError
from counter_app.cases.kinds import facts
from counter_app.documents.letters.docx import letter_docx
from counter_app.documents.letters.docx_white import LESS, USUAL, white_of
from counter_app.documents.letters.frame import letter_data, letter_sheet
from counter_app.documents.letters.items import ItemWords
from counter_app.documents.letters.official import official_number
from counter_app.documents.letters.sheet import chinese_day
from counter_app.documents.letters.view import WAYS, Clock, LetterPerson, LetterView
from counter_app.documents.letters.withdrawal import in_words
from counter_app.documents.paper_table import LETTERS, NAMES
from counter_app.documents.papers import render_letter
from counter_app.documents.set_paper import SetPapers
from counter_app.documents.view import Copy
from counter_app.rules.letter_kinds import Letter
from counter_app.rules.letters import Office
from counter_app.rules.policy import load_policy, replaced
from counter_app.rules.policy_check import check_tables
from counter_app.rules.policy_sources import parse_toml
from tests.documents import reading, samples
from tests.documents.letter_samples import DAY, LONG_NAME, OWED, letter, long_letter

EVERY = tuple(Letter)


def pdf_of(kind: Letter, view: LetterView | None = None, copy: Copy = Copy.FINAL) -> bytes:
    return render_letter(kind, view or letter(kind), copy)


def said(kind: Letter, view: LetterView | None = None, copy: Copy = Copy.FINAL) -> str:
    return reading.bare(reading.text(pdf_of(kind, view, copy)))


def opened(kind: Letter, view: LetterView | None = None, copy: Copy = Copy.FINAL) -> Any:
    return docx.Document(io.BytesIO(letter_docx(kind, view or letter(kind), copy)))


def written(element: Any) -> str:
    return reading.bare("".join(each.text or "" for each in element.iter(qn("w:t"))))


@pytest.mark.parametrize("kind", EVERY)
def test_the_usual_letter_is_one_page_within_its_margins(kind: Letter) -> None:
    pdf = pdf_of(kind)
    assert reading.pages(pdf) == 1
    side = 210 - letter_sheet(kind, letter(kind), Copy.FINAL).width
    for word in reading.words(pdf):
        assert word.left > side / 2 - 0.2, word
        half = 2.2 if word.text[-1] in "，。；：、）》”" else 0  # its right half is white
        assert word.right - half < 210 - side / 2 + 0.4, word
        assert word.bottom < 291.5, word


@pytest.mark.parametrize("kind", EVERY)
def test_both_outputs_say_the_same(kind: Letter) -> None:
    document = opened(kind)
    in_body = written(document.element)
    in_pdf = said(kind)
    for text in _texts(letter_data(kind, letter(kind), Copy.FINAL)["blocks"]):
        assert reading.bare(text) in in_pdf, text
        assert reading.bare(text) in in_body, text
    foot = written(document.sections[0].first_page_footer._element)
    (own,) = re.findall(r"K7Q2M3-[A-Z]01-[0-9A-F]{8}", foot)
    assert own in in_pdf
    only_here = Counter(in_body) - Counter(in_pdf)
    assert not only_here - Counter("□☑　\u00a0"), only_here


def _texts(data: object) -> Iterator[str]:
    """Every text of a block but what only tells how it is set."""
    if isinstance(data, dict):
        for key, value in data.items():
            if key not in ("kind", "columns"):
                yield from _texts(value)
    elif isinstance(data, list):
        for each in data:
            yield from _texts(each)
    elif isinstance(data, str):
        yield data


@pytest.mark.parametrize(
    "kind", [Letter.CORRECTION, Letter.ACCEPTANCE, Letter.DECLINE, Letter.RETURN_LIST]
)
def test_forty_items_and_long_names_break_pages_well(kind: Letter) -> None:
    view = long_letter(kind)
    pdf = pdf_of(kind, view)
    count = reading.pages(pdf)
    assert count > 1
    pages = [
        reading.bare(reading.text(pdf, "-f", str(n), "-l", str(n))) for n in range(1, count + 1)
    ]
    whole = "".join(pages)
    title, head = LETTERS[kind].title, "序号"
    assert f"{title}（续）" not in pages[0]
    for n, page in enumerate(pages[1:], start=2):
        assert f"{title}（续）编号{view.number}" in page
        assert f"第{n}页共{count}页" in page
    for n in range(1, 41):
        assert (
            f"第{n}项" if kind in (Letter.CORRECTION, Letter.DECLINE) else f"材料{n}（"
        ) in whole
    item = re.compile(r"第\d+项|材料\d+（")
    assert all(head in page for page in pages if item.search(page))
    # The end never stands alone: some sentence of the letter is on its page.
    assert "一式两份" in pages[-1]
    assert any(
        text in pages[-1] for text in ("自收件之日起", "对办理工作", "救济途径", "共退还", "异议")
    )
    for word in reading.words(pdf):
        assert word.right < 190.5, word
        assert not 274 < word.top < 279.5, word


@pytest.mark.parametrize("kind", EVERY)
def test_the_longest_letter_still_prints_in_both_outputs(kind: Letter) -> None:
    view = long_letter(kind)
    pdf = pdf_of(kind, view)
    assert reading.bare(LONG_NAME)[:40] in reading.bare(reading.text(pdf))
    assert b"<pdfaid:part>2</pdfaid:part>" in pdf
    rows = list(opened(kind, view).element.iter(qn("w:tr")))
    assert all(row.find(".//" + qn("w:cantSplit")) is not None for row in rows)


def test_a_docx_takes_less_white_where_that_saves_its_second_page() -> None:
    short = letter_sheet(Letter.WITHDRAWAL, letter(Letter.WITHDRAWAL), Copy.FINAL)
    long = letter_sheet(Letter.CORRECTION, long_letter(Letter.CORRECTION), Copy.FINAL)
    full = letter(Letter.CORRECTION, owed=OWED * 2)
    whites = [white_of(letter_sheet(Letter.CORRECTION, full, Copy.FINAL)), white_of(short)]
    assert whites == [LESS, USUAL]
    assert white_of(long) is USUAL


def test_an_item_that_outgrows_a_page_loses_nothing() -> None:
    item = replace(OWED[0], wrong="甲乙丙丁戊己庚辛壬癸" * 300)
    pdf = pdf_of(Letter.CORRECTION, letter(Letter.CORRECTION, owed=(item,)))
    assert reading.bare(reading.text(pdf)).count("癸") == 300
    assert all(word.bottom < 292 for word in reading.words(pdf))


def test_a_rare_letter_without_a_glyph_is_named_and_one_with_it_is_drawn() -> None:
    view = letter(Letter.ACCEPTANCE, applicant=LetterPerson("王\U000323b0㛃"))
    found = said(Letter.ACCEPTANCE, view)
    assert "王〓㛃：（U+323B0）" in found
    assert f"{samples.RARE}：" in said(Letter.ACCEPTANCE)


@pytest.mark.parametrize("kind", EVERY)
def test_days_stand_in_one_style_everywhere(kind: Letter) -> None:
    found = said(kind)
    assert not re.search(r"\d{4}-\d{2}-\d{2}[^-]", found.replace(samples.NUMBER, ""))
    assert not re.search(r"[〇一二三四五六七八九十]年", found)
    assert not re.search(r"年0\d|月0\d", found)


def test_the_day_under_the_bureau_is_as_policy_wants_it() -> None:
    assert "住房和城乡建设局2026年11月23日（加盖" in said(Letter.ACCEPTANCE)
    tables = parse_toml('[letters.common]\ndate_style = "chinese"\n')
    chinese = letter(Letter.ACCEPTANCE, replaced(load_policy(), tables))
    assert "住房和城乡建设局二〇二六年十一月二十三日（加盖" in said(Letter.ACCEPTANCE, chinese)
    assert chinese_day(date(2030, 10, 30)) == "二〇三〇年十月三十日"


def test_an_official_number_has_no_leading_zero_and_slips_have_none() -> None:
    policy = load_policy()
    number = official_number(policy, Letter.CORRECTION, "620702", DAY, 47)
    assert number == "甘区住建公租补〔2026〕47号"
    assert number in said(Letter.CORRECTION)
    assert official_number(policy, Letter.SUPPLEMENT_RECEIPT, "620702", DAY, 1) == ""
    assert official_number(policy, Letter.CORRECTION, "999999", DAY, 1) == ""


def test_a_notice_made_offline_is_whole_without_an_official_number() -> None:
    view = letter(Letter.CORRECTION, official="")
    found = said(Letter.CORRECTION, view)
    assert f"编号{view.number}" in found
    assert "〔2026〕" not in found


def test_no_two_letters_have_one_code() -> None:
    rows = load_policy().rows("letter", DAY)
    assert {row["paper"] for row in rows} == set(map(str, Letter))
    codes = [row["code"] for row in rows]
    assert len(set(codes)) == len(codes)
    assert not {"A", "C", "R"} & set(codes)


def test_a_trial_says_so_on_every_page_and_a_sample_leads_nowhere() -> None:
    trial = long_letter(Letter.CORRECTION)
    pdf = pdf_of(Letter.CORRECTION, replace(trial, trial=True))
    for n in range(1, reading.pages(pdf) + 1):
        page = reading.text(pdf, "-f", str(n), "-l", str(n))
        assert "试" in page
        assert "用" in page
    assert "本文书由试用系统生成" in reading.bare(reading.text(pdf))
    assert "试用系统" not in said(Letter.CORRECTION)
    sample = pdf_of(Letter.CORRECTION, copy=Copy.SAMPLE)
    assert any(code.endswith("/r/sample") for code in reading.codes(sample, 1, 203))
    assert samples.ADDRESS not in reading.codes(sample, 1, 203)
    header = opened(Letter.CORRECTION, copy=Copy.SAMPLE).sections[0].first_page_header
    assert 'string="样张"' in header._element.xml


def test_both_codes_of_a_letter_read_back() -> None:
    view = letter(Letter.ACCEPTANCE)
    found = reading.codes(pdf_of(Letter.ACCEPTANCE, view), 1, 203)
    assert samples.ADDRESS in found
    assert any(code.startswith("K7Q2M3-S01-") for code in found)


def test_an_address_that_no_reader_takes_is_told() -> None:
    with pytest.raises(CounterError) as raised:
        pdf_of(Letter.ACCEPTANCE, letter(Letter.ACCEPTANCE, address="https://" + "x" * 90))
    assert raised.value.entry is ADDRESS_TOO_LONG


def test_the_code_in_the_foot_stands_for_what_is_printed() -> None:
    first = letter_sheet(Letter.CORRECTION, letter(Letter.CORRECTION), Copy.FINAL)
    fewer = letter_sheet(Letter.CORRECTION, letter(Letter.CORRECTION, owed=OWED[:1]), Copy.FINAL)
    later = letter(Letter.CORRECTION, made_at=samples.RECEIVED.replace(hour=12))
    assert first.foot.code != fewer.foot.code
    assert letter_sheet(Letter.CORRECTION, later, Copy.FINAL).foot.code == first.foot.code


def test_a_day_by_an_unpublished_calendar_says_so() -> None:
    clock = Clock(DAY, date(2026, 11, 24), date(2027, 1, 5), 20, provisional=True)
    found = said(Letter.ACCEPTANCE, letter(Letter.ACCEPTANCE, clock=clock))
    assert "2027年1月5日（暂定，以当年放假安排为准）" in found


def test_acceptance_says_how_it_came_about() -> None:
    late = letter(Letter.ACCEPTANCE, complete_on=date(2026, 11, 26))
    assert "需要补正的内容于2026年11月26日补齐" in said(Letter.ACCEPTANCE, late)
    deemed = letter(Letter.ACCEPTANCE, deemed=True)
    assert "未在5个工作日内一次告知" in said(Letter.ACCEPTANCE, deemed)


def test_what_came_last_says_that_all_is_there() -> None:
    view = letter(Letter.SUPPLEMENT_RECEIPT, owed=(), complete_on=date(2026, 11, 26))
    found = said(Letter.SUPPLEMENT_RECEIPT, view)
    assert "已经补齐，2026年11月26日为材料齐备之日" in found
    assert "还需要补正" not in found


def test_remedies_name_the_bodies_in_the_order_that_policy_says() -> None:
    office = Office("甘区住建", "张掖市甘州区人民政府", "甘州区县府街1号", "张掖市甘州区人民法院")
    named = said(Letter.DECLINE, letter(Letter.DECLINE, office=office))
    assert "张掖市甘州区人民政府（甘州区县府街1号）申请行政复议" in named
    assert "6个月内向张掖市甘州区人民法院提起行政诉讼" in named
    tables = parse_toml("[letters.remedies]\nbefore_court = true\n")
    first = said(Letter.DECLINE, letter(Letter.DECLINE, replaced(load_policy(), tables)))
    assert "应当自收到本不予受理通知书之日起60日内先向张掖市甘州区人民政府申请行政复议" in first
    assert "6个月" not in first
    unknown = said(Letter.DECLINE, letter(Letter.DECLINE, office=Office()))
    assert "向本级人民政府申请行政复议" in unknown


def test_a_second_notice_gives_its_reason_and_a_new_letter_names_the_void_one() -> None:
    view = letter(Letter.CORRECTION, reason="补交的收入证明与原件不符。", replaces="…-B1")
    found = said(Letter.CORRECTION, view)
    assert "再次告知补交的收入证明与原件不符" in found
    assert "替代编号…-B1的文书" in found


def test_only_a_way_that_is_known_is_ticked() -> None:
    for kind in (Letter.CORRECTION, Letter.PROOF_OF_DELIVERY):
        assert "☑" not in said(kind)
        assert "☑邮寄送达" in said(kind, letter(kind, way="mail"))
        assert "☑邮寄送达" in written(opened(kind, letter(kind, way="mail")).element)
    assert frozenset(WAYS) == facts.WAYS.words


@pytest.mark.parametrize("kind", EVERY)
def test_a_letter_of_which_nothing_is_known_still_prints(kind: Letter) -> None:
    assert LETTERS[kind].title in said(kind, LetterView())
    assert LETTERS[kind].title in written(opened(kind, LetterView()).element)


def test_consents_are_withdrawn_by_whom_they_are_of() -> None:
    view = letter(
        Letter.WITHDRAWAL,
        person=LetterPerson(samples.DOTTED, relation="配偶"),
        withdraws_application=False,
        withdrawn_items=("婚姻登记", "不动产登记"),
        papers_kept=True,
    )
    found = said(Letter.WITHDRAWAL, view)
    for text in (
        f"撤回人{samples.DOTTED}（配偶）",
        "撤回内容查询授权：婚姻登记、不动产登记",
        "自撤回之日起停止查询",
        "已交材料随卷保存",
    ):
        assert text in found
    assert "终止办理" not in found


def test_letters_are_set_once_for_preview_and_printer() -> None:
    papers, view = SetPapers(), letter(Letter.CORRECTION)
    made = papers.get(LETTERS[Letter.CORRECTION], view, Copy.FINAL)
    assert papers.get(LETTERS[Letter.CORRECTION], view, Copy.FINAL) is made
    assert made.pdf == pdf_of(Letter.CORRECTION, view)
    assert made.count == reading.pages(made.pdf)
    other = replace(view, number="620702-2026-03-00017-B2")
    assert papers.get(LETTERS[Letter.CORRECTION], other, Copy.FINAL) is not made


def test_every_kind_is_in_the_table_under_a_name_of_its_own() -> None:
    assert tuple(LETTERS) == EVERY
    names = [paper.name for paper in LETTERS.values()]
    assert names == list(map(str, EVERY))
    assert not set(names) & set(NAMES)
    assert all(not paper.is_duplex(1) for paper in LETTERS.values())


def test_the_file_says_of_itself_which_letter_it_is_and_nothing_of_whom() -> None:
    core = opened(Letter.DECLINE).core_properties
    assert core.title == "不予受理通知书"
    assert core.author == "张掖市甘州区住房和城乡建设局"
    assert samples.RARE not in f"{core.comments}{core.subject}{core.keywords}"


def test_the_bureau_s_own_words_are_printed_and_unusable_ones_are_not() -> None:
    text = """
[letters.correction_notice]
lapse_text = "逾期没有补齐的，按甘州区规定办理。"
until_text = "请于{tomorrow}前补正。"
"""
    policy = replaced(load_policy(), parse_toml(text))
    found = said(Letter.CORRECTION, letter(Letter.CORRECTION, policy))
    assert "按甘州区规定办理" in found
    assert "请于2026年12月8日前补正" in found
    off = check_tables(parse_toml(text), load_policy()).off
    assert [sentence for sentence in off if "until_text" in sentence]


def test_a_letter_or_a_code_that_the_program_does_not_know_is_switched_off() -> None:
    text = """
[[letter]]
paper = "praise"
from = 2026-01-01
code = "P"

[[letter]]
paper = "acceptance_notice"
from = 2026-01-01
code = "ss"
"""
    checked = check_tables(parse_toml(text), load_policy())
    assert sum("停用" in sentence for sentence in checked.off) == 2


def test_two_letters_with_one_code_are_told() -> None:
    text = """
[[letter]]
paper = "acceptance_notice"
from = 2026-01-01
code = "S"

[[letter]]
paper = "correction_notice"
from = 2026-01-01
code = "S"
"""
    assert any("编码" in doubt for doubt in check_tables(parse_toml(text), load_policy()).doubts)


def test_an_item_is_worded_by_what_is_lacking() -> None:
    words = ItemWords({})
    paper = words.material("收入证明", samples.RARE, "附件3", shared=True)
    assert paper.what == f"收入证明（{samples.RARE}）"
    assert "共享" in paper.wrong
    assert words.field("applicant.phone", "联系电话未填，请填写").what == "申请人 · 联系电话"
    assert samples.RARE in words.consent(samples.RARE).what
    assert words.commitment().rule


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "零"), (7, "柒"), (10, "壹拾"), (12, "壹拾贰"), (105, "壹佰零伍"), (1010, "壹仟零壹拾")],
)
def test_counts_in_formal_figures(number: int, words: str) -> None:
    assert in_words(number) == words
