"""A server runs by a fast clock only where it was founded as a trial."""

from datetime import datetime
from pathlib import Path

import pytest

from central_server.cli import main
from counter_app.basics.catalogue.people import TRIAL_CLOCK
from counter_app.basics.clock import CHINA, system_clock
from counter_app.basics.quick_time import QuickClock

CLOCK = QuickClock(datetime(2026, 11, 27, 9, tzinfo=CHINA), system_clock(), 40).write()


def test_a_server_that_is_no_trial_refuses_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--port", "0", "--data", str(tmp_path), "--trial-clock", CLOCK]
    assert main(words) == 2
    assert TRIAL_CLOCK.title in capsys.readouterr().err


def test_a_clock_that_is_none_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["--port", "0", "--data", str(tmp_path), "--trial-clock", "40"])
    assert stopped.value.code == 2
    assert "--trial-clock" in capsys.readouterr().err
