"""What a letter is made from, as it lies in the server's store. Must not set it."""

from sqlalchemy import select
from sqlalchemy.engine import Connection

from central_server.deciding.files import read_file
from central_server.letters.kept import Owed
from central_server.people.trial import is_trial
from central_server.policies import Policies
from central_server.store.rows import find_device
from central_server.store.tables import device
from counter_app.basics.clock import Clock, today
from counter_app.cases.actions import Action
from counter_app.cases.case_state import CaseState
from counter_app.cases.receipts import receipt_address
from counter_app.intake.letters.source import LetterPlace, Source
from counter_app.intake.letters.which import Letters, Wanted


def read_source(
    connection: Connection, policies: Policies, clock: Clock, owed: Owed
) -> Source | None:
    """The case of the letter, and the window of its act; None while no address is known for it.

    Raises:
        CounterError: LETTER_NONE.
    """
    file = read_file(connection, owed.stream, owed.case_id)
    newest = policies.look(connection)
    which = Letters(file, newest, today(clock)).find(Wanted(numbers=(owed.letter,)))
    place = _place(connection, policies, file.state, which.made_by)
    return Source(file, which, place) if place else None


def _place(
    connection: Connection, policies: Policies, state: CaseState, act: Action
) -> LetterPlace | None:
    """Where the act was done, as its counter would have it."""
    window = find_device(connection, act.device)
    base = window.page_address if window and window.page_address else _any_address(connection)
    if window is None or not base:
        return None
    return LetterPlace(
        policies.of_case(connection, state.policy, state.wording),
        policies.in_force,
        region=window.county,
        window_code=window.window_code,
        window_label=window.label,
        address=receipt_address(base, state.token),
        trial=is_trial(connection),
    )


def _any_address(connection: Connection) -> str:
    """Of windows of before it was kept: the page is one, whichever string says where."""
    query = select(device.c.page_address).where(device.c.page_address != "")
    return connection.execute(query.order_by(device.c.added_at.desc()).limit(1)).scalar() or ""
