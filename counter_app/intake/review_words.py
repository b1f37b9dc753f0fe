"""Words of what reviewers decide: opinions, differences, what became of what was left over."""

from collections.abc import Mapping

from counter_app.cases.actions import Scalar
from counter_app.cases.left_over import SettledBy
from counter_app.cases.ways import DecidedBy

DECISIONS: Mapping[str, str] = {
    DecidedBy.CORRECT: "更正申报",
    DecidedBy.MEND: "请申请人到部门更正",
    DecidedBy.TAKE_VERIFIED: "照核验采信",
    DecidedBy.TAKE_DECLARED: "照申报采信",
}
"""The four decisions about a difference, in the order of their keys."""
_WHO_IS_ELSEWHERE = {"applicant": "申请人", "member": "家庭成员"}
OPINIONS: Mapping[str, str] = {"agree": "同意", "disagree": "不同意"}
SETTLED: Mapping[str, str] = {
    SettledBy.NO_EFFECT: "看过，没有影响",
    SettledBy.SEEN_TO: "已另行办理",
    SettledBy.LIST_TOLD: "已告知轮候名册",
    SettledBy.ON_PAPER: "已改用纸质证明",
}


def elsewhere(facts: Mapping[str, Scalar]) -> str:
    """Whom the register has twice: `申请人在 620702-2026-03-00017`; an older server says less."""
    who = _WHO_IS_ELSEWHERE.get(str(facts.get("overlap")), "")
    return f"{who}在 {facts['other']}" if who and facts.get("other") else who
