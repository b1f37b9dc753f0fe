"""A sheet for those who work here: no letter, kept by nobody, its foot names what stands on it.

Must not know what is told on it.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from counter_app.documents.foot import digest_of
from counter_app.documents.letters.sheet import Block, Column, Foot, Rows, Sheet
from counter_app.documents.letters.to_json import sheet_json
from counter_app.documents.letters.words import line, numbered
from counter_app.documents.pieces import Line
from counter_app.documents.view import Copy
from counter_app.documents.wording import Wording


def in_house_data(
    copy: Copy,
    blocks: Iterable[Block],
    *,
    title: str,
    bureau: str,
    number: tuple[str, str],
    owner: str,
    end: str,
    form: str,
    code: str,
    trial: bool,
) -> dict[str, object]:
    """Everything that `letter.typ` sets.

    `form` names the sheet in its foot; `code` is how its revision begins, behind which comes the
    beginning of a digest of all that stands above.
    """
    told = tuple(blocks)

    def sheet(foot: Foot) -> dict[str, object]:
        return sheet_json(
            Sheet(
                title=title,
                bureau=bureau,
                number=number,
                official="",
                addressee=(),
                again=f"{title}（续）",
                owner=owner,
                narrow=True,
                blocks=told,
                scan=None,
                seal=None,
                delivery=None,
                copies=end,
                foot=foot,
                across=Wording({}).over(copy, trial=trial) or "",
                note="",
            )
        )

    whole = f"{code}{digest_of(sheet(Foot((), '', '')))[:8].upper()}"
    return sheet(Foot((form,), whole, whole))


def printed_at(moment: datetime | None) -> str:
    """When it was made, in words; nothing of what is not made yet."""
    return f"{moment:%Y-%m-%d %H:%M}" if moment else ""


def printed_by(clerk: str, moment: datetime | None) -> tuple[tuple[str, Line], ...]:
    """Who printed it and when, as one row of facts."""
    return (("打印人", line(clerk)), ("打印时间", line(printed_at(moment))))


def numbered_rows(
    columns: Sequence[tuple[str, float]], left: Collection[str], rows: Iterable[Iterable[str]]
) -> Rows:
    """A table whose rows are numbered from one: titles and widths of its columns, in millimetres.

    Those of `left` begin at the left, the others stand in the middle.
    """
    made = (Column(title, wide, "left" if title in left else "center") for title, wide in columns)
    lines = (numbered(*row, at=at) for at, row in enumerate(rows, start=1))
    return Rows(tuple(made), tuple(lines))
