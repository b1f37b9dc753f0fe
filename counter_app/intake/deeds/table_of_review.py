"""The acts of review by name, with the keys that each knows. Must not do anything."""

from counter_app.cases.actions import Kind
from counter_app.intake.deeds import in_review, refusal
from counter_app.intake.deeds.act import Act
from counter_app.intake.review_words import DECISIONS

_CLAUSES = "不符合的条件，列表，如 housing；已告知的不写"

ACTS_OF_REVIEW: dict[str, Act] = {
    "decide-difference": Act(
        "核对不一致",
        in_review.decide_difference,
        {
            "difference": "不一致的编号，见 case",
            "decision": "、".join(f"{each} {words}" for each, words in DECISIONS.items()),
            "reason": "理由；采信的要写",
            "evidence": "凭据，可不写",
        },
        Kind.DIFFERENCE_SETTLED,
    ),
    "report-mended": Act(
        "申请人已到部门更正",
        in_review.report_mended,
        {"department": "部门", "on": "告知的日期，默认今天"},
        Kind.MEND_REPORTED,
    ),
    "waive": Act(
        "不等部门答复",
        in_review.waive,
        {"department": "部门，如 civil_affairs", "reason": "理由"},
        Kind.WAIVED,
    ),
    "return": Act(
        "退回补正",
        in_review.give_back,
        {
            "remarks": "列表，每项 {field|material|difference, person, words}；"
            "已定为更正的不一致自动带上",
            "category": "再次退回的原因",
        },
        Kind.RETURNED,
    ),
    "opinion": Act(
        "出具意见",
        in_review.opine,
        {
            "opinion": "首环节 agree、disagree；县区 agree、refuse；市级 file",
            "text": "意见，印在审核表上",
            "revision": "看过的是第几版内容，可不写；又有新版的不受理",
            "clauses": f"refuse：{_CLAUSES}",
            "facts": "refuse：事实",
        },
        Kind.OPINION_GIVEN,
    ),
    "announce-refusal": Act(
        "拟不通过告知",
        refusal.announce,
        {"clauses": _CLAUSES, "facts": "事实，写进告知书"},
        Kind.REFUSAL_ANNOUNCED,
    ),
    "hear": Act(
        "听取陈述申辩",
        refusal.hear,
        {"words": "申请人的陈述", "on": "日期，默认今天"},
        Kind.HEARING_HELD,
    ),
    "refuse": Act(
        "审核不通过",
        refusal.refuse,
        {
            "clauses": _CLAUSES,
            "facts": "事实，写进告知书",
            "change": "怎样可以重新申请，可不写",
        },
        Kind.REFUSED,
    ),
    "extend": Act(
        "延期",
        in_review.extend,
        {"days": "延长几个工作日", "reason": "原因"},
        Kind.EXTENDED,
    ),
    "stop": Act(
        "暂停计时",
        in_review.stop,
        {"reason": "政策所列的原因，或者自己写", "until": "预计哪天恢复，可不写"},
        Kind.CLOCK_STOPPED,
    ),
    "resume": Act("恢复计时", in_review.resume, {"stop": "暂停的编号，可不写"}, Kind.CLOCK_RESUMED),
    "settle-task": Act(
        "处理遗留事项",
        in_review.settle_task,
        {
            "of": "哪一件，编号见 case 的 tasks；只有一件时不写",
            "way": "no_effect 看过，没有影响、seen_to 已另行办理、"
            "list_told 已告知轮候名册、on_paper 已改用纸质证明",
            "reason": "理由",
        },
        Kind.TASK_SETTLED,
    ),
    "file": Act("备案", in_review.file, {"text": "意见，可不写"}, Kind.FILED),
}
