"""The clock as it is drawn: a cell a working day."""

from datetime import date

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
