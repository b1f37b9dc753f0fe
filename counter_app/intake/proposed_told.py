"""What waits for a second person, in the words of the window: who proposed it, all that was said.

Nobody approves what was not shown to them. Must not judge it.
"""

from dataclasses import dataclass

from counter_app.cases.actions import Kind
from counter_app.cases.traces import Outcome
from counter_app.intake.deeds.ask import Situation
from counter_app.intake.deeds.table import ACTS
from counter_app.intake.said_before import act_of, told_before
from counter_app.needs.case_file import CaseFile


@dataclass(frozen=True, slots=True)
class ProposedAct:
    """One proposal. `said`: label and words of each thing that was said, in their order."""

    name: str
    """Id of the proposal."""
    title: str
    by: str
    at: str
    said: tuple[tuple[str, str], ...]
    is_here: bool
    """Whether the words of the proposer are at this counter at all."""


def proposed(case: Situation) -> ProposedAct | None:
    """What is to be approved now; None where nothing waits."""
    waiting = case.file.state.open_proposal
    action = case.file.action(waiting.action) if waiting else None
    if waiting is None or action is None:
        return None
    name, content = act_of(action), case.file.contents.get(action.action_id, b"")
    said = told_before(action, content, case)
    title = ACTS[name].title if name else waiting.act
    here = action.action_id in case.file.contents
    return ProposedAct(action.action_id, title, action.staff_name, action.at, said, here)


def sent_back(file: CaseFile) -> str:
    """Why the last proposal was not approved; empty where that is not how it stands."""
    proposals = file.state.proposals
    if not proposals or proposals[-1].outcome is not Outcome.SENT_BACK:
        return ""
    named = [each for each in file.actions if each.kind == Kind.PROPOSAL_SENT_BACK]
    return str(file.words(named[-1].action_id).get("words") or "") if named else ""
