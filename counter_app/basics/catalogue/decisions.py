"""Why a decision is not taken: told at the desk before it is sent, and by the server."""

from counter_app.basics.errors import Entry

ACTION_STALE = Entry(
    "action_stale",
    "您看过之后，这个办件又有了新的决定或变更",
    "请先看清变化，再决定；写好的文字还在",
)
ACTION_EXPIRED = Entry(
    "action_expired",
    "这项决定送到服务器时已超过有效时间",
    "没有生效；请看清现在的情况后重新决定",
)
ACTION_LACKING = Entry(
    "action_lacking",
    "这项决定所需的内容还不齐全",
    "请看“还差什么”，补齐后再办",
)
ACTION_DAY_DIFFERS = Entry(
    "action_day_differs",
    "受理日与材料齐全之日不一致",
    "请先同步，按服务器算出的受理日重新受理",
)
ACTION_REGISTER = Entry(
    "action_register",
    "登记簿显示，这个家庭已有人在另一个办件中",
    "本件暂不受理，已转县区核定；请勿发受理通知书",
)
ACTION_CONTESTED = Entry(
    "action_contested",
    "登记簿的重复还没有核定",
    "请等县区核定后再办",
)
ACTION_DEEMED = Entry(
    "action_deemed",
    "已过五个工作日，本件视为受理",
    "不能再补正告知或不予受理，请按视为受理办理",
)
ACTION_NOT_DEEMED = Entry(
    "action_not_deemed",
    "本件还没有到视为受理的日子",
    "请按通常的受理办理",
)
ACTION_RETURNED = Entry(
    "action_returned",
    "本件正在退回补正，还没有补齐",
    "请等补齐后再办",
)
ACTION_STOPPED = Entry(
    "action_stopped",
    "本件正在暂停计时",
    "请先恢复计时再办",
)
ACTION_NEEDS_SECOND = Entry(
    "action_needs_second",
    "这项决定需要另一位负责人批准",
    "请提请批准",
)
ACTION_NEEDS_NO_SECOND = Entry(
    "action_needs_no_second",
    "这项决定不需要批准",
    "请直接办理",
)
ACTION_SAME_PERSON = Entry(
    "action_same_person",
    "同一个人不能办理本件的两个环节",
    "请由另一位有权限的人员办理",
)
ACTION_NO_SESSION = Entry(
    "action_no_session",
    "办理人没有在这台电脑上登录，或登录已过期",
    "请重新登录后再办",
)
ACTION_LOCKED = Entry(
    "action_locked",
    "办理人的账号已停用",
    "请与管理员联系",
)
ACTION_WRONG_REGION = Entry(
    "action_wrong_region",
    "办理人没有这个县区或街道的权限",
    "请由本县区、本街道的人员办理",
)
ACTION_PROPOSAL_OPEN = Entry(
    "action_proposal_open",
    "本件已有一项决定在等批准",
    "请等批准或退回后再提请",
)
ACTION_PROPOSAL_VOID = Entry(
    "action_proposal_void",
    "提请的决定已经失效：提请之后办件有了变化",
    "请看清变化后重新提请",
)
ACTION_WRONG_STAGE = Entry(
    "action_wrong_stage",
    "办件所处环节不允许这项操作",
    "请先同步，看清现在的环节再办",
)
ACTION_WRONG_ROLE = Entry(
    "action_wrong_role",
    "这项操作不能由这个身份来做",
    "请由有权限的人员办理",
)
ACTION_TOO_LATE = Entry(
    "action_too_late",
    "已过办结期限，不能再延期",
    "本件按逾期列出，请尽快办结",
)
ACTION_TOO_LONG = Entry(
    "action_too_long",
    "延期的天数超过政策规定",
    "请按规定的天数重新提请",
)
ACTION_NOT_ON_ROUTE = Entry(
    "action_not_on_route",
    "政策没有规定这类申请由工作单位出具首个意见",
    "请由街道社区审核，或请住建局修改审核路线",
)
ACTION_STREET_UNKNOWN = Entry(
    "action_street_unknown",
    "这个街道（乡镇）不是本县区的",
    "请从本县区的街道中选",
)
ACTION_DAY_DOUBTED = Entry(
    "action_day_doubted",
    "已收下；所报日期无法核实，暂按服务器收到的日期计算",
    "请县区核定日期",
)
ACTION_NOT_SO = Entry(
    "action_not_so",
    "本件现在的情况与这项操作不符",
    "请先同步，看清现在的情况再办",
)

