"""Judges one pushed action against what the server knows, and takes it in or says why not.

Changes the `Situation` in memory only; storing is `push`. Codes are those of the wire's docstring.
Must not read the store, and asks of the form only its facade.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

import msgspec

from central_server.situation import Case, Chain, Situation, Stored
from counter_app.cases.actions import Action, Content, Kind
from counter_app.cases.chain import is_sound
from counter_app.cases.following import Asker, why_not
from counter_app.cases.kinds import KINDS, Brings, facts_are_fit
from counter_app.cases.numbers import CaseNumber
from counter_app.cases.receipts import is_genuine, read_token
from counter_app.cases.replay import advance
from counter_app.forms import matter
from counter_app.wire.messages import Verdict

_UUID = re.compile(r"[0-9a-f-]{36}")
_REGION = re.compile(r"[0-9]{6}")
_HIGHEST_RUNNING = 9_999_999
"""A window that received for a lifetime stays far below; what is above is a fault."""
_decode = msgspec.json.Decoder(float_hook=Decimal).decode
_FOR_GOOD = frozenset({"broken_hash", "broken_chain", "other_content", "malformed"})
"""What judging the same action anew cannot change."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What became of an action; `keep` where its place in the chain is new or its answer is."""

    verdict: Verdict
    code: str = ""
    keep: bool = True


_APPLIED = Judgement(Verdict.APPLIED)


def apply_action(situation: Situation, action: Action, content: Content | None) -> Judgement:
    """Judge the action; what it changes is in the situation afterwards."""
    chain = situation.chains[action.device, action.incarnation]
    if code := _whose(situation, chain, action):
        return Judgement(Verdict.REFUSED, code, keep=False)
    if action.sequence <= chain.sequence:
        return _again(situation, action, content)
    if action.sequence != chain.sequence + 1:
        return Judgement(Verdict.REFUSED, "broken_chain", keep=False)
    code = _link_fault(situation, chain, action, content)
    chain.sequence, chain.hash = action.sequence, action.hash
    return _settle(situation, action, content, code)


def _whose(situation: Situation, chain: Chain, action: Action) -> str:
    device = situation.devices.get(action.device)
    if not device or device.window_code != action.window:
        return "not_yours"
    return "" if chain.owner == situation.asker.device else "not_yours"


def _again(situation: Situation, action: Action, content: Content | None) -> Judgement:
    """An action whose place was answered before: the stored answer, or a refusal judged anew."""
    stored = situation.stored.get(action.key)
    if not stored or stored.hash != action.hash:
        return Judgement(Verdict.REFUSED, "other_content", keep=False)
    if stored.taken:
        return Judgement(Verdict.REPEATED, stored.problem, keep=False)
    if stored.problem in _FOR_GOOD:
        return Judgement(Verdict.REFUSED, stored.problem, keep=False)
    fault = "" if is_sound(action, content) else "broken_hash"
    judgement = _settle(situation, action, content, fault)
    if judgement.verdict is not Verdict.REFUSED:
        situation.mended.append(action.key)
    return judgement


def _link_fault(situation: Situation, chain: Chain, action: Action, content: Content | None) -> str:
    if action.previous != chain.hash:
        return "broken_chain"
    if not is_sound(action, content):
        return "broken_hash"
    known = situation.ids.get((action.stream, action.action_id))
    return "other_content" if known else ""


def _settle(situation: Situation, action: Action, content: Content | None, code: str) -> Judgement:
    judgement = Judgement(Verdict.REFUSED, code) if code else _take(situation, action, content)
    taken = judgement.verdict is not Verdict.REFUSED
    situation.stored[action.key] = Stored(action.hash, taken, judgement.code)
    if taken:
        situation.ids[action.stream, action.action_id] = action.hash
    return judgement


def _take(situation: Situation, action: Action, content: Content | None) -> Judgement:
    key = (action.stream, action.case_id)
    case = situation.cases.get(key)
    fault = (
        _shape_fault(situation, action)
        or _content_fault(action, content)
        or why_not(case.state if case else None, action, Asker.RECEIVER)
    )
    if fault:
        return Judgement(Verdict.REFUSED, fault)
    state = advance(case.state if case else None, action)
    hall = case.hall if case else _hall(situation, action)
    case = Case(state, hall, case.numbered if case else True)
    situation.cases[key] = case
    situation.changed.add(key)
    return _number(situation, case, action)


def _number(situation: Situation, case: Case, action: Action) -> Judgement:
    """The first that comes keeps a number; a later case is taken in without one of its own."""
    if action.kind not in (Kind.CASE_RECEIVED, Kind.RENUMBERED):
        return _APPLIED
    key, number = (action.stream, action.case_id), action.text("number")
    if number not in situation.numbers:
        situation.numbers[number] = key
        situation.new_numbers.append(number)
    case.numbered = situation.numbers[number] == key
    if case.numbered:
        return _APPLIED
    return Judgement(Verdict.CONFLICT, "number_taken")


def _hall(situation: Situation, action: Action) -> str:
    device = situation.devices[action.device]
    assert device, "judged by _whose"
    return device.region


def _shape_fault(situation: Situation, action: Action) -> str:
    """What the rest takes for granted of an action's fields."""
    if not (_UUID.fullmatch(action.action_id) and _UUID.fullmatch(action.case_id)):
        return "malformed"
    if not _REGION.fullmatch(action.stream):
        return "wrong_stream"
    if not facts_are_fit(action):
        return "malformed"
    if action.kind in (Kind.CASE_RECEIVED, Kind.RENUMBERED) and not _is_number_ours(action):
        return "malformed"
    if action.kind == Kind.CASE_RECEIVED and not _is_token_ours(situation, action):
        return "malformed"
    return ""


def _is_token_ours(situation: Situation, action: Action) -> bool:
    token, device = read_token(action.text("token")), situation.devices[action.device]
    if token is None or device is None or token.device != device.device:
        return False
    return is_genuine(token, device.receipt_key)


def _is_number_ours(action: Action) -> bool:
    number = CaseNumber.parse(action.text("number"))
    if number is None or number.running > _HIGHEST_RUNNING:
        return False
    return f"{number.county}-{number.window}" == action.window


def _content_fault(action: Action, content: Content | None) -> str:
    """Content that is missing, cannot be read, or is not what receipt needs.

    Of a newer format nothing is asked: it is kept as it came.
    """
    kind = KINDS.get(action.kind)
    if not (kind and kind.content is not Brings.NONE) and not action.content_hash:
        return ""
    if content is None:
        return "content_missing"
    try:
        document = _decode(content.content)
    except (msgspec.DecodeError, ValueError, RecursionError):
        return "not_receivable" if action.kind == Kind.CASE_RECEIVED else "malformed"
    if action.kind != Kind.CASE_RECEIVED:
        return ""
    if not isinstance(document, dict):
        return "not_receivable"
    if _is_newer(document.get("format")):
        return ""
    if matter.receivable(document):
        return "not_receivable"
    return "" if matter.region_of(document) == action.stream else "wrong_stream"


def _is_newer(form: object) -> bool:
    return isinstance(form, int) and not isinstance(form, bool) and form > matter.FORMAT
