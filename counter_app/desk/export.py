"""Cases as files of format 1: what a counter holds can be taken out whatever becomes of its string.

Must not write files or judge a case.
"""

from collections.abc import Iterator

from counter_app.desk.case import get_case
from counter_app.desk.desk import Desk
from local_db.cases import case_ids


def exported(desk: Desk, *, of_others: bool = False) -> Iterator[tuple[str, bytes]]:
    """Name without its ending and document of each case that was received here, or of all."""
    with desk.store.reading() as connection:
        ids = case_ids(connection, of_others=of_others)
    given: set[str] = set()
    for case_id in ids:
        view = get_case(desk, case_id)
        # Two cases may stand under one number until the server has spoken.
        number = view.state.number
        name = f"{number}-{case_id[:8]}" if number in given else number
        given.add(number)
        yield name, view.document
