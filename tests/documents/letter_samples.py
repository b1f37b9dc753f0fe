"""Letters for the papers' tests; all persons, numbers and decisions are invented."""

from dataclasses import replace
from datetime import date
from typing import Any

from counter_app.documents.letters.from_case import clock_of
from counter_app.documents.letters.official import official_number
from counter_app.documents.letters.view import (
    AskedItem,
    DeferredItem,
    DeliveredLetter,
    Ground,
    HandedPaper,
    Hearing,
    LetterPerson,
    LetterView,
    MendPlace,
    Opinion,
    OwedItem,
    Remedies,
)
from counter_app.rules.halls import find_hall
from counter_app.rules.letter_kinds import Letter
from counter_app.rules.letters import find_office, find_series, letter_number, letter_part
from counter_app.rules.policy import Policy, load_policy
from tests.documents import samples

DAY = date(2026, 11, 23)
REGION = "620702"
LONG_NAME = "阿卜杜热合曼·买买提艾力·" * 5

PAPERS = (
    HandedPaper("《公共租赁住房申请审核表》", "", "√", "", 1, 2),
    HandedPaper("信息查询授权书（4人）", "", "√", "", 4, 4),
    HandedPaper(f"收入证明（{samples.RARE}）", samples.RARE, "√", "", 1, 1, intact=True),
    HandedPaper("婚姻证明", samples.RARE, "验后退还", "√", 1, 2, True, kept_copy=True),
)
OWED = (
    OwedItem(
        f"收入证明（{samples.DOTTED}）",
        "出具单位未盖章；月收入与审核表所填3,240.00元不一致。",
        "由单位重新出具，写明近12个月平均月收入并盖章。原件1份。",
        "实施方案附件3",
    ),
    OwedItem("审核表“机动车辆情况”", "为空。", "没有车辆的填写“无”。", "审核表备注第3条"),
)
DEFERRED = (DeferredItem("劳动合同", "合同在单位存档", "邮寄", "复印件1份", date(2026, 11, 30)),)
MEND = (
    MendPlace(
        "户籍地",
        "户籍所在地派出所户籍窗口",
        bring="身份证、户口簿，能证明正确内容的材料",
        form="户口登记项目变更更正申请",
        takes="一般项目当场或者数日",
        fee="不收费",
        again_days=3,
        again_most=5,
        looked_on=date(2026, 11, 26),
    ),
    MendPlace("机动车辆", "车辆管理所登记窗口", phone="0936-8212345", bring="机动车登记证书"),
)
OPINIONS = (
    Opinion("东街街道", "同意", date(2026, 11, 30)),
    Opinion("张掖市甘州区住房和城乡建设局", "同意", date(2026, 12, 10)),
)
FAILED = (
    Ground(
        "人均自有 21.30 m²，不低于 16。",
        "附件4 受理条件（16 平方米）；《甘肃省公共租赁住房管理办法》第二十一条（13 平方米）",
        "住房",
        f"自然资源部门（不动产登记，2026年12月1日）；{samples.RARE}的房产，申报无，登记85.20，按登记认定",
    ),
    Ground("人均月收入 4,210.00 元，超过 2500 元。", "第二十二条", "收入", "申请人申报"),
)
_REASONS = {
    Letter.RETURN_LIST: "撤回申请",
    Letter.ENDING: "申请人已经迁离",
    Letter.STOP: "入户调查",
    Letter.EXTENSION: "有关部门核验尚未答复",
    Letter.REFUSAL_ANNOUNCEMENT: "你户名下有住房一套，人均面积超过标准",
    Letter.RESULT: "你户名下有住房一套，人均面积超过标准",
}


def refused(**facts: Any) -> LetterView:
    """A result that did not pass."""
    heard = Hearing(DAY, date(2026, 11, 26), "房屋是借名登记，没有证据")
    said = {"passed": False, "grounds": FAILED, "heard": heard}
    return letter(Letter.RESULT, **{**said, **facts})


