"""What was typed on a case that went from a desk: kept, told, and gone after its time."""

from pathlib import Path

from counter_app.basics.catalogue.store import DRAFTS_LEFT
from counter_app.bootstrap import Counter
from counter_app.desk.act_drafts import drafts_of, keep_drafts
from local_db.act_drafts import drop_left
from local_db.claimed import erase_all_but
from local_db.notes import Note, write_note
from tests.conftest import SettableClock
from tests.engine import counter_at, receive_one, worries

ME, OPINION = "somebody", {"opinion": {"text": "入户看过"}}


def goes(counter: Counter) -> None:
    with counter.desk.store.transaction() as connection:
        erase_all_but(connection, ())


def test_it_stays_and_is_told_until_the_case_is_here_again(
    tmp_path: Path, clock: SettableClock
) -> None:
    with counter_at(tmp_path, clock) as counter:
        desk, case = counter.desk, receive_one(counter)
        keep_drafts(desk, case.case_id, ME, OPINION)
        assert worries(counter) == []
        goes(counter)
        assert worries(counter) == [DRAFTS_LEFT]
        more = {"opinion": {"text": "入户看过，两间"}}
        keep_drafts(desk, case.case_id, ME, more)  # the last letters come after it went
        keep_drafts(desk, "another", ME, OPINION)
        assert drafts_of(desk, case.case_id, ME) == more
        keep_drafts(desk, case.case_id, ME, {})
        assert worries(counter) == []


def test_after_a_fortnight_nothing_of_it_is_left(tmp_path: Path, clock: SettableClock) -> None:
    with counter_at(tmp_path, clock) as counter:
        desk, case = counter.desk, receive_one(counter)
        keep_drafts(desk, case.case_id, ME, OPINION)
        kept_at = desk.now().isoformat(timespec="milliseconds")
        with desk.store.transaction() as connection:
            drop_left(connection, "2999")
        assert drafts_of(desk, case.case_id, ME) == OPINION, "the case is here"
        goes(counter)
        for before, left in ((kept_at, OPINION), ("2999", {})):
            with desk.store.transaction() as connection:
                drop_left(connection, before)
            assert drafts_of(desk, case.case_id, ME) == left
        assert worries(counter) == []


def test_drafts_of_an_older_program_are_read(tmp_path: Path, clock: SettableClock) -> None:
    with counter_at(tmp_path, clock) as counter:
        desk, case = counter.desk, receive_one(counter)
        keep_drafts(desk, case.case_id, ME, OPINION)
        with desk.store.transaction() as connection:
            write_note(connection, Note.ACT_DRAFTS_OF, None)
        goes(counter)
        assert drafts_of(desk, case.case_id, ME) == OPINION
        assert worries(counter) == []
