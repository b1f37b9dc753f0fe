"""One transaction of the queue: what came goes on the record, what is due may leave.

Locks go down in one order: streams, questions, lines. Must not send.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.engine import Connection

from central_server.deciding.office import Office
from central_server.departments.desk import Desk
from central_server.departments.lines import Lines
from central_server.departments.rows import queries_named, streams_due
from central_server.departments.sending import Outgoing, mark_sent, ways
from central_server.departments.taking import Came, take_replies
from central_server.store.locks import has_rivals, lock_streams
from central_server.store.restoring import restoring_since


def take_turn(
    connection: Connection, office: Office, worker: str, came: Sequence[Came], now: datetime
) -> list[Outgoing]:
    """Put answers on the record and mark what leaves next; what is returned has to be sent.

    While a restored server waits for what it has lost, nothing new leaves: a withdrawal may be
    among it.
    """
    desk = Desk(connection, office, now)
    names = [one.query_id for one in came]
    waits = restoring_since(connection) is not None
    streams: set[str] = set()
    if rivals := has_rivals(connection):
        streams = {row.stream for row in queries_named(connection, names).values()}
        if not waits:
            streams |= streams_due(connection, list(ways(desk.newest, desk.today)), desk.now)
        lock_streams(connection, streams)
    known = queries_named(connection, names)  # as they are under the lock
    lines = Lines(connection, now)
    take_replies(desk, lines, came, known)
    # What an answer lets be asked leaves in the same turn.
    sent = [] if waits else mark_sent(desk, lines, worker, streams if rivals else None)
    desk.write_rest()
    lines.store()
    return sent
