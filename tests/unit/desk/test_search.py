from pathlib import Path

import pytest
from sqlalchemy import delete, insert

from counter_app.bootstrap import Counter
from counter_app.desk.clerks import add_clerk, clerks
from counter_app.desk.search import CasePage, Filter, counts, find, listing
from counter_app.desk.upkeep import tend
from local_db import index_upkeep
from local_db.notes import Note, write_note
from local_db.tables import terms
from tests import families
from tests.conftest import SettableClock
from tests.engine import clerk_of, counter_at, receive_one


def _names(page: CasePage) -> list[str]:
    return [row.name for row in page.rows]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("单学斌", ["单学斌"]),
        ("单", ["单学斌"]),
        ("　单学 ", ["单学斌"]),
        ("sxb", ["单学斌"]),
        ("DXB", ["单学斌"]),
        ("d", ["单学斌"]),
        ("安·乌兰托娅", ["安·乌兰托娅"]),
        ("王䶮", ["王䶮㛃"]),
        ("00002", ["安·乌兰托娅"]),
        ("620702-2026-03-00002", ["安·乌兰托娅"]),
        ("６２０７０２－２０２６－０３－００００２", ["安·乌兰托娅"]),
        ("6120", ["王䶮㛃"]),
        ("13909366120", ["王䶮㛃"]),
        ("139-0936-6120", ["王䶮㛃"]),
        ("", []),
        ("  ", []),
        ("99", []),
        ("赵", []),
        ("%", []),
        ("王_", []),
        ("'; DROP TABLE terms", []),
    ],
)
def test_what_a_clerk_types_finds_the_case(
    tmp_path: Path, clock: SettableClock, typed: str, found: list[str]
) -> None:
    people = (
        ("单学斌", "13919950001"),
        ("安·乌兰托娅", "13919950002"),
        ("王䶮㛃", "13909366120"),
    )
    with counter_at(tmp_path, clock) as counter:
        for order, (name, phone) in enumerate(people):
            receive_one(counter, order, name=name, phone=phone)
        assert _names(find(counter.desk, typed)) == found


def test_the_last_four_of_an_id_number_the_code_and_the_receipt_find_the_case(
    tmp_path: Path, clock: SettableClock
) -> None:
    with counter_at(tmp_path, clock) as counter:
        received = receive_one(counter, 1)
        receive_one(counter, 2)
        number = families.number(born="19900101", order="001")
        token = received.receipt_url.rpartition("/")[2]
        for typed in (
            number[-4:],
            number,
            number.lower(),
            received.short_code.lower(),
            received.receipt_url,
            token,
        ):
            assert [row.case_id for row in find(counter.desk, typed).rows] == [received.case_id]


def _all(counter: Counter, typed: str | None) -> list[str]:
    found: list[str] = []
    after: object = None
    while True:
        page = (
            find(counter.desk, typed, after=after, limit=3)
            if typed
            else listing(counter.desk, Filter.ALL, after=after, limit=3)
        )
        assert len(page.rows) <= 3
        found += [row.case_id for row in page.rows]
        if page.next is None:
            return found
        after = page.next


