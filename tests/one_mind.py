"""What holds of any case at the server, whoever decided on it in whatever order."""

import collections
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, select

from central_server.store import tables
from counter_app.bootstrap import Counter
from counter_app.cases.actions import Action, Kind
from counter_app.cases.case_state import CaseState
from counter_app.cases.kinds import KINDS, Nature
from counter_app.cases.replay import replay
from local_db.actions import actions_of
from local_db.cases import find_state
from local_db.tables import not_taken


@dataclass(frozen=True)
class AtServer:
    """A case there: its actions in the server's order, and what it keeps of them."""

    actions: list[Action]
    state: CaseState

    def check(self) -> None:
        """Everything is there once, and of two decisions on one view the first holds."""
        assert self.state == replay(self.actions)
        names = [action.action_id for action in self.actions]
        assert len(set(names)) == len(names)
        self._check_views()
        self._check_what_follows()
        for letters in (
            [letter.number for letter in self.state.letters],
            [letter.official for letter in self.state.letters if letter.official],
        ):
            assert len(set(letters)) == len(letters)

    def check_at(self, counter: Counter) -> None:
        """The counter has it so too, but for a letter that was set since it asked."""
        case_id = self.state.case_id
        with counter.desk.store.reading() as connection:
            here, state = actions_of(connection, case_id), find_state(connection, case_id)
        count = len(here)
        assert here == self.actions[:count]
        assert state == replay(here)
        assert {action.kind for action in self.actions[count:]} <= {Kind.LETTER_KEPT}

    def _check_views(self) -> None:
        """Each decision had seen all that was decided and declared before it."""
        decision, content = "", self.actions[0].action_id
        for action in self.actions:
            if KINDS[action.kind].nature is Nature.DECISION:
                assert (action.facts["seen"], action.facts["content"]) == (decision, content)
                decision = action.action_id
            if action.kind == Kind.FORM_REVISED and action.facts["base"] == content:
                content = action.action_id

    def _check_what_follows(self) -> None:
        """An acceptance opened the review, and each letter got its one 文号."""
        kinds = collections.Counter(action.kind for action in self.actions)
        assert kinds[Kind.REVIEW_OPENED] == kinds[Kind.ACCEPTED] <= 1
        given = [each.facts["letter"] for each in self.actions if "official" in each.facts]
        assert len(set(given)) == len(given)


def at_server(connection: Connection, case_id: str) -> AtServer:
    """The case as the server's store has it."""
    table, case = tables.action, tables.case
    bodies = connection.execute(
        select(table.c.body).where(table.c.case_id == case_id).order_by(table.c.position)
    ).scalars()
    actions = [msgspec.json.decode(body, type=Action) for body in bodies]
    kept = connection.execute(select(case.c.state).where(case.c.case_id == case_id)).scalar_one()
    return AtServer(actions, msgspec.json.decode(kept, type=CaseState))


def refusals(counter: Counter, case_id: str = "") -> dict[str, str]:
    """The counter's own decisions, of a case or of all, that the server refused: by what code."""
    query = select(not_taken.c.action_id, not_taken.c.code)
    if case_id:
        query = query.where(not_taken.c.case_id == case_id)
    with counter.desk.store.reading() as connection:
        return dict(connection.execute(query).all())