ACTION_NO_DIFFERENCE = Entry(
    "action_no_difference",
    "申报与核验没有这一处不一致",
    "请重新打开办件，看现在的核验结果",
)
ACTION_NOT_WAITING = Entry(
    "action_not_waiting",
    "没有在等这个部门的答复",
    "请核对是哪个部门",
)
ACTION_REFUSE_INSTEAD = Entry(
    "action_refuse_instead",
    "县区不同意的，要作出不予通过的决定",
    "请办“拟不通过告知”，听取陈述申辩后办“审核不通过”",
)
ACTION_EXTENDED_BEFORE = Entry(
    "action_extended_before",
    "已经延期过一次，没有办理",
    "期限只能延长一次",
)
ACTION_ANNOUNCED_BEFORE = Entry(
    "action_announced_before",
    "已经有拟不通过告知，没有办理",
    "请听取陈述申辩后决定；要改理由的，先退回补正",
)
ACTION_NOT_STOPPED = Entry(
    "action_not_stopped",
    "计时没有暂停，没有办理",
    "退回补正的，补齐后自动恢复",
)
ACTION_CLAUSE_HOLDS = Entry(
    "action_clause_holds",
    "所写的条件，本件并没有确定不符合",
    "只能写认定结果里“不符合”的条件；“待核”的先核实",
)
ACTION_CLAIMED = Entry(
    "action_claimed",
    "另一位工作人员已领办这个办件",
    "请与其商量，或写明理由接过来（do take-over）再办",
)
ACTION_NOT_LAPSED = Entry(
    "action_not_lapsed",
    "期限还没有过：要以已送达的告知所写的期限，或容缺承诺的日期为准",
    "请等期限过后再办，或另选原因",
)
WHY_NOT: dict[str, Entry] = {
    "not_lapsed": ACTION_NOT_LAPSED,
    "claimed": ACTION_CLAIMED,
    "wrong_stage": ACTION_WRONG_STAGE,
    "wrong_role": ACTION_WRONG_ROLE,
    "stale": ACTION_STALE,
    "expired": ACTION_EXPIRED,
    "lacking": ACTION_LACKING,
    "day_differs": ACTION_DAY_DIFFERS,
    "register": ACTION_REGISTER,
    "contested": ACTION_CONTESTED,
    "deemed": ACTION_DEEMED,
    "not_deemed": ACTION_NOT_DEEMED,
    "returned": ACTION_RETURNED,
    "stopped": ACTION_STOPPED,
    "needs_second": ACTION_NEEDS_SECOND,
    "needs_no_second": ACTION_NEEDS_NO_SECOND,
    "same_person": ACTION_SAME_PERSON,
    "no_session": ACTION_NO_SESSION,
    "locked": ACTION_LOCKED,
    "wrong_region": ACTION_WRONG_REGION,
    "proposal_open": ACTION_PROPOSAL_OPEN,
    "proposal_void": ACTION_PROPOSAL_VOID,
    "too_late": ACTION_TOO_LATE,
    "too_long": ACTION_TOO_LONG,
    "not_on_route": ACTION_NOT_ON_ROUTE,
    "no_difference": ACTION_NO_DIFFERENCE,
    "not_waiting": ACTION_NOT_WAITING,
    "refuse_instead": ACTION_REFUSE_INSTEAD,
    "clause_holds": ACTION_CLAUSE_HOLDS,
    "extended_before": ACTION_EXTENDED_BEFORE,
    "announced_before": ACTION_ANNOUNCED_BEFORE,
    "not_stopped": ACTION_NOT_STOPPED,
    "street_unknown": ACTION_STREET_UNKNOWN,
    **dict.fromkeys(
        (
            "wrong_notice",
            "nothing_to_settle",
            "letter_unknown",
            "later_day",
            "not_contested",
            "not_doubted",
            "before_receipt",
            "prolonged_before",
            "no_later",
            "wrong_revision",
            "declined_instead",
        ),
        ACTION_NOT_SO,
    ),
}
"""By the codes of `cases.following` and of the wire."""
CLAIM_NOT_HELD = Entry("claim_not_held", "没有人领办这个办件", "不用退回，可以直接领办")
CLAIM_WRONG_ROLE = Entry(
    "claim_wrong_role", "您的身份不能这样做", "领办、接办要在本步骤审核，改派要县区负责人"
)
CLAIM_OVER = Entry("claim_over", "这个办件已经办结，不用领办", "请看办件现在的情况")
CLAIM_NO_REASON = Entry("claim_no_reason", "接办要写理由", "请在 --with 里写 reason")
CLAIM_NOT_THEIRS = Entry(
    "claim_not_theirs", "改派给的人不办理这个办件", "请核对工号；要有本地区、本街道的审核身份"
)
WHY_NOT_CLAIMED: dict[str, Entry] = {
    "claimed": ACTION_CLAIMED,
    "not_claimed": CLAIM_NOT_HELD,
    "wrong_role": CLAIM_WRONG_ROLE,
    "wrong_stage": CLAIM_OVER,
    "no_reason": CLAIM_NO_REASON,
    "not_theirs": CLAIM_NOT_THEIRS,
}
"""Why the work at a case does not change hands."""
