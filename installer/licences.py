"""The licence of every locked package, from `licences.toml`, and of what it carries inside."""

import tomllib
from typing import NamedTuple

from installer.locks import ROOT

_FILE = ROOT / "installer" / "licences.toml"


class Inside(NamedTuple):
    """A part of a package that has a licence of its own."""

    package: str
    name: str
    licence: str
    version: str = ""
    note: str = ""


class Licences(NamedTuple):
    """What the file says."""

    of: dict[str, str]
    looked_up: dict[str, str]
    inside: tuple[Inside, ...]


def licences() -> Licences:
    """Read the file."""
    found = tomllib.loads(_FILE.read_text("utf-8"))
    inside = tuple(Inside(**each) for each in found["inside"])
    return Licences(found["licences"], found["looked_up"], inside)
