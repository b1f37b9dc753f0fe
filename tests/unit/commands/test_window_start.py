"""What stands between the start of the program and its window: what is asked, what is imported."""

import os
import subprocess
import sys
from pathlib import Path

import platformdirs
import pytest

from counter_app.settings import load_settings

_MEANWHILE = """
import sys
from PySide6.QtWidgets import QApplication
from counter_app.cli import main
setattr(QApplication, "exec", staticmethod(lambda: print(*sorted(sys.modules)) or 0))
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize("chosen", ["/absolute", "relative", ""])
def test_settings_lie_where_platformdirs_says(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, chosen: str
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", chosen and str(tmp_path) + chosen)
    if chosen == "relative":
        monkeypatch.setenv("XDG_CONFIG_HOME", chosen)
    folder = platformdirs.user_config_path("counter-app", appauthor=False)
    folder.mkdir(parents=True)
    (folder / "counter.toml").write_text("sync_seconds = 7")
    assert load_settings(tmp_path, environment={}).sync_seconds == 7


@pytest.mark.parametrize("words", [[], ["window"]])
def test_first_drawing_waits_for_nothing_that_it_does_not_need(
    tmp_path: Path, words: list[str]
) -> None:
    command = [sys.executable, "-c", _MEANWHILE, *words, "--data", str(tmp_path / "data")]
    environment = {"QT_QPA_PLATFORM": "offscreen"} | os.environ
    imported = subprocess.check_output(command, text=True, env=environment).split()
    spared = {"counter_app.commands.parsing", "dataclasses", "tomllib", "sqlcipher3", "typst"}
    spared |= {"counter_app.documents.fonts", "counter_app.bootstrap", "PySide6.QtNetwork"}
    if sys.platform == "linux":
        spared.add("platformdirs")
    assert not spared.intersection(imported)
    assert "counter_app.ui.shell.clerk" in imported
