"""Compiles the declarations of blocks into plans: field by field, how it is read.

A matter hands its own readings in, once and whole: what a block is read by never depends on
which module was imported first. Must not know a block by name.
"""

from collections.abc import Callable, Mapping
from functools import cache

from counter_app.asking import messages
from counter_app.asking.base import Form
from counter_app.asking.fields import FieldSpec, fields_of
from counter_app.asking.runners import is_plain, known_texts, quick_reader, runner
from counter_app.asking.walk import After, Owed, Plan, Run, Step

Steps = Mapping[tuple[type[Form], str], Callable[[FieldSpec], Run]]
"""Keys of blocks with a reading of their own."""
Rules = Mapping[type[Form], After]
"""Blocks with a rule of their own between their fields; it holds for those that extend them too."""


def plans(steps: Steps, rules: Rules) -> Callable[[type[Form]], Plan]:
    """The plans of a matter's blocks, each compiled when it is first asked for."""

    @cache
    def plan_of(model: type[Form]) -> Plan:
        specs = fields_of(model)
        return Plan(
            model,
            tuple(_step(spec, steps.get((model, spec.key), runner)) for spec in specs),
            frozenset(spec.key for spec in specs),
            {spec.key: None for spec in specs if not spec.required},
            next((rules[each] for each in model.__mro__ if each in rules), None),
        )

    return plan_of


def _step(spec: FieldSpec, make: Callable[[FieldSpec], Run]) -> Step:
    conditional = bool(spec.ask.required_when or spec.ask.required_unless)
    owed = None
    if conditional or spec.required:
        needed = spec.needed if conditional else None
        owed = Owed(needed, spec.ask.absent, messages.missing(spec))
    read = known = None
    if make is runner and is_plain(spec):
        read, known = quick_reader(spec), known_texts(spec)
    return Step(spec.key, known, read, make(spec), owed)
