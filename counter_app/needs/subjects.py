"""About whom something was asked: under which number, and on a consent that still held then.

A person keeps an id when the number is corrected; what was said under another number is a
stranger's (bureau hole 11). Must not decide what becomes of it.
"""

from counter_app.cases.actions import Action, Kind
from counter_app.cases.traces import QueryTrace
from counter_app.forms import matter
from counter_app.needs.case_file import CaseFile
from counter_app.needs.queries import number_at


def number_of(file: CaseFile, person: str) -> str:
    """The number that is declared of a person now; empty where nobody can say."""
    for position in range(matter.person_count(file.declared)):
        if file.state.person(position) == person:
            return number_at(file, position)
    return ""


def left_meanwhile(file: CaseFile) -> tuple[QueryTrace, ...]:
    """What was asked between somebody's withdrawal at a window and its arrival (bureau §0-9).

    The server did not know of it yet: so it is told to a person.
    """
    traces = {each.query: each for each in file.state.queries}
    asked: list[Action] = []
    found: list[QueryTrace] = []
    for each in file.actions:
        if each.kind == Kind.QUERY_ASKED:
            asked.append(each)
        elif each.kind == Kind.CONSENT_WITHDRAWN:
            found += [
                traces[str(one.facts["query"])]
                for one in asked
                if one.facts["person"] == each.facts.get("person") and one.at > each.at
            ]
    return tuple(dict.fromkeys(found))


def number_when(file: CaseFile, action: str, person: str) -> str:
    """The number that was declared of a person when something was done; empty as above."""
    names = [each.action_id for each in file.actions]
    if action not in names:
        return ""
    then = CaseFile(file.actions[: names.index(action)], file.contents)
    return number_of(then, person) if then.is_received else ""
