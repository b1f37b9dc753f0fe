"""The 审核表 as one table of cells: row, column, span, label, field. Both outputs are set from it.

Geometry is `spec/papers.md`: 36 columns of 4.833 mm, heights in millimetres. Labels stand with the
form's declaration; only what 附件 1 prints beside them is in `form_words`. Knows no value.
"""

from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate

from counter_app.documents import form_words as words
from counter_app.forms.housing_application import ApplicantType

COLUMNS = 36
COLUMN_MM = 174 / COLUMNS
MEMBER_ROWS = 6

_FAMILY = ApplicantType.LOW_INCOME_FAMILY
_GRADUATE = ApplicantType.NEW_GRADUATE
_MIGRANT = ApplicantType.MIGRANT_WORKER
_TALENT = ApplicantType.INTRODUCED_TALENT


class CellKind(StrEnum):
    """What a cell holds."""

    LABEL = "label"
    VALUE = "value"
    OPTIONS = "options"
    BAND = "band"
    ITEMS = "items"
    COMMITMENT = "commitment"
    OPINION = "opinion"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. `field` is its path in format 1 (or `figures.…`), `block` the type it belongs to.

    A label without `words` is that of its field; `breaks` are the lengths of its lines, by sense.
    """

    kind: CellKind
    span: int
    field: str = ""
    block: ApplicantType | None = None
    words: str = ""
    breaks: tuple[int, ...] = ()
    align: str = "left"
    whole: bool = False
    """An ID number: smaller before it is broken."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row: its least height, the tight one where a page must hold more, its cells."""

    height: float
    tight: float
    cells: tuple[Cell, ...]
    kind: str = "row"
    keep: bool = False
    """Stands on one page with the next row."""

    def columns(self, first: int = 0) -> tuple[int, ...]:
        """Where each cell begins."""
        return tuple(accumulate((cell.span for cell in self.cells[:-1]), initial=first))


def _label(span: int, field: str = "", words: str = "", breaks: tuple[int, ...] = ()) -> Cell:
    return Cell(CellKind.LABEL, span, field, words=words, breaks=breaks)


def _pair(
    label: int,
    value: int,
    field: str,
    *,
    block: ApplicantType | None = None,
    words: str = "",
    breaks: tuple[int, ...] = (),
    kind: CellKind = CellKind.VALUE,
    align: str = "left",
    whole: bool = False,
) -> tuple[Cell, Cell]:
    """A label and beside it the place of its field."""
    return (
        Cell(CellKind.LABEL, label, field, block, words, breaks),
        Cell(kind, value, field, block, align=align, whole=whole),
    )


def _row(*pairs: tuple[Cell, ...], height: float = 11.2, tight: float = 9.1) -> SheetRow:
    return SheetRow(height, tight, tuple(cell for pair in pairs for cell in pair))


def _band(words: str) -> SheetRow:
    return SheetRow(7, 7, (Cell(CellKind.BAND, COLUMNS, words=words),), keep=True)


def _choices(field: str, block: ApplicantType, breaks: tuple[int, ...] = ()) -> tuple[Cell, Cell]:
    return _pair(5, 31, field, block=block, breaks=breaks, kind=CellKind.OPTIONS)


_PERSON = (
    _row(
        _pair(5, 9, "applicant.name"),
        _pair(3, 3, "applicant.sex", align="center"),
        _pair(5, 11, "applicant.id_number", whole=True),
    ),
    _row(_pair(5, 15, "applicant.employer"), _pair(5, 11, "applicant.phone", whole=True)),
    _row(_pair(5, 15, "applicant.registered_address"), _pair(5, 11, "applicant.native_place")),
    _row(_pair(5, 31, "details.applicant_type", kind=CellKind.OPTIONS)),
)

_LOW_INCOME_FAMILY = (
    _band(_FAMILY.label),
    _row(
        _pair(5, 9, "details.residence_address", block=_FAMILY),
        _pair(5, 6, "details.residence_floor_area", block=_FAMILY, align="center"),
        _pair(
            5,
            6,
            "figures.floor_area_per_person",
            block=_FAMILY,
            words=words.FLOOR_AREA_PER_PERSON,
            align="center",
        ),
        height=12.6,
    ),
    _row(
        _pair(5, 9, "details.residence_owner", block=_FAMILY),
        _pair(5, 6, "details.owner_relation", block=_FAMILY, align="center"),
        _pair(5, 6, "details.marital_status", block=_FAMILY, align="center"),
    ),
    _row(_choices("details.dwelling_kind", _FAMILY)),
    _row(_choices("details.hardships", _FAMILY)),
    _row(_choices("details.other_circumstances", _FAMILY), height=13, tight=12.4),
)

