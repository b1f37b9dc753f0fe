"""Statements of tests: spelt once a process, not once a store that a test opens.

SQLAlchemy keeps the text of a statement with the store's engine. A program has one engine; a test
that gives twenty commands has forty, and each would spell the same statements again. What is sent
to a database is the same; must not change anything else.
"""

from typing import Any

from sqlalchemy.engine import Engine
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.util import LRUCache

_MOST = 4000
"""Statements; those of both programs together are fewer."""


def spell_once() -> None:
    """Let all engines of this process that speak alike share what they have spelt."""
    engines: Any = Engine
    dialects: Any = DefaultDialect
    spelt = LRUCache[Any, Any](_MOST)
    # Each engine would set one of its own.
    engines._compiled_cache = property(lambda _engine: spelt, lambda _engine, _own: None)
    # What was spelt is found by the dialect that spelt it.
    dialects.__eq__, dialects.__hash__ = _speaks_alike, _hash


def _speaks_alike(one: DefaultDialect, other: object) -> bool:
    return type(one) is type(other) and one.server_version_info == other.server_version_info


def _hash(dialect: DefaultDialect) -> int:
    return hash(type(dialect))
