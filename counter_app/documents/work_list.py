"""待办清单: one list of a desk as its screen shows it, one row a case.

For whoever reviews: names masked as they were read there. Must not say what the screen does not.
"""

from dataclasses import astuple, dataclass
from datetime import date, datetime

from counter_app.documents.in_house import in_house_data, numbered_rows, printed_by
from counter_app.documents.letters.sheet import Block, Heading, LetterFacts
from counter_app.documents.letters.words import line
from counter_app.documents.view import Copy

TITLE = "待办清单"
_FORM = "样式 GZF-DB 2026.1"
_COLUMNS = (
    ("序号", 9.0),
    ("编号", 42.0),
    ("姓名", 13.0),
    ("申请人类型", 36.0),
    ("环节", 11.0),
    ("部门", 27.0),
    ("剩余", 14.0),
    ("领取", 14.0),
)
_LEFT = ("姓名", "申请人类型", "部门")
_END = "以下空白。供审核人员安排工作，用完销毁。"


@dataclass(frozen=True, slots=True)
class WorkRow:
    """One case, in the words of the list."""

    number: str
    name: str
    type_label: str
    step: str
    departments: str
    left: str
    claimed: str


@dataclass(frozen=True, slots=True)
class WorkView:
    """Everything that stands on it; the rows in the order of the list."""

    name: str
    """Which list."""
    order: str
    hall: str
    clerk: str
    rows: tuple[WorkRow, ...]
    total: int
    """How many there are; more than `rows` where the screen had not fetched all."""
    day: date
    made_at: datetime | None = None
    trial: bool = False


def work_list_data(view: WorkView, copy: Copy) -> dict[str, object]:
    """Everything that `letter.typ` sets."""
    return in_house_data(
        copy,
        _blocks(view),
        title=TITLE,
        bureau=view.hall,
        number=("列表", view.name),
        owner=view.name,
        end=_END,
        form=_FORM,
        code=f"{view.day:%Y%m%d}-DB-",
        trial=view.trial,
    )


def _blocks(view: WorkView) -> tuple[Block, ...]:
    count = f"{len(view.rows)} 件"
    if view.total > len(view.rows):
        count = f"前 {len(view.rows)} 件，共 {view.total} 件"
    facts = (
        printed_by(view.clerk, view.made_at),
        (("件数", line(count)), ("剩余", line("按工作日计"))),
    )
    rows = numbered_rows(_COLUMNS, _LEFT, map(astuple, view.rows))
    return (LetterFacts(facts), Heading(view.order), rows)
