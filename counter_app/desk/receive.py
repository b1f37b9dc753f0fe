"""Receive a case: one transaction, offline or not, once however often it is asked.

It takes the next action numbers, writes `CaseReceived` and beside it what was done before
(printed, signed, consented, taken), gives the case number, queues and indexes.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

import msgspec
from sqlalchemy import Connection

from counter_app.basics.catalogue.devices import DESK_RECEIVES_NOTHING, WINDOW_REVOKED
from counter_app.basics.catalogue.store import DRAFT_GONE, NUMBERS_UNKNOWN, PUBLIC_ADDRESS_UNFIT
from counter_app.basics.clock import stamp
from counter_app.basics.errors import CounterError
from counter_app.cases.actions import Kind, Role, Scalar
from counter_app.cases.case_state import CaseState
from counter_app.cases.keys import new_id, receipt_key
from counter_app.cases.numbers import CaseNumber
from counter_app.cases.receipts import address_fault, mint_token, receipt_address
from counter_app.desk.acting import Acting, begin, recorded_as
from counter_app.desk.beside import Beside, More, Persons
from counter_app.desk.clerks import Clerk
from counter_app.desk.clock_check import check_clock
from counter_app.desk.codes import free_short_code
from counter_app.desk.desk import Desk
from counter_app.desk.form_reading import ReceivableForm, read_form
from counter_app.desk.papers import Printing
from counter_app.forms import matter
from counter_app.wire.enrolment import DESK
from local_db.case_log import Drafted, NewCase, log_own
from local_db.cases import find_by_content
from local_db.drafts import DraftPaper, DraftRow, drop_draft, find_draft, papers_of
from local_db.identity import Identity, get_identity
from local_db.incarnation import raise_mark
from local_db.number_file import Mark
from local_db.numbers import take_number


@dataclass(frozen=True, slots=True)
class Received:
    """What the receipt needs. `already`: the same content was received here before."""

    case_id: str
    number: str
    receipt_url: str
    short_code: str
    received_at: datetime
    already: bool


@dataclass(frozen=True, slots=True)
class Checked:
    """What the document was checked and shown by, and who its people are."""

    policy: str = ""
    """Version of the rules."""
    wording: str = ""
    """Version of the wording."""
    persons: tuple[str, ...] = ()
    """Ids of the household by position, as the draft has them; fresh ones where there is none."""


_BY_NOTHING = Checked()


def receive(
    desk: Desk,
    document: bytes | Mapping[str, object],
    clerk: Clerk,
    *,
    draft_id: str | None = None,
    more: More | None = None,
    checked: Checked = _BY_NOTHING,
) -> Received:
    """Receive the document, format 1, and with it the draft that it was written from.

    `more` is what format 1 has no key for, by its path (`commitment`, `authorizations[0]`, …).

    Raises:
        CounterError: NOT_RECEIVABLE, NOT_ENROLLED, WINDOW_REVOKED, DESK_RECEIVES_NOTHING,
            NUMBERS_UNKNOWN, CLOCK_SET_BACK, one of `check_clock`, DRAFT_GONE,
            PUBLIC_ADDRESS_UNFIT, or the store's troubles. Nothing was kept then.
    """
    form = read_form(document)
    with desk.store.transaction() as connection:
        identity = get_identity(connection)
        public_address = desk.public_address(identity.enrolment)
        if address_fault(public_address, lan=True):
            raise CounterError(PUBLIC_ADDRESS_UNFIT)
        state = find_by_content(connection, form.content_key)
        already = state is not None
        acting = None
        if state is None:
            acting = begin(connection, desk, clerk, identity)
            check_clock(connection, acting.now)
            state = _receive_first(acting, form, draft_id, more or {}, checked)
        if draft_id:
            drop_draft(connection, draft_id)
    if acting:
        raise_mark(desk.store, _mark(acting, state))
    return Received(
        case_id=state.case_id,
        number=state.number,
        receipt_url=receipt_address(public_address, state.token),
        short_code=state.short_code,
        received_at=datetime.fromisoformat(state.received_at),
        already=already,
    )


def _receive_first(
    acting: Acting, form: ReceivableForm, draft_id: str | None, more: More, checked: Checked
) -> CaseState:
    enrolment = acting.identity.enrolment
    _check_may_receive(acting.identity)
    draft = _draft(acting.connection, draft_id) if draft_id else None
    case_id = new_id()
    year = acting.now.year
    running = take_number(acting.connection, enrolment.window_code, year)
    facts: dict[str, Scalar] = {
        "number": str(CaseNumber(enrolment.county, year, enrolment.window, running)),
        "short_code": draft.short_code if draft else free_short_code(acting.connection),
        "token": mint_token(enrolment.device, receipt_key(enrolment.seed)),
        "policy": checked.policy,
        "wording": checked.wording,
        "matter": matter.MATTER,
    }
    papers = papers_of(acting.connection, draft.draft_id) if draft else []
    persons = Persons.of(form, checked.persons)
    if persons.fit_a_fact:
        facts["persons"] = persons.fact
    beside = Beside(form, persons, papers, checked.policy, more)
    drafted = [
        acting.draft(Kind.CASE_RECEIVED, case_id, form.region, facts, form.raw_content),
        *(each for paper in papers for each in _printed(acting, case_id, form.region, paper)),
        *(
            acting.draft(kind, case_id, form.region, facts, content)
            for kind, facts, content in beside.entries()
        ),
    ]
    acting.record(*recorded_as(drafted[0][0]))
    return log_own(
        acting.connection,
        acting.head,
        drafted,
        at=max(stamp(acting.now), acting.head.last_at),
        new=NewCase(form.content, form.content_key),
    )


def _check_may_receive(identity: Identity) -> None:
    """Whether this counter may give numbers and receipts now."""
    if identity.enrolment.kind == DESK:
        raise CounterError(DESK_RECEIVES_NOTHING)
    if "revoked" in identity.standing:
        raise CounterError(WINDOW_REVOKED)
    if identity.numbers_unknown:
        raise CounterError(NUMBERS_UNKNOWN)


def _mark(acting: Acting, state: CaseState) -> Mark:
    """What the file of numbers must say before the receipt is printed."""
    number = CaseNumber.parse(state.number)
    assert number
    window = acting.identity.enrolment.window_code
    return Mark(
        incarnation=acting.head.incarnation,
        sequence=acting.head.sequence + state.actions,
        numbers={f"{window}/{number.year}": number.running},
    )


def _draft(connection: Connection, draft_id: str) -> DraftRow:
    draft = find_draft(connection, draft_id)
    if draft is None:
        raise CounterError(DRAFT_GONE)
    return draft


def _printed(acting: Acting, case_id: str, stream: str, paper: DraftPaper) -> Iterator[Drafted]:
    clerk = Clerk(paper.staff_id, paper.staff_name, Role(paper.role))
    printing = Printing(paper.copy, paper.layout, paper.wording, paper.person)
    facts: dict[str, Scalar] = {"paper": paper.paper, "sha256": paper.sha256, "how": paper.how}
    facts |= printing.facts()
    sent, nothing = acting.draft(Kind.PAPER_SENT, case_id, stream, facts, at=paper.at, clerk=clerk)
    sent = msgspec.structs.replace(sent, action_id=paper.sent)
    yield sent, nothing
    if paper.confirmed_at:
        seen_by = Clerk(str(paper.confirmed_by_id), str(paper.confirmed_by_name))
        seen: dict[str, Scalar] = {**facts, "sent": paper.sent}
        yield acting.draft(
            Kind.PAPER_CONFIRMED, case_id, stream, seen, at=paper.confirmed_at, clerk=seen_by
        )
