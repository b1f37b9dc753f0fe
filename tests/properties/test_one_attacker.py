"""One stolen window among honest ones: whatever it sends, nothing of theirs changes.

Batches are drawn at random from honest work and from what the thief can forge: its own name and
that of others, their ids, tokens, numbers and chains, times, stages and contents. What the honest
windows did is compared with a server that never heard of the thief.
"""

import json
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select
from sqlalchemy.engine import Connection

from central_server.applicant_page.lookup import find_receipt
from central_server.cursor import Reached
from central_server.pull import read_page
from central_server.push import take_in
from central_server.store import tables
from central_server.store.rows import Device, device_row
from counter_app.cases.actions import Action, Entry, Kind
from counter_app.cases.chain import FIRST
from counter_app.cases.keys import new_id, new_random64, receipt_key
from counter_app.wire.enrolment import write_enrolment
from counter_app.wire.messages import PullRequest, PushRequest, Verdict
from tests.engine import enrolment
from tests.unit.server.small_counter import Sealed, SmallCounter, document

NOW = "2026-11-24T10:00:00.000+08:00"
EXAMPLES, THOROUGH_EXAMPLES = 25, 400
ENTRY = msgspec.json.encode(Entry(msgspec.Raw(b'{"granted": false}')))
WINDOWS = (("03", "620702"), ("04", "620702"), ("05", "620722"))
"""Thief, colleague in the same hall, another county."""


class Room:
    """A server without a socket, and its windows; the first is the thief."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.windows: list[SmallCounter] = []
        self.devices: list[Device] = []
        for place, (code, region) in enumerate(WINDOWS):
            string = write_enrolment(
                enrolment(
                    window=code,
                    region=region,
                    county=region,
                    device=f"{place:016x}",
                    seed=bytes([place]) * 32,
                )
            )
            window = SmallCounter(string, "")
            window.incarnation = f"{place:x}" * 16
            known = Device(
                window.device,
                region,
                code,
                region,
                "",
                receipt_key(window.enrolment.seed),
                "",
                None,
                None,
            )
            connection.execute(insert(tables.device).values(device_row(known)))
            self.windows.append(window)
            self.devices.append(known)

    def push(self, place: int, *sealed: Sealed) -> list[str]:
        window = self.windows[place]
        asked = PushRequest(
            incarnation=window.incarnation,
            actions=[action for action, _ in sealed],
            contents=[content for _, content in sealed if content],
        )
        answers = take_in(self.connection, self.devices[place], asked, NOW)
        return [one.problem.code if one.problem else str(one.verdict) for one in answers]


def honest_step(room: Room, place: int, cases: list[Sealed], way: int) -> None:
    """Receive, or go on with an own case; the server must take it."""
    window = room.windows[place]
    own = [case for case in cases if case[0].device == window.device]
    if way % 2 or not own:
        done = window.receive(document(name="周玉兰", region=WINDOWS[place][1]))
        cases.append(done)
    else:
        case = own[way % len(own)][0]
        done = window.act(Kind.CONSENT_GIVEN, case.case_id, content=ENTRY, stream=case.stream)
    assert room.push(place, done) == [str(Verdict.APPLIED)]


FORGED: dict[str, st.SearchStrategy[Any]] = {
    "at": st.sampled_from(["昨天", "0001-01-01T00:00:00+08:00", "2036-01-01T00:00:00Z", NOW]),
    "role": st.sampled_from(["clerk", "window", "system", "chief"]),
    "stream": st.sampled_from(["620702", "620722", "620724", "999999"]),
    "window": st.sampled_from([f"{region}-{code}" for code, region in WINDOWS] + [""]),
    "staff_name": st.text(max_size=5) | st.just("x" * 500),
}
attacks = st.fixed_dictionaries(
    {
        "kind": st.sampled_from([*Kind, "FlownAway"]),
        "victim": st.integers(0, 30),
        "whose": st.sampled_from(["own", "own", "new chain", "goes on", "replaces"]),
        "same id": st.booleans(),
        "same case": st.booleans(),
        "same token": st.booleans(),
        "number": st.sampled_from(["victim's", "00001", "00777", "09999", "9999999", "x"]),
        "content": st.sampled_from([ENTRY, b"7", b"{}", json.dumps(document(name="伪")).encode()]),
        "forged": st.fixed_dictionaries({}, optional=FORGED),
    }
)
steps = st.lists(
    st.tuples(st.just("honest"), st.tuples(st.integers(1, 2), st.integers(0, 9)))
    | st.tuples(st.just("attack"), attacks),
    max_size=12,
)


def attack(room: Room, cases: list[Sealed], how: dict[str, Any]) -> None:
    """Forge one action from what the thief knows, and send it under the thief's secret."""
    thief = room.windows[0]
    case = cases[how["victim"] % len(cases)][0]
    victim = next(each for each in room.windows if each.device == case.device)
    forger = _forger(thief, victim, how["whose"])
    facts: dict[str, Any] = {
        "number": _number(forger, case, how["number"]),
        "short_code": "K7Q2M3",
        "policy": "2026",
        "token": case.text("token") if how["same token"] else thief.receive()[0].text("token"),
        "paper": "receipt",
        "sha256": "0" * 64,
        "sent": case.action_id,
    }
    forged = dict(how["forged"])
    if how["same id"]:
        forged["action_id"] = case.action_id
    sealed = forger.act(
        how["kind"],
        case.case_id if how["same case"] or how["kind"] != Kind.CASE_RECEIVED else new_id(),
        content=how["content"],
        forged=forged,
        **facts,
    )
    room.push(0, sealed)


