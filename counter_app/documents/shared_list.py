"""政务数据共享清单: what each department gives, of whom, in place of what, on what ground.

As the operator's screen shows it. Must not know a case.
"""

from dataclasses import astuple, dataclass
from datetime import date, datetime

from counter_app.documents.in_house import in_house_data, numbered_rows, printed_by
from counter_app.documents.letters.sheet import Block, Heading, LetterFacts
from counter_app.documents.letters.words import line
from counter_app.documents.view import Copy

TITLE = "政务数据共享清单"
_FORM = "样式 GZF-GX 2026.1"
_COLUMNS = (
    ("序号", 9.0),
    ("部门", 24.0),
    ("提供什么", 28.0),
    ("问谁", 24.0),
    ("对应材料", 31.0),
    ("凭什么", 19.0),
    ("渠道", 11.0),
    ("许可", 20.0),
)
_LEFT = ("部门", "提供什么", "问谁", "对应材料")
_END = "以下空白。按现行政策列出，不含办件。"


@dataclass(frozen=True, slots=True)
class SharedRow:
    """One item, in the words of the screen."""

    department: str
    gives: str
    whom: str
    replaces: str
    by: str
    channel: str
    permission: str


@dataclass(frozen=True, slots=True)
class SharedView:
    """Everything that stands on it."""

    hall: str
    clerk: str
    rows: tuple[SharedRow, ...]
    day: date
    made_at: datetime | None = None
    trial: bool = False


def shared_list_data(view: SharedView, copy: Copy) -> dict[str, object]:
    """Everything that `letter.typ` sets."""
    return in_house_data(
        copy,
        _blocks(view),
        title=TITLE,
        bureau=view.hall,
        number=("日期", view.day.isoformat()),
        owner=TITLE,
        end=_END,
        form=_FORM,
        code=f"{view.day:%Y%m%d}-GX-",
        trial=view.trial,
    )


def _blocks(view: SharedView) -> tuple[Block, ...]:
    facts = (
        printed_by(view.clerk, view.made_at),
        (("事项", line(f"{len(view.rows)} 项")), ("授权", line("单独同意的为敏感个人信息"))),
    )
    rows = numbered_rows(_COLUMNS, _LEFT, map(astuple, view.rows))
    return (LetterFacts(facts), Heading("按部门"), rows)
