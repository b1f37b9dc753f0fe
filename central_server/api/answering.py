"""From a message or a trouble to a response. Must not know what was asked."""

import msgspec
from starlette.responses import Response

from central_server.edge.shield import spoken
from counter_app.basics.catalogue import acts, departments, devices, people
from counter_app.basics.catalogue import server as catalogue
from counter_app.basics.errors import CounterError, Entry
from counter_app.wire.messages import Head

_STATUS: dict[Entry, tuple[int, str]] = {
    catalogue.MESSAGE_UNREADABLE: (400, "malformed"),
    catalogue.MESSAGE_TOO_LARGE: (413, "malformed"),
    catalogue.ENROLMENT_UNKNOWN: (401, "unknown"),
    catalogue.DEVICE_UNKNOWN: (401, "unknown"),
    devices.DEVICE_REVOKED: (403, "revoked"),
    devices.SECRET_OLD: (409, "secret_old"),
    catalogue.ENROLMENT_USED: (409, "string_used"),
    catalogue.CURSOR_UNKNOWN: (409, "cursor"),
    catalogue.TOO_MANY_AT_ONCE: (429, "busy"),
    catalogue.TOO_MANY_TRIES: (429, "busy"),
    catalogue.STORE_FAILED: (503, "busy"),
    people.SIGN_IN_WRONG: (403, "sign_in_wrong"),
    people.SIGN_IN_LOCKED: (403, "sign_in_locked"),
    people.STAFF_LOCKED: (403, "staff_locked"),
    people.TOO_MANY_SEARCHES: (429, "too_many_searches"),
    people.PASSWORD_FIRST: (403, "password_first"),
    people.PASSWORD_WEAK: (403, "password_weak"),
    people.SESSION_OVER: (401, "no_session"),
    people.NOT_THE_AUDITOR: (403, "not_auditor"),
    people.NOT_THE_ADMINISTRATOR: (403, "not_administrator"),
    people.STAFF_SELF: (409, "staff_self"),
    people.TRIAL_STAFF: (409, "trial_staff"),
    people.LOGIN_MALFORMED: (409, "login_malformed"),
    people.LOGIN_TAKEN: (409, "login_taken"),
    people.LOGIN_UNKNOWN: (404, "login_unknown"),
    people.ROLE_REGION: (409, "role_region"),
    people.STREET_NEEDED: (409, "street_needed"),
    people.STREET_UNKNOWN: (409, "street_needed"),
    people.STREET_NOT_WANTED: (409, "street_not_wanted"),
    catalogue.REGION_UNKNOWN: (409, "role_region"),
    departments.NOT_THE_OPERATOR: (403, "not_operator"),
    acts.CASE_NOT_THEIRS: (404, "no_case"),
    acts.LETTER_NONE: (404, "no_letter"),
}
_WAIT_SECONDS = {429: "60", 503: "30"}


def answer(message: msgspec.Struct, status: int = 200) -> Response:
    """The message as JSON."""
    return Response(msgspec.json.encode(message), status, media_type="application/json")


def trouble(error: CounterError, head: Head | None) -> Response:
    """The trouble as the wire's `ErrorAnswer`; the head only for whoever is known."""
    status, code = _STATUS[error.entry]
    wait = _WAIT_SECONDS.get(status)
    return spoken(error, status, code, head, {"Retry-After": wait} if wait else None)
