"""The texts of policy versions: the server's, and those that a case here was received under.

A text is known by its hash, so a row is written once and never changed. Must not know what the
tables mean.
"""

from collections.abc import Collection, Mapping

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from counter_app.basics.versions import version_of
from local_db.statements import among, driver_text, listed, run
from local_db.tables import policies

_KNOWN = driver_text(select(policies.c.version).where(among(policies.c.version)))


def find_text(connection: Connection, version: str) -> str | None:
    """The text of a version, None where it is not here."""
    return connection.execute(select(policies.c.text).where(policies.c.version == version)).scalar()


def known_versions(connection: Connection, versions: Collection[str]) -> set[str]:
    """Which of these versions are here."""
    return {version for (version,) in run(connection, _KNOWN, listed(versions)).fetchall()}


def keep_texts(connection: Connection, texts: Mapping[str, str]) -> int:
    """Keep what is what its version says; gives how many of them were not."""
    right = [
        {"version": version, "text": text}
        for version, text in texts.items()
        if version_of(text) == version
    ]
    if right:
        connection.execute(insert(policies).on_conflict_do_nothing(), right)
    return len(texts) - len(right)
