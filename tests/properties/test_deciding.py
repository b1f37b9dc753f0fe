"""Two windows and a county desk at one case, in all orders, with the line and without it.

Whatever they do, nothing is lost, of two decisions on one view the first at the server holds and
the other comes back, and all ends are of one mind once all have spoken.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from counter_app.basics.catalogue.acts import (
    ACT_NOTHING_WAITS,
    CASE_NOT_CLAIMED_HERE,
    CASE_NUMBER_UNKNOWN,
)
from counter_app.basics.catalogue.store import SERVER_OUT_OF_REACH
from counter_app.basics.errors import CounterError
from counter_app.cases.actions import Action, Kind
from counter_app.cases.kinds import KINDS, Brings, Nature
from counter_app.desk.decide import Done, LackingError, NotAllowedError
from local_db.actions import contents_of
from local_db.outbox import find_returns
from local_db.soundness import find_faults
from tests.conftest import SettableClock
from tests.one_mind import refusals
from tests.properties.hall import DESK, FIRST, SECOND, End, Hall, open_hall

EXAMPLES = 200
THOROUGH_EXAMPLES = 3000
_STEPS = 12
_ANY = st.sampled_from((FIRST, SECOND, DESK))
_WINDOW = st.sampled_from((FIRST, SECOND))
_TOLD = (CASE_NOT_CLAIMED_HERE, ACT_NOTHING_WAITS, CASE_NUMBER_UNKNOWN, SERVER_OUT_OF_REACH)
_PIECES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("sign", {}),
    ("consent", {"person": "applicant", "granted": True, "signed_by": "周瑞", "items": "all"}),
    ("take-material", {"material": "income_proof", "person": "applicant"}),
    ("set-street", {"street": "620702001"}),
)


class Deciding(RuleBasedStateMachine):
    """One case; `done` is all that somebody was told to have done."""

    hall: ClassVar[Hall]

    def __init__(self) -> None:
        super().__init__()
        self.done: list[tuple[End, Done]] = []
        self.number = self.case_id = ""
        self.form: dict[str, Any] = {}

    @initialize(ready=st.booleans(), known=st.booleans())
    def begin(self, ready: bool, known: bool) -> None:
        """A receipt at the first window, complete perhaps, known to the others perhaps."""
        for end in self.hall.ends.values():
            end.counter.line.up = known
        received, self.form = self.hall.receive(FIRST)
        self.number, self.case_id = received.number, received.case_id
        if ready:
            self.bring(FIRST)
        for end in self.hall.ends.values():
            end.sync()

    # -- the line

    @rule(at=_ANY)
    def line_changes(self, at: str) -> None:
        line = self.hall.ends[at].counter.line
        line.up = not line.up

    @rule(at=_ANY)
    def syncs(self, at: str) -> None:
        self.hall.ends[at].sync()

    # -- facts

    @rule(at=_WINDOW)
    def bring(self, at: str) -> None:
        """All that is missing, sent in one go."""
        end = self.hall.ends[at]
        was_up, end.counter.line.up = end.counter.line.up, False
        for act, keys in _PIECES:
            self._act(at, act, keys)
        end.counter.line.up = was_up
        end.sync()

    @rule(at=_WINDOW, what=st.sampled_from(("paper", "telephone", "floor area", "letter", "end")))
    def happens(self, at: str, what: str) -> None:
        act, keys = {
            "paper": _PIECES[2],
            "telephone": ("change-contact", {"phone": "13993600001"}),
            "floor area": ("revise", {"content": self._revised(), "reason": "面积"}),
            "letter": (
                "deliver",
                {"letter": f"{self.number}-B1", "way": "in_hand", "to": "周瑞"},
            ),
            "end": ("withdraw", {"signed_by": "周瑞"}),
        }[what]
        self._act(at, act, keys)

    def _revised(self) -> dict[str, Any]:
        return {**self.form, "details": {**self.form["details"], "residence_floor_area": "13.00"}}

    # -- decisions

    @rule(at=_WINDOW)
    def notice(self, at: str) -> None:
        also = [{"what": "other", "words": "租赁合同"}]
        self._act(at, "notice", {"also": also, "category": "our_omission"})

    @rule(at=_WINDOW)
    def accept(self, at: str) -> None:
        self._act(at, "accept", {})

    @rule(at=_WINDOW)
    def propose_a_decline(self, at: str) -> None:
        self._act(at, "decline", {"reason": "other_matter", "facts": "申请的是租赁补贴"})

    @rule()
    def approve(self) -> None:
        self._act(DESK, "approve", {})

    @rule()
    def send_back(self) -> None:
        self._act(DESK, "send-back", {"words": "再看看"})

    def _act(self, at: str, act: str, keys: Mapping[str, Any]) -> None:
        """Do it, where it may be done."""
        end = self.hall.ends[at]
        self.hall.clock.advance(seconds=1)
        try:
            self.done.append((end, end.counter.act(act, self.number, keys, end.who)))
        except (NotAllowedError, LackingError):
            return
        except CounterError as error:
            if error.entry not in _TOLD:
                raise

    # -- what must hold once all have spoken

    def teardown(self) -> None:
        if not self.case_id:
            return
        ends = list(self.hall.ends.values())
        for end in ends:
            end.counter.line.up = True
        for end in (*ends, *ends):  # what the last one sends, the first one fetches
            end.sync()
        case = self.hall.at_server(self.case_id)
        case.check()
        for end in ends:
            if end.name != DESK or case.state.open_proposal:  # else nothing of it lies there
                case.check_at(end.counter)
        self._each_counts_once_or_came_back(case.actions)

    def _each_counts_once_or_came_back(self, there: list[Action]) -> None:
        names = {action.action_id for action in there}
        for end, done in self.done:
            action = done.action
            back = refusals(end.counter, self.case_id).get(action.action_id)
            told = (action.kind, done.waits, done.problem, back)
            assert (action.action_id in names) is (back is None), told
            if back is None:
                assert not done.problem, told
                continue
            assert KINDS[action.kind].nature is Nature.DECISION, "a fact is always taken"
            assert _is_told(end, action, there)
            assert _has_its_words(end, action)
            if back == "stale" and not self._stood_on_a_refused_one(action, names):
                _was_not_the_first(action, there)

    def _stood_on_a_refused_one(self, action: Action, names: set[str]) -> bool:
        """Whether what its author had seen last was a decision without the line that came back."""
        seen = action.facts["seen"]
        return seen not in names and any(done.action.action_id == seen for _, done in self.done)


def _is_told(end: End, action: Action, there: list[Action]) -> bool:
    """Whether it stands on its author's list, or was tried again since, with success."""
    with end.counter.desk.store.reading() as connection:
        listed = {each.action_id for each in find_returns(connection, action.case_id)}
    here = end.counter.desk.window()
    again = (each for each in there if here and each.window == here.code)
    return action.action_id in listed or any(each.kind == action.kind for each in again)


