"""What a person had said of an act, read back from the act: to be shown, and to stand in its form.

Must not judge it or know why it came back.
"""

from collections.abc import Mapping

from counter_app.cases.actions import Action
from counter_app.intake.deeds.ask import Ask, Said, Situation
from counter_app.intake.deeds.asked import asks
from counter_app.intake.deeds.table import ACTS
from counter_app.needs.case_file import read_json


def act_of(action: Action) -> str:
    """The act by its name in the table; of a proposal what was proposed; empty for none."""
    kind = str(action.facts.get("act") or action.kind)
    return next((name for name, act in ACTS.items() if act.kind == kind), "")


def title_of_kind(kind: str) -> str:
    """The word of an act at the hall, by its kind in the records; what has none, nothing."""
    return next((act.title for act in ACTS.values() if act.kind == kind), "")


def said_before(action: Action, content: bytes, case: Situation) -> dict[str, Said]:
    """By key of what the act asks now: what was said then, as far as it is known."""
    known = _known(action, content)
    found: dict[str, Said] = {}
    for ask in asks(act_of(action), case):
        value = known.get(ask.key)
        if isinstance(value, (str, bool)) and value != "":
            found[ask.key] = value
    return found


def told_before(action: Action, content: bytes, case: Situation) -> tuple[tuple[str, str], ...]:
    """The same in words: label and text of each thing that was said."""
    known = _known(action, content)
    return tuple(
        (ask.label, text)
        for ask in asks(act_of(action), case)
        if (text := _text(ask, known.get(ask.key)))
    )


def _known(action: Action, content: bytes) -> Mapping[str, object]:
    words = read_json(content)
    return {**action.facts, **(words if isinstance(words, dict) else {})}


def _text(ask: Ask, value: object) -> str:
    if ask.kind == "yes_no" and isinstance(value, bool):
        return ask.options[0 if value else 1][1]
    text = str(value) if isinstance(value, (str, int)) else ""
    return dict(ask.options).get(text, text)
