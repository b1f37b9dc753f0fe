"""From a code of the wire to what a person is told. Must not decide when a code applies."""

from counter_app.basics.catalogue import server as catalogue
from counter_app.basics.catalogue.decisions import ACTION_DAY_DOUBTED, WHY_NOT
from counter_app.basics.errors import Entry
from counter_app.wire.messages import Problem

_ENTRIES: dict[str, Entry] = {
    "unknown_kind": catalogue.ACTION_UNKNOWN_KIND,
    "already_received": catalogue.ACTION_ALREADY_RECEIVED,
    "not_received": catalogue.ACTION_NOT_RECEIVED,
    "wrong_stream": catalogue.ACTION_WRONG_STREAM,
    "broken_hash": catalogue.ACTION_BROKEN_HASH,
    "broken_chain": catalogue.ACTION_BROKEN_CHAIN,
    "other_content": catalogue.ACTION_OTHER_CONTENT,
    "not_receivable": catalogue.ACTION_NOT_RECEIVABLE,
    "content_missing": catalogue.ACTION_CONTENT_MISSING,
    "malformed": catalogue.ACTION_MALFORMED,
    "not_yours": catalogue.ACTION_NOT_YOURS,
    "number_too_far": catalogue.ACTION_NUMBER_TOO_FAR,
    "case_full": catalogue.ACTION_CASE_FULL,
    "restoring": catalogue.ACTION_RESTORING,
    "refused_before": catalogue.ACTION_REFUSED_BEFORE,
    **WHY_NOT,
    "clock": catalogue.ACTION_CLOCK,
    "day_doubted": ACTION_DAY_DOUBTED,
    "number_taken": catalogue.ACTION_NUMBER_TAKEN,
}


def problem(code: str) -> Problem | None:
    """The problem of a code; None for the empty one."""
    if not code:
        return None
    entry = _ENTRIES[code]
    return Problem(code=code, message=entry.title, advice=entry.advice)
