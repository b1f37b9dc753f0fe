"""Whether an action and its content are written so that the rest can take them for granted.

What passes here can be stored, pulled, indexed and shown by every program that reads it: bounded,
parsable, of the types that its kind has. Must not know what the server knows of the case.
"""

import re
from datetime import datetime

import msgspec

from central_server.store.rows import Device
from counter_app.basics.exact_json import quick_loads
from counter_app.cases.actions import Action, Content, Entry, Kind
from counter_app.cases.kinds import KINDS, Brings, facts_are_fit, is_text_fit
from counter_app.cases.numbers import HIGHEST_TAKEN, CaseNumber
from counter_app.cases.receipts import Token, is_genuine, read_token
from counter_app.forms import matter

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_LONGEST_WHO = 200
_SALT = re.compile(r"[0-9a-f]{2,64}")
_FIRST_YEAR = 1990
NUMBERED = frozenset({Kind.CASE_RECEIVED, Kind.RENUMBERED})
"""Kinds that give their case a number, and the first of them a token."""
_decode_entry = msgspec.json.Decoder(Entry).decode


def shape_fault(action: Action) -> str:
    """The code of what is wrong with the action's own fields, or the empty text."""
    if not (_UUID.fullmatch(action.action_id) and _UUID.fullmatch(action.case_id)):
        return "malformed"
    if not matter.is_region(action.stream):
        return "wrong_stream"
    if not (
        is_text_fit(action.staff_id, _LONGEST_WHO) and is_text_fit(action.staff_name, _LONGEST_WHO)
    ):
        return "malformed"
    return "" if facts_are_fit(action) else "malformed"


def number_of(action: Action) -> CaseNumber | None:
    """The number that a fit action gives to its case; None where its kind gives none."""
    return CaseNumber.parse(action.text("number")) if action.kind in NUMBERED else None


def token_of(action: Action) -> Token | None:
    """The token that a fit action gives to its case; None where its kind gives none."""
    return read_token(action.text("token")) if action.kind == Kind.CASE_RECEIVED else None


def claim_fault(
    action: Action, number: CaseNumber | None, token: Token | None, device: Device, now: datetime
) -> str:
    """The code of a number or token that the device cannot give; both are the action's own.

    Asked of `NUMBERED` kinds alone.
    """
    if not _is_number_ours(number, action.window, now):
        return "malformed"
    if action.kind == Kind.CASE_RECEIVED and not _is_token_ours(token, device):
        return "malformed"
    return ""


def _is_number_ours(number: CaseNumber | None, window: str, now: datetime) -> bool:
    if number is None or not 0 < number.running <= HIGHEST_TAKEN:
        return False
    if not _FIRST_YEAR <= number.year <= now.year + 2:
        return False
    return f"{number.county}-{number.window}" == window


def _is_token_ours(token: Token | None, device: Device) -> bool:
    if token is None or token.device != device.device:
        return False
    return is_genuine(token, device.receipt_key)


def content_fault(action: Action, content: Content | None) -> str:
    """Content that is missing, cannot be read, or is not what its kind needs.

    Of a form of a newer format nothing is asked but its bounds: it is kept as it came.
    """
    kind = KINDS[action.kind]
    brings = kind.content
    if brings is Brings.NONE:
        return "malformed" if action.content_hash else ""
    if content is None:
        return "content_missing"
    if not _SALT.fullmatch(content.salt) or len(content.salt) % 2:
        return "malformed"
    if brings is Brings.ENTRY:
        return "" if _is_entry(content) else "malformed"
    if brings is Brings.WORDS:
        return "" if _are_words(content) else "malformed"
    return _form_fault(action, content, first=kind.first)


def _is_entry(content: Content) -> bool:
    raw = bytes(content.content)
    try:
        _decode_entry(raw)
        return _is_writable(raw)
    except (msgspec.DecodeError, ValueError, RecursionError):
        return False


def _are_words(content: Content) -> bool:
    """What a person wrote or a department answered: a JSON object that can be kept and shown."""
    raw = bytes(content.content)
    try:
        return isinstance(quick_loads(raw), dict) and _is_writable(raw)
    except (msgspec.DecodeError, ValueError, RecursionError):
        return False


def _is_writable(raw: bytes) -> bool:
    if not matter.is_bounded(raw):
        return False
    return matter.is_surely_writable(raw) or matter.is_writable(quick_loads(raw))


def _form_fault(action: Action, content: Content, *, first: bool) -> str:
    """A later content may name another region: the stream of a case never changes."""
    raw = bytes(content.content)
    try:
        document = matter.needed_of(raw)
        if not matter.is_bounded(raw):
            return "not_receivable"
        if not (matter.is_surely_writable(raw) or matter.is_writable(quick_loads(raw))):
            return "not_receivable"
    except (msgspec.DecodeError, ValueError, RecursionError):
        return "not_receivable"
    if _is_newer(document["format"]):
        return ""
    if matter.receivable(document, writable=True):
        return "not_receivable"
    in_place = not first or matter.region_of(document) == action.stream
    return "" if in_place else "wrong_stream"


def _is_newer(form: object) -> bool:
    return isinstance(form, int) and not isinstance(form, bool) and form > matter.FORMAT
