"""What can be done with the work at a case by command: no acts, the server alone keeps them.

Must not ask anything.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from counter_app.wire.work import Claiming


@dataclass(frozen=True, slots=True)
class ClaimAct:
    """`title`: its word at the desk. `keys`: of `--with`, each with what it is."""

    title: str
    act: Claiming
    keys: Mapping[str, str]


_REASON = "理由，记录在案"

CLAIMING: Mapping[str, ClaimAct] = {
    "claim": ClaimAct("领办", Claiming.TAKE, {}),
    "release": ClaimAct("退回领办", Claiming.RELEASE, {}),
    "take-over": ClaimAct("接办", Claiming.TAKE_OVER, {"reason": _REASON}),
    "reassign": ClaimAct("改派", Claiming.REASSIGN, {"to": "工号", "reason": _REASON}),
}
