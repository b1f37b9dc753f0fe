"""What a screen has to ask before an act of the table can be made, with what there is to choose.

Must not judge, and knows no widget.
"""

from collections.abc import Callable, Iterator, Mapping

from counter_app.forms.consents import Capacity
from counter_app.intake.deeds import asks_at_the_window as window
from counter_app.intake.deeds import asks_of_answers as answers
from counter_app.intake.deeds import asks_of_decisions as decisions
from counter_app.intake.deeds import asks_of_review as review
from counter_app.intake.deeds.ask import Ask, Said, Situation

_ASKS: Mapping[str, Callable[[Situation], Iterator[Ask]]] = {
    "set-street": decisions.street,
    "sign": window.signed,
    "consent": window.consent,
    "withdraw-consent": window.withdraw_consent,
    "take-material": window.material,
    "supplement": window.supplement,
    "return-material": window.return_material,
    "revise": window.revise,
    "change-contact": window.contact,
    "agree-electronic": window.agree_electronic,
    "notice": decisions.notice,
    "prolong": decisions.prolong,
    "deliver": window.deliver,
    "void-letter": decisions.void_letter,
    "accept": decisions.accept,
    "decline": decisions.decline,
    "withdraw": window.withdraw,
    "send-back": decisions.send_back,
    "end": decisions.end,
    "settle-register": decisions.settle_register,
    "correct-day": decisions.correct_day,
    "correct-identity": decisions.correct_identity,
    "settle": decisions.settle,
    "decide-difference": review.decide_difference,
    "report-mended": review.report_mended,
    "waive": review.waive,
    "return": review.give_back,
    "opinion": review.opine,
    "announce-refusal": review.announce,
    "hear": review.hear,
    "refuse": review.refuse,
    "extend": review.extend,
    "stop": review.stop,
    "settle-task": review.settle_task,
    "enter-answer": answers.enter_answer,
    "file": review.file,
}
_NUMBERS = ("copies", "pages", "days")
_ONE_OF_SEVERAL = ("proof", "way")
"""Keys that are asked in several wordings, of which one is answered."""


def asks(act: str, case: Situation) -> tuple[Ask, ...]:
    """What the act asks, in the order in which it is said; nothing for one that asks nothing."""
    return tuple(_ASKS[act](case)) if act in _ASKS else ()


def keys_of(act: str, said: Mapping[str, Said], case: Situation) -> dict[str, object]:
    """What was said as the act's own keys: nothing that was left empty."""
    keys: dict[str, object] = {}
    for key, value in said.items():
        if value in ("", None):
            continue
        name = next((own for own in _ONE_OF_SEVERAL if key.startswith(f"{own}_")), key)
        number = key in _NUMBERS and str(value).isdecimal()
        keys[name] = int(str(value)) if number else value
    if act == "return":
        remark = keys.pop("remark", "")
        return keys | ({"remarks": [{"words": remark}]} if remark else {})
    if act == "enter-answer" and "answered" in keys:
        return answers.answer_keys(keys)
    if act == "supplement":
        return {"pieces": list(_pieces(keys))}
    if act == "settle" and "other" in keys:
        return dict(_settled(keys))
    if act == "revise" and "what" in keys:
        return dict(_revised(keys))
    if act in ("take-material", "return-material"):
        material, _, person = str(keys.get("material", "")).partition(" ")
        keys |= {"material": material, "person": person}
    if act == "consent" and keys.get("capacity") == Capacity.SELF and not keys.get("signed_by"):
        keys["signed_by"] = dict(case.persons()).get(str(keys.get("person")), "")
    return keys


def _pieces(keys: Mapping[str, object]) -> Iterator[dict[str, object]]:
    """Each piece that came, as the keys of its own taking."""
    for key, came in keys.items():
        if key.startswith(window.PIECE) and came is True:
            material, _, person = key.removeprefix(window.PIECE).partition(" ")
            seen = keys.get("seen_original", True)
            yield {"material": material, "person": person, "seen_original": seen}


def _settled(keys: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    """The fields in which the other content was preferred."""
    other = str(keys["other"])
    yield "other", other
    chosen = ((key.removeprefix(decisions.take_key(other)), word) for key, word in keys.items())
    yield "take", [path for path, word in chosen if word == decisions.THEIRS]


def _revised(keys: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    """Of the three ways to change a content the one that was chosen."""
    what = str(keys.get("what", window.FIELD))
    wanted = {window.FIELD: ("field", "value"), window.REMOVE: ("remove",)}.get(what, ())
    for name in (*wanted, "reason"):
        if name in keys:
            yield name, keys[name]
    if what == window.ADD:
        named = window.MEMBER_KEY
        yield (
            "add",
            {
                key.removeprefix(named): value
                for key, value in keys.items()
                if key.startswith(named)
            },
        )
