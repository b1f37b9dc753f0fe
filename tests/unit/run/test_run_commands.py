"""What a user of `run.py` meets before anything of the counter starts."""

import ast
import os
import socket
import subprocess
import sys
from pathlib import Path

import platformdirs
import pytest

from counter_app.basics.log_file import LOG_NAME
from setup_house import display, places, system_packages
from setup_house.setup_error import NEEDS_SYSTEM_PACKAGES, SetupError


def _run(checkout: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(checkout / "run.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=os.environ)


def test_run_py_parses_on_old_pythons(checkout: Path) -> None:
    ast.parse((checkout / "run.py").read_text("utf-8"), feature_version=(3, 6))


@pytest.mark.parametrize("version", [(2, 7), (3, 6), (3, 10), (3, 15)])
def test_unfit_python_is_told_in_two_sentences(checkout: Path, version: tuple[int, int]) -> None:
    code = f"import sys, runpy; sys.version_info = {version}; runpy.run_path('run.py')"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=checkout, capture_output=True, text=True
    )
    chinese, english = done.stderr.splitlines()
    assert done.returncode == 2
    assert "需要 Python 3.11 至 3.14" in chinese
    assert "Python 3.11 to 3.14 is needed" in english


def test_help_names_every_command(checkout: Path) -> None:
    done = _run(checkout, "--help")
    assert done.returncode == 0
    for word in ("demo", "test", "bench", "check", "doctor", "--lan", "--data"):
        assert word in done.stdout


def test_unknown_word_is_refused(checkout: Path) -> None:
    assert _run(checkout, "demo", "--nonsense").returncode == 2


def test_doctor_says_what_is_there(checkout: Path) -> None:
    done = _run(checkout, "doctor")
    assert "运行环境 .venv" in done.stdout
    for program, folder in (("counter", places.user_data()), ("server", Path("server"))):
        assert str(folder / LOG_NAME.format(program=program)) in done.stdout
    assert done.returncode in (0, 1)


def test_ordinary_user_without_terminal_gets_the_line_and_exit_code(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(SetupError, match=r"(?s)管理员.*install -y .* libgl1 fonts") as caught:
        system_packages.install(["libgl1", "fonts-noto-cjk"])
    assert caught.value.code == NEEDS_SYSTEM_PACKAGES == 4


def test_package_is_known_by_its_checksums_also_under_its_newer_name(tmp_path: Path) -> None:
    for name in ("libgl1:amd64", "libcups2t64:amd64", "fonts-noto-cjk"):
        (tmp_path / f"{name}.md5sums").touch()
    (tmp_path / "libegl1:amd64.list").touch()
    assert system_packages.installed(tmp_path) == {"libgl1", "libcups2", "fonts-noto-cjk"}


def test_data_folder_is_the_one_of_the_installed_counter(monkeypatch: pytest.MonkeyPatch) -> None:
    assert places.user_data() == Path(platformdirs.user_data_dir("counter-app", appauthor=False))
    monkeypatch.setenv("COUNTER_DATA", "/elsewhere")
    assert places.user_data() == Path("/elsewhere")


def test_dead_display_is_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("QT_QPA_PLATFORM")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", ":4711")
    assert not display.has_display()
    monkeypatch.setenv("DISPLAY", "far:10.0")
    assert display.has_display()
    monkeypatch.delenv("DISPLAY")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("WAYLAND_DISPLAY", "w")
    assert not display.has_display()
    with socket.socket(socket.AF_UNIX) as compositor:
        compositor.bind(str(tmp_path / "w"))
        compositor.listen()
        assert display.has_display()


def test_chinese_never_stumbles_over_a_terminal_that_lacks_it(checkout: Path) -> None:
    environment = dict(os.environ, PYTHONIOENCODING="ascii")
    command = [sys.executable, str(checkout / "run.py"), "--help"]
    done = subprocess.run(command, capture_output=True, env=environment)
    assert (done.returncode, done.stderr) == (0, b"")
