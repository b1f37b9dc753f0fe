"""Small files, small functions, nothing promised and nothing silenced."""

import ast
import re
import statistics
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGES = ("counter_app", "local_db", "central_server", "setup_house", "installer", "benchmarks")
FILE_LINES = 500
FUNCTION_LINES = 80

PROMISED = {
    "a promise instead of code": r"\b(TODO|FIXME|XXX)\b",
    "a skipped test": r"pytest\.(mark\.)?(skip|xfail)|\bskipif\b|importorskip",
    "a mock": r"unittest\.mock|MagicMock|\bmocker\b",
    "a silenced checker without its reason": r"# (type: ignore|noqa)(?!.*(- |\(|# )\w)",
}


def _sources(checkout: Path, *folders: str) -> Iterator[tuple[Path, str]]:
    files = [checkout / "run.py", checkout / "setup.py"]
    for folder in folders:
        files += sorted((checkout / folder).rglob("*.py"))
    for file in files:
        yield file.relative_to(checkout), file.read_text("utf-8")


def test_no_file_is_too_long_and_most_are_short(checkout: Path) -> None:
    lengths = {file: text.count("\n") for file, text in _sources(checkout, *PACKAGES, "tests")}
    assert not {file: lines for file, lines in lengths.items() if lines > FILE_LINES}
    assert statistics.median(lengths.values()) < 150


def test_no_function_is_too_long_and_most_are_short(checkout: Path) -> None:
    lengths = {
        f"{file}:{node.name}": node.end_lineno - node.lineno + 1
        for file, text in _sources(checkout, *PACKAGES, "tests")
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno
        if "migrations" not in file.parts  # a list of tables, frozen as it was
    }
    assert not {name: lines for name, lines in lengths.items() if lines > FUNCTION_LINES}
    assert statistics.median(lengths.values()) < 15


@pytest.mark.parametrize("fault", PROMISED)
def test_nothing_is_promised_skipped_or_silenced(checkout: Path, fault: str) -> None:
    pattern = re.compile(PROMISED[fault])
    here = Path(__file__).relative_to(checkout)
    found = [
        f"{file}:{number}: {line.strip()}"
        for file, text in _sources(checkout, *PACKAGES, "tests")
        if file != here
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]
    assert not found


@pytest.mark.parametrize(
    "what",
    [
        pytest.param(r"\b(time|qtbot)\.(sleep|wait)\(", id="sleeps"),
        # How fast it is, the benchmarks say: a test would measure what else the machine does.
        pytest.param(r"\b(perf_counter|thread_time|process_time|timeit)\b", id="is a stop-watch"),
    ],
)
def test_no_test(checkout: Path, what: str) -> None:
    here = Path(__file__).relative_to(checkout)
    texts = {file: text for file, text in _sources(checkout, "tests") if file != here}
    assert not [file for file, text in texts.items() if re.search(what, text)]
