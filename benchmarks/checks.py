"""`counter-app check`: files a second after start, and its memory, beside only reading them."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import Line
from benchmarks.samples import DETAILS, application

_FILES = 4000
_AIM = 1000
_READ = "import json,sys\nfor name in sys.argv[1:]: json.loads(open(name,'rb').read())"


def lines() -> Iterator[Line]:
    """A line for the rate and one for the memory."""
    with tempfile.TemporaryDirectory() as folder:
        files = _written(Path(folder))
        check = ["-m", "counter_app", "check", "--json", "--today", "2026-11-24"]
        rate, few, many = _rate(check, files)
        bare, _, _ = _rate(["-c", _READ], files)
    yield Line(
        "checks a second, households of 1 to 6",
        f"{rate:.0f}",
        f"{bare:.0f} (json.loads alone)",
        rate / bare,
        "≥ 1000",
        rate >= _AIM,
    )
    yield Line(
        f"memory of check, 10 files and {_FILES}",
        f"{many >> 10} MB",
        f"{few >> 10} MB (10 files)",
        many / few,
        "flat",
        many <= few * 1.1,
    )


def _written(folder: Path) -> list[str]:
    files, kinds = [], list(DETAILS)
    for number in range(_FILES):
        path = folder / f"{number}.json"
        document = application(number, kinds[number % 4], members=number % 6)
        path.write_text(json.dumps(document, ensure_ascii=False), "utf-8")
        files.append(str(path))
    return files


def _rate(command: list[str], files: list[str]) -> tuple[float, int, int]:
    """Files a second without the start, and the kilobytes used for few and for all."""
    few_seconds, few = _run(command, files[:10])
    seconds, many = _run(command, files)
    return (len(files) - 10) / (seconds - few_seconds), few, many


def _run(command: list[str], files: list[str]) -> tuple[float, int]:
    start = time.perf_counter()
    process = subprocess.Popen([sys.executable, *command, *files], stdout=subprocess.DEVNULL)
    _, _, used = os.wait4(process.pid, 0)
    process.returncode = 0
    return time.perf_counter() - start, used.ru_maxrss
