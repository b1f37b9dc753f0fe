"""The acts by name, with the keys that each knows: for `counter-app do` and its help.

Must not do anything: an act is made here and judged elsewhere.
"""

from msgspec.structs import replace

from counter_app.cases.actions import Action, Kind, Scalar
from counter_app.cases.chain import FIRST
from counter_app.cases.deed import Deed
from counter_app.cases.stages import Stage
from counter_app.intake.deeds import answers, at_the_window, decisions, in_review
from counter_app.intake.deeds.act import Act
from counter_app.intake.deeds.given import Given
from counter_app.intake.deeds.table_of_review import ACTS_OF_REVIEW
from counter_app.needs.case_file import CaseFile
from counter_app.needs.lacking import pieces_lacking

_PERSON = "applicant、member:N 或人员编号"
_DAY = "日期，默认今天"

SUPPLEMENT = "supplement"
"""Takes several pieces that a notice asked for, one act each; its slip tells all of them."""
APPROVE = "approve"
SEND_BACK = "send-back"
"""Of a proposal; where none waits, the city's to the county."""
ACTS: dict[str, Act] = {
    "set-street": Act(
        "定街道",
        decisions.set_street,
        {"street": "街道代码", "step": "community 或 employer：首个意见由谁出具，不写按政策"},
        Kind.STREET_SET,
    ),
    "sign": Act(
        "签承诺书",
        at_the_window.sign,
        {"signed_on": _DAY, "how": "ink 或 pad"},
        Kind.FORM_SIGNED,
        settles=True,
    ),
    "consent": Act(
        "查询授权作答",
        at_the_window.consent,
        {
            "person": _PERSON,
            "granted": "true 或 false",
            "items": "all 或核查事项列表",
            "signed_by": "签署人",
            "capacity": "self、parent、guardian、attorney",
            "signed_on": _DAY,
        },
        Kind.CONSENT_GIVEN,
        settles=True,
    ),
    "withdraw-consent": Act(
        "撤回授权",
        at_the_window.withdraw_consent,
        {"person": _PERSON, "items": "all", "signed_on": _DAY},
        Kind.CONSENT_WITHDRAWN,
    ),
    "take-material": Act(
        "收材料",
        at_the_window.take_material,
        {
            "material": "材料",
            "person": f"{_PERSON}；整件的不写",
            "seen_original": "true 或 false",
            "copies": "份数",
            "pages": "页数",
            "why_paper": "为什么收纸质",
            "more": "true：退回要求的还没有补齐",
        },
        Kind.MATERIAL_TAKEN,
        settles=True,
    ),
    SUPPLEMENT: Act(
        "补件",
        at_the_window.take_material,
        {"pieces": "列表，每份写 take-material 的键；不写就只出补件回执"},
        Kind.MATERIAL_TAKEN,
        settles=True,
    ),
    "return-material": Act(
        "退材料",
        at_the_window.return_material,
        {
            "material": "材料",
            "person": _PERSON,
            "to": "退给谁",
            "relation": "领取人与申请人的关系",
            "authority": "凭什么代领",
            "intact": "true：完好",
            "kept_copy": "true：留了复印件",
        },
        Kind.MATERIAL_RETURNED,
    ),
    "revise": Act(
        "变更申请内容",
        at_the_window.revise,
        {
            "content": "完整的申报内容",
            "field": "或者只改一项：check 报的路径，如 applicant.monthly_income",
            "value": "这一项改成什么",
            "add": "或者添一名家庭成员：{name, relation, id_number, employer, monthly_income}",
            "remove": "或者减去一名家庭成员：人员编号",
            "reason": "原因",
        },
        Kind.FORM_REVISED,
        settles=True,
    ),
    "change-contact": Act(
        "变更电话", at_the_window.change_contact, {"phone": "电话"}, Kind.CONTACT_CHANGED
    ),
    "agree-electronic": Act(
        "同意电子送达",
        at_the_window.agree_electronic,
        {"signed_by": "签署人", "signed_on": _DAY},
        Kind.ELECTRONIC_DELIVERY_AGREED,
    ),
    "notice": Act(
        "一次性补正告知",
        decisions.notice,
        {"until": "补正期限", "also": "另加的项目", "category": "再次告知的原因"},
        Kind.NOTICE_GIVEN,
    ),
    "prolong": Act(
        "延长补正期限",
        decisions.prolong,
        {"until": "新期限", "reason": "原因"},
        Kind.NOTICE_PROLONGED,
    ),
    "deliver": Act(
        "送达",
        at_the_window.deliver,
        {
            "letter": "文书编号",
            "way": "in_hand、refused_left、electronic、mail、through_proxy、public_notice",
            "to": "收件人",
            "on": _DAY,
            "relation": "代收人与申请人的关系",
            "reason": "拒收事由",
            "witness": "见证人，或者照片、录像",
            "proof": "凭据：邮件号码，电子地址和到达时间，受托人，公告载体",
        },
        Kind.DELIVERED,
    ),
    "accept": Act(
        "受理", decisions.accept, {"against_finding": "true：有不符合的发现仍受理"}, Kind.ACCEPTED
    ),
    "decline": Act(
        "不予受理",
        decisions.decline,
        {
            "reason": "原因",
            "facts": "事实",
            "clause": "依据的条款，不写就按原因取",
            "change": "怎样可以重新申请",
            "office": "应当受理的机关",
        },
        Kind.DECLINED,
    ),
    "withdraw": Act(
        "撤回申请",
        at_the_window.withdraw,
        {"signed_by": "签署人", "signed_on": _DAY},
        Kind.WITHDRAWN,
    ),
    "enter-answer": Act(
        "录入部门答复",
        answers.enter_answer,
        {
            "item": "核查事项",
            "person": _PERSON,
            "outcome": "found、none、identity_mismatch、ambiguous、not_covered、refused、failed",
            "coverage": "{area, system, as_of}：查了哪里、哪个系统、截至哪天",
            "records": "答复的各条，照事项的写法",
            "channel": "letter、file、paper",
            "reference": "来函文号，可不写",
        },
        Kind.ANSWER_ENTERED,
    ),
    APPROVE: Act("批准", decisions.approve, {"proposal": "提请编号，可不写"}, Kind.APPROVED),
    SEND_BACK: Act(
        "退回",
        in_review.send_back,
        {"proposal": "提请编号，可不写；没有提请时由市级退回县区", "words": "理由"},
        Kind.PROPOSAL_SENT_BACK,
    ),
    **ACTS_OF_REVIEW,
    "end": Act("终止办理", decisions.end, {"reason": "原因", "facts": "事实"}, Kind.ENDED),
    "settle": Act(
        "两份变更取舍",
        decisions.settle,
        {
            "other": "另一份变更的编号，只有一份时不写",
            "take": "改用另一份的哪些项，列表，如 applicant.employer；其余照现在的",
        },
        Kind.CONTENT_SETTLED,
    ),
    "settle-register": Act(
        "核定登记簿重复",
        decisions.settle_register,
        {"goes_on": "true：本件继续", "reason": "理由"},
        Kind.REGISTER_SETTLED,
    ),
    "correct-day": Act(
        "核定日期",
        decisions.correct_day,
        {
            "day": "应当的日期，不晚于现在记的",
            "reason": "理由",
            "of": "日期存疑的操作的编号，或 acceptance 受理日；不写是受理日",
        },
        Kind.DAY_CORRECTED,
    ),
    "correct-identity": Act(
        "更正身份信息",
        decisions.correct_identity,
        {"person": _PERSON, "reason": "理由", "evidence": "凭据"},
        Kind.IDENTITY_CORRECTED,
    ),
    "void-letter": Act(
        "文书作废",
        decisions.void_letter,
        {"letter": "编号", "reason": "原因", "reissue": "true：作废后重新出一份"},
        Kind.LETTER_VOIDED,
    ),
    "hand-over": Act(
        "录入公租房信息系统",
        at_the_window.hand_over,
        {
            "external_number": "对方编号，不写就是已录入、等编号",
            "again": "对方编号再录一次，可不写",
        },
        Kind.HAND_OVER_CONFIRMED,
    ),
}


def make(act: Act, given: Given) -> Deed:
    """The act as it is to be judged; what a notice asked for says so."""
    deed = act.make(given)
    return _settling(deed, given) if act.settles else deed


def _settling(deed: Deed, given: Given) -> Deed:
    """Name the notice or return that the piece settles.

    Whether with it everything is there that a notice asked for is said here. What a return remarked
    never comes to a window, so that is the server's to find; whoever knows of more says so.
    """
    state = given.file.state
    if state.returned:
        more: dict[str, Scalar] = {"last": False} if given.truth("more") else {}
        return deed.with_facts(settles=state.returned, **more)
    if state.stage is not Stage.SUPPLEMENT or not state.notices:
        return deed
    after = given.file.after(_unsealed(given.file, deed), deed.content)
    complete = not pieces_lacking(after, given.policy, given.today)
    return deed.with_facts(settles=state.notices[-1].action, last=complete)


def _unsealed(file: CaseFile, deed: Deed) -> Action:
    """The act as an action that stands in no chain, to see what it would make of the case."""
    bare = replace(file.actions[0], kind=deed.kind, facts=dict(deed.facts), previous=FIRST)
    return replace(bare, action_id="", content_hash="", hash="")
