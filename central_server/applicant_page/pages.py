"""Chooses what the page shows of what is known. Must not read the store or know HTTP."""

from datetime import date, datetime

from central_server.applicant_page.lookup import Arrived, Receipt
from central_server.applicant_page.owed import papers_owed, read_content
from central_server.applicant_page.view import (
    Limit,
    StatusFacts,
    StatusPage,
    WhereToAsk,
    case_page,
    on_its_way_page,
    plain_page,
)
from counter_app.basics.clock import CHINA
from counter_app.cases.case_state import CaseState
from counter_app.cases.stages import Stage
from counter_app.cases.times import Trust, read_time, trust_of
from counter_app.forms import matter
from counter_app.needs.timeline import deemed_on, read_day, timeline_of
from counter_app.rules.clock import decided_by
from counter_app.rules.deadlines import Due, calendar_of, due
from counter_app.rules.halls import CITY, find_hall
from counter_app.rules.policy import Policy

_ANSWER = "correction_notice"
_DECISION = "decision"
_ENDED = {
    Stage.DECLINED: "has_result",
    Stage.REFUSED: "has_result",
    Stage.ENDED: "has_result",
}
"""Ends that are told alike: how a case ended stands in its letter."""


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
        return case_page(words, _facts(receipt.arrived, own or policy, today), place)
    if receipt.device.contested_at or receipt.device.revoked_at:
        return plain_page(words, "ask_at_window", place)
    known = find_hall(policy, hall, today)
    window = " ".join(filter(None, (known and known.name, _window(receipt.device.window))))
    return on_its_way_page(words, window, place)


def _window(code: str) -> str:
    """The window's number, never its label: that is a text which somebody typed."""
    return f"{int(code)} 号窗口" if code.isdigit() else code


def _place(policy: Policy, region: str, today: date) -> WhereToAsk:
    """The hall's own data; the city's telephone stands in where policy has none of the hall."""
    own = find_hall(policy, region, today)
    if own and own.phone:
        return WhereToAsk(own.address, own.consult_phones, own.complaint_phones)
    city = find_hall(policy, CITY, today)
    address, complaint = (own.address, own.complaint_phones) if own else ("", ())
    return WhereToAsk(address, city.consult_phones if city else (), complaint, of_city=True)


def _facts(arrived: Arrived, policy: Policy, today: date) -> StatusFacts:
    state = arrived.state
    received_on = _received_on(arrived)
    content = read_content(arrived)
    return StatusFacts(
        masked_name=matter.masked_name(content) if content else "",
        number=state.number if arrived.numbered else "",
        received_on=received_on,
        answer=_limit(policy, received_on, _ANSWER, today),
        decision=_decision(state, policy, received_on, today),
        owed=papers_owed(arrived, policy, today) if content else None,
        standing=_standing(state, policy, received_on, today),
        asked=_asked(state),
        until=_until(policy, state, today),
    )


def _standing(state: CaseState, policy: Policy, received_on: date, today: date) -> str:
    """The part of the words that says where the case stands."""
    if state.stage is Stage.IN_REVIEW:
        return "stopped" if state.is_stopped else str(state.step or "accepted")
    before = state.stage in (Stage.RECEIVED, Stage.SUPPLEMENT)
    if before and deemed_on(state, policy, today, received_on):
        return "deemed_accepted"
    return _ENDED.get(state.stage, str(state.stage))


def _asked(state: CaseState) -> int:
    """How many things of the last notice have not come; one at least while it is not complete."""
    if not state.notices or state.notices[-1].complete:
        return 0
    notice = state.notices[-1]
    return max(notice.items - len(notice.settled), 1)


def _until(policy: Policy, state: CaseState, today: date) -> Limit | None:
    """Until when what the last notice asked for is to be brought, where it says so."""
    day = read_day(state.notices[-1].until) if state.notices else None
    return _left(policy, Due(day, False), today) if day else None


def _decision(state: CaseState, policy: Policy, received_on: date, today: date) -> Limit | None:
    """The day by which it is decided, once it is accepted or counts so; else from its receipt."""
    timeline = timeline_of(state, received_on)
    known = decided_by(policy, timeline, today) if timeline else None
    return _left(policy, known, today) if known else _limit(policy, received_on, _DECISION, today)


def _received_on(arrived: Arrived) -> date:
    """The day on the receipt; where no right clock gives it, the day on which it came here."""
    came = datetime.fromisoformat(arrived.came_at)
    told = read_time(arrived.state.received_at)
    right = told and trust_of(arrived.state.received_at, came) is Trust.RIGHT
    return (told if told and right else came).astimezone(CHINA).date()


def _limit(policy: Policy, start: date, name: str, today: date) -> Limit | None:
    """The time limit of this name that held on the day of receipt, counted from that day."""
    until = due(policy, name, start)
    return _left(policy, until, today) if until else None


def _left(policy: Policy, until: Due, today: date) -> Limit:
    """How many working days are left until then."""
    calendar = calendar_of(policy)
    left = (
        calendar.used(today, until.day) if until.day >= today else -calendar.used(until.day, today)
    )
    # A weekend after the last working day lies past it, though no working day has gone by.
    days = -1 if left == 0 and today > until.day else left
    return Limit(until.day, days, until.provisional)
