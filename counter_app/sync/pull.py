"""Fetch what others did, by the server's opaque cursor; page by page, each in one transaction."""

import logging
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor

import msgspec
from sqlalchemy import Connection

from counter_app.basics.catalogue.store import SERVER_NONSENSE
from counter_app.basics.clock import stamp
from counter_app.basics.errors import CounterError
from counter_app.cases.actions import Action, Content
from counter_app.cases.chain import is_sound
from counter_app.sync.heads import heed
from counter_app.sync.link import ServerSaidError
from counter_app.sync.run import Run
from counter_app.wire.messages import PullAnswer, PullRequest
from local_db.actions import known_hashes
from local_db.case_log import log_foreign
from local_db.incarnation import write_mark
from local_db.notes import Note, write_note

_log = logging.getLogger(__name__)


def pull(run: Run) -> None:
    """Fetch until the server has nothing more; the next page comes while one is stored.

    Raises:
        CounterError: the line's troubles; what was fetched until then is kept.
    """
    with ThreadPoolExecutor(1, "counter-pull") as ahead:
        page = ahead.submit(_ask, run, run.identity.cursor)
        while True:
            start, answer = page.result()
            if answer.more and answer.cursor == start:
                raise CounterError(SERVER_NONSENSE)
            following = ahead.submit(_ask, run, answer.cursor) if answer.more else None
            if _store(run, start, answer):
                # The server or this store went back; what was fetched so far says nothing.
                _forget(following)
                following = ahead.submit(_ask, run, "")
            if following is None:
                return
            page = following


def _store(run: Run, start: str, answer: PullAnswer) -> bool:
    """Keep a page and its cursor; True where the next page must be the first one."""
    before = (run.requeued, run.forked)
    with run.store.transaction() as connection:
        _keep(run, connection, answer)
        noted = heed(run, connection, answer.head)
        changed = before != (run.requeued, run.forked)
        again = changed and (run.forked or start != "")
        if not again:
            write_note(connection, Note.CURSOR, answer.cursor)
    if noted or run.forked:
        write_mark(run.store)
    run.refresh()
    return again


def _forget(page: "Future[tuple[str, PullAnswer]] | None") -> None:
    """Let a page that was asked for in vain end before the line is used again."""
    if page is not None:
        page.exception()


def _ask(run: Run, start: str) -> tuple[str, PullAnswer]:
    """One page and the cursor that it starts from, the first one where the server wants that."""
    try:
        return start, run.ask("/pull", _request(run, start), PullAnswer)
    except ServerSaidError as error:
        if error.said != "cursor":
            raise
        return "", run.ask("/pull", _request(run, ""), PullAnswer)


def _request(run: Run, cursor: str) -> bytes:
    return msgspec.json.encode(PullRequest(incarnation=run.identity.incarnation, cursor=cursor))


def _keep(run: Run, connection: Connection, answer: PullAnswer) -> None:
    contents = {each.action_id: each for each in answer.contents}
    known = known_hashes(connection, [action.action_id for action in answer.actions])
    fresh: dict[str, Action] = {}
    for action in answer.actions:
        if known.get(action.action_id) == action.hash or action.action_id in fresh:
            continue
        if action.action_id in known or not _is_good(action, contents):
            run.tally.unreadable += 1
            _log.warning("left out a fetched action that does not fit: %s", action.action_id)
            continue
        fresh[action.action_id] = action
    if not fresh:
        return
    arrived = list(fresh.values())
    run.tally.set_aside += log_foreign(connection, arrived, contents, at=stamp(run.clock()))
    run.tally.pulled += len(fresh)


def _is_good(action: Action, contents: Mapping[str, Content]) -> bool:
    return is_sound(action, contents.get(action.action_id))
