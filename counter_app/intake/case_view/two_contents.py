"""Two changes of one content side by side: where they differ, with what stood before both.

Must not choose, nor make the content that comes of it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from counter_app.forms import matter
from counter_app.forms.display import place_of
from counter_app.intake.declared import SEPARATOR, DeclaredField, declared_fields
from counter_app.needs.case_file import CaseFile

_NOTHING = "没有"
Content = Mapping[str, object]


class Line(NamedTuple):
    """One thing that is said: of whom or what in a list, and what it is called."""

    of: str
    label: str


@dataclass(frozen=True, slots=True)
class Field:
    """One field in which two contents differ, as each says it."""

    path: str
    place: str
    base: str
    mine: str
    theirs: str


def choices_between(file: CaseFile, other: str) -> tuple[Field, ...]:
    """The fields in which the content that holds and another one say something else.

    Nothing where the other content is not here.
    """
    mine, theirs = file.declared, matter.split(file.words(other)).content
    if not theirs:
        return ()
    act = file.action(other)
    base = matter.split(file.words(str(act.facts.get("base")))).content if act else {}
    return tuple(
        Field(path, place_of(path), *_apart(path, base, mine, theirs))
        for path in matter.differing(mine, theirs)
    )


def words_of(file: CaseFile, other: str) -> str:
    """Whose change it is, and why."""
    act = file.action(other)
    if act is None:
        return other
    return "，".join(filter(None, (act.staff_name, str(act.facts.get("reason") or ""))))


def _apart(path: str, *contents: Content) -> Iterator[str]:
    """What each says there; of a list only what is not alike in all."""
    told = [_lines(path, each) for each in contents]
    alike = set.intersection(*(set(each.items()) for each in told))
    everywhere = set.intersection(*(set(each) for each in told))
    for each in told:
        apart = {line: text for line, text in each.items() if (line, text) not in alike}
        # Somebody or something that others lack is named, not told field by field.
        yield "；".join(dict.fromkeys(_say(line, text, everywhere) for line, text in apart.items()))


def _say(line: Line, text: str, everywhere: set[Line]) -> str:
    if not line.of:
        return text
    return f"{line.of} {line.label} {text}" if line in everywhere else line.of


def _lines(path: str, content: Content) -> dict[Line, str]:
    fields = {each.path: each for each in declared_fields(content)}
    found = {
        Line(_of(fields, each), each.place.split(SEPARATOR)[-1]): each.text or _NOTHING
        for name, each in fields.items()
        if name == path or name.startswith((f"{path}.", f"{path}["))
    }
    return found or {Line("", ""): _NOTHING}


def _of(fields: Mapping[str, DeclaredField], field: DeclaredField) -> str:
    """Whom or what of a list it is about, by name."""
    if "[" not in field.path:
        return ""
    named = fields.get(f"{field.path.rpartition('.')[0]}.name")
    return named.text if named else SEPARATOR.join(field.place.split(SEPARATOR)[:-1])
