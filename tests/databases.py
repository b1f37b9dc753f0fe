"""Stores for a server of either kind: an SQLite file in its folder, or a PostgreSQL database.

Every test of the server that asks for a store runs on both; one that is about files says
`ONLY_SQLITE`, a module that is about neither sets `DATABASES`.
"""

import atexit
import shutil
from functools import cache, cached_property
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cluster import Cluster

SQLITE, POSTGRES = "sqlite", "postgres"
ONLY_SQLITE = pytest.mark.parametrize("database", [SQLITE], scope="session")
"""For a test that handles the files of an SQLite store."""
_TEMPLATE = "migrated"


class Databases:
    """Makes stores; starts a PostgreSQL when the first of its kind is asked for."""

    def __init__(self) -> None:
        self.folder = TemporaryDirectory(prefix="counter-databases-")

    @cached_property
    def cluster(self) -> "Cluster":
        """The PostgreSQL of this worker."""
        from tests.cluster import Cluster

        return Cluster()

    def new(self, kind: str, data: Path) -> str:
        """The URL of a store that nobody has opened; the file lies in `data`.

        Its tables are there: they are copied faster than made.
        """
        if kind == SQLITE:
            lay_empty_file(data)
            return f"sqlite:///{data / 'server.db'}"
        return self.cluster.database(self._template)

    def gone(self, url: str) -> None:
        """Take a store away that is not wanted any more; files go with their folder."""
        if not url.startswith("sqlite"):
            self.cluster.drop(url)

    def close(self) -> None:
        """Leave nothing behind."""
        if "cluster" in vars(self):
            self.cluster.stop()
        self.folder.cleanup()

    @cached_property
    def _template(self) -> str:
        """A database with empty tables."""
        _make_tables(self.cluster.database(name=_TEMPLATE), Path(self.folder.name))
        return _TEMPLATE


def lay_empty_file(data: Path) -> None:
    """Have the file of a store with empty tables lie in a folder without one, as if just made."""
    if not (data / "server.db").exists():
        shutil.copytree(_empty_file(), data, dirs_exist_ok=True)


@cache
def _empty_file() -> Path:
    """The folder of a file with empty tables and its key; no mark, for nobody has counted."""
    folder = Path(mkdtemp(prefix="counter-empty-store-"))
    atexit.register(shutil.rmtree, folder)
    _make_tables(f"sqlite:///{folder / 'server.db'}", folder)
    for each in folder.iterdir():
        if each.suffix not in (".db", ".key"):
            each.unlink()
    return folder


def _make_tables(url: str, data: Path) -> None:
    from central_server.store.engine import open_store
    from central_server.store.schema_version import bring_up_to_date

    store = open_store(url, data)
    with store.engine.execution_options(writes=True).begin() as connection:
        bring_up_to_date(connection)
    store.engine.dispose()
    store.mark.close()


def on_both(metafunc: pytest.Metafunc) -> None:
    """Run a test on both where it wants a store, unless it or its module chooses."""
    chosen = list(metafunc.definition.iter_markers("parametrize"))
    if "database" not in metafunc.fixturenames or any("database" in m.args[0] for m in chosen):
        return
    kinds = getattr(metafunc.module, "DATABASES", (SQLITE, POSTGRES))
    metafunc.parametrize("database", kinds, scope="session")