def letter(kind: Letter, policy: Policy | None = None, **facts: Any) -> LetterView:
    """A letter of a case as a hall would issue it."""
    policy = policy or load_policy()
    series = find_series(policy, kind, DAY)
    office, hall = find_office(policy, REGION, DAY), find_hall(policy, REGION, DAY)
    assert series is not None
    assert office is not None
    assert hall is not None
    made = LetterView(
        case_number=samples.NUMBER,
        number=letter_number(samples.NUMBER, series.code, 1),
        official=official_number(policy, kind, REGION, DAY, 47),
        part=letter_part(series.code, 1),
        short_code="K7Q2M3",
        address=samples.ADDRESS,
        applicant=LetterPerson(samples.RARE, "622201198803159017"),
        applicant_type="城镇中低收入住房困难家庭",
        household_size=4,
        applied_on=DAY,
        received_on=DAY,
        dated=DAY,
        at=samples.RECEIVED,
        clock=clock_of(policy, DAY),
        papers=PAPERS,
        shared=("身份证和户籍材料", "房屋不动产证明"),
        owed=OWED,
        until=date(2026, 12, 8),
        may_prolong=True,
        answer_by=date(2026, 11, 30),
        grounds=(Ground("自有住房人均建筑面积21.30平方米，高于16平方米。", "实施方案附件4"),),
        accepted_on=DAY,
        mend=MEND,
        guides=(letter_number(samples.NUMBER, "G", 1),),
        days=5,
        was_due=date(2026, 12, 21),
        stands_from=date(2026, 11, 24),
        opinions=OPINIONS,
        decided_by="赵磊",
        remedies=Remedies("人均住房建筑面积低于16平方米"),
        return_list=letter_number(samples.NUMBER, "T", 1),
        reason=_REASONS.get(kind, ""),
        deferred=DEFERRED,
        letters=(DeliveredLetter("一次性补正告知书", letter_number(samples.NUMBER, "B", 1)),),
        organ={Letter.CORRECTION_GUIDE: "公安部门"}.get(kind, "民政部门"),
        asked=(
            AskedItem(LetterPerson(samples.RARE, "622201198803159017"), "婚姻登记", DAY),
            AskedItem(
                LetterPerson(samples.DOTTED, "620702199005041224"), "低保、特困、低收入认定", DAY
            ),
        ),
        delivery_address="张掖市甘州区民主西街36号院4号楼2单元301室",
        hall=hall,
        office=office,
        window_label="03号窗口",
        clerk="马玉兰",
        made_at=samples.RECEIVED,
        policy=policy.version,
        wording=policy.words("letters", DAY),
        passed=True,
    )
    if kind is Letter.REFUSAL_ANNOUNCEMENT:
        made = replace(made, grounds=FAILED)
    return replace(made, **facts)


def long_letter(kind: Letter, count: int = 40) -> LetterView:
    """The same with as much on it as may ever be: many items, long and rare names."""
    owed = tuple(
        OwedItem(
            f"收入证明{n}（{LONG_NAME}）",
            f"第{n}项：{samples.RARE}的{samples.LONG_EMPLOYER}未盖章。",
            f"第{n}项请由{samples.EMPLOYER}重新出具，原件1份。",
            f"实施方案附件3第{n}项",
        )
        for n in range(1, count + 1)
    )
    papers = tuple(
        HandedPaper(f"材料{n}（{LONG_NAME}）", LONG_NAME, "√", "", 1, n)
        for n in range(1, count + 1)
    )
    return letter(
        kind,
        applicant=LetterPerson(LONG_NAME, "622201198803159017"),
        owed=owed,
        papers=papers,
        grounds=tuple(Ground(item.wrong, item.rule) for item in owed),
        mend=tuple(
            replace(MEND[0], facts=f"第{n}项", office=f"{samples.LONG_EMPLOYER}{n}")
            for n in range(1, 11)
        ),
        opinions=OPINIONS * 10,
        guides=tuple(f"{samples.NUMBER}-G{n}" for n in range(1, 13)),
        asked=tuple(
            AskedItem(LetterPerson(LONG_NAME, "622201198803159017"), item.what, DAY)
            for item in owed
        ),
        deferred=tuple(
            DeferredItem(item.what, item.wrong, "窗口", "原件1份", DAY) for item in owed
        ),
        letters=tuple(
            DeliveredLetter("一次性补正告知书", f"{samples.NUMBER}-B{n}") for n in range(1, count)
        ),
    )
