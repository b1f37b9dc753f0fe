"""What a case is that is new here, from its actions and the form that they bring.

Needs no store, so that it is computed of a fetched page while another is being written. Must not
decide whether the case is new: that is `case_log`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from counter_app.cases.actions import Action, Content, Kind
from counter_app.cases.replay import Replay, replay_apart
from local_db.looks import Look, looks_at


@dataclass(frozen=True, slots=True)
class Beginning:
    """A case up to the last of these actions."""

    done: Sequence[Action]
    receipt: Action
    replayed: Replay
    look: Look


Beginnings = Mapping[str, Beginning]
"""By case."""


def begin(done: Sequence[Action], contents: Mapping[str, Content]) -> Beginning | None:
    """The case of these actions; None where its receipt is not among them."""
    return begin_all({"": done}, contents).get("")


def begin_all(
    by_case: Mapping[str, Sequence[Action]], contents: Mapping[str, Content]
) -> Beginnings:
    """The cases of these actions whose receipts are among them.

    One step goes over all of them before the next one does: what it needs of the program stays in
    the processor's cache then, which is worth a third of the time.
    """
    receipts = {case_id: found for case_id, done in by_case.items() if (found := _receipt(done))}
    replays = [replay_apart(by_case[case_id]) for case_id in receipts]
    looks = looks_at(contents.get(each.state.content) if each.state else None for each in replays)
    return {
        case_id: Beginning(by_case[case_id], receipt, replayed, look)
        for (case_id, receipt), replayed, look in zip(receipts.items(), replays, looks, strict=True)
    }


def _receipt(done: Sequence[Action]) -> Action | None:
    return next((each for each in done if each.kind == Kind.CASE_RECEIVED), None)
