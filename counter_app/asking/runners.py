"""How a field of each kind is read into its block: one function a kind.

Must not know a block or a key by name; readings of their own are in `people` and `checks`.
"""

from collections.abc import Callable, Mapping
from functools import partial
from sys import intern
from typing import Any

from counter_app.asking import messages
from counter_app.asking.choice import choice_reader
from counter_app.asking.fields import FieldSpec
from counter_app.asking.odd_letters import error_words
from counter_app.asking.readers import (
    Read,
    WrongError,
    read_name,
    read_seen,
    read_text,
    read_written,
    remembered,
)
from counter_app.asking.walk import Run, Values, Walk, build, read_block


def runner(spec: FieldSpec) -> Run:
    """The usual reading of a field, by its kind."""
    if spec.read is not None:
        run = _time(spec) if spec.not_after else leaf(spec)
    else:
        run = _STRUCTURES[spec.kind](spec)
    return _only_when_asked(spec, run) if spec.ask.hidden == "ignored" else run


def is_plain(spec: FieldSpec) -> bool:
    """Whether `runner` would merely read the value."""
    return not spec.not_after and spec.ask.hidden != "ignored"


def quick_reader(spec: FieldSpec) -> Read | None:
    """What reads a printable text: the same as for any value, with less to look for.

    None where there is more to do than to read.
    """
    if spec.read in (read_text, read_name):
        return partial(read_seen, limit=spec.max_length)
    return spec.read


def known_texts(spec: FieldSpec) -> Mapping[str, Any] | None:
    """Texts with their values: of a choice all, of days and amounts those that came lately."""
    if spec.kind == "departments":
        return {_ALL: _ALL}
    if spec.kind == "choice" and spec.choices is not None:
        return {str(each): each for each in spec.choices}
    return spec.read.kept if isinstance(spec.read, remembered) else None


def leaf(spec: FieldSpec) -> Run:
    """Read one value."""
    key, read, name = spec.key, spec.read, spec.name
    assert read is not None

    def run(walk: Walk, given: Any, values: Values, path: str) -> None:
        if given.__class__ is str and not given.isprintable():
            walk.has_odd_letters = True
        try:
            values[key] = read(given)
        except WrongError as wrong:
            values.pop(key, None)
            sentence = error_words(name, given, wrong.about(name))
            walk.note(path, key, wrong.code, intern(sentence))

    return run


def _time(spec: FieldSpec) -> Run:
    """Read a day or a month, which must not lie after today or after the application."""
    key, name, usual, known = spec.key, spec.name, leaf(spec), known_texts(spec) or {}
    by_today, is_month = spec.not_after == "today", spec.kind == "month"
    words = messages.LATER_THAN_TODAY if by_today else messages.LATER_THAN_APPLIED
    sentence = words.format(name=name)

    def run(walk: Walk, given: Any, values: Values, path: str) -> None:
        value: Any = known.get(given) if given.__class__ is str else None
        if value is not None:
            values[key] = value
        else:
            usual(walk, given, values, path)
            value = values.get(key)
        applied = walk.applied_month if is_month else walk.applied_on
        limit: Any = walk.today if by_today else applied
        if value is not None and limit is not None and value > limit:
            walk.doubt(values, path, key, "future_date", sentence)

    return run


def _only_when_asked(spec: FieldSpec, run: Run) -> Run:
    def run_if_asked(walk: Walk, given: Any, values: Values, path: str) -> None:
        if spec.shown(values):
            run(walk, given, values, path)

    return run_if_asked


def _object(spec: FieldSpec) -> Run:
    key, model, name = spec.key, spec.model, spec.name
    assert model is not None

    def run(walk: Walk, given: Any, values: Values, path: str) -> None:
        if not isinstance(given, dict):
            values.pop(key, None)
            walk.note(path, key, "invalid", messages.NOT_AN_OBJECT.format(name=name))
            return
        values[key] = read_block(walk, model, given, f"{path}.{key}" if path else key)

    return run


def _objects(spec: FieldSpec) -> Run:
    key, model, name = spec.key, spec.model, spec.name
    assert model is not None
    nobody = build(model, {})

    def run(walk: Walk, given: Any, values: Values, path: str) -> None:
        if not isinstance(given, list):
            values.pop(key, None)
            walk.note(path, key, "invalid", messages.NOT_A_LIST.format(name=name))
            return
        here = f"{path}.{key}" if path else key
        values[key] = blocks = []
        for place, each in enumerate(given):
            if isinstance(each, dict):
                blocks.append(read_block(walk, model, each, f"{here}[{place}]"))
            else:
                _note_element(walk, path, spec, place)
                blocks.append(nobody)

    return run


def _choices(spec: FieldSpec) -> Run:
    def run(walk: Walk, given: Any, values: Values, path: str) -> None:
        if not isinstance(given, list):
            values.pop(spec.key, None)
            message = messages.NOT_A_LIST.format(name=spec.name)
            walk.note(path, spec.key, "invalid", message)
            return
        _read_set(walk, given, values, path, spec)

    return run


def _read_set(walk: Walk, given: list[Any], values: Values, path: str, spec: FieldSpec) -> None:
    """Read the right elements of a set, each once; wrong ones are noted at their place."""
    assert spec.choices is not None
    read = choice_reader(spec.choices)
    found: dict[Any, None] = {}
    for place, each in enumerate(given):
        try:
            found[read(each)] = None
        except WrongError:
            _note_element(walk, path, spec, place)
            walk.doubtful.append((values, spec.key))
    values[spec.key] = tuple(found)


def _note_element(walk: Walk, path: str, spec: FieldSpec, place: int) -> None:
    """Note that an element of a list is null or wrong."""
    message = intern(messages.WRONG_ELEMENT.format(name=spec.name))
    walk.note(path, f"{spec.key}[{place}]", "invalid", message)


def _departments(spec: FieldSpec) -> Run:
    def run(walk: Walk, given: Any, values: Values, path: str) -> None:
        values.pop(spec.key, None)
        if isinstance(given, list):
            if not given:
                if spec.needed(values):
                    walk.note(path, spec.key, "missing", messages.missing(spec))
                return
            _read_set(walk, given, values, path, spec)
        elif _is_all(given):
            values[spec.key] = _ALL
        else:
            walk.note(path, spec.key, "invalid", f"{spec.name}只能是全部或部门列表，请重选")

    return run


_ALL = "all"


def _is_all(given: Any) -> bool:
    try:
        return read_written(given) == _ALL
    except WrongError:
        return False


def _type(spec: FieldSpec) -> Run:
    """The discriminator, which `details` has already read."""

    def run(walk: Walk, given: Any, values: Values, path: str) -> None:
        values[spec.key] = given.strip()

    return run


def _elsewhere(spec: FieldSpec) -> Run:
    raise LookupError(f"{spec.key} needs a step of its own")


_STRUCTURES: dict[str, Callable[[FieldSpec], Run]] = {
    "object": _object,
    "objects": _objects,
    "choices": _choices,
    "departments": _departments,
    "type": _type,
    "details": _elsewhere,
}
