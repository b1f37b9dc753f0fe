"""Fetch what others did, by the server's opaque cursor; page by page, each in one transaction.

Two threads work at it: one fetches pages and looks through them, the other stores them.
"""

import logging
from concurrent.futures import Future, ThreadPoolExecutor

import msgspec
from sqlalchemy import Connection

from counter_app.basics.catalogue.store import SERVER_NONSENSE
from counter_app.basics.clock import stamp
from counter_app.basics.errors import CounterError
from counter_app.cases.actions import Action
from counter_app.sync.fetched import (
    Fetched,
    fetched_so_far,
    keep_fetched,
    settle_difference,
    with_page,
)
from counter_app.sync.heads import heed
from counter_app.sync.link import ServerSaidError
from counter_app.sync.page import FetchedPage, in_order, read_page
from counter_app.sync.run import Run
from counter_app.wire.messages import PullAnswer, PullRequest
from local_db.actions import HIGHEST_SEQUENCE, Known, known_actions, known_places
from local_db.case_log import log_foreign, reorder
from local_db.incarnation import write_mark
from local_db.notes import Note, write_note

_log = logging.getLogger(__name__)


def pull(run: Run) -> None:
    """Fetch until the server has nothing more; the next page comes while one is stored.

    Raises:
        CounterError: the line's troubles; what was fetched until then is kept.
    """
    with ThreadPoolExecutor(1, "counter-pull") as ahead:
        cursor, fetched = _begin(run)
        whole = cursor == ""
        page = ahead.submit(_ask, run, cursor)
        while True:
            found = page.result()
            start, answer = found.start, found.answer
            if answer.more and answer.cursor == start:
                raise CounterError(SERVER_NONSENSE)
            following = ahead.submit(_ask, run, answer.cursor) if answer.more else None
            if start == "":
                fetched, whole = {}, True
            kept = _store(run, found, fetched, whole=whole)
            if kept is None:
                # What was fetched so far says nothing, or lacks something.
                _forget(following)
                following = ahead.submit(_ask, run, "")
            else:
                fetched = kept
            if following is None:
                return
            page = following


def _begin(run: Run) -> tuple[str, Fetched]:
    """Where to go on, and what came until there; from the start where nobody has counted."""
    with run.store.reading() as connection:
        fetched = fetched_so_far(connection, run.clock())
    return (run.identity.cursor, fetched) if fetched is not None else ("", {})


def _store(run: Run, page: FetchedPage, fetched: Fetched, *, whole: bool) -> Fetched | None:
    """Keep a page, its cursor and what came until there; None where all is to be fetched again."""
    answer = page.answer
    before = (run.requeued, run.forked)
    with run.store.transaction() as connection:
        now: Fetched | None = with_page(fetched, keep_page(run, connection, page))
        noted = heed(run, connection, answer.head)
        changed = before != (run.requeued, run.forked)
        if changed and (run.forked or page.start != ""):
            now = None
        elif now is not None and not answer.more:
            now = settle_difference(connection, now, answer.held, whole=whole, now=run.clock())
            if now is None:
                run.tally.unreadable = 0
                _log.warning("less was fetched than there is: everything is fetched again")
        write_note(connection, Note.CURSOR, answer.cursor if now is not None else None)
        if now is not None:
            keep_fetched(connection, now)
    if noted or run.forked:
        write_mark(run.store)
    run.refresh()
    return now


def _forget(page: "Future[FetchedPage] | None") -> None:
    """Let a page that was asked for in vain end before the line is used again."""
    if page is not None:
        page.exception()


def _ask(run: Run, start: str) -> FetchedPage:
    """The page after the cursor; the first one where the server wants to begin there."""
    try:
        return read_page(start, run.ask("/pull", _request(run, start), PullAnswer))
    except ServerSaidError as error:
        if error.said != "cursor":
            raise
        return read_page("", run.ask("/pull", _request(run, ""), PullAnswer))


def _request(run: Run, cursor: str) -> bytes:
    return msgspec.json.encode(PullRequest(incarnation=run.identity.incarnation, cursor=cursor))


def keep_page(run: Run, connection: Connection, page: FetchedPage) -> list[Action]:
    """Keep what is new of a page; gives all of it that this store now has as it was sent."""
    actions = page.answer.actions
    known = known_actions(connection, [action.action_id for action in actions])
    places = known_places(connection, actions)
    ours = (run.identity.enrolment.device, run.identity.incarnation)
    fresh: dict[str, Action] = {}
    held: list[Action] = []
    for action, is_sound in zip(actions, page.sound, strict=True):
        name, place = action.action_id, action.key
        here = known.get(name)
        if here and here.hash == action.hash:
            held.append(action)
        elif name in fresh:
            continue
        elif is_sound and not here and place not in places and _is_good(place, ours):
            fresh[name] = action
            places.add(place)
        else:
            run.tally.unreadable += 1
            _log.warning("left out a fetched action that does not fit: %s", name)
    at = stamp(run.clock())
    if held:
        _hear_orders(connection, page, held, known, at)
    if fresh:
        arrived = in_order(fresh.values(), page.brought.ordered)
        aside = log_foreign(connection, arrived, page.brought, at=at)
        run.tally.set_aside += aside
        run.tally.pulled += len(fresh)
    # One's own comes only where it was handed back by another; nobody counts it.
    return [*(each for each in held if each.key[:2] != ours), *fresh.values()]


def _hear_orders(
    connection: Connection,
    page: FetchedPage,
    held: list[Action],
    known: dict[str, Known],
    at: str,
) -> None:
    """Keep what the server says of actions that were here before, where it is new."""
    ordered_of = page.brought.ordered
    said = [(known[each.action_id], each, ordered_of.get(each.action_id)) for each in held]
    new = [
        (here.position, each.case_id, ordered)
        for here, each, ordered in said
        if ordered and here.order != ordered.order
    ]
    if new:
        reorder(connection, new, at=at)


def _is_good(place: tuple[str, str, int], ours: tuple[str, str]) -> bool:
    """Whether a store can hold what stands there, and it is not in the chain of this counter.

    There it would take the place of what is done here next.
    """
    return 0 < place[2] <= HIGHEST_SEQUENCE and place[:2] != ours
