"""The log beside the data: what went wrong and where, and never what somebody typed."""

import logging
import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from counter_app.basics.catalogue.store import DISK_FULL
from counter_app.basics.errors import CounterError
from counter_app.basics.log_file import CRASH_NAME, LOG_NAME, LogFile
from counter_app.basics.log_text import plain
from tests.modes import EVERYONES, open_to_others

_PERSONAL = ("张三", "620702199001011234", "13993612345", "甘州区南街 5 号", "zhangsan@example.com")
_START = """
import logging, sys
from pathlib import Path
from counter_app.basics.log_file import start_log, watch_crashes
start_log(Path(sys.argv[1]), "trial")
watch_crashes(Path(sys.argv[1]), "trial")
person = {"name": "张三", "id_number": "620702199001011234"}
"""


@pytest.fixture
def log(tmp_path: Path) -> Iterator[logging.Logger]:
    """A logger of its own that writes where a program's would."""
    logger = logging.getLogger(f"trial.{uuid.uuid4()}")
    logger.propagate = False
    handler = LogFile(tmp_path / "data" / "trial.log")
    logger.addHandler(handler)
    yield logger
    logger.removeHandler(handler)


def run(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """A program of its own that keeps a log in the folder."""
    return subprocess.run(
        [sys.executable, "-c", _START + code, folder],
        capture_output=True,
        text=True,
        env=os.environ,
        umask=EVERYONES,
        check=False,
    )


def written(folder: Path, name: str = LOG_NAME) -> str:
    return (folder / name.format(program="trial")).read_text("utf-8")


def test_an_error_is_its_kinds_and_places_and_never_its_text(
    log: logging.Logger, tmp_path: Path
) -> None:
    try:
        try:
            Path("/nowhere/张三-620702199001011234.json").read_bytes()
        except OSError as error:
            raise CounterError(DISK_FULL) from error
    except CounterError:
        log.exception("trouble")
    text = written(tmp_path / "data")
    assert "CounterError disk_full" in text
    assert "FileNotFoundError ENOENT" in text
    assert "basics/test_log.py:" in text
    assert "张三" not in text
    assert "6207" not in text


def test_errors_together_and_from_very_deep_are_told_in_short(
    log: logging.Logger, tmp_path: Path
) -> None:
    def down(more: int) -> int:
        return down(more - 1) if more else int("张三")

    try:
        down(200)
    except ValueError as error:
        log.error("deep", exc_info=ExceptionGroup("张三", [error, KeyError("13993612345")]))
    text = written(tmp_path / "data")
    assert {"  ExceptionGroup", "  ValueError", "  KeyError"} <= set(text.splitlines())
    assert text.count(" down") < 40
    assert not [word for word in _PERSONAL if word in text]


_PHRASES = ("kept {}", "Exception in callback done('{}')", "left {!r} out", "'{}", "{}\n{}", "({}")


@given(st.sampled_from(_PERSONAL[:4]), st.sampled_from(_PHRASES), st.text(max_size=20))
@example("620702 19900101 123X", "kept {}", "")
@example("139-9361-2345", "kept {}", "")
def test_no_value_passes_in_a_message(value: str, phrase: str, around: str) -> None:
    said = plain(phrase.format(around + value + around, value))
    assert value not in said
    assert value.rpartition(" ")[2] not in said
    assert said.isascii() or "…" in said


def test_ids_and_codes_of_the_machinery_pass() -> None:
    case = str(uuid.uuid4())
    message = f"left out a fetched action that does not fit: {case} 620702-03 in 12 ms"
    assert plain(message) == message
    assert plain("case 620702-2026-03-00017") == "case …"
    assert plain("token AQEB5k3TtYJ0aP9hV2nQ7mXc4LwZrF1s") == "token …"


def test_a_full_log_is_put_aside_and_the_oldest_goes(log: logging.Logger, tmp_path: Path) -> None:
    path = tmp_path / "data" / "trial.log"
    for turn in range(6):
        log.warning("turn %d", turn)
        with path.open("ab") as file:
            file.write(b"-" * (1 << 20))
    log.warning("turn %d", 6)
    kept = sorted(each.name for each in path.parent.iterdir())
    assert kept == ["trial.log", "trial.log.1", "trial.log.2", "trial.log.3"]
    assert "turn 6" in written(tmp_path / "data")
    assert "turn 5" in (path.parent / "trial.log.1").read_text()


def test_a_log_that_cannot_be_written_stops_nothing(log: logging.Logger, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("in the way")
    log.warning("lost")


def test_a_program_that_breaks_says_where_its_log_is(tmp_path: Path) -> None:
    done = run("int(person['name'] + person['id_number'])", tmp_path / "data")
    assert done.returncode == 1
    assert f"日志在 {tmp_path / 'data' / 'trial.log'}" in done.stderr
    for text in (done.stderr, written(tmp_path / "data")):
        assert "ValueError" in text
        assert not [word for word in _PERSONAL if word in text]
    assert not open_to_others(tmp_path / "data")


def test_who_sits_at_a_terminal_reads_sentences_and_no_lines_of_the_log(tmp_path: Path) -> None:
    code = """
import counter_app.commands.own_log as own
own.keep_log(Path(sys.argv[1]) / "counter")
for handler in logging.getLogger().handlers[:-1]: logging.getLogger().removeHandler(handler)
logging.getLogger("counter_app").warning("less was fetched")
int("x")
"""
    done = run(code, tmp_path / "data")
    kept = tmp_path / "data" / "counter" / LOG_NAME.format(program="counter")
    assert "less was fetched" in kept.read_text("utf-8")
    assert done.stderr == f"程序出错，没有做完。请告诉管理员，日志在 {kept}\n"


def test_troubles_of_threads_and_of_others_code_are_logged_without_values(tmp_path: Path) -> None:
    code = """
import threading
thread = threading.Thread(target=lambda: int(person["name"]))
thread.start(); thread.join()
try: person["张三"]
except KeyError:
    logging.getLogger("uvicorn.error").exception("Exception in ASGI application %s", person)
logging.getLogger("asyncio").error("Exception in callback keep(%r)", person)
"""
    done = run(code, tmp_path / "data")
    text = written(tmp_path / "data")
    assert "CRITICAL" in text
    assert "Exception in ASGI application …" in text
    assert "Exception in callback keep…" in text
    assert not [word for word in _PERSONAL if word in text + done.stderr]


def test_where_python_itself_breaks_down_its_places_are_kept(tmp_path: Path) -> None:
    done = run("import faulthandler; faulthandler._sigsegv()", tmp_path / "data")
    assert done.returncode < 0
    text = written(tmp_path / "data", CRASH_NAME)
    assert "Segmentation fault" in text
    assert "<string>" in text
    assert "张三" not in text
    assert not open_to_others(tmp_path / "data")
