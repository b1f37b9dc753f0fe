"""Whether all that a return asked for is there: told by the server, which has remarks and answers.

A remark is met by another content, by the paper, or by what the department says now; whether it is
right is looked at by whoever returned it. A department's own answer brings nothing but the end of a
difference that was remarked on. Must not stop or start a clock.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from counter_app.cases.actions import Action, Kind
from counter_app.cases.changes.change import words_of
from counter_app.needs.case_file import CaseFile
from counter_app.needs.compared import Result, compared
from counter_app.needs.day import PIECES
from counter_app.needs.lacking import pieces_lacking
from counter_app.rules.policy import Policy

_AS_SAID: Mapping[str, str] = {}
BRINGS = PIECES | {Kind.ANSWER_ENTERED}
"""What a person brings to meet a remark."""


class Mended(NamedTuple):
    """A return that waits no more: its act, the last piece that it asked for, that one's day."""

    returned: str
    fact: str
    on: str


def mended_with(
    file: CaseFile, policy: Policy, on: date, instead: Mapping[str, str] = _AS_SAID
) -> Mended | None:
    """What is to be written of the case's return; None while something of it is not there.

    `instead`: of acts whose day was not believed just now, the one that holds.
    """
    last = last_piece(file, policy, on) if file.is_received else None
    if last is None:
        return None
    held = {**file.state.days, **instead}
    said = str(last.facts.get("on") or on.isoformat())
    return Mended(file.state.returned, last.action_id, held.get(last.action_id) or said)


def last_piece(file: CaseFile, policy: Policy, on: date) -> Action | None:
    """With which everything that the return asked for was there; None while something is not."""
    returned = file.action(file.state.returned)
    if returned is None:
        return None
    listed = _remarks(file, returned)
    at = file.actions.index(returned)
    answers = _answers_met(file, policy, on, listed)
    since = [e for e in file.actions[at + 1 :] if e.kind in BRINGS or e.action_id in answers]
    brought = [each for each in since if each.kind in BRINGS]
    more_comes = bool(brought) and _says_more_comes(brought[-1])
    if not since or more_comes or pieces_lacking(file, policy, on):
        return None
    return since[-1] if all(met for _, met in remarks_met(file, policy, on, returned)) else None


def remarks_met(
    file: CaseFile, policy: Policy, on: date, returned: Action
) -> Iterator[tuple[Mapping[str, Any], bool]]:
    """Each remark of a return, and whether what it asks for is there; those that are known."""
    is_other = returned.facts.get("content") != file.state.content
    since = file.actions[file.actions.index(returned) + 1 :]
    brought = [each for each in since if each.kind in BRINGS]
    for each in _remarks(file, returned):
        yield each, is_other or _is_met(file, policy, on, each, brought)


def _remarks(file: CaseFile, returned: Action) -> list[Mapping[str, Any]]:
    remarks = file.words(words_of(returned)).get("remarks")
    return [e for e in remarks if isinstance(e, dict)] if isinstance(remarks, list) else []


def _answers_met(
    file: CaseFile, policy: Policy, on: date, remarks: Sequence[Mapping[str, Any]]
) -> frozenset[str]:
    """Answers of departments, of which a remark says that they differ and nothing does now."""
    named = {str(each.get("difference")) for each in remarks}
    same = {
        (one.person, one.item)
        for one in compared(file, policy, on)
        if one.difference in named and one.result is not Result.DIFFERS
    }
    traces = (each for each in file.state.queries if each.consent and each.answer)
    return frozenset(each.answer for each in traces if (each.person, each.item) in same)


def _says_more_comes(piece: Action) -> bool:
    """Whether whoever took it in knows that it was not the last."""
    return bool(piece.facts.get("settles")) and piece.facts.get("last") is False


def _is_met(
    file: CaseFile, policy: Policy, on: date, remark: Mapping[str, Any], since: Sequence[Action]
) -> bool:
    """Whether the content that was returned need not be another one for it."""
    if remark.get("difference"):
        return _agrees(file, policy, on, str(remark["difference"]), since)
    if remark.get("material"):
        return any(_brings(file, each, remark) for each in since)
    return bool(since) and not remark.get("field")


def _agrees(
    file: CaseFile, policy: Policy, on: date, difference: str, since: Sequence[Action]
) -> bool:
    """It does not differ any more, or something new was said or brought of the person."""
    one = next((e for e in compared(file, policy, on) if e.difference == difference), None)
    if one is None or one.result is not Result.DIFFERS:
        return True
    said = (each for each in since if each.facts.get("person") == one.person)
    return any(
        each.kind == Kind.MATERIAL_TAKEN or each.facts.get("item") == one.item for each in said
    )


def _brings(file: CaseFile, act: Action, remark: Mapping[str, Any]) -> bool:
    entry = file.entry(act.action_id) if act.kind == Kind.MATERIAL_TAKEN else None
    if not isinstance(entry, dict) or entry.get("material") != remark["material"]:
        return False
    return remark.get("person") in (None, "", act.facts.get("person"))
