"""How far each part of the way is, from what is to be done."""

from collections import Counter
from collections.abc import Collection, Iterable

from counter_app.intake.review import Trouble
from counter_app.intake.said import Said, Tone
from counter_app.intake.steps import WAY, Part


def progress(troubles: Iterable[Trouble], visited: Collection[Part]) -> dict[Part, Said]:
    """Tone and count of every part: wrong goes before missing, untouched parts stay open."""
    wrong: Counter[Part] = Counter()
    missing: Counter[Part] = Counter()
    for each in troubles:
        (wrong if each.wrong else missing)[each.part] += 1
    result = {}
    for info in WAY:
        if wrong[info.part]:
            result[info.part] = Said(f"{wrong[info.part]} 处", Tone.WRONG)
        elif info.part not in visited or info.part is Part.RECEIVE:
            result[info.part] = Said(tone=Tone.OPEN)
        elif missing[info.part]:
            result[info.part] = Said(f"{missing[info.part]} {info.unit}", Tone.MISSING)
        else:
            result[info.part] = Said(tone=Tone.DONE)
    return result
