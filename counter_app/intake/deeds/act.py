"""What an act of the table is. Must not know one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from counter_app.cases.actions import Kind
from counter_app.cases.deed import Deed
from counter_app.cases.kinds import KINDS, Approval
from counter_app.intake.deeds.given import Given


@dataclass(frozen=True, slots=True)
class Act:
    """`title`: its word at the hall. `keys`: of `--with`, each with what it is."""

    title: str
    make: Callable[[Given], Deed]
    keys: Mapping[str, str]
    kind: Kind
    """What it is in the table of kinds; of what is proposed the act itself."""
    settles: bool = False
    """Whether it brings something that a notice may have asked for."""

    @property
    def proposes(self) -> bool:
        """Whether it always takes a second person."""
        return KINDS[self.kind].approval is Approval.ALWAYS
