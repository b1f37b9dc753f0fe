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
from counter_app.needs.returned import return_until
from counter_app.needs.timeline import deemed_on, read_day, timeline_of
from counter_app.rules.clock import NOTICE, next_due
from counter_app.rules.deadlines import Due, calendar_of, due
from counter_app.rules.halls import CITY, find_hall
from counter_app.rules.policy import Policy

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
        return case_page(words, _facts(receipt.arrived, own or policy, policy, today), place)
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


def _facts(arrived: Arrived, own: Policy, newest: Policy, today: date) -> StatusFacts:
    state, received_on = arrived.state, _received_on(arrived)
    timeline = timeline_of(state, received_on)
    last = next_due(own, timeline, today) if timeline else None
    lapse = deemed_on(state, own, today, received_on)
    content = read_content(arrived)
    until = _until(state, newest)
    return StatusFacts(
        masked_name=matter.masked_name(content) if content else "",
        number=state.number if arrived.numbered else "",
        received_on=received_on,
        accepted_on=lapse.since if lapse else read_day(state.accepted_on),
        filed_on=read_day(state.ended_on) if state.stage is Stage.FILED else None,
        due=left(own, last, today) if last else None,
        owed=papers_owed(arrived, own, today) if content else None,
        standing=standing_of(state, is_deemed=lapse is not None),
        asked=arrived.asked or _asked(state),
        until=left(own, Due(until, False), today) if until else None,
        is_deemed_provisionally=lapse is not None and _is_provisional(own, received_on),
    )


def standing_of(state: CaseState, *, is_deemed: bool) -> str:
    """The part of the words that says where the case stands."""
    if state.stage is Stage.IN_REVIEW:
        return "stopped" if state.is_stopped else str(state.step or "accepted")
    if state.stage in (Stage.RECEIVED, Stage.SUPPLEMENT):
        if is_deemed:
            return "deemed_accepted"
        return "complete" if state.notices and not _asked(state) else str(state.stage)
    return _ENDED.get(state.stage, str(state.stage))


def _asked(state: CaseState) -> int:
    """How many things of the last notice have not come; one at least while it is not complete."""
    before = state.stage in (Stage.RECEIVED, Stage.SUPPLEMENT)
    if not before or not state.notices or state.notices[-1].complete:
        return 0
    notice = state.notices[-1]
    return max(notice.items - len(notice.settled), 1)


def _until(state: CaseState, newest: Policy) -> date | None:
    """Until when what a notice or a return asked for is to be brought, where it says so."""
    if state.returned:
        return return_until(state, newest)
    return read_day(state.notices[-1].until) if _asked(state) else None


def _is_provisional(policy: Policy, received_on: date) -> bool:
    """Whether the day of lapse rests on a calendar that is not published."""
    limit = due(policy, NOTICE, received_on)
    return limit is not None and limit.provisional


def _received_on(arrived: Arrived) -> date:
    """The day on the receipt; where no right clock gives it, the day on which it came here."""
    came = datetime.fromisoformat(arrived.came_at)
    told = read_time(arrived.state.received_at)
    right = told and trust_of(arrived.state.received_at, came) is Trust.RIGHT
    return (told if told and right else came).astimezone(CHINA).date()


def left(policy: Policy, until: Due, today: date) -> Limit:
    """How many working days are left until then."""
    calendar = calendar_of(policy)
    left = (
        calendar.used(today, until.day) if until.day >= today else -calendar.used(until.day, today)
    )
    # A weekend after the last working day lies past it, though no working day has gone by.
    days = -1 if left == 0 and today > until.day else left
    return Limit(until.day, days, until.provisional)
