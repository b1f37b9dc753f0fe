"""The plug is pulled while somebody types: two seconds at most are lost, nothing parked is.

What the window itself was kept waiting for a processor is not counted among the two seconds.
"""

import os
import random
import signal
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path

import pytest

from counter_app.bootstrap import opened_counter
from counter_app.desk import drafts
from counter_app.forms.drafts.draft import Draft, edit_from_json
from counter_app.settings import load_settings
from tests.patience import wait_until

_MAY_BE_LOST_SECONDS = 2.0
_A_LETTER_SECONDS = 0.05
_SEEDS = 3
_THOROUGH_SEEDS = 20


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    thorough = metafunc.config.getoption("--thorough")
    metafunc.parametrize("seed", range(_THOROUGH_SEEDS if thorough else _SEEDS))


def test_killed_while_typing(tmp_path: Path, seed: int) -> None:
    data, log = tmp_path / "data", tmp_path / "log"
    command = [sys.executable, "-m", "tests.ui.typist", str(data), str(log)]
    typist = subprocess.Popen(command, env=os.environ)
    try:
        wait_until(lambda: log.exists() and log.stat().st_size)
        pause = random.Random(seed).uniform(0.1, 3.0)
        begun = time.monotonic()
        wait_until(lambda: time.monotonic() - begun > pause)
    finally:
        os.kill(typist.pid, signal.SIGKILL)
        typist.wait()
    killed = time.time()
    lines = log.read_text(encoding="ascii").split("\n")[:-1]
    typed = [(float(moment), int(count)) for moment, count in map(str.split, lines)]
    may_be_lost = _MAY_BE_LOST_SECONDS + _kept_waiting([*(at for at, _ in typed), killed])
    old = max((count for at, count in typed if at < killed - may_be_lost), default=0)
    with opened_counter(load_settings(data)) as counter:
        found = [
            drafts.load(counter.desk, each.draft_id) for each in drafts.open_drafts(counter.desk)
        ]
    parked = next(each for each in found if each.draft.label == "马天佑")
    assert parked.draft.state is drafts.DraftState.PARKED
    kept = max((len(text_of(each)) for each in found if each is not parked), default=0)
    assert old <= kept <= typed[-1][1] + 1


def _kept_waiting(moments: list[float]) -> float:
    """How long letters took in all beyond what they take on a machine with nothing else to do."""
    return sum(max(0.0, later - at - _A_LETTER_SECONDS) for at, later in pairwise(moments))


def text_of(loaded: drafts.LoadedDraft) -> str:
    draft = Draft()
    for edit in loaded.edits:
        assert isinstance(edit, dict)
        draft.apply(edit_from_json(edit))
    return draft.text("applicant.registered_address")