def _was_not_the_first(action: Action, there: list[Action]) -> None:
    """What came back as stale had been looked at by somebody else before."""
    seen, content = action.facts["seen"], action.facts["content"]
    assert any(
        each.facts.get("seen") == seen or each.facts.get("base") == content
        for each in there
        if KINDS[each.kind].nature is Nature.DECISION or each.kind == Kind.FORM_REVISED
    )


def _has_its_words(end: End, action: Action) -> bool:
    """Whether the refused decision lies with its author with what they wrote."""
    with end.counter.desk.store.reading() as connection:
        held = contents_of(connection, [action.action_id])
    return bool(held) is (KINDS[action.kind].content is Brings.WORDS)


@pytest.fixture
def hall(tmp_path: Path, clock: SettableClock) -> Iterator[Hall]:
    with open_hall(tmp_path, clock) as hall:
        yield hall
        for end in hall.ends.values():
            with end.counter.desk.store.reading() as connection:
                assert find_faults(connection) == []


def test_at_one_case_in_all_orders(hall: Hall, thorough: bool) -> None:
    machine = type("Machine", (Deciding,), {"hall": hall})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=THOROUGH_EXAMPLES if thorough else EXAMPLES,
            stateful_step_count=_STEPS,
            derandomize=not thorough,
            database=None,
            phases=tuple(Phase) if thorough else (Phase.generate,),
            suppress_health_check=list(HealthCheck),
        ),
    )
