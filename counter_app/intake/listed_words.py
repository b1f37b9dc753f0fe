"""How a row of a desk's list is told: the words of its cells, and what is read out.

Must not know a colour, nor decide what stands on a list.
"""

import msgspec

from counter_app.cases.stages import Stage, Step
from counter_app.forms.consents import Department
from counter_app.intake.case_view.strokes import OF_STATES, ORDER, Stroke, words
from counter_app.wire.lists import ListRow

FREE, MINE = "未领", "我"
STOPPED, RETURNED, SENT_BACK = "stopped", "returned", "sent_back"
"""Of a row's flags, those that change how it is shown."""
_TAIL = 5
_STEPS = {
    Step.COMMUNITY: "初审",
    Step.EMPLOYER: "初审",
    Step.COUNTY: "复审",
    Step.PUBLICITY: "公示",
    Step.MUNICIPAL: "备案",
}
_STAGES = {
    Stage.RECEIVED: "收件",
    Stage.SUPPLEMENT: "补正",
    Stage.ACCEPTED: "受理",
    Stage.FILED: "办结",
}
_OVER = "办结"


def step_words(row: ListRow) -> str:
    """Where it is, in two characters."""
    if RETURNED in row.flags:
        return "补正"
    if row.step:
        return _STEPS[Step(row.step)]
    return _STAGES.get(Stage(row.stage), _OVER)


def left_words(row: ListRow) -> str:
    """Working days that are left: `7`, `今日`, `超 1`, `停在 11`; nothing where none run."""
    if row.days_left is None:
        return ""
    if STOPPED in row.flags or RETURNED in row.flags:
        return f"停在 {row.days_left}"
    if row.days_left < 0:
        return f"超 {-row.days_left}"
    return str(row.days_left) if row.days_left else "今日"


def claimed_words(row: ListRow) -> str:
    """Who works at it."""
    return MINE if row.claimed_by_me else row.claimed_by or FREE


def short_number(number: str) -> str:
    """Its last five digits, where there is no room for more."""
    return number[-_TAIL:]


def strokes_of(row: ListRow) -> tuple[Stroke, ...]:
    """Nine of them, in the order of departments."""
    return tuple(OF_STATES.get(row.strokes.get(each, ""), Stroke.NOT_ASKED) for each in ORDER)


def answered_words(row: ListRow) -> str:
    """How many answered of those that were asked."""
    return f"{row.answered}/{row.asked}" if row.asked else ""


def strokes_read_out(row: ListRow) -> str:
    """The strokes in words."""
    if not row.asked:
        return "部门没有问"
    told = f"问 {row.asked} 家，答 {row.answered} 家"
    return "，".join(filter(None, (told, words(strokes_of(row)))))


def department_words(department: Department) -> str:
    """Short enough for three in a row."""
    return department.label.removesuffix("中心").removesuffix("事务")


def with_holder(row: ListRow, holder: str, *, own: bool) -> ListRow:
    """The same row with another who works at it, or nobody."""
    return msgspec.structs.replace(row, claimed_by=holder, claimed_by_me=own)
