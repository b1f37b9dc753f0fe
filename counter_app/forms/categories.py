"""What is judged of a category of assets as a whole: 无 against its lines.

Must not know what a line says.
"""

from typing import Any

from counter_app.asking import messages
from counter_app.asking.fields import FieldSpec, field_of
from counter_app.asking.problem import Problem
from counter_app.asking.runners import runner
from counter_app.asking.walk import Run, Values, Walk, build
from counter_app.forms.assets import Assets


def none_or_lines(spec: FieldSpec) -> Run:
    """Most categories just say 无: all of those are one block, which nothing is read into."""
    usual, model = runner(spec), spec.model
    assert model is not None
    nothing = build(model, {"none": True, "items": []})

    def run(walk: Walk, given: Any, values: Values, path: str) -> None:
        if given == _NONE and given["none"] is True:
            values[spec.key] = nothing
        else:
            usual(walk, given, values, path)

    return run


_NONE = {"none": True, "items": []}
"""To which also the number 1 is equal, which is not the answer yes."""


def contradiction(walk: Walk, raw: dict[str, Any], values: Values, path: str, start: int) -> None:
    """Neither 无 nor a line is blank, both contradict; with a wrong type there is neither."""
    if "none" not in values or "items" not in values:
        return
    none, items = bool(values["none"]), bool(values["items"])
    if none is not items:
        return
    spec = field_of(Assets, path.rpartition(".")[2])
    contradiction = messages.ASSET_CONTRADICTION.format(name=spec.name)
    code = "asset_contradiction" if none else "asset_blank"
    message = contradiction if none else messages.missing(spec)
    walk.problems.insert(start, Problem(path, code, message))
    walk.doubtful += [(values, "none"), (values, "items")]
