"""Desks and a window at one case: what tests of them share."""

import json
from pathlib import Path
from typing import Any

from sqlalchemy import text

from local_db.soundness import find_faults
from local_db.store import open_store
from local_db.tables import metadata
from tests.end_to_end.at_the_counter import CLERK, AtTheCounter, consents, enrolled, received
from tests.unit.server.running_server import RunningServer

STREET = "620702001"
WANG, MA, ZHAO = "wangmin", "maxiaoyan", "zhaolei"
"""Two of the community, one of the county."""
_PAPER = {"material": "income_proof", "person": "applicant", "copies": 1, "pages": 2}


def window_of(server: RunningServer, place: AtTheCounter) -> AtTheCounter:
    """The window 03 of 甘州区, with the people of its desks."""
    enrolled(place, server)
    place.hire(server, WANG, "community", street=STREET)
    place.hire(server, MA, "community", street=STREET)
    place.hire(server, ZHAO, "county")
    return place


def at_the_community(window: AtTheCounter, tmp_path: Path) -> str:
    """The number of a case that waits for the community's opinion."""
    number = received(window, tmp_path)
    assert window.do(CLERK, "set-street", number, street=STREET)[0] == 0
    assert window.do(CLERK, "sign", number)[0] == 0
    consents(window, number)
    assert window.do(CLERK, "take-material", number, **_PAPER)[0] == 0
    assert window.do(CLERK, "accept", number)[0] == 0
    return number


def lies(place: AtTheCounter) -> dict[str, int]:
    """Table → rows, of those that say something of a case; own actions are counted apart."""
    store = open_store(place.data)
    try:
        with store.reading() as connection:
            assert find_faults(connection) == []
            names = ("actions", "contents", "cases", "terms", "told", "kept_papers", "outbox")
            return {
                name: connection.execute(text(f"SELECT count(*) FROM {name}")).scalar_one()
                for name in names
            }
    finally:
        store.close()


def written(place: AtTheCounter) -> str:
    """All that stands in the decrypted tables, but for who may sign in."""
    store = open_store(place.data)
    try:
        with store.reading() as connection:
            tables = [
                each for each in metadata.sorted_tables if each.name not in ("staff", "clerks")
            ]
            rows = [row for table in tables for row in connection.execute(table.select())]
    finally:
        store.close()
    return "\n".join(
        value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
        for row in rows
        for value in row
    )


def told(place: AtTheCounter, who: str, number: str) -> tuple[int, dict[str, Any]]:
    code, said, _ = place.run("case", number, "--staff", who, "--json")
    return code, json.loads(said or "{}")
