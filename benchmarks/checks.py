"""`counter-app check`: files a second after start, and its memory, beside only reading them.

Each takes one processor, so the processor's time is measured, in turn: what else a machine does
moves it less than the time on the clock.
"""

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import Line, median, processor_and_memory
from benchmarks.samples import DETAILS, application

_FILES, _FEW = 4000, 400
_NAME_KB = 2
"""What the command line itself keeps of each file's name, in its several copies."""
_AIM = 0.1
_TIMES = 3
_READ = "import json,sys\nfor name in sys.argv[1:]: json.loads(open(name,'rb').read())"


def lines() -> Iterator[Line]:
    """A line for the rate and one for the memory."""
    with tempfile.TemporaryDirectory() as folder:
        files = _written(Path(folder))
        check = ["-m", "counter_app", "check", "--json", "--today", "2026-11-24"]
        runs = [(_rate(check, files), _rate(["-c", _READ], files)) for _ in range(_TIMES)]
    rate = median(ours for (ours, _, _), _ in runs)
    bare = median(only_read for _, (only_read, _, _) in runs)
    ratio = median(ours / only_read for (ours, _, _), (only_read, _, _) in runs)
    _, few, many = runs[0][0]
    yield Line(
        "checks a second, households of 1 to 6",
        f"{rate:.0f}",
        f"{bare:.0f} (json.loads alone)",
        ratio,
        f"≥ {_AIM} ×",
        ratio >= _AIM,
    )
    yield Line(
        f"memory of check, {_FILES} files",
        f"{many >> 10} MB",
        f"{few >> 10} MB ({_FEW} files)",
        many / few,
        f"flat: ≤ {_NAME_KB} KB a file",
        many - few <= _NAME_KB * (len(files) - _FEW),
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
    few_seconds, few = _run(command, files[:_FEW])
    seconds, many = _run(command, files)
    return (len(files) - _FEW) / (seconds - few_seconds), few, many


def _run(command: list[str], files: list[str]) -> tuple[float, int]:
    return processor_and_memory([*command, *files])
