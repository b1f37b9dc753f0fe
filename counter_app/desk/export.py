"""Cases as files of format 1: what a counter holds can be taken out whatever becomes of its string.

Must not write files or judge a case.
"""

from collections.abc import Iterator

from counter_app.basics.catalogue.store import STORE_PAGE_BROKEN
from counter_app.basics.errors import CounterError
from counter_app.cases.audit import Did
from counter_app.desk.case import get_case
from counter_app.desk.desk import Desk
from counter_app.desk.recorded import put_on_record
from local_db.cases import case_ids


def exported(desk: Desk, *, of_others: bool = False) -> Iterator[tuple[str, bytes | CounterError]]:
    """Name without its ending and document of each case that was received here, or of all.

    Instead of a document that the disk has broken the trouble; the others come all the same.
    """
    with desk.store.transaction() as connection:
        ids = tuple(case_ids(connection, of_others=of_others))
        put_on_record(connection, desk, None, Did.EXPORTED, cases=len(ids))
    given: set[str] = set()
    for case_id in ids:
        try:
            view = get_case(desk, case_id)
        except CounterError as error:
            if error.entry is not STORE_PAGE_BROKEN:
                raise
            yield case_id, error
            continue
        # Two cases may stand under one number until the server has spoken.
        number = view.state.number
        name = f"{number}-{case_id[:8]}" if number in given else number
        given.add(number)
        yield name, view.document
