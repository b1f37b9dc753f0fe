"""The paths of what is declared, `applicant.employer`, for whoever names fields in policy.

A list is one field: who its elements are changes. Must not know what a field means.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any, get_args, get_origin

from counter_app.asking.base import Form
from counter_app.forms.housing_application import HousingApplication


@cache
def paths() -> frozenset[str]:
    """Every path, blocks and what lies in them."""
    return frozenset(_below(HousingApplication, ""))


def _below(model: type[Form], at: str) -> Iterator[str]:
    for key, info in model.model_fields.items():
        yield f"{at}{key}"
        for block in _blocks(info.annotation):
            yield from _below(block, f"{at}{key}.")


def _blocks(annotation: Any) -> Iterator[type[Form]]:
    """The blocks that a field may be, but not those of which it is a list."""
    if isinstance(annotation, type):
        if issubclass(annotation, Form):
            yield annotation
        return
    for each in () if get_origin(annotation) is list else get_args(annotation):
        yield from _blocks(each)
