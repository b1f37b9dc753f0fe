"""What an attacker with one stolen window can send: that window's string and secret, nothing else.

Everything of others that a test needs here was fetched by the stolen window.
"""

from dataclasses import replace

import httpx2

from counter_app.cases.chain import FIRST
from counter_app.cases.keys import new_random64
from counter_app.wire.messages import PullAnswer
from tests.unit.server.running_server import RunningServer
from tests.unit.server.small_counter import Sealed, SmallCounter


class Impostor(SmallCounter):
    """The stolen window: what it writes stands in the victim's name, what it sends in its own."""

    thief: SmallCounter

    def post(self, name: str, body: bytes) -> httpx2.Response:
        return self.thief.post(name, body)


def speaking_as(thief: SmallCounter, victim: SmallCounter, *, goes_on: bool = False) -> Impostor:
    """The thief in the victim's name, in a chain of its own or behind what the victim wrote."""
    impostor = Impostor(victim.string, thief.address, running=victim.running)
    impostor.incarnation = victim.incarnation if goes_on else new_random64()
    impostor.sequence = victim.sequence if goes_on else 0
    impostor.last = victim.last if goes_on else FIRST
    impostor.thief = thief
    return impostor


def goes_on_undisturbed(server: RunningServer, victim: SmallCounter, case: Sealed) -> None:
    """What of the victim's must be as if nobody had attacked: page, numbers, chain, fetching."""
    assert case[0].text("number") in page_of(server, case).text
    following = victim.receive()
    assert victim.verdicts(following) == [("applied", "")]
    assert page_of(server, following).status_code == 200
    neighbour = replace(victim, incarnation=new_random64())
    fetched = {action.action_id: action for action in neighbour.pull_all()}
    assert {case[0].action_id, following[0].action_id} <= set(fetched)
    answer = victim.pull()
    assert isinstance(answer, PullAnswer)
    number = victim.enrolment.window_code[:6] + "-2026"
    assert following[0].text("number").startswith(number)
    assert answer.head.numbers == {"2026": victim.running}


def page_of(server: RunningServer, case: Sealed) -> httpx2.Response:
    """The applicant's page behind the receipt of a case."""
    return httpx2.get(f"{server.address}/r/{case[0].text('token')}", trust_env=False, timeout=30)
