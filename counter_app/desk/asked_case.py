"""A case as the server tells it to whoever has signed in, where that says more than this store.

What waits here goes first, so that the server tells the case as it is. Must not decide how a case
is told from this store.
"""

from collections.abc import Callable
from typing import Any

import msgspec

from counter_app.basics.catalogue.acts import CASE_NUMBER_UNKNOWN
from counter_app.basics.errors import CounterError
from counter_app.desk.claiming import keep_answer
from counter_app.desk.desk import Desk
from counter_app.desk.find_case import get_by_number
from counter_app.desk.server_asked import answered, waits
from counter_app.wire.work import CaseAnswer


def told_by_server(
    desk: Desk,
    sync: Callable[[], object],
    ask: Callable[[], CaseAnswer],
    number: str,
    *,
    keep: bool = False,
) -> dict[str, Any] | None:
    """What the server tells of the case; None where only this store can say.

    `keep`: at a desk, to be read without the line; not what was asked for with names.

    Raises:
        CounterError: CASE_NOT_THEIRS; other troubles of the line.
    """
    case_id = _case_here(desk, number)
    if case_id and waits(desk, case_id):
        sync()
        if waits(desk, case_id):
            return None
    answer = answered(ask)
    if answer is None:
        return None
    if keep:
        keep_answer(desk, number, answer)
    told = msgspec.json.decode(answer.told, type=dict[str, Any])
    read = {name: msgspec.json.decode(raw) for name, raw in answer.contents.items()}
    return {**told, "contents": read}


def _case_here(desk: Desk, number: str) -> str:
    try:
        return get_by_number(desk, number).case_id
    except CounterError as error:
        if error.entry is not CASE_NUMBER_UNKNOWN:
            raise
        return ""
