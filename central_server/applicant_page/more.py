"""What the page says beyond its first step, as the template needs it. Must not know a case."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Form:
    """The two questions behind which there is more. `said`: what came of the last answer."""

    title: str
    text: str
    name: str
    last_four: str
    hint: str
    look: str
    said: str = ""
    is_shut: bool = False
    """Too many tries: nothing is asked until later."""


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under one heading, each with what is said of it in small letters."""

    title: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class LetterShown:
    """One letter; `can_open` where its bytes are kept, else `note` says where it is to be had."""

    number: str
    title: str
    note: str
    can_open: bool
    day: str = ""
    """Of the act that it tells."""


@dataclass(frozen=True, slots=True)
class Details:
    """All of the second step. `ticket`: lets its holder open the letters for a while."""

    groups: tuple[Group, ...]
    letters_title: str
    letters: tuple[LetterShown, ...]
    open: str
    ticket: str
    notes: tuple[str, ...]
    beneath: tuple[Group, ...] = ()
    """What is read last: opinions, what happened."""
