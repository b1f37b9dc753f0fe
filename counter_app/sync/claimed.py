"""At a desk: fetch the cases that are claimed there, and erase those that are not any more.

In place of `pull`, and with each run anew: whatever was cut off, the next one makes good. Must not
decide what may lie here: the server says it each time.
"""

import logging
from datetime import timedelta

import msgspec
from sqlalchemy import Connection

from counter_app.basics.catalogue.store import SERVER_NONSENSE
from counter_app.basics.clock import stamp
from counter_app.basics.errors import CounterError
from counter_app.sync.heads import heed
from counter_app.sync.page import FetchedPage, read_page
from counter_app.sync.pull import keep_page
from counter_app.sync.run import Run
from counter_app.wire.messages import PullAnswer, PullRequest
from local_db.act_drafts import drop_left
from local_db.claimed import bring_back, erase_all_but, held_cases
from local_db.incarnation import write_mark
from local_db.notes import Note, read_notes

_log = logging.getLogger(__name__)
_DRAFTS_STAY = timedelta(days=14)
"""So long what somebody typed on a case waits for it to come back."""


def pull_claimed(run: Run) -> None:
    """Fetch until the server has nothing more of what is claimed here.

    Raises:
        CounterError: the line's troubles; what was fetched until then is kept.
    """
    before: dict[str, str] | None = None
    while True:
        with run.store.reading() as connection:
            held = held_cases(connection)
        if held == before:
            raise CounterError(SERVER_NONSENSE)  # It says there is more, and nothing new comes.
        request = PullRequest(incarnation=run.identity.incarnation, cases=held)
        answer = run.ask("/pull", msgspec.json.encode(request), PullAnswer)
        if answer.claimed is None:
            return  # A server that gives desks whole streams: they have no business here.
        _store(run, _of_claimed(answer, frozenset(answer.claimed)), answer.claimed)
        if not answer.more:
            return
        before = held


def _of_claimed(answer: PullAnswer, claimed: frozenset[str]) -> FetchedPage:
    """The page without what nobody has claimed here."""
    pairs = [
        (action, ordered)
        for action, ordered in zip(answer.actions, answer.ordered, strict=False)
        if action.case_id in claimed
    ]
    actions, orders = [action for action, _ in pairs], [ordered for _, ordered in pairs]
    return read_page("", msgspec.structs.replace(answer, actions=actions, ordered=orders))


def _store(run: Run, page: FetchedPage, claimed: list[str]) -> None:
    with run.store.transaction() as connection:
        _keep(run, connection, page)
        noted = heed(run, connection, page.answer.head)
        # What a restored server has lost is handed back before it is erased here.
        waits = run.requeued or Note.HAND_BACK in read_notes(connection)
        erased = 0 if waits else erase_all_but(connection, claimed)
        drop_left(connection, stamp(run.clock() - _DRAFTS_STAY))
    run.tally.erased += erased
    if erased:
        _log.info("erased what is not claimed here any more: %d cases", erased)
    if noted or run.forked:
        write_mark(run.store)
    run.refresh()


def _keep(run: Run, connection: Connection, page: FetchedPage) -> None:
    keep_page(run, connection, page)
    sound = {
        action.action_id
        for action, is_sound in zip(page.answer.actions, page.sound, strict=True)
        if is_sound
    }
    contents = page.brought.contents
    bring_back(connection, {name: contents[name] for name in sound & contents.keys()})
