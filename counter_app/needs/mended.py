"""Whether all that a return asked for is there: told by the server, which has remarks and answers.

A remark is met by another content, by the paper, or by what the department says now; whether it is
right is looked at by whoever returned it. Must not stop or start a clock.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from counter_app.cases.actions import Action, Kind
from counter_app.cases.changes.change import words_of
from counter_app.needs.case_file import CaseFile
from counter_app.needs.compared import Result, compared
from counter_app.needs.day import PIECES
from counter_app.needs.lacking import pieces_lacking
from counter_app.rules.policy import Policy

BRINGS = PIECES | {Kind.ANSWER_ENTERED}
"""What can meet a remark."""


def last_piece(file: CaseFile, policy: Policy, on: date) -> Action | None:
    """With which everything that the return asked for was there; None while something is not."""
    returned = file.action(file.state.returned)
    if returned is None:
        return None
    at = file.actions.index(returned)
    since = [each for each in file.actions[at + 1 :] if each.kind in BRINGS]
    if not since or _says_more_comes(since[-1]) or pieces_lacking(file, policy, on):
        return None
    remarks = file.words(words_of(returned)).get("remarks")
    listed = [e for e in remarks if isinstance(e, dict)] if isinstance(remarks, list) else []
    is_other = returned.facts.get("content") != file.state.content
    met = (is_other or _is_met(file, policy, on, each, since) for each in listed)
    return since[-1] if all(met) else None


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
    return not remark.get("field")


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
