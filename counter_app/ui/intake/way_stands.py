"""How far each part of the way is, from one review. Must not know a widget."""

from collections import Counter
from collections.abc import Collection, Iterable

from counter_app.intake.review import Trouble
from counter_app.intake.steps import WAY, Part
from counter_app.ui.shell.frame.way import Stand
from counter_app.ui.widgets.glyphs import Glyph


def stands(troubles: Iterable[Trouble], visited: Collection[Part]) -> dict[Part, Stand]:
    """Sign and count of every part: wrong goes before missing, untouched parts stay open."""
    wrong: Counter[Part] = Counter()
    missing: Counter[Part] = Counter()
    for each in troubles:
        (wrong if each.wrong else missing)[each.part] += 1
    result = {}
    for info in WAY:
        if wrong[info.part]:
            result[info.part] = Stand(Glyph.WRONG, f"{wrong[info.part]} 处")
        elif info.part not in visited or info.part is Part.RECEIVE:
            result[info.part] = Stand(Glyph.OPEN)
        elif missing[info.part]:
            result[info.part] = Stand(Glyph.MISSING, f"{missing[info.part]} {info.unit}")
        else:
            result[info.part] = Stand(Glyph.DONE)
    return result
