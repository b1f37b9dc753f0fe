"""`/api/v1/case`, `/list`, `/claim`, `/colleagues`: what people with a session ask of cases."""

import msgspec
from sqlalchemy.engine import Connection

from central_server.api.reading import read_message
from central_server.api.visit import Visit
from central_server.work.case import Shown, look, show
from central_server.work.claims import Claimed, claim_case
from central_server.work.colleagues import Colleagues, colleagues
from central_server.work.lists import LISTINGS, Asked, counts, page
from central_server.work.rows import Rows
from central_server.work.who import signed_in
from counter_app.basics.catalogue.acts import CASE_NOT_THEIRS
from counter_app.basics.catalogue.server import MESSAGE_UNREADABLE
from counter_app.basics.clock import today
from counter_app.basics.errors import CounterError
from counter_app.rules.deadlines import calendar_of
from counter_app.rules.urgency import Urgency
from counter_app.wire.lists import MOST_LIST_ROWS, ListAnswer, ListRequest
from counter_app.wire.messages import LARGEST_CONTACT, Head
from counter_app.wire.work import (
    CaseAnswer,
    CaseRequest,
    ClaimAnswer,
    ClaimRequest,
    Colleague,
    ColleaguesAnswer,
    ColleaguesRequest,
)

_LARGEST = LARGEST_CONTACT >> 4


async def answer_list(visit: Visit) -> msgspec.Struct:
    """A page of a work list."""
    await visit.introduce()
    asked, server = read_message(await visit.body(_LARGEST), ListRequest), visit.server
    if asked.list not in LISTINGS or asked.filter.urgency not in tuple(Urgency):
        raise CounterError(MESSAGE_UNREADABLE)
    now, day = server.now(), today(server.clock)
    limit = min(max(asked.limit, 1), MOST_LIST_ROWS)
    after, _, case_id = asked.after.partition(" ")

    def work(connection: Connection) -> ListAnswer:
        person = signed_in(connection, asked.session, visit.device, now)
        calendar = calendar_of(server.policies.look(connection))
        one = Asked(asked.list, person, day, asked.filter, calendar)
        found, beyond = page(connection, one, (after, case_id), limit)
        rows = Rows(connection, server.policies, person, day, asked.list)
        return ListAnswer(
            head=visit.head_for(connection, asked.incarnation, now),
            rows=rows.of([(each.stream, each.case_id) for each in found]),
            counts={} if asked.after else counts(connection, one),
            next=" ".join(beyond) if beyond else "",
        )

    return await server.read_much(work)


async def answer_claim(visit: Visit) -> msgspec.Struct:
    """Who works at a case."""
    await visit.introduce()
    asked, server = read_message(await visit.body(_LARGEST), ClaimRequest), visit.server
    now, day = server.now(), today(server.clock)

    def work(connection: Connection) -> tuple[Head, Claimed | None]:
        policy = server.policies.look(connection)
        done = claim_case(connection, policy, visit.device, asked, now, day)
        return visit.head_for(connection, asked.incarnation, now), done

    head, done = await server.write(work)
    if done is None:
        raise CounterError(CASE_NOT_THEIRS)
    holder = done.holder
    return ClaimAnswer(
        head=head,
        code=done.code,
        staff_id=holder.staff_id if holder else "",
        holder=holder.name if holder else "",
        until=done.until,
    )


async def answer_colleagues(visit: Visit) -> msgspec.Struct:
    """To whom a case may be handed on."""
    await visit.introduce()
    asked, server = read_message(await visit.body(_LARGEST), ColleaguesRequest), visit.server
    now = server.now()

    def work(connection: Connection) -> tuple[Head, Colleagues | None]:
        found = colleagues(connection, visit.device, asked, now)
        return visit.head_for(connection, asked.incarnation, now), found

    head, found = await server.write(work)
    if found is None:
        raise CounterError(CASE_NOT_THEIRS)
    told = [Colleague(login=each.login, name=each.name) for each in found.people]
    return ColleaguesAnswer(head=head, code=found.code, colleagues=told)


async def answer_case(visit: Visit) -> msgspec.Struct:
    """One case, where it is the person's to see."""
    await visit.introduce()
    asked, server = read_message(await visit.body(_LARGEST), CaseRequest), visit.server
    now = server.now()
    found = await server.write(lambda connection: look(connection, visit.device, asked, now))
    if found is None:
        raise CounterError(CASE_NOT_THEIRS)
    person, state = found

    def work(connection: Connection) -> tuple[Head, Shown]:
        shown = show(
            connection,
            server.policies,
            person,
            state,
            today(server.clock),
            unmasked=bool(asked.unmask),
        )
        return visit.head_for(connection, asked.incarnation, now), shown

    head, shown = await server.read_much(work)
    return CaseAnswer(head=head, told=shown.told, state=shown.state, contents=shown.contents)
