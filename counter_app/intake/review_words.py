"""Words of what reviewers decide: opinions, differences, what became of what was left over."""

from collections.abc import Mapping

from counter_app.cases.left_over import SettledBy
from counter_app.cases.ways import DecidedBy

DECISIONS: Mapping[str, str] = {
    DecidedBy.CORRECT: "更正申报",
    DecidedBy.MEND: "请申请人到部门更正",
    DecidedBy.TAKE_VERIFIED: "照核验采信",
    DecidedBy.TAKE_DECLARED: "照申报采信",
}
"""The four decisions about a difference, in the order of their keys."""
OPINIONS: Mapping[str, str] = {"agree": "同意", "disagree": "不同意"}
SETTLED: Mapping[str, str] = {
    SettledBy.NO_EFFECT: "看过，没有影响",
    SettledBy.SEEN_TO: "已另行办理",
    SettledBy.LIST_TOLD: "已告知轮候名册",
    SettledBy.ON_PAPER: "已改用纸质证明",
}
