"""The matter's word on one case under its policy, for whoever acts. Must not know a store."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from counter_app.cases.actions import Scalar
from counter_app.cases.case_state import CaseState
from counter_app.needs.act import lacking
from counter_app.needs.case_file import CaseFile
from counter_app.needs.lacking import Lack
from counter_app.needs.limits import beyond
from counter_app.needs.timeline import deemed_on
from counter_app.rules.policy import Policy


@dataclass(frozen=True, slots=True)
class Asked:
    """By the policy under which the case was received."""

    policy: Policy

    def lacks(self, file: CaseFile, act: str, on: date) -> tuple[Lack, ...]:
        """What the act needs of the content and does not find."""
        return lacking(file, act, self.policy, on, deemed=self.is_deemed(file.state, on))

    def beyond(self, file: CaseFile, act: str, facts: Mapping[str, Scalar], on: date) -> str | None:
        """Why policy, days or the route forbid the act; None where they do not."""
        return beyond(file, act, facts, self.policy, on)

    def is_deemed(self, state: CaseState, on: date) -> bool:
        """Whether the case counts as accepted by lapse."""
        return deemed_on(state, self.policy, on) is not None
