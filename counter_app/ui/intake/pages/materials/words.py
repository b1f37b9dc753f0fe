"""What the list says of each material: source, whom it concerns, how it stands. Pure functions."""

from counter_app.intake.standing import PersonNeed, Standing
from counter_app.ui.widgets.glyphs import Glyph
from counter_app.ui.widgets.tables.cells import Cell, Cells, Column
from counter_app.ui.widgets.theme.tokens import Token

COLUMNS = (
    Column("", 28),
    Column("申请材料", 262),
    Column("来源", 134),
    Column("涉及", 72),
    Column("状态"),
)
_SOURCES = {"generated": "系统自动生成", "shared": "共享", "own": "自备"}
_WHOM = {"case": "本办件", "applicant": "申请人"}
_NAMED = 2
"""How many people are named before they are counted."""
_LETTERS = 8
"""How long the names may be together."""


def row_of(standing: Standing, *, chosen: bool, reason: str) -> Cells:
    """The row of the list; `reason` is why paper is taken instead of sharing."""
    tone = Token.TEXT if standing.required else Token.QUIET
    quiet = Token.SECOND if standing.required else Token.QUIET
    glyph, words = status(standing, reason)
    return (
        Cell(str(standing.number), tone=quiet, size=14),
        Cell(standing.material.label, strong=chosen, tone=tone, size=15),
        Cell(_SOURCES[standing.source], aside=standing.department, tone=quiet, size=15),
        Cell(_whom(standing), tone=quiet, size=15),
        Cell(words, glyph=glyph, tone=tone, size=15),
    )


def status(standing: Standing, reason: str) -> tuple[Glyph, str]:
    """Sign and words for how a material stands."""
    if not standing.required:
        sign = Glyph.NOT_REQUIRED if standing.known else Glyph.OPEN
        return sign, standing.reason
    if standing.source == "generated":
        return Glyph.DONE, "已生成，签字后定稿"
    if standing.source == "own" or standing.paper_needed or reason or standing.taken:
        return _papers(standing, reason)
    return _asking(standing)


def _papers(standing: Standing, reason: str) -> tuple[Glyph, str]:
    taken, owed, count = len(standing.taken), standing.owed, len(standing.people)
    deferred = [each for each in standing.people if each.deferred and not each.obtained]
    if taken == count:
        return Glyph.DONE, f"已收纸质，{reason}" if reason else "已收齐" if count > 1 else "已收"
    done = f"已收 {taken} 人" if taken else ""
    if owed:
        missing = "缺" if standing.whom in _WHOM else f"缺{_names(list(owed))}"
        if standing.source == "shared":
            missing = "还要收纸质" if not taken else missing
        return Glyph.MISSING, "，".join(filter(None, (done, missing)))
    return Glyph.WAITING, "，".join(filter(None, (done, f"{_names(deferred)}容缺")))


def _names(people: list[PersonNeed]) -> str:
    names = [each.name for each in people]
    if len(names) > _NAMED or not all(names) or sum(map(len, names)) > _LETTERS:
        return f" {len(names)} 人"
    return "、".join(names)


def _asking(standing: Standing) -> tuple[Glyph, str]:
    """What can be asked with the consents there are."""
    people = standing.people
    refused = [each for each in people if each.granted is False]
    open_ones = [each for each in people if each.granted is None]
    if refused:
        return Glyph.REVIEW, f"{_names(refused).strip()}不同意，可收纸质"
    if not open_ones:
        return Glyph.WAITING, "已授权，收件后查询"
    if len(open_ones) == len(people):
        return Glyph.WAITING, "待授权后查询"
    return Glyph.WAITING, f"还有 {len(open_ones)} 人待授权"


def _whom(standing: Standing) -> str:
    if not standing.required:
        return "不要求" if standing.known else ""
    return _WHOM.get(standing.whom, f"{len(standing.people)} 人")


_WHOM_SENTENCE = {
    "case": "本办件 1 份",
    "applicant": "申请人 1 份",
    "person": "每人都要",
    "adult": "每名成年人都要",
    "earner": "有收入的人每人 1 份",
}


def explained(standing: Standing) -> tuple[str, str]:
    """Two lines for the panel: who it is wanted of and how, and the clause."""
    if not standing.required:
        return standing.reason, f"依据 {standing.clause}"
    where = standing.department and f"向{standing.department}查询，"
    how = {"own": "自备，", "generated": "系统自动生成，"}.get(standing.source, where)
    return f"{how}{_WHOM_SENTENCE[standing.whom]}", f"依据 {standing.clause}"
