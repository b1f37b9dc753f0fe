"""Brings the server's tables up to date. Alembic is imported only where the version differs."""

from pathlib import Path

from sqlalchemy import inspect
from sqlalchemy.engine import Connection

from counter_app.basics.catalogue.server import STORE_TOO_NEW
from counter_app.basics.errors import CounterError

HEAD = "0016"
"""The newest migration; a test holds it against the folder of migrations."""


def bring_up_to_date(connection: Connection) -> None:
    """Migrate within the caller's transaction.

    Raises:
        CounterError: STORE_TOO_NEW, where the store has a migration that this program lacks.
    """
    if _version(connection) != HEAD:
        _migrate(connection)


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    row = connection.exec_driver_sql("SELECT version_num FROM alembic_version").first()
    return str(row[0]) if row else None


def _migrate(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.util.exc import CommandError

    config = Config()
    config.set_main_option(
        "script_location", str(Path(__file__).parent.parent / "migrations").replace("%", "%%")
    )
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise CounterError(STORE_TOO_NEW) from error