_NEW_GRADUATE = (
    _band(_GRADUATE.label),
    _row(
        _pair(5, 9, "details.school", block=_GRADUATE),
        _pair(5, 6, "details.education", block=_GRADUATE, align="center"),
        _pair(5, 6, "details.graduated_on", block=_GRADUATE, align="center"),
    ),
    _row(
        _pair(5, 5, "details.joined_employer_on", block=_GRADUATE, breaks=(5, 4), align="center"),
        _pair(4, 11, "details.employer_address", block=_GRADUATE, breaks=(4, 2)),
        _pair(5, 6, "details.contract_number", block=_GRADUATE, align="center"),
    ),
    _row(
        _pair(5, 15, "details.employer_kind", block=_GRADUATE),
        _pair(5, 11, "details.marital_status", block=_GRADUATE),
    ),
    _row(_choices("details.social_insurance", _GRADUATE)),
    _row(_choices("details.tenancy", _GRADUATE, breaks=(3, 4))),
)

_MIGRANT_WORKER = (
    _band(_MIGRANT.label),
    _row(
        _pair(5, 15, "details.permit_address", block=_MIGRANT),
        _pair(5, 11, "details.permit_number", block=_MIGRANT),
    ),
    _row(
        _pair(5, 15, "details.started_work_on", block=_MIGRANT),
        _pair(5, 11, "details.contract_number", block=_MIGRANT),
    ),
    _row(
        _pair(5, 9, "applicant.monthly_income", block=_MIGRANT),
        _pair(5, 17, "details.tenancy", block=_MIGRANT, kind=CellKind.OPTIONS),
    ),
    _row(_choices("details.social_insurance", _MIGRANT)),
)

_INTRODUCED_TALENT = (
    _band(_TALENT.label),
    _row(
        _pair(5, 15, "details.recognition_number", block=_TALENT, breaks=(6, 4)),
        _pair(5, 11, "details.contract_number", block=_TALENT),
    ),
)

FRONT: tuple[SheetRow, ...] = (
    *_PERSON,
    *_LOW_INCOME_FAMILY,
    *_NEW_GRADUATE,
    *_MIGRANT_WORKER,
    *_INTRODUCED_TALENT,
)

HOUSEHOLD = Cell(CellKind.LABEL, 5, "household", breaks=(4, 4))
"""Spans all member rows of a page; the boxes of the household's size stand under its words."""

MEMBERS_HEAD = SheetRow(
    8.4,
    8.4,
    (
        _label(6, "household.members.name"),
        _label(4, "household.members.relation"),
        _label(8, "household.members.id_number"),
        _label(9, "household.members.employer"),
        _label(4, "household.members.monthly_income"),
    ),
    kind="members",
    keep=True,
)

MEMBER = SheetRow(
    10.4,
    9.1,
    (
        Cell(CellKind.VALUE, 6, "household.members.name"),
        Cell(CellKind.VALUE, 4, "household.members.relation", align="center"),
        Cell(CellKind.VALUE, 8, "household.members.id_number", align="center", whole=True),
        Cell(CellKind.VALUE, 9, "household.members.employer"),
        Cell(CellKind.VALUE, 4, "household.members.monthly_income", align="right", whole=True),
    ),
    kind="member",
)

INCOME = _row(
    _pair(5, 13, "figures.monthly_income", words=words.MONTHLY_INCOME),
    _pair(
        5,
        13,
        "figures.monthly_income_per_person",
        words=words.MONTHLY_INCOME_PER_PERSON,
        breaks=(4, 3),
    ),
    height=10,
    tight=10,
)


def _assets(
    left: str, left_breaks: tuple[int, ...], right: str, right_breaks: tuple[int, ...]
) -> SheetRow:
    return _row(
        _pair(5, 13, f"assets.{left}", breaks=left_breaks, kind=CellKind.ITEMS),
        _pair(5, 13, f"assets.{right}", breaks=right_breaks, kind=CellKind.ITEMS),
        height=16.6,
        tight=15,
    )


ASSETS = (
    _assets("real_estate", (6, 6), "housing_fund", (6, 6, 5)),
    _assets("vehicles", (6, 6, 4), "business_registration", (6, 6, 2)),
    _assets("pension_insurance", (6, 6, 4), "other", (6, 6)),
)

COMMITMENT = SheetRow(37, 37, (Cell(CellKind.COMMITMENT, COLUMNS, "commitment"),), keep=True)
"""Stays with the opinions: no stamp stands on a sheet on which nothing was promised."""

OPINIONS = (
    _band(words.OPINIONS),
    SheetRow(
        43,
        35,
        tuple(
            cell
            for name, breaks in words.OPINION_LABELS
            for cell in (_label(5, words=name, breaks=breaks), Cell(CellKind.OPINION, 7))
        ),
    ),
)
