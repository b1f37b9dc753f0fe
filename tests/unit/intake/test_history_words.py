"""What happened to a case, as a clerk reads it a week later."""

import json
from datetime import date

from counter_app.cases.actions import Kind
from counter_app.intake.case_told import Teller
from counter_app.intake.persons_told import told_of
from counter_app.rules.policy import load_policy
from tests.unit.needs.files import Story, form

POLICY = load_policy()


def teller(told: Story) -> Teller:
    return Teller(told.file, POLICY, date(2026, 11, 24))


def lines(told: Story) -> list[str]:
    return [line["words"] for line in teller(told).told()["history"][1:]]


def brought() -> Story:
    content = form()
    number = content["applicant"]["id_number"]
    told = Story(content).takes("labour_contract", number).takes("marriage", None)
    told.does(Kind.CONSENT_GIVEN, {"person_id_number": number, "granted": False})
    return told.decides(Kind.STREET_SET, street="620702002")


def test_each_paper_and_signature_is_named_with_whose_it_is() -> None:
    assert lines(brought()) == [
        "收下周玉兰的劳动合同",
        "收下婚姻证明",
        "周玉兰的信息查询授权已作答",
        "所属街道 南街街道",
    ]


def test_what_is_not_here_is_told_in_general_and_an_unknown_street_by_its_code() -> None:
    told = brought().decides(Kind.STREET_SET, street="999999999")
    told.contents.clear()
    assert lines(told) == [
        "收下一份材料",
        "收下一份材料",
        "信息查询授权已作答",
        "所属街道 南街街道",
        "所属街道 999999999",
    ]


def test_what_was_proposed_and_approved_is_said_with_it() -> None:
    told = Story(form())
    act = {"act": Kind.DAY_CORRECTED, "day": "2026-11-23"}
    told.decides(Kind.PROPOSED, {"reason": "回执为证"}, **act)
    told.decides(Kind.APPROVED, proposal=told.actions[-1].action_id, **act)
    assert lines(told) == ["提请批准：日期核定为 2026-11-23", "批准：日期核定为 2026-11-23"]


def test_a_letters_number_and_its_keeping_are_two_things() -> None:
    letter = "620702-2026-03-00017-S1"
    told = Story(form()).decides(Kind.LETTER_KEPT, letter=letter, official="甘住保受〔2026〕1号")
    told.decides(Kind.LETTER_KEPT, letter=letter, sha256="0" * 64)
    assert lines(told) == [f"文书 {letter} 编文号 甘住保受〔2026〕1号", f"文书 {letter} 存档"]


def test_a_printed_paper_is_named() -> None:
    paper = {"paper": "receipt", "sha256": "0" * 64}
    told = Story(form()).decides(Kind.PAPER_SENT, **paper).decides(Kind.PAPER_CONFIRMED, **paper)
    for other in ("acceptance_notice", "something_new"):
        told.decides(Kind.PAPER_SENT, paper=other, sha256="0" * 64)
    assert lines(told) == ["打印收件回执", "收件回执已打出", "打印受理通知书", "打印文书"]


def test_names_are_masked_for_whoever_gave_no_reason() -> None:
    words = [line["words"] for line in told_of(teller(brought()))["history"]]
    assert words[1] == "收下周*的劳动合同"
    assert "周玉兰" not in str(words)


def test_what_is_done_in_review_says_whose_word_which_department_and_which_way() -> None:
    told = Story(form())
    person = told.file.state.person(0)
    item = "natural_resources.real_estate"
    told.decides(Kind.OPINION_GIVEN, step="community", opinion="disagree")
    told.decides(Kind.QUERY_ASKED, query="q", item=item, person=person, consent="c")
    told.decides(Kind.QUERY_ANSWERED, query="q", outcome="found")
    told.decides(Kind.ANSWER_ENTERED, query="p", item=item, person=person, outcome="none")
    told.decides(Kind.DIFFERENCE_SETTLED, difference="d", decision="take_verified")
    told.decides(Kind.WAIVED, department="taxation")
    assert lines(told) == [
        "街道社区审核意见：不同意",
        "向自然资源查询（周玉兰）",
        "自然资源已答复（周玉兰）",
        "录入自然资源答复（周玉兰）",
        "核对一处不一致：照核验采信",
        "不等税务答复",
    ]


def test_why_paper_was_taken_of_what_is_shared_is_told() -> None:
    content = form()
    number = content["applicant"]["id_number"]
    told = Story(content).takes("real_estate", number)
    name = told.actions[-1].action_id
    entry = json.loads(told.contents[name])
    told.contents[name] = json.dumps(
        {**entry, "more": {"instead_of_sharing": "部门系统不通"}}
    ).encode()
    assert lines(told) == ["收下周玉兰的房屋不动产证明（收纸质：部门系统不通）"]
