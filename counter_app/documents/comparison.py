"""两版对照单: what is otherwise in the newer of two contents of a case, as its screen shows it.

For whoever reviews: names and numbers as they were read there, masked or not. Must not compare.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from counter_app.documents.in_house import in_house_data, printed_by
from counter_app.documents.letters.sheet import Block, Column, Heading, LetterFacts, Paragraph, Rows
from counter_app.documents.letters.words import line
from counter_app.documents.pieces import Line, Strong, Word
from counter_app.documents.view import Copy

TITLE = "两版对照单"
_FORM = "样式 GZF-DZ 2026.1"
_END = "以下空白。供审核人员核对，用完归档或销毁。"
_MASKED = "姓名、证号已遮盖"
_WHAT, _EACH, _WHO = 34.0, 46.0, 40.0
_CODE = "-DZ-"


@dataclass(frozen=True, slots=True)
class ComparedSide:
    """One of the two: `第 2 版`, and on which days it was signed."""

    title: str
    words: str


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One change. `new`: where in `after` stands what `before` has not, as beginnings and ends."""

    what: str
    whose: str
    before: str
    after: str
    new: tuple[tuple[int, int], ...]
    who: str
    why: str


@dataclass(frozen=True, slots=True)
class ComparedGroup:
    """What was declared, brought, or taken and reckoned: a title with words, and its rows."""

    title: str
    rows: tuple[ComparedRow, ...]


@dataclass(frozen=True, slots=True)
class ComparisonView:
    """Everything that stands on it."""

    number: str
    hall: str
    applicant: str
    kind: str
    older: ComparedSide
    newer: ComparedSide
    groups: tuple[ComparedGroup, ...]
    same: int
    """How many fields are the same in both."""
    after: tuple[tuple[str, str], ...]
    """What the change means for what was signed and said: of what, and how it stands."""
    clerk: str
    masked: bool
    made_at: datetime | None = None
    trial: bool = False


def comparison_data(view: ComparisonView, copy: Copy) -> dict[str, object]:
    """Everything that `letter.typ` sets."""
    return in_house_data(
        copy,
        _blocks(view),
        title=TITLE,
        bureau=view.hall,
        number=("编号", view.number),
        owner=view.applicant,
        end=_END,
        form=_FORM,
        code=f"{view.number}{_CODE}",
        trial=view.trial,
    )


def _blocks(view: ComparisonView) -> Iterator[Block]:
    yield LetterFacts(
        (
            (("申请人", line(view.applicant)), ("类型", line(view.kind))),
            (
                (view.older.title, line(view.older.words)),
                (view.newer.title, line(view.newer.words)),
            ),
            printed_by(view.clerk, view.made_at),
        )
    )
    columns = (
        Column("事项", _WHAT),
        Column(view.older.title, _EACH),
        Column(view.newer.title, _EACH),
        Column("谁、为何", _WHO),
    )
    for group in view.groups:
        yield Heading(group.title)
        yield Rows(columns, tuple(map(_row, group.rows)))
    masked = f"。{_MASKED}" if view.masked else ""
    yield Paragraph(
        line(f"只列改动的，其余 {view.same} 处相同；新的字加粗{masked}。"), indent=False
    )
    if view.after:
        yield Heading("改动之后")
        wide = _EACH + _EACH + _WHO
        rows = tuple((line(what), line(said)) for what, said in view.after)
        yield Rows((Column("事项", _WHAT), Column("情况", wide)), rows)


def _row(row: ComparedRow) -> tuple[Line, ...]:
    what = "，".join(filter(None, (row.what, row.whose)))
    who = "：".join(filter(None, (row.who, row.why)))
    return (line(what), line(row.before), _marked(row), line(who))


def _marked(row: ComparedRow) -> Line:
    """The newer text, what is new in it strong; a letter that no face has is told all the same."""
    pieces: list[Line] = []
    at = 0
    for start, end in row.new:
        pieces += [_part(row.after[at:start]), _strong(_part(row.after[start:end]))]
        at = end
    pieces.append(_part(row.after[at:]))
    return tuple(piece for part in pieces for piece in part)


def _part(text: str) -> Line:
    """A part of a line keeps the blank at its end, which a whole line does not."""
    begins, ends = ((" ",) if text[at:][:1].isspace() else () for at in (0, -1))
    return (*begins, *line(text), *ends) if text.strip() else begins


def _strong(said: Line) -> Line:
    return tuple(
        Strong(piece if isinstance(piece, str) else piece.text)
        if isinstance(piece, str | Word)
        else piece
        for piece in said
    )
