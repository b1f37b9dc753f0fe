"""Takes and gives back the work at a case: the server alone keeps who works at what.

At a desk a case lies while somebody has claimed it there: with the claim it is fetched, with its
end erased, but for what this desk wrote and has not delivered. Must not judge who may.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import msgspec

from counter_app.basics.catalogue.acts import CASE_NOT_CLAIMED_HERE, CASE_NUMBER_UNKNOWN
from counter_app.basics.catalogue.store import CASE_UNKNOWN
from counter_app.basics.clock import stamp
from counter_app.basics.errors import CounterError, Entry
from counter_app.desk.desk import Desk
from counter_app.desk.server_asked import answered
from counter_app.sync.link import OpenLink
from counter_app.sync.work import ask_case, ask_claim
from counter_app.wire.enrolment import DESK
from counter_app.wire.work import CaseAnswer, ClaimAnswer, Claiming
from local_db.claimed import find_told, keep_told
from local_db.identity import find_identity
from local_db.index import cases_numbered


@dataclass(frozen=True, slots=True)
class Line:
    """How this counter reaches the server: by a question, and by a run of the sync."""

    open: OpenLink
    sync: Callable[[], object]


def claim_here(
    desk: Desk,
    line: Line,
    session: str,
    number: str,
    act: Claiming,
    reason: str = "",
    to: str = "",
) -> ClaimAnswer:
    """Ask for it; `code` of the answer says why it was not done.

    At a desk what waits goes first, and the case comes or goes with the answer.

    Raises:
        CounterError: CASE_NOT_THEIRS, SESSION_OVER; troubles of the line.
    """
    at_desk = is_desk(desk)
    if at_desk and act is not Claiming.TAKE:
        line.sync()
    answer = ask_claim(desk.store, desk.clock, line.open, session, number, act, reason, to)
    if at_desk and not answer.code:
        line.sync()
        if act in (Claiming.TAKE, Claiming.TAKE_OVER):
            _read_once(desk, line, session, number)
    return answer


def is_desk(desk: Desk) -> bool:
    """Whether this counter is a desk, which holds only what is claimed there."""
    with desk.store.reading() as connection:
        identity = find_identity(connection)
    return identity is not None and identity.enrolment.kind == DESK


def fetch_to_approve(desk: Desk, sync: Callable[[], object], number: str) -> None:
    """At a desk fetch a case that is not here: what waits for a lead comes without a claim."""
    with desk.store.reading() as connection:
        is_here = bool(list(cases_numbered(connection, number)))
    if not is_here and is_desk(desk):
        sync()


@contextmanager
def claimed_here(desk: Desk, otherwise: Entry = CASE_NOT_CLAIMED_HERE) -> Iterator[None]:
    """At a desk tell of a case that is not here that it is not claimed there, or otherwise."""
    try:
        yield
    except CounterError as error:
        if error.entry in (CASE_NUMBER_UNKNOWN, CASE_UNKNOWN) and is_desk(desk):
            raise CounterError(otherwise) from error
        raise


def keep_answer(desk: Desk, number: str, answer: CaseAnswer) -> None:
    """At a desk keep what the server told of a case that is claimed there, to be read offline."""
    if not is_desk(desk):
        return
    kept = msgspec.json.encode({"told": answer.told, "contents": answer.contents})
    with desk.store.transaction() as connection:
        for case_id in cases_numbered(connection, number):
            keep_told(connection, case_id, kept, stamp(desk.now()))


def kept_answer(desk: Desk, case_id: str) -> dict[str, object] | None:
    """What the server told last of a case that lies here, with `told_at`; None where nothing is."""
    with desk.store.reading() as connection:
        kept = find_told(connection, case_id)
    if kept is None:
        return None
    read = msgspec.json.decode(kept[0], type=dict[str, dict[str, object]])
    return {**read["told"], "contents": read["contents"], "told_at": kept[1]}


def _read_once(desk: Desk, line: Line, session: str, number: str) -> None:
    """Have what never travels by pull here; where the line fails, a later look brings it."""
    try:
        answer = answered(lambda: ask_case(desk.store, desk.clock, line.open, session, number, ""))
    except CounterError:
        return
    if answer is not None:
        keep_answer(desk, number, answer)
