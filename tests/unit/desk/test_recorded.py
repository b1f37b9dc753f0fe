"""What is done at a counter leaves its entry, in the same transaction, and nothing personal."""

import json
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from counter_app import cli
from counter_app.bootstrap import Counter
from counter_app.cases.audit import AuditEntry
from counter_app.desk import drafts
from counter_app.desk.export import exported
from counter_app.desk.papers import paper_confirmed, paper_sent
from counter_app.desk.recorded import record_search, record_view
from counter_app.desk.search import Filter, listing
from local_db.audit import entries
from tests.conftest import SettableClock
from tests.engine import clerk_of, counter_at, receive_one
from tests.families import WOMAN


def written(counter: Counter) -> list[AuditEntry]:
    with counter.desk.store.reading() as connection:
        return list(entries(connection))


def said(counter: Counter) -> list[str]:
    return [entry.did for entry in written(counter)]


def test_each_deed_leaves_one_entry(tmp_path: Path, clock: SettableClock) -> None:
    with counter_at(tmp_path, clock) as counter:
        desk, clerk = counter.desk, clerk_of(counter)
        received = receive_one(counter)
        receive_one(counter)  # the same once more: nothing is done
        record_view(desk, clerk, received.case_id)
        sent = paper_sent(desk, clerk, "receipt", b"%PDF", "printer", case_id=received.case_id)
        paper_confirmed(desk, clerk, sent)
        draft = drafts.start(desk, clerk)
        drafts.abandon(desk, draft.draft_id, clerk)
        drafts.abandon(desk, draft.draft_id, clerk)
        assert len(list(exported(desk))) == 1
        found = written(counter)
    assert [entry.did for entry in found] == [
        "enrolled", "acted", "viewed", "printed", "acted", "discarded", "exported",
    ]  # fmt: skip
    act = found[1]
    assert (act.staff_id, act.role, act.window) == (clerk.staff_id, "clerk", "620702-03")
    assert act.case_id == received.case_id
    detail = json.loads(act.detail)
    assert (detail["kind"], detail["number"]) == ("CaseReceived", received.number)
    assert json.loads(found[3].detail) == {
        "action": sent, "how": "printer", "kind": "PaperSent", "paper": "receipt",
    }  # fmt: skip


def test_a_search_is_recorded_by_its_kind_and_typing_on_is_one_search(
    tmp_path: Path, clock: SettableClock
) -> None:
    with counter_at(tmp_path, clock) as counter:
        desk, clerk = counter.desk, clerk_of(counter)
        for text in ("", "周", "周玉", "周玉兰"):
            record_search(desk, clerk, text)
        clock.advance(minutes=1)
        record_search(desk, clerk, WOMAN[-6:])
        found = written(counter)[1:]
    assert [entry.did for entry in found] == ["searched", "searched"]
    assert [json.loads(entry.detail)["by"] for entry in found] == [
        "name",
        "number_reversed id_number_reversed phone_reversed",
    ]


def test_nothing_personal_is_written(tmp_path: Path, clock: SettableClock) -> None:
    with counter_at(tmp_path, clock) as counter:
        desk, clerk = counter.desk, clerk_of(counter)
        record_view(desk, clerk, receive_one(counter).case_id)
        record_search(desk, clerk, "周玉兰")
        list(exported(desk))
        everything = str(written(counter))
    for word in ("周玉兰", WOMAN, "13909366120", clerk.name, "南街街道"):
        assert word not in everything


def test_without_its_entry_nothing_is_done(tmp_path: Path, clock: SettableClock) -> None:
    with counter_at(tmp_path, clock) as counter:
        desk, clerk = counter.desk, clerk_of(counter)
        first = receive_one(counter)
        with desk.store.transaction() as connection:
            connection.exec_driver_sql("ALTER TABLE audit RENAME TO gone")
        broken = (Exception, OperationalError)
        for act in (
            lambda: receive_one(counter, 1),
            lambda: record_view(desk, clerk, first.case_id),
            lambda: paper_sent(desk, clerk, "receipt", b"%", "pdf", case_id=first.case_id),
            lambda: next(exported(desk)),
        ):
            with pytest.raises(broken):
                act()
        rows = listing(desk, Filter.ALL).rows
        with desk.store.transaction() as connection:
            connection.exec_driver_sql("ALTER TABLE gone RENAME TO audit")
        assert [row.number for row in rows] == [first.number]
        assert receive_one(counter, 1).number.endswith("00002"), "no number was used up"


def test_the_command_says_whether_the_log_is_whole(
    tmp_path: Path, clock: SettableClock, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["audit", "verify", "--data", str(tmp_path)]
    with counter_at(tmp_path, clock) as counter:
        receive_one(counter)
    assert cli.main(words) == 0
    assert "2 条" in capsys.readouterr().out
    with counter_at(tmp_path, clock, "") as counter, counter.desk.store.transaction() as connection:
        connection.exec_driver_sql("UPDATE audit SET staff_id = 'another' WHERE position = 2")
        chain = list(entries(connection))[1].chain
    assert cli.main(words) == 1
    assert f"{chain} 第 2 条" in capsys.readouterr().err
    assert cli.main([*words, "--json"]) == 1
    first = json.loads(capsys.readouterr().out)["first"]
    assert first == {"what": "altered", "chain": chain, "sequence": 2}
