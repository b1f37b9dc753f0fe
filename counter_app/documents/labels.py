"""The label of a cell: its field's, as declared in `forms`, broken into lines by sense."""

from collections.abc import Iterator
from functools import cache

from counter_app.asking.base import Form
from counter_app.asking.fields import FieldSpec, field_of
from counter_app.documents.cells import Cell
from counter_app.forms.housing_application import BLOCKS, ApplicantType, HousingApplication


@cache
def label_lines(cell: Cell) -> tuple[str, ...]:
    """The lines of a label cell."""
    words = cell.words or spec_at(cell.field, cell.block).label
    return tuple(_broken(words, cell.breaks)) if cell.breaks else (words,)


def _broken(words: str, lengths: tuple[int, ...]) -> Iterator[str]:
    assert sum(lengths) == len(words), words
    start = 0
    for length in lengths:
        yield words[start : start + length]
        start += length


def spec_at(path: str, block: ApplicantType | None = None) -> FieldSpec:
    """The declaration of a field by its path; `details.…` needs the block it is of."""
    model: type[Form] = HousingApplication
    spec: FieldSpec | None = None
    for key in path.split("."):
        if spec is not None and spec.kind == "details":
            model = BLOCKS[block or ApplicantType.LOW_INCOME_FAMILY]
        spec = field_of(model, key)
        model = spec.model or model
    assert spec is not None
    return spec
