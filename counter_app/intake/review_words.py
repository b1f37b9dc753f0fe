"""Words of what reviewers decide: opinions, differences, what became of what was left over."""

from collections.abc import Mapping

from counter_app.cases.left_over import SettledBy
from counter_app.cases.ways import DecidedBy

WAYS: Mapping[str, str] = {
    DecidedBy.CORRECT: "更正申报",
    DecidedBy.MEND: "到部门更正",
    DecidedBy.TAKE_VERIFIED: "采信核验",
    DecidedBy.TAKE_DECLARED: "采信申报",
}
OPINIONS: Mapping[str, str] = {"agree": "同意", "disagree": "不同意"}
SETTLED: Mapping[str, str] = {
    SettledBy.NO_EFFECT: "看过，没有影响",
    SettledBy.SEEN_TO: "已另行办理",
    SettledBy.LIST_TOLD: "已告知轮候名册",
    SettledBy.ON_PAPER: "已改用纸质证明",
}
