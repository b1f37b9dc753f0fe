"""Which program this is. Must not know what depends on it."""

from functools import cache
from importlib.metadata import PackageNotFoundError, version


@cache
def program_version() -> str:
    """The installed version, `0.2.0`; empty where it runs from an unpacked tree."""
    try:
        return version("counter-app")
    except PackageNotFoundError:
        return ""
