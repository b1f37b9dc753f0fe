"""Whether each question that departments were asked stands on the record, and rests on a consent.

Compares what the departments' stand-in was asked with the actions of the cases. Must not ask.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from counter_app.cases.actions import Action, Entry, Kind
from counter_app.needs.case_file import CaseFile

_decode_entry = msgspec.json.Decoder(Entry).decode


class QuerySums(NamedTuple):
    """How many questions went out, and how many of these were answered."""

    asked: int
    answered: int


def count(files: Mapping[str, CaseFile]) -> QuerySums:
    """Over all cases; by number."""
    queries = [each for file in files.values() for each in file.state.queries if each.consent]
    return QuerySums(len(queries), sum(each.state == "answered" for each in queries))


def query_faults(files: Mapping[str, CaseFile], asked: Sequence[Mapping[str, Any]]) -> list[str]:
    """What is wrong, by the number of its case."""
    wrong = [fault for number, file in files.items() for fault in _on_record(number, file)]
    known = {
        action.text("query"): (number, action)
        for number, file in files.items()
        for action in file.actions
        if action.kind == Kind.QUERY_ASKED
    }
    for each in asked:
        number, action = known.get(str(each["query_id"]), ("", None))
        if action is None or number != each["case_number"]:
            wrong.append(f"{each['case_number']}：问了部门，没有记录")
        elif (action.text("item"), action.text("consent")) != (each["item"], each["consent"]):
            wrong.append(f"{number}：问部门的与记录的不同")
    return wrong


def _on_record(number: str, file: CaseFile) -> Iterator[str]:
    """Each question rests on a consent of its person that was given before, wide enough."""
    given: dict[str, Action] = {}
    back: set[str] = set()
    for action in file.actions:
        person = str(action.facts.get("person") or "")
        if action.kind == Kind.CONSENT_GIVEN:
            given[action.action_id] = action
            back.discard(person)
        elif action.kind == Kind.CONSENT_WITHDRAWN:
            back.add(person)
        elif action.kind == Kind.QUERY_ASKED:
            consent = given.get(action.text("consent"))
            whole = consent is not None and bool(consent.facts.get("whole"))
            if consent is None or (consent.facts.get("person") != person and not whole):
                yield f"{number}：查询没有授权"
            elif person in back:
                yield f"{number}：撤回授权以后还查询"
            elif action.text("item") not in _items(file, consent, action.text("item")):
                yield f"{number}：查询超出了授权的事项"


def _items(file: CaseFile, consent: Action, usual: str) -> frozenset[str]:
    """The items that the sheet names; a consent that names none is of all that was asked then."""
    raw = file.contents.get(consent.action_id)
    more = _decode_entry(raw).more if raw else {}
    return frozenset(str(more.get("items") or usual).split())
