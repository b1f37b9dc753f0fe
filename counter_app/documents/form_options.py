"""The cells of the 审核表 that hold boxes: which are ticked, what stands between them.

Labels are those of the enumerations. Boxes of another type's block stay empty.
"""

from collections.abc import Callable

from counter_app.asking.choice import Choice
from counter_app.asking.fields import field_of
from counter_app.asking.kinds import Month
from counter_app.documents import form_words as words
from counter_app.documents.cells import Cell
from counter_app.documents.paper_text import read_or_none, text_of, value_in
from counter_app.documents.pieces import Field, Gap, Line, Option, Piece
from counter_app.forms.applicant_types.low_income_family import Circumstance, LowIncomeFamily
from counter_app.forms.applicant_types.shared import SocialInsurance
from counter_app.forms.housing_application import BLOCKS, ApplicantType

ToLine = Callable[[str], Line]

_GAP, _CLOSE_GAP, _TYPE_GAP = 7.4, 5.2, 4.1


def option_lines(cell: Cell, details: object, to_line: ToLine) -> tuple[Line, ...]:
    """The lines of an options cell; `details` is None where none of it applies."""
    key = cell.field.rpartition(".")[2]
    if key == "applicant_type":
        return (_spread(tuple(ApplicantType), _chosen(value_in(details, key)), _TYPE_GAP),)
    if key == "social_insurance":
        return (_social_insurance(value_in(details, key), to_line),)
    if key == "other_circumstances":
        return _circumstances(details, to_line)
    assert cell.block is not None
    choices = field_of(BLOCKS[cell.block], key).choices
    assert choices is not None
    gap = _CLOSE_GAP if cell.span < 31 else _GAP
    return (_spread(tuple(choices), _chosen(value_in(details, key)), gap),)


def _chosen(raw: object) -> tuple[object, ...]:
    return tuple(raw) if isinstance(raw, list) else (raw,)


def _spread(choices: tuple[Choice, ...], chosen: tuple[object, ...], gap: float) -> Line:
    pieces: list[Piece] = []
    for choice in choices:
        pieces += [Gap(gap)] if pieces else []
        pieces.append(Option(str(choice) in chosen, choice.label))
    return tuple(pieces)


def _circumstances(details: object, to_line: ToLine) -> tuple[Line, ...]:
    chosen = _chosen(value_in(details, "other_circumstances"))
    first: list[Piece] = []
    for each in Circumstance:
        if each is not Circumstance.SERIOUS_ILLNESS:
            first += [Gap(_TYPE_GAP)] if first else []
            first.append(Option(str(each) in chosen, each.label + words.AFTER_CIRCUMSTANCE))
    ill = Circumstance.SERIOUS_ILLNESS
    spec = field_of(LowIncomeFamily, "illness")
    illness = to_line(text_of(LowIncomeFamily, "illness", details, unit=False))
    option = Option(str(ill) in chosen, f"{ill.label}{words.COLON}{spec.label}{words.COLON}")
    blank: Line = (Gap(1), Field(0, illness), Gap(1)) if illness else (Field(54),)
    return tuple(first), (option, *blank, spec.unit)


def _social_insurance(block: object, to_line: ToLine) -> Line:
    paid = value_in(block, "paid")
    months: Line = _empty_month(words.MONTH_TO) + _empty_month(words.MONTH_END)
    if paid is True:
        months = _month("from_month", block, words.MONTH_TO, to_line) + _end(block, to_line)
    return (
        Option(paid is True, words.PAID),
        Gap(1.6),
        words.PAID_TIME,
        *months,
        words.PAID_END,
        Gap(_GAP),
        Option(paid is False, words.NOT_PAID),
    )


def _end(block: object, to_line: ToLine) -> Line:
    started = text_of(SocialInsurance, "from_month", block)
    if started and not text_of(SocialInsurance, "to_month", block):
        return (words.STILL_PAID,)
    return _month("to_month", block, words.MONTH_END, to_line)


def _empty_month(after: str) -> Line:
    return (Field(12.5), words.YEAR, Field(7.5), after)


def _month(key: str, block: object, after: str, to_line: ToLine) -> Line:
    month = read_or_none(SocialInsurance, key, block)
    if isinstance(month, Month):
        return (Field(11, (str(month.year),)), words.YEAR, Field(6, (str(month.month),)), after)
    typed = to_line(text_of(SocialInsurance, key, block))
    return (Field(12.5, typed), words.YEAR, Field(7.5), after)
