"""Every row is fetched once, wherever a page ends: at its number of actions, at its size, at the
end of a stream. (Storm A1: a page that filled at the end of a stream skipped the next one.)"""

from typing import NamedTuple

import msgspec
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.engine import Connection

from central_server.cursor import Reached
from central_server.pull import read_page
from central_server.store.many_rows import insert_rows
from central_server.store.rows import Device
from central_server.store.tables import action, content, held, stream
from counter_app.wire.messages import PullRequest
from tests.unit.server.devices import device_row

HERE = "620702"
STREAMS = (HERE, "620700", "620721", "620722")
OURS = ("aa" * 8, "bb" * 8)
OTHERS = ("cc" * 8, "dd" * 8)


class Written(NamedTuple):
    """A row of a stream: where its case was received, by whom, and how much it weighs."""

    stream: str
    hall: str
    ours: bool
    weight: int


ROWS = st.lists(
    st.builds(
        Written,
        st.sampled_from(STREAMS),
        st.sampled_from((HERE, "620722")),
        st.booleans(),
        st.integers(0, 40),
    ),
    max_size=40,
)


@given(rows=ROWS, limit=st.integers(1, 12), most_bytes=st.integers(1, 400))
def test_every_row_comes_once(
    store: Connection, rows: list[Written], limit: int, most_bytes: int
) -> None:
    with store.begin() as transaction:
        _write(store, rows)
        seen = _fetch_all(store, limit, most_bytes)
        transaction.rollback()
    owed = [
        f"{number:036}"
        for number, row in enumerate(rows)
        if not row.ours and HERE in (row.stream, row.hall)
    ]
    assert sorted(seen) == owed


def _write(connection: Connection, rows: list[Written]) -> None:
    tops = dict.fromkeys(STREAMS, 0)
    last: dict[tuple[str, ...], int] = {}
    for number, row in enumerate(rows):
        tops[row.stream] += 1
        device, incarnation = OURS if row.ours else OTHERS
        name, hash_ = f"{number:036}", f"{number:064}"
        body = msgspec.json.encode({"action_id": name})
        place = (row.stream, tops[row.stream])
        columns = {
            "stream": row.stream,
            "position": tops[row.stream],
            "device": device,
            "incarnation": incarnation,
            "sequence": number + 1,
            "action_id": name,
            "case_id": name,
            "hall": row.hall,
            "hash": hash_,
            "problem": "",
            "received_at": "",
            "body": body,
        }
        connection.execute(action.insert().values(columns))
        last[row.stream, row.hall, device, incarnation] = tops[row.stream]
        if row.weight:
            insert_rows(connection, content, [(*place, "", b"x" * row.weight, False)])
    insert_rows(connection, held, [(*key, 0, f"{0:016x}", at) for key, at in last.items()])
    for name, top in tops.items():
        connection.execute(stream.insert().values(stream=name, position=top))


def _fetch_all(connection: Connection, limit: int, most_bytes: int) -> list[str]:
    asker = _asker()
    asked = PullRequest(incarnation=OURS[1], limit=limit)
    seen: list[str] = []
    page = read_page(connection, asker, asked, Reached({}), most_bytes=most_bytes)
    while page is not None:
        seen += [msgspec.json.decode(one)["action_id"] for one in page.actions]
        if not page.more:
            return seen
        page = read_page(connection, asker, asked, page.reached, most_bytes=most_bytes)
    raise AssertionError("the places of a page do not fit the store")


def _asker() -> Device:
    return device_row(OURS[0], region=HERE)
