"""One stolen window speaks in the names of others: nothing of theirs changes."""

from collections.abc import Iterator

import msgspec
import pytest

from counter_app.cases.actions import Entry, Kind
from counter_app.cases.chain import seal
from counter_app.cases.keys import new_random64, receipt_key
from counter_app.cases.receipts import mint_token
from counter_app.wire.messages import Verdict
from tests.unit.server.attacks import goes_on_undisturbed, page_of, speaking_as
from tests.unit.server.conftest import codes
from tests.unit.server.running_server import RunningServer
from tests.unit.server.small_counter import Sealed, SmallCounter, document

NOT_YOURS = (Verdict.REFUSED, "not_yours")
REFUSED = msgspec.json.encode(Entry(msgspec.Raw(b'{"granted": false}')))


@pytest.fixture
def thief(counter: SmallCounter) -> SmallCounter:
    """Another window of the victim's hall, in dishonest hands."""
    return counter


@pytest.fixture
def victim(server: RunningServer) -> Iterator[tuple[SmallCounter, Sealed]]:
    """An honest window with a case that was delivered."""
    honest = server.counter(next(codes))
    case = honest.receive()
    assert honest.verdicts(case) == [(Verdict.APPLIED, "")]
    yield honest, case
    goes_on_undisturbed(server, honest, case)


Victim = tuple[SmallCounter, Sealed]


@pytest.mark.parametrize("goes_on", [False, True])
def test_a_refused_consent_in_anothers_name(
    thief: SmallCounter, victim: Victim, goes_on: bool
) -> None:
    honest, (case, _) = victim
    forger = speaking_as(thief, honest, goes_on=goes_on)
    forged = forger.act(Kind.CONSENT_GIVEN, case.case_id, content=REFUSED)
    assert forger.verdicts(forged) == [NOT_YOURS]


@pytest.mark.parametrize("running", ["9999999", "00777", "10000000"])
def test_another_number_in_anothers_name(thief: SmallCounter, victim: Victim, running: str) -> None:
    honest, (case, _) = victim
    forger = speaking_as(thief, honest)
    number = f"{honest.enrolment.county}-2026-{honest.enrolment.window}-{running}"
    forged = forger.act(Kind.RENUMBERED, case.case_id, role="window", number=number)
    first = speaking_as(thief, honest).receive(number=number)
    assert forger.verdicts(forged) == [NOT_YOURS]
    assert forger.verdicts(first) == [NOT_YOURS]


def test_anothers_token_under_a_case_that_sorts_first(
    server: RunningServer, thief: SmallCounter, victim: Victim
) -> None:
    honest, case = victim
    forger = speaking_as(thief, honest)
    forged = forger.receive(
        document(name="伪造"),
        token=case[0].text("token"),
        case_id="00000000-0000-0000-0000-000000000000",
    )
    assert forger.verdicts(forged) == [NOT_YOURS]
    own = thief.receive(document(name="伪造"), token=case[0].text("token"))
    assert thief.verdicts(own) == [(Verdict.REFUSED, "malformed")]
    assert "伪" not in page_of(server, case).text


def test_a_device_of_nobody_and_the_servers_own(thief: SmallCounter, victim: Victim) -> None:
    for device in (new_random64(), thief.enrolment.server, "0" * 16):
        forged = thief.act(Kind.PAPER_SENT, victim[1][0].case_id, forged={"device": device})
        assert thief.verdicts(forged) == [NOT_YOURS]


def test_its_own_device_behind_another_window(thief: SmallCounter, victim: Victim) -> None:
    honest = victim[0]
    window = honest.enrolment.window_code
    number = f"{window[:6]}-2026-{window[-2:]}-00099"
    token = mint_token(thief.device, receipt_key(thief.enrolment.seed))
    forged = thief.receive(number=number, token=token, forged={"window": window})
    assert thief.verdicts(forged) == [NOT_YOURS]


def test_a_token_serves_one_case(server: RunningServer, thief: SmallCounter) -> None:
    first = thief.receive()
    again = thief.receive(document(name="另一人"), token=first[0].text("token"))
    assert thief.verdicts(first, again) == [
        (Verdict.APPLIED, ""),
        (Verdict.REFUSED, "other_content"),
    ]
    assert first[0].text("number") in page_of(server, first).text
    later = thief.receive(token=first[0].text("token"))
    assert thief.verdicts(later) == [(Verdict.REFUSED, "other_content")]


def test_an_id_of_an_action_or_a_case_is_used_once_over_all_regions(
    thief: SmallCounter, victim: Victim
) -> None:
    case = victim[1][0]
    elsewhere = document(region="620724")
    again = thief.receive(elsewhere, case_id=case.case_id)
    assert thief.verdicts(again) == [(Verdict.REFUSED, "other_content")]
    action, content = thief.receive(elsewhere)
    assert content
    taken = msgspec.structs.replace(content, action_id=case.action_id)
    forged = msgspec.structs.replace(action, action_id=case.action_id)
    sent = seal(forged, action.previous, taken)
    assert thief.verdicts((sent, taken)) == [(Verdict.REFUSED, "other_content")]


def test_numbers_that_jump_use_up_nothing(thief: SmallCounter) -> None:
    window = thief.enrolment.window_code
    far = f"{window[:6]}-2026-{window[-2:]}-10001"
    assert thief.verdicts(thief.receive(number=far)) == [(Verdict.REFUSED, "number_too_far")]
    near, further = far.replace("10001", "10000"), far.replace("10001", "20000")
    steps = thief.receive(number=near), thief.receive(number=further)
    assert thief.verdicts(*steps) == [(Verdict.APPLIED, "")] * 2
    beyond = thief.receive(number=far.replace("10001", "30001"))
    assert thief.verdicts(beyond) == [(Verdict.REFUSED, "number_too_far")]


@pytest.mark.parametrize("year", ["0000", "1989", "2029", "9999"])
def test_numbers_of_years_that_no_desk_can_be_in(thief: SmallCounter, year: str) -> None:
    window = thief.enrolment.window_code
    absurd = f"{window[:6]}-{year}-{window[-2:]}-00001"
    assert thief.verdicts(thief.receive(number=absurd)) == [(Verdict.REFUSED, "malformed")]
