"""The text of the value at a path of a document, by which tests ask for any field."""

from typing import Any

from counter_app.asking.base import Form
from counter_app.asking.fields import fields_of
from counter_app.forms.display import display
from counter_app.forms.housing_application import BLOCKS, HousingApplication


def text_at(document: Any, path: str) -> str:
    """Whatever stands there; nothing where nothing does or the form has no such field."""
    models: tuple[type[Form], ...] = (HousingApplication,)
    spec, value = None, document
    for key in path.replace("[", ".[").split("."):
        if key.startswith("["):
            at = int(key[1:-1])
            value = value[at] if isinstance(value, list) and at < len(value) else None
            continue
        spec = next((each for of in models for each in fields_of(of) if each.key == key), None)
        value = value.get(key) if isinstance(value, dict) else None
        if spec is None:
            return ""
        models = (spec.model,) if spec.model else ()
        if spec.kind == "details":
            chosen = value.get("applicant_type") if isinstance(value, dict) else None
            models = tuple(BLOCKS[each] for each in BLOCKS if each == chosen) or (*BLOCKS.values(),)
    return display(spec, value) if spec else ""
