"""What the screen asks of a department's answer that came by letter or on paper.

What waits for a person is offered first, then what nobody has answered. Must not make an act.
"""

from collections.abc import Iterator, Mapping

from counter_app.intake.answer_words import CHOICE_WORDS, OUTCOME_WORDS, YES_OR_NO
from counter_app.intake.deeds.ask import Ask, Kind, Options, Situation, time_of
from counter_app.intake.department_words import item_words
from counter_app.needs.tasks import IDENTITY, TO_PERSON, of_queries, unproved
from counter_app.needs.waiting import waits_for
from counter_app.rules.department_items import Fact, item_of

_WHICH, _FACT, _ONE = "answered", "fact", "条"
_ENTERED = ("found", "none", "not_covered", "identity_mismatch")
_OUTCOMES: Options = tuple((each, OUTCOME_WORDS[each]) for each in _ENTERED)
_WITH_RECORDS = frozenset({"found"})
_CHANNELS: Options = (("letter", "复函"), ("paper", "纸质证明"), ("file", "批量文件"))
_YES: Options = tuple(YES_OR_NO.items())
_HINTS = {"money": "元", "area": "平方米", "month": "如 2026-11", "share": "如 1/2"}


def enter_answer(case: Situation) -> Iterator[Ask]:
    """Of whom and what, what came of it, by which way, and each fact that the item gives."""
    names = dict(case.persons())
    pairs = [each for each in dict.fromkeys(_open(case)) if each[1] in names]
    options = tuple(
        (f"{item} {person}", f"{names[person]} {item_words(case.newest, item, case.today)}")
        for item, person in pairs
    )
    usual = options[0][0] if len(options) == 1 else None
    yield Ask(_WHICH, "答复的是", "choice", usual, options)
    yield Ask("outcome", "答复结果", "choice", None, _OUTCOMES)
    yield Ask("channel", "怎样来的", "choice", None, _CHANNELS)
    yield Ask("as_of", "查到哪天", "day", None, hint="答复里写的截止日期，或出具日期")
    yield Ask("reference", "来函文号", "text", hint="可以不写", may_be_empty=True)
    for name in dict.fromkeys(item for item, _ in pairs):
        item = item_of(case.newest, name, case.today)
        of_it = frozenset(value for value, _ in options if value.startswith(f"{name} "))
        for fact in item.facts.values() if item else ():
            if fact.kind != "list":
                yield _fact(name, fact, of_it)


def answer_keys(keys: Mapping[str, object]) -> dict[str, object]:
    """What was said as the keys of the act: its records, of the item that was chosen."""
    item, _, person = str(keys.get(_WHICH, "")).partition(" ")
    before = f"{_FACT} {item} "
    records: dict[int, dict[str, object]] = {}
    for key, value in keys.items():
        if key.startswith(before):
            name, time = time_of(key.removeprefix(before))
            records.setdefault(time, {})[name] = value
    told = [records[time] for time in sorted(records)] or [{}]
    made = {name: keys[name] for name in ("outcome", "channel", "reference") if name in keys}
    found: dict[str, object] = {"item": item, "person": person, **made}
    if "as_of" in keys:
        found["coverage"] = {"as_of": keys["as_of"]}
    return {**found, "records": told} if keys.get("outcome") in _WITH_RECORDS else found


def _open(case: Situation) -> Iterator[tuple[str, str]]:
    """Item and person: what opinions wait for, what failed or was stopped, what is not answered."""
    tasks = [each for each in of_queries(case.file.state) if each.item]
    for each in sorted(tasks, key=lambda task: task.kind not in (IDENTITY, TO_PERSON)):
        yield each.item, each.person
    yield from unproved(case.file.state)
    for waiting in waits_for(case.file, case.policy, case.today):
        yield waiting.item, waiting.person


def _fact(item: str, fact: Fact, of_it: frozenset[str]) -> Ask:
    options: Options = _YES if fact.kind == "yes" else ()
    options = tuple((word, CHOICE_WORDS.get(word, word)) for word in fact.words) or options
    kind: Kind = "choice" if options else "day" if fact.kind == "day" else "text"
    return Ask(
        f"{_FACT} {item} {fact.name}",
        fact.label,
        kind,
        None,
        options,
        hint=_HINTS.get(fact.kind, ""),
        may_be_empty=True,
        when=(_WHICH, of_it),
        and_when=("outcome", _WITH_RECORDS),
        of_each=_ONE,
    )
