"""A received case as it is opened at a window: what is told of it, and what each act asks.

Must not know a store or a widget.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Self

from counter_app.cases.actions import Role
from counter_app.intake.case_told import Teller, Told
from counter_app.intake.case_view.revisions import changed_since_signed
from counter_app.intake.deeds.ask import Ask, Said, Situation
from counter_app.intake.deeds.asked import asks, keys_of
from counter_app.intake.proposed_told import ProposedAct, proposed, sent_back
from counter_app.needs.case_file import CaseFile
from counter_app.needs.lacking import pieces_lacking
from counter_app.rules.policy import Policy


@dataclass(frozen=True)
class OpenedCase:
    """Everything is worked out when it is opened, so that showing it costs nothing."""

    teller: Teller
    told: Told
    situation: Situation
    asked: Mapping[str, tuple[Ask, ...]]
    """Of each act that may follow."""
    proposed: ProposedAct | None
    """What waits for a second person."""
    sent_back: str
    """Why what was proposed last was not approved."""
    changed: tuple[tuple[str, str, str], ...]
    """Since it was signed: place, what was signed, what is declared now."""

    @classmethod
    def of(
        cls,
        file: CaseFile,
        policies: tuple[Policy, Policy],
        today: date,
        roles: Collection[Role],
        server_at: Mapping[str, str],
        unanswered: Collection[str] = (),
    ) -> Self:
        """The case on a day; `policies`: its own and the newest."""
        own, newest = policies
        teller = Teller(file, own, today, roles, server_at)
        told = teller.told()
        declared = bool(file.declared)
        over = file.state.stage.is_end
        owed = pieces_lacking(file, own, today) if declared and not over else ()
        situation = Situation(file, own, newest, today, owed, unanswered)
        asked = {may["act"]: asks(may["act"], situation) for may in told["may"] if declared}
        return cls(
            teller,
            told,
            situation,
            asked,
            proposed(situation),
            sent_back(file),
            changed_since_signed(file),
        )

    def with_words(self, contents: Mapping[str, bytes]) -> Self:
        """The same, where the server has told what travels by no pull: a proposer's words."""
        file = self.situation.file
        told = CaseFile(file.actions, {**file.contents, **contents})
        situation = replace(self.situation, file=told)
        return replace(self, proposed=proposed(situation), sent_back=sent_back(told))

    def with_told(self, told: Told) -> Self:
        """The same, with what the server tells better."""
        return replace(self, told={**self.told, **told})

    def keys(self, act: str, said: Mapping[str, Said]) -> dict[str, object]:
        """What was said of an act, as its keys."""
        return keys_of(act, said, self.situation)
