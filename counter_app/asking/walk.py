"""One walk over a document along the declarations: reads every value, notes what is wrong.

How a block is read says the plan that the walk is handed (`plans` compiles it from the
declarations and the matter's own readings). Must not know a block by name.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple, cast

from pydantic import BaseModel

from counter_app.asking import messages
from counter_app.asking.base import Form
from counter_app.asking.problem import Problem
from counter_app.asking.readers import Month, Read, WrongError

Values = dict[str, Any]


@dataclass(slots=True)
class Walk:
    """What is known while a document is read."""

    today: date
    plan_of: "Callable[[type[Form]], Plan]"
    """How each kind of block is read here."""
    applied_on: date | None = None
    applied_month: Month | None = None
    problems: list[Problem] = field(default_factory=list)
    numbers: set[str] = field(default_factory=set)
    """The valid ID numbers of the household so far."""
    has_odd_letters: bool = False
    """Whether a text holds letters that are worth a second look."""
    doubtful: list[tuple[Values, str]] = field(default_factory=list)
    """Readable values that have an error: compared with others, in the end not valid."""

    def note(self, path: str, key: str, code: str, message: str) -> None:
        """Note a problem at a key of the block at `path`."""
        self.problems.append(Problem(f"{path}.{key}" if path else key, code, message))

    def doubt(self, values: Values, path: str, key: str, code: str, message: str) -> None:
        """Note a problem at a value that can still be compared with others."""
        self.note(path, key, code, message)
        self.doubtful.append((values, key))


Run = Callable[[Walk, Any, Values, str], None]
"""Reads one given value of the block at a path into the block's values."""
After = Callable[[Walk, dict[str, Any], Values, str, int], None]
"""Looks at a block that was read: raw, values, path, and where its problems begin."""


class Owed(NamedTuple):
    """A key that is required."""

    needed: Callable[[Values], bool] | None
    """Whether it is beside what its siblings say; None: always."""
    code: str
    """The code and the message while it is absent."""
    message: str


class Step(NamedTuple):
    """How one key of a block is read."""

    key: str
    known: Mapping[str, Any] | None
    """Texts whose value is known without reading them again."""
    read: Read | None
    """Reads a printable text, where reading it is all there is to do."""
    run: Run
    """Reads anything, and tells what is wrong with it."""
    owed: Owed | None


class Plan(NamedTuple):
    """How a block is read."""

    model: type[Form]
    steps: tuple[Step, ...]
    keys: frozenset[str]
    unset: Values
    """What absent optional keys are."""
    after: After | None


def read_block(walk: Walk, model: type[Form], raw: dict[str, Any], path: str) -> Form:
    """The block with what is valid of it; what is wrong is noted on the walk."""
    plan = walk.plan_of(model)
    values: Values = plan.unset.copy()
    start = len(walk.problems)
    lacks = False
    absent = 0
    for key, known, read, run, owed in plan.steps:
        given = raw.get(key)
        if given.__class__ is str:
            if known is not None and (value := known.get(given)) is not None:
                values[key] = value
                continue
            if given and not given.isspace():
                if read is None or not given.isprintable():
                    run(walk, given, values, path)
                    continue
                try:
                    values[key] = read(given)
                except WrongError:
                    run(walk, given, values, path)
                continue
        elif given is None:
            absent += 1
        else:
            run(walk, given, values, path)
            continue
        if owed is not None and (owed.needed is None or owed.needed(values)):
            lacks = True
            if not model.incomplete:
                walk.note(path, key, owed.code, owed.message)
    if len(raw) > len(plan.steps) - absent:  # unknown keys, or known ones that say null
        _note_unknown(walk, plan.keys, raw, path)
    if lacks and model.incomplete:
        said = Problem(path, model.incomplete, messages.INCOMPLETE[model.incomplete])
        walk.problems.insert(start, said)
    if plan.after is not None:
        plan.after(walk, raw, values, path, start)
    return build(model, values)


def build(model: type[Form], values: Values) -> Form:
    """A block of read values; an invalid one is an unset attribute, so pydantic is not asked."""
    block = _new(model)
    _put_values(block, values)
    _put_fields_set(block, _NO_FIELDS)
    _put_extra(block, None)
    _put_private(block, None)
    return block


_new = cast(Callable[[type[Form]], Form], object.__new__)
_put_values, _put_fields_set, _put_extra, _put_private = (
    BaseModel.__dict__[f"__{name}__"].__set__
    for name in ("dict", "pydantic_fields_set", "pydantic_extra", "pydantic_private")
)
"""The slots themselves: found by name for each block they would cost a third of building it."""


_NO_FIELDS: set[str] = set()
"""Shared, because a set of its own would be half of a block's weight; a block is never changed."""


def _note_unknown(walk: Walk, known: frozenset[str], raw: dict[str, Any], path: str) -> None:
    for key in raw:
        if key not in known:
            walk.note(path, key, "unknown_field", messages.UNKNOWN_FIELD.format(key=key))
