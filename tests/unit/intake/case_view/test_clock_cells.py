"""The clock as it is drawn: a cell a working day."""

from datetime import date

import pytest
from msgspec.structs import replace

from counter_app.cases.stages import Stage
from counter_app.cases.traces import StopTrace
from counter_app.intake.case_view.clock_cells import Cell, clock_of
from counter_app.rules.policy import load_policy
from tests.unit.needs.files import Story, form

POLICY = load_policy()


def test_used_today_stopped_and_left_are_told_apart() -> None:
    state = replace(
        Story(form()).file.state,
        stage=Stage.IN_REVIEW,
        accepted_on="2026-11-24",
        stops=(StopTrace(action="1", reason="visit", first="2026-12-01", last="2026-12-02"),),
    )
    clock = clock_of(state, POLICY, date(2026, 12, 4))
    assert clock is not None
    assert (clock.used, clock.stopped, clock.left) == (6, 2, 14)
    assert clock.cells.count(Cell.TODAY) == 1
    assert clock.cells.count(Cell.OPEN) == clock.left
    assert clock.cells[len(clock.cells) - clock.left - 1] is Cell.TODAY
    assert (clock.words, clock.left_words) == ("已用 6，停 2", "剩 14")


def test_before_acceptance_there_is_none() -> None:
    assert clock_of(Story(form()).file.state, POLICY, date(2026, 12, 4)) is None


@pytest.mark.parametrize(("day", "said"), [(4, "已用 8"), (25, "已用 23，超 3")])
def test_of_a_case_that_has_ended_nothing_is_left(day: int, said: str) -> None:
    state = replace(
        Story(form()).file.state,
        stage=Stage.WITHDRAWN,
        accepted_on="2026-11-24",
        ended_on=f"2026-12-{day:02}",
    )
    clock = clock_of(state, POLICY, date(2027, 1, 4))
    assert clock is not None
    assert Cell.OPEN not in clock.cells
    assert (clock.said, clock.due) == (said, "")
    assert clock.days[-1] == (f"12-{day:02}", "已撤回")
