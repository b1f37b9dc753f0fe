"""Those who were put aside and are not received yet, as 今日 lists and finds them.

They are told by whoever holds the tabs. Must not open a draft or know how one is filled in.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from counter_app.basics.names import fold, turns
from counter_app.basics.rare_forms import alike
from counter_app.forms.pinyin import initials
from counter_app.ui.widgets.glyphs import Glyph
from counter_app.ui.widgets.tables.cells import Cell, Cells
from counter_app.ui.widgets.theme.tokens import Token


@dataclass(frozen=True, slots=True)
class Waiting:
    """An applicant who is open in a tab."""

    short_code: str
    name: str
    type_label: str
    state: str
    """How it stands with them, and since when."""
    key: str
    """What opens them from anywhere; none behind the ninth."""
    open: Callable[[], object]


def matching(waiting: Iterable[Waiting], text: str) -> tuple[Waiting, ...]:
    """Those whom a name, its initials or a short code mean; nothing typed means all of them."""
    wanted = fold(text)
    spellings = alike(wanted)
    return tuple(each for each in waiting if not wanted or _is_meant(each, spellings))


def _is_meant(waiting: Waiting, spellings: tuple[str, ...]) -> bool:
    spelt = (*turns(waiting.name), *initials(fold(waiting.name)), fold(waiting.short_code))
    return any(each.startswith(spellings) for each in spelt if each)


def cells(waiting: Waiting) -> Cells:
    """The row of the list: no number yet, and how to get there."""
    return (
        Cell(waiting.short_code, size=15, tone=Token.SECOND),
        Cell(waiting.name, strong=True),
        Cell(waiting.type_label, size=15),
        Cell("没收件", size=15),
        Cell("", size=15, tone=Token.SECOND),
        Cell(
            "    ".join(filter(None, (waiting.state, waiting.key))),
            glyph=Glyph.WAITING,
            size=14,
            tone=Token.SECOND,
        ),
    )
