import re
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from counter_app.basics.catalogue.store import STORE_NEWER
from counter_app.basics.errors import CounterError
from local_db.schema_version import HEAD
from local_db.store import Store, open_store
from local_db.tables import metadata


def _schema(store: Store) -> str:
    query = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type DESC, name"
    with store.reading() as connection:
        return ";\n".join(row[0] for row in connection.exec_driver_sql(query)) + ";\n"


def test_the_migrated_schema_is_the_committed_one(checkout: Path, tmp_path: Path) -> None:
    store = open_store(tmp_path)
    assert _schema(store) == (checkout / "local_db" / "schema.sql").read_text("utf-8")
    store.close()


def test_the_migrated_schema_is_what_the_tables_say(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    with store.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    store.close()


def test_the_head_is_the_last_migration(checkout: Path) -> None:
    steps = sorted((checkout / "local_db" / "migrations" / "versions").glob("[0-9]*.py"))
    revisions = [re.search(r'^revision = "(.+)"', step.read_text(), re.M) for step in steps]
    assert [each[1] for each in revisions if each][-1] == HEAD


def test_alembic_is_imported_only_where_the_version_differs(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from local_db.store import open_store; "
        f"open_store(Path({str(tmp_path)!r})).close(); print('alembic' in sys.modules)"
    )
    said = [
        subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True)
        for _ in range(2)
    ]
    assert [each.stdout.strip() for each in said] == ["True", "False"]


def test_a_newer_programs_store_is_left_alone(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    with store.transaction() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    store.close()
    with pytest.raises(CounterError) as caught:
        open_store(tmp_path)
    assert caught.value.entry is STORE_NEWER
