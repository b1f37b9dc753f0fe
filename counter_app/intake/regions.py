"""From the first digits of an ID number to a place, for a suggestion only."""

import tomllib
from functools import cache

from counter_app.basics.resources import resource


def place_name(code: str) -> str:
    """`620702` → 甘肃张掖; nothing for a code that the table does not know."""
    return _table()["native_places"].get(code[:4], "")


def address_beginning(code: str) -> str:
    """`620702…` → 甘肃省张掖市甘州区; nothing for another place than this city."""
    return _table()["addresses"].get(code[:6], "")


@cache
def _table() -> dict[str, dict[str, str]]:
    text = resource("regions", "places.toml").read_text(encoding="utf-8")
    return {name: dict(rows) for name, rows in tomllib.loads(text).items()}
