"""Brings a store's tables up to date. Alembic is imported only where the version differs."""

from pathlib import Path

from sqlalchemy import Connection

from counter_app.basics.catalogue.store import STORE_NEWER
from counter_app.basics.errors import CounterError

HEAD = "0007"
"""The newest migration; a test holds it against the folder of migrations."""


def bring_up_to_date(connection: Connection) -> None:
    """Migrate in one transaction; another process that does the same is waited for.

    Raises:
        CounterError: STORE_NEWER, where the store has a migration that this program lacks.
    """
    if _version(connection) == HEAD:
        return
    connection.exec_driver_sql("BEGIN IMMEDIATE")
    if _version(connection) != HEAD:
        _migrate(connection)
    connection.commit()


def _version(connection: Connection) -> str | None:
    known = connection.exec_driver_sql(
        "SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'"
    ).first()
    row = (
        connection.exec_driver_sql("SELECT version_num FROM alembic_version").first()
        if known
        else None
    )
    return str(row[0]) if row else None


def _migrate(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.util.exc import CommandError

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise CounterError(STORE_NEWER) from error
