"""From the first digits of an ID number to a place, for a suggestion only."""

import tomllib
from functools import cache

from counter_app.basics.resources import resource


def place_name(code: str) -> str:
    """`620702` → 甘肃张掖; nothing for a code that the table does not know."""
    return _places().get(code[:4], "")


@cache
def _places() -> dict[str, str]:
    text = resource("regions", "places.toml").read_text(encoding="utf-8")
    return {code: str(name) for code, name in tomllib.loads(text).items()}