def _forger(thief: SmallCounter, victim: SmallCounter, whose: str) -> SmallCounter:
    if whose == "own":
        fresh = SmallCounter(thief.string, "")
        fresh.incarnation = new_random64()
        return fresh
    forger = SmallCounter(victim.string, "")
    forger.incarnation = new_random64() if whose == "new chain" else victim.incarnation
    if whose == "goes on":
        forger.sequence, forger.last = victim.sequence, victim.last
    elif whose == "replaces":
        forger.sequence, forger.last = 0, FIRST
    return forger


def _number(forger: SmallCounter, case: Action, number: str) -> str:
    window = forger.enrolment.window_code
    return (
        case.text("number") if number == "victim's" else f"{window[:6]}-2026-{window[-2:]}-{number}"
    )


def of_the_honest(room: Room, cases: list[Sealed]) -> dict[str, Any]:
    """All that a person or a counter can see of what the honest windows did."""
    own = {each.device for each in room.devices[1:]}
    seen: dict[str, Any] = {}
    for case, _ in cases:
        found = find_receipt(room.connection, case.text("token"))
        assert found
        assert found.arrived
        state = found.arrived.state
        seen[case.case_id] = (
            state.number,
            state.received_at,
            state.content,
            found.arrived.numbered,
        )
    table = tables.chain
    rows = room.connection.execute(
        select(table.c.device, table.c.incarnation, table.c.owner, table.c.sequence, table.c.hash)
    )
    seen["chains"] = sorted(tuple(row) for row in rows if row.device in own)
    known = tables.number_known
    numbers = room.connection.execute(select(known.c.window, known.c.running))
    seen["numbers"] = sorted(tuple(row) for row in numbers if row.window != WINDOWS[0][0])
    seen["fetched"] = [_fetched(room, place, own) for place in (1, 2)]
    return seen


def _fetched(room: Room, place: int, own: set[str]) -> list[str]:
    """What a fresh window in that place gets of honest work; nothing of the thief stops it."""
    asked = PullRequest(incarnation="f" * 16, limit=3)
    fetched: list[Action] = []
    page = read_page(room.connection, room.devices[place], asked, Reached({}))
    while page is not None:
        fetched += [msgspec.json.decode(body, type=Action) for body in page.actions]
        if not page.more:
            return sorted(each.action_id for each in fetched if each.device in own)
        page = read_page(room.connection, room.devices[place], asked, page.reached)
    raise AssertionError("the places of a page do not fit the store")


def test_nothing_of_the_honest_changes(store: Connection, thorough: bool) -> None:
    @settings(deadline=None, max_examples=THOROUGH_EXAMPLES if thorough else EXAMPLES)
    @given(plan=steps)
    def whatever_is_sent(plan: list[tuple[str, Any]]) -> None:
        one_plan(store, plan)

    whatever_is_sent()


def one_plan(store: Connection, plan: list[tuple[str, Any]]) -> None:
    """What each did, one after the other; the store is as it was after it."""
    with store.begin() as transaction:
        room, cases = Room(store), []
        for place in (1, 2):
            honest_step(room, place, cases, 1)
        for what, how in plan:
            if what == "honest":
                honest_step(room, *how[:1], cases, how[1])
            else:
                before = of_the_honest(room, cases)
                attack(room, cases, how)
                assert of_the_honest(room, cases) == before
        for place in (1, 2):
            honest_step(room, place, cases, 1)
        transaction.rollback()