@pytest.mark.parametrize("count", [0, 3, 7])
def test_pages_give_every_case_once_the_newest_first(
    tmp_path: Path, clock: SettableClock, count: int
) -> None:
    with counter_at(tmp_path, clock) as counter:
        received = []
        for order in range(count):
            clock.advance(seconds=order // 2)
            received.append(receive_one(counter, order, name="王芳").case_id)
        assert sorted(_all(counter, None)) == sorted(_all(counter, "王芳")) == sorted(received)
        if received:
            assert _all(counter, None)[-1] in received[:2]
        assert sorted(_all(counter, "2026")) == sorted([])


def test_the_lists_of_today_and_of_a_clerk(tmp_path: Path, clock: SettableClock) -> None:
    with counter_at(tmp_path, clock) as counter:
        desk, clerk = counter.desk, clerk_of(counter)
        receive_one(counter, 1, name="王芳")
        clock.advance(days=1)
        receive_one(counter, 2, name="李强")
        other = add_clerk(desk, "周敏")
        assert _names(listing(desk, Filter.TODAY)) == ["李强"]
        assert _names(listing(desk, Filter.MINE, clerk=clerk)) == ["李强", "王芳"]
        assert _names(listing(desk, Filter.MINE, clerk=other)) == []
        assert _names(listing(desk, Filter.QUEUED)) == ["李强", "王芳"]
        found = counts(desk, clerk)
        assert (found.today, found.mine, found.queued, found.all) == (1, 2, 2, 2)
        assert (found.returned, found.conflicts, found.receipt_owed) == (0, 0, 0)


def test_a_clerk_is_added_once(tmp_path: Path, clock: SettableClock) -> None:
    with counter_at(tmp_path, clock) as counter:
        assert add_clerk(counter.desk, " 李静 ") == add_clerk(counter.desk, "李静")
        assert [each.name for each in clerks(counter.desk)] == ["李静"]


FOUND_BY = [
    ("孙　三", ["孙三", "孙 三", "孙　三", "ss"]),
    ("古丽米热•艾比布力", ["古丽米热艾比布力", "古丽米热·艾比布力", "古丽米热.艾", "艾比布力"]),
    ("Abdul Rahman Khan", ["abdul rahman", "ABDULRAHMAN", "khan", "Khan Abdul", "rahman", "ark"]),
    ("ＪＥＡＮ-ＬＵＣ José", ["jean luc", "jean-luc", "jeanluc", "jose", "José", "ｊｅａｎ"]),
    ("王\ue863", ["王䶮", "王\ue863", "wy"]),
    ("周\u200b玉兰", ["周玉兰", "周\u200b玉", "zyl"]),
    ("马𬱖", ["马頔", "马𬱖", "md"]),
    ("张龑", ["张䶮", "张龑"]),
    ("𫍯頔", ["諴頔", "諴𬱖", "𫍯𬱖"]),
    ("李O'Neil", ["李oneil", "李O’Neil"]),
]


@pytest.mark.parametrize(("name", "typed"), FOUND_BY)
def test_a_person_is_found_by_the_name_as_one_types_it(
    tmp_path: Path, clock: SettableClock, name: str, typed: list[str]
) -> None:
    with counter_at(tmp_path, clock) as counter:
        receive_one(counter, 0, name=name)
        receive_one(counter, 1, name="钱二")
        found = {each: len(find(counter.desk, each).rows) for each in typed}
        assert found == dict.fromkeys(typed, 1)


def _as_0_1_indexed(counter: Counter, spelt: dict[str, str]) -> None:
    """The store as 0.1 left it: names as terms just as they were written, no note of a rule."""
    with counter.desk.store.transaction() as connection:
        connection.execute(delete(terms).where(terms.c.kind.in_((1, 2))))
        for case_id, name in spelt.items():
            row = {"kind": 1, "term": name, "newest_first": 0, "case_id": case_id}
            connection.execute(insert(terms), row)
        write_note(connection, Note.INDEX_RULE, None)


def test_an_older_index_is_searched_as_it_is_until_it_is_made_anew(
    tmp_path: Path, clock: SettableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_upkeep, "_BATCH", 2)
    names = ("孙　三", "Abdul Khan", "安•乌兰托娅", "王䶮", "钱二")
    with counter_at(tmp_path, clock) as counter:
        spelt = {receive_one(counter, n, name=name).case_id: name for n, name in enumerate(names)}
        while tend(counter.desk):
            pass
        _as_0_1_indexed(counter, spelt)
        assert all(_names(find(counter.desk, name)) == [name] for name in names)
        assert _names(find(counter.desk, "khan")) == []
        tend(counter.desk)  # One batch, then the program is killed.
    with counter_at(tmp_path, clock) as counter:
        assert all(_names(find(counter.desk, name)) == [name] for name in names)
        while tend(counter.desk):
            pass
        wanted = ("孙三", "khan", "乌兰托娅", "王䶮", "qe")
        assert [_names(find(counter.desk, each)) for each in wanted] == [[name] for name in names]
