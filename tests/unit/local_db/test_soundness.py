"""What the disk loses or changes behind SQLite's back is noticed."""

from pathlib import Path

import pytest

from counter_app.basics.catalogue.store import STORE_DAMAGED
from counter_app.basics.clock import Clock
from counter_app.desk import drafts
from counter_app.desk.papers import paper_confirmed, paper_sent
from local_db.soundness import find_faults
from tests.engine import clerk_of, counter_at, receive_one, worries


def _changed(table: str, column: str, words: str) -> str:
    return f"UPDATE {table} SET {column} = CAST(replace({column}, {words}) AS BLOB)"


@pytest.mark.parametrize(
    ("damage", "noticed"),
    [
        ("SELECT 1", False),
        ("DELETE FROM actions WHERE sequence = 2", True),
        (_changed("actions", "record", "'李静', '王静'"), True),
        (_changed("contents", "content", "'周玉兰', '周玉'"), True),
        (_changed("cases", "state", "'\"received\"', '\"accepted\"'"), True),
        ("DELETE FROM draft_edits WHERE position = 1", True),
        ("DELETE FROM draft_edits WHERE position = 2", True),
        (_changed("draft_edits", "edit", "'1', '7'"), True),
    ],
)
def test_every_loss_is_noticed(tmp_path: Path, clock: Clock, damage: str, noticed: bool) -> None:
    with counter_at(tmp_path, clock) as counter:
        clerk = clerk_of(counter)
        received = receive_one(counter)
        sent = paper_sent(
            counter.desk, clerk, "receipt", b"%PDF", "printer", case_id=received.case_id
        )
        paper_confirmed(counter.desk, clerk, sent)
        draft = drafts.start(counter.desk, clerk)
        for edit in range(3):
            drafts.record(counter.desk, draft.draft_id, [{"edit": edit}])
        with counter.desk.store.transaction() as connection:
            connection.exec_driver_sql(damage)
        with counter.desk.store.reading() as connection:
            assert bool(find_faults(connection)) is noticed
        assert (STORE_DAMAGED in worries(counter)) is ("DELETE FROM actions" in damage)
