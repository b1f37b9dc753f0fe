"""What happened to a case, day by day, for its applicant: what was done, never what was thought.

Answers of departments, opinions and their words are none of it. Must not read the store.
"""

from collections.abc import Iterator, Mapping

from central_server.applicant_page.view import Words
from counter_app.cases.actions import Action, Kind
from counter_app.cases.changes.change import legal_day
from counter_app.cases.stages import Step
from counter_app.documents.paper_table import LETTERS
from counter_app.needs.case_file import CaseFile
from counter_app.rules.letter_kinds import Letter

_TOLD: Mapping[str, str] = {
    Kind.CASE_RECEIVED: "received",
    Kind.MATERIAL_TAKEN: "material",
    Kind.NOTICE_GIVEN: "notice",
    Kind.NOTICE_PROLONGED: "prolonged",
    Kind.ACCEPTED: "accepted",
    Kind.OPINION_GIVEN: "opinion",
    Kind.RETURNED: "returned",
    Kind.CLOCK_STOPPED: "stopped",
    Kind.CLOCK_RESUMED: "resumed",
    Kind.EXTENDED: "extended",
    Kind.REFUSAL_ANNOUNCED: "announced",
    Kind.HEARING_HELD: "heard",
    Kind.SENT_BACK: "sent_back",
    Kind.CONSENT_WITHDRAWN: "consent_withdrawn",
    Kind.DELIVERED: "delivered",
    Kind.FILED: "filed",
    Kind.DECLINED: "declined",
    Kind.REFUSED: "refused",
    Kind.WITHDRAWN: "withdrawn",
    Kind.ENDED: "ended",
}
"""What of all that is done is the applicant's to know, by its name among the words."""
_TITLES: Mapping[str, str] = {str(kind): LETTERS[kind].title for kind in Letter}


def happened(file: CaseFile, words: Words) -> Iterator[tuple[str, str]]:
    """What was done and on which day, in order; the same of one day once."""
    said: set[tuple[str, str]] = set()
    for action in file.actions:
        kind = str(action.facts.get("act")) if action.kind == Kind.APPROVED else action.kind
        name = _TOLD.get(kind)
        if name is None or (action.action_id in file.state.late):
            continue
        day = file.state.days.get(action.action_id) or legal_day(action)
        line = words[name].format_map(_facts(file, action, words))
        if (day, line) not in said:
            said.add((day, line))
            yield line, day


def _facts(file: CaseFile, action: Action, words: Words) -> dict[str, object]:
    facts = action.facts
    letter = file.state.letters_known.get(str(facts.get("letter") or ""))
    title = _TITLES.get(letter.paper, "") if letter else ""
    step = str(facts.get("step") or "")
    return {
        "count": facts.get("items") or "",
        "days": facts.get("days") or "",
        "step": words["steps"].get(step, step) if step in set(Step) else "",
        "title": title or words["letter"],
    }
