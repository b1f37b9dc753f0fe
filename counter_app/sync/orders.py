"""Ask where the server put what was sent or fetched before it said so (by programs of 0.2).

Asked by ids alone, since the actions are there already. Must not ask again for what the server
does not have: that comes again, or is sent again, by the ways that there are.
"""

import msgspec

from counter_app.basics.clock import stamp
from counter_app.sync.link import ServerSaidError
from counter_app.sync.run import Run
from counter_app.wire.messages import BATCH_ACTIONS, OrdersAnswer, OrdersRequest
from local_db.case_log import reorder
from local_db.notes import Note, read_notes, write_note
from local_db.orders import is_fit, settled_up_to, without_order


def learn_orders(run: Run) -> None:
    """Learn the order of what has none, batch by batch; a server of 0.2 cannot say it.

    Raises:
        CounterError: the line's troubles.
    """
    while _learn_some(run):
        pass


def _learn_some(run: Run) -> bool:
    """One batch; whether there may be more."""
    with run.store.reading() as connection:
        behind = int(read_notes(connection).get(Note.ORDERED_TO, "0"))
        lacking = without_order(connection, behind, BATCH_ACTIONS)
        settled = settled_up_to(connection)
    if not lacking:
        if settled > behind:
            _note(run, settled)
        return False
    names = [each.action_id for each in lacking]
    request = OrdersRequest(incarnation=run.identity.incarnation, actions=names)
    try:
        answer = run.ask("/orders", msgspec.json.encode(request), OrdersAnswer)
    except ServerSaidError as error:
        if error.said != "not_found":
            raise
        return False
    said = [
        (each.position, each.case_id, ordered)
        for each, ordered in zip(lacking, answer.orders, strict=False)
        if ordered and is_fit(ordered)
    ]
    with run.store.transaction() as connection:
        reorder(connection, said, at=stamp(run.clock()))
        write_note(connection, Note.ORDERED_TO, str(lacking[-1].position))
    return True


def _note(run: Run, settled: int) -> None:
    with run.store.transaction() as connection:
        write_note(connection, Note.ORDERED_TO, str(settled))
