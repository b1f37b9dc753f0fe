"""Collecting shared among workers: in a fresh clone each would compile all the others compile too.

Every worker collects every test, and rewrites the assertions of all of them where nobody has
before. Here each begins with modules of its own and leaves them compiled on the disk; by the time
it comes to those of the others, they lie there. Must not decide what is collected.
"""

import compileall
import importlib
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

_ROOT = Path(__file__).resolve().parent.parent
_PACKAGES = ("counter_app", "central_server", "local_db", "benchmarks", "installer", "setup_house")
Each = TypeVar("Each")


def begin_with_own_share(asked: Sequence[str]) -> None:
    """Compile and import this worker's share, where the whole suite is asked for."""
    if "PYTEST_XDIST_WORKER" not in os.environ or [Path(each).name for each in asked] != ["tests"]:
        return
    packages = [path for name in _PACKAGES for path in sorted((_ROOT / name).rglob("*.py"))]
    for path in _share(packages):
        compileall.compile_file(path, quiet=2)
    for path in _share(sorted((_ROOT / "tests").rglob("test_*.py"))):
        # What cannot be imported, collecting tells.
        with suppress(Exception):
            importlib.import_module(".".join(path.relative_to(_ROOT).with_suffix("").parts))


def _share(every: Sequence[Each]) -> Sequence[Each]:
    """Each worker another; together all."""
    worker = int(os.environ["PYTEST_XDIST_WORKER"].removeprefix("gw"))
    return every[worker :: int(os.environ["PYTEST_XDIST_WORKER_COUNT"])]
