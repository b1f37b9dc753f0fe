"""Whose case it is: the hall that received, and the hall of the case's region; nobody else.

全市通办: a case of 甘州区 may be received in 民乐县, and both halls see it and may go on with it.
"""

import json

import msgspec
import pytest

from counter_app.cases.actions import Entry, Kind
from counter_app.cases.kinds import MOST_ACTIONS
from counter_app.wire.messages import PullAnswer, Verdict
from tests.unit.server.attacks import page_of
from tests.unit.server.conftest import codes
from tests.unit.server.running_server import RunningServer
from tests.unit.server.small_counter import Sealed, SmallCounter, document

APPLIED = (Verdict.APPLIED, "")
PERSON = "620702198803120018"


def refused(code: str) -> tuple[Verdict, str]:
    return (Verdict.REFUSED, code)


@pytest.fixture
def crossing(server: RunningServer) -> tuple[SmallCounter, Sealed]:
    """A case of 甘州区 that a window in 民乐县 received."""
    receiver = server.counter(next(codes), "620722")
    case = receiver.receive(document(region="620702"))
    assert receiver.verdicts(case) == [APPLIED]
    return receiver, case


@pytest.mark.parametrize("region", ["620702", "620722"])
def test_the_halls_concerned_go_on_with_a_case(
    server: RunningServer, crossing: tuple[SmallCounter, Sealed], region: str
) -> None:
    colleague = server.counter(next(codes), region)
    paper = colleague.take(crossing[1][0], "income_proof", PERSON)
    assert colleague.verdicts(paper) == [APPLIED]


def test_another_hall_does_not_even_learn_that_the_case_is_there(
    server: RunningServer, crossing: tuple[SmallCounter, Sealed]
) -> None:
    stranger = server.counter(next(codes), "620724")
    paper = stranger.take(crossing[1][0], "income_proof", PERSON)
    made_up = stranger.act(Kind.PAPER_SENT, "0" * 8 + crossing[1][0].case_id[8:])
    assert stranger.verdicts(paper) == [refused("not_received")]
    assert stranger.verdicts(made_up) == [refused("malformed")], "a fact is lacking, no more"


def test_only_who_received_a_case_gives_it_another_number(
    server: RunningServer, crossing: tuple[SmallCounter, Sealed]
) -> None:
    receiver, case = crossing
    for region in ("620702", "620722"):
        other = server.counter(next(codes), region)
        renumbered = other.act(
            Kind.RENUMBERED,
            case[0].case_id,
            role="window",
            number=other.number(),
            former=case[0].text("number"),
        )
        assert other.verdicts(renumbered) == [refused("not_received")]
    assert case[0].text("number") in page_of(server, case).text
    fresh = receiver.number()
    mended = receiver.act(Kind.RENUMBERED, case[0].case_id, role="window", number=fresh)
    assert receiver.verdicts(mended) == [APPLIED]
    assert fresh in page_of(server, case).text


def test_a_counter_with_another_string_still_owns_what_it_received(server: RunningServer) -> None:
    before = server.counter(next(codes))
    case = before.receive()
    assert before.verdicts(case) == [APPLIED]
    after = before.under(server.add_window(next(codes)))
    after.enrol()
    renumbered = after.act(Kind.RENUMBERED, case[0].case_id, role="window", number=after.number())
    assert after.verdicts(renumbered) == [APPLIED]


@pytest.mark.parametrize("role", ["chief", "", "Clerk", "系统", "system", "x" * 100_000])
def test_a_role_that_the_kind_does_not_know(counter: SmallCounter, role: str) -> None:
    case = counter.receive()
    assert counter.verdicts(case) == [APPLIED]
    entry = msgspec.json.encode(Entry(msgspec.Raw(b"{}")))
    act = counter.act(Kind.FORM_SIGNED, case[0].case_id, content=entry, role=role)
    assert counter.verdicts(act) == [refused("wrong_role")]


def test_nobody_fills_the_case_of_another(server: RunningServer, counter: SmallCounter) -> None:
    """Half of what a case can hold is kept for the window that received it."""
    case = counter.receive()
    assert counter.verdicts(case) == [APPLIED]
    other = server.counter(next(codes))
    half = MOST_ACTIONS // 2
    papers = [other.take(case[0], f"m{each}", None) for each in range(half)]
    answers = other.verdicts(*papers)
    assert answers == [APPLIED] * (half - 1) + [refused("case_full")]
    assert counter.verdicts(counter.take(case[0], "income_proof", PERSON)) == [APPLIED]
    shown = page_of(server, case)
    assert shown.status_code == 200
    assert case[0].text("number") in shown.text


def test_a_forged_cursor_gives_nothing_of_other_halls(server: RunningServer) -> None:
    here, there = server.counter(next(codes)), server.counter(next(codes), "620723")
    case = there.receive(document(region="620723"))
    assert there.verdicts(case) == [APPLIED]
    page = here.pull()
    assert isinstance(page, PullAnswer)
    assert json.dumps(case[0].case_id) not in msgspec.json.encode(page).decode()
