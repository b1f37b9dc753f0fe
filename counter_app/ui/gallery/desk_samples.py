"""Invented lists of a desk, and the case beside one: what its screens are looked at with.

All persons are invented. Must not build a screen.
"""

from counter_app.intake.case_view.clock_cells import Cell, Clock
from counter_app.intake.case_view.strokes import ORDER
from counter_app.intake.listed_case import CaseBeside, DepartmentState, DifferenceLine
from counter_app.intake.listed_words import department_words
from counter_app.rules.urgency import urgency_of
from counter_app.wire.lists import ListRow

_LETTERS = {"=": "agrees", "#": "differs", "o": "asked", "x": "failed"}
_FAMILY, _GRADUATE = "城镇中低收入住房困难家庭", "新就业大学生"
_WORKER, _TALENT = "外来务工人员", "引进人才"
_ROWS = (
    ("00341", "仇*", _FAMILY, "county", "==.======", -1, "刘敏"),
    ("00352", "尕*", _WORKER, "county", "==.====#=", 0, "我"),
    ("00358", "李*", _FAMILY, "community", "==.===o==", 1, ""),
    ("00366", "单*", _GRADUATE, "county", "=========", 3, "我"),
    ("00371", "李*", _FAMILY, "county", "=x.=#=o==", 5, ""),
    ("00388", "马*", _FAMILY, "county", "==.======", 7, ""),
    ("00397", "田*", _FAMILY, "county", "=#.======", 8, "阿依努尔·买买提江"),
    ("00401", "王*", _WORKER, "community", "==.===o==", 9, ""),
    ("00410", "郭*", _FAMILY, "county", "=x.======", 10, ""),
    ("00409", "贺*", _GRADUATE, "county", "==o======", 11, ""),
    ("00413", "周*", _FAMILY, "county", "=x.##=o==", 12, "我"),
    ("00412", "丁*", _TALENT, "municipal", "==.======", 13, ""),
)
_RETURNED = "00409"
CHOSEN = "620702-2026-03-00413"
COUNTS = {
    "county": 6, "in_review": 12, "claimed": 3, "waiting": 6, "differences": 4, "due_soon": 4,
    "overdue": 1, "returned": 1, "sent_back": 1, "proposals": 2, "contested": 0, "days": 1,
    "deemed": 0, "community": 12, "municipal": 12, "tasks": 1, "late": 0,
}  # fmt: skip


def desk_rows() -> tuple[ListRow, ...]:
    """Twelve cases, those due first, of every urgency and with every stroke."""
    return tuple(_row(*each) for each in _ROWS)


def case_beside() -> CaseBeside:
    """What is told of the chosen one."""
    states = ("agrees", "unreachable", "not_asked", "differs", "differs", "agrees", "waiting",
              "agrees", "agrees")  # fmt: skip
    cells = (*(Cell.USED,) * 5, *(Cell.STOPPED,) * 2, *(Cell.USED,) * 2, Cell.TODAY,
             *(Cell.OPEN,) * 12)  # fmt: skip
    return CaseBeside(
        people="6 人户",
        opinions=(("街道社区审核", "12-04，同意"),),
        differences=(
            DifferenceLine("不动产登记，配偶", "自然资源", "申报 无，核验 42.60 m²", False),
            DifferenceLine("养老金，父亲", "人社", "申报 1,620.50 元，核验 1,743.20 元", True),
        ),
        departments=tuple(
            DepartmentState(department_words(name), state, "")
            for name, state in zip(ORDER, states, strict=True)
        ),
        troubles=("民政 10:05 起不通，正在重试",),
        asked=8,
        answered=6,
        clock=Clock(cells, 8, 2, 12, "12-24", ()),
        stopped=("停 12-02 至 12-03",),
    )


def _row(
    number: str, name: str, kind: str, step: str, strokes: str, left: int, holder: str
) -> ListRow:
    told = zip(ORDER, strokes, strict=True)
    states = {str(each): _LETTERS[letter] for each, letter in told if letter in _LETTERS}
    returned = number == _RETURNED
    return ListRow(
        number=f"620702-2026-03-{number}",
        name=name,
        type=kind,
        stage="in_review",
        step=step,
        due_on="2026-12-24",
        used=20 - left,
        strokes=states,
        claimed_by="陈志远" if holder == "我" else holder,
        why="",
        days_left=left,
        urgency="" if returned else str(urgency_of(left)),
        claimed_by_me=holder == "我",
        asked=len(states),
        answered=sum(each in ("agrees", "differs") for each in states.values()),
        undecided=strokes.count("#"),
        flags=("returned",) if returned else (),
    )
