"""Chooses what the page shows of what is known. Must not read the store or know HTTP."""

from datetime import date, datetime

from central_server.applicant_page.lookup import Arrived, Receipt
from central_server.applicant_page.owed import papers_owed, read_content
from central_server.applicant_page.view import (
    HallShown,
    Limit,
    StatusFacts,
    StatusPage,
    on_its_way_page,
    plain_page,
    received_page,
)
from counter_app.basics.clock import CHINA
from counter_app.cases.times import Trust, read_time, trust_of
from counter_app.forms import matter
from counter_app.rules.deadlines import calendar_of, due
from counter_app.rules.halls import CITY, find_hall
from counter_app.rules.policy import Policy

_ANSWER = "correction_notice"
_DECISION = "decision"


def page_for(
    receipt: Receipt | None, policy: Policy, today: date, own: Policy | None = None
) -> StatusPage:
    """The page of a receipt; for None that of every token that is not ours.

    `own` is the policy by which the case was received: it says what is owed and until when. Words
    and telephones are those in force.
    """
    words = policy.words("page", today)
    if receipt is None:
        return plain_page(words, "unknown")
    hall = receipt.arrived.hall if receipt.arrived else receipt.device.region
    place = _place(policy, hall, today)
    if receipt.arrived:
        return received_page(words, _facts(receipt.arrived, own or policy, today), place)
    if receipt.device.contested_at or receipt.device.revoked_at:
        return plain_page(words, "ask_at_window", place)
    known = find_hall(policy, hall, today)
    window = " ".join(filter(None, (known and known.name, _window(receipt.device.window))))
    return on_its_way_page(words, window, place)


def _window(code: str) -> str:
    """The window's number, never its label: that is a text which somebody typed."""
    return f"{int(code)} 号窗口" if code.isdigit() else code


def _place(policy: Policy, region: str, today: date) -> HallShown:
    """The hall's own data; the city's telephone stands in where policy has none of the hall."""
    own = find_hall(policy, region, today)
    if own and own.phone:
        return HallShown(own.address, own.consult_phones, own.complaint_phones)
    city = find_hall(policy, CITY, today)
    address, complaint = (own.address, own.complaint_phones) if own else ("", ())
    return HallShown(address, city.consult_phones if city else (), complaint, of_city=True)


def _facts(arrived: Arrived, policy: Policy, today: date) -> StatusFacts:
    state = arrived.state
    received_on = _received_on(arrived)
    content = read_content(arrived)
    return StatusFacts(
        masked_name=matter.masked_name(content) if content else "",
        number=state.number if arrived.numbered else "",
        received_on=received_on,
        answer=_limit(policy, received_on, _ANSWER, today),
        decision=_limit(policy, received_on, _DECISION, today),
        owed=papers_owed(arrived, policy, today) if content else None,
    )


def _received_on(arrived: Arrived) -> date:
    """The day on the receipt; where no right clock gives it, the day on which it came here."""
    came = datetime.fromisoformat(arrived.came_at)
    told = read_time(arrived.state.received_at)
    right = told and trust_of(arrived.state.received_at, came) is Trust.RIGHT
    return (told if told and right else came).astimezone(CHINA).date()


def _limit(policy: Policy, start: date, name: str, today: date) -> Limit | None:
    """The time limit of this name that held on the day of receipt, counted from that day."""
    until, calendar = due(policy, name, start), calendar_of(policy)
    if until is None:
        return None
    left = (
        calendar.used(today, until.day) if until.day >= today else -calendar.used(until.day, today)
    )
    # A weekend after the last working day lies past it, though no working day has gone by.
    days = -1 if left == 0 and today > until.day else left
    return Limit(until.day, days, until.provisional)
