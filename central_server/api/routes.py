"""`/healthz` and the routes of `/api/v1`: a few lines each over the store.

Those of people stand in `people_routes`.
"""

from collections.abc import Awaitable, Callable

import msgspec
from fastapi import APIRouter, Request, Response
from sqlalchemy.engine import Connection
from sqlalchemy.exc import SQLAlchemyError
from starlette.responses import JSONResponse

from central_server.api.audit_routes import answer_audit
from central_server.api.department_routes import (
    answer_departments,
    answer_pause,
    answer_retry,
)
from central_server.api.exchange import Exchange, Work
from central_server.api.openapi import described
from central_server.api.people_routes import answer_renew, answer_sign_in, answer_sign_out
from central_server.api.reading import read_hand_back, read_message, read_push
from central_server.api.search_routes import answer_find, answer_letter
from central_server.api.staff_routes import answer_staff
from central_server.api.visit import Visit, proves
from central_server.api.work_routes import answer_case, answer_claim, answer_colleagues, answer_list
from central_server.audit.noted import exchange_places
from central_server.contact import asking_device, first_contact, note_contact
from central_server.cursor import read_cursor, write_cursor
from central_server.deciding.aftermath import take_batch
from central_server.edge.guard import Guard
from central_server.former_devices import take_over
from central_server.handing_back.take_back import take_back
from central_server.head import head_for
from central_server.known_orders import orders_of
from central_server.looks import Look, look_at
from central_server.policies import texts_of
from central_server.pull import StreamPage, read_page
from central_server.push import streams_of
from central_server.server import Server
from central_server.store.locks import lock_device, lock_streams
from central_server.work.claimed import claimed_at, proposed_to, read_claimed
from counter_app.basics.catalogue.server import (
    CURSOR_UNKNOWN,
    ENROLMENT_UNKNOWN,
    ENROLMENT_USED,
)
from counter_app.basics.clock import today
from counter_app.basics.errors import CounterError
from counter_app.cases.actions import Content
from counter_app.wire.audit import AuditAnswer, AuditRequest
from counter_app.wire.departments import DepartmentRequest, DepartmentsAnswer, DepartmentsRequest
from counter_app.wire.enrolment import DESK
from counter_app.wire.lists import FindAnswer, FindRequest, ListAnswer, ListRequest
from counter_app.wire.messages import (
    BATCH_ACTIONS,
    LARGEST_BODY,
    LARGEST_QUESTION,
    DocumentsAnswer,
    DocumentsRequest,
    EnrolAnswer,
    EnrolRequest,
    HandBackRequest,
    Head,
    Ordered,
    OrdersAnswer,
    OrdersRequest,
    PullAnswer,
    PullRequest,
    PushAnswer,
    PushRequest,
)
from counter_app.wire.people import SessionAnswer, SessionRequest, SignInAnswer, SignInRequest
from counter_app.wire.staff import StaffAnswer, StaffRequest
from counter_app.wire.work import (
    CaseAnswer,
    CaseRequest,
    ClaimAnswer,
    ClaimRequest,
    ColleaguesAnswer,
    ColleaguesRequest,
    LetterAnswer,
    LetterRequest,
)


class _RawPullAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """`PullAnswer` whose actions are still the bytes that are kept."""

    head: Head
    actions: list[msgspec.Raw]
    contents: list[Content]
    cursor: str
    more: bool
    held: dict[str, str]
    ordered: list[Ordered]
    claimed: list[str] | None = None


def api_router(server: Server, guard: Guard) -> APIRouter:
    """The routes over this server."""
    router = APIRouter()

    @router.get("/healthz", tags=["health"])
    async def healthz() -> Response:
        """Says that the server runs, and that its store can be read and written."""
        well = await _is_well(server)
        return JSONResponse({"status": "ok" if well else "cannot_keep"}, 200 if well else 503)

    for path, work, asked, answered in (
        ("/enrol", _enrol, EnrolRequest, EnrolAnswer),
        ("/push", _push, PushRequest, PushAnswer),
        ("/pull", _pull, PullRequest, PullAnswer),
        ("/orders", _orders, OrdersRequest, OrdersAnswer),
        ("/hand-back", _hand_back, HandBackRequest, PushAnswer),
        ("/documents", _documents, DocumentsRequest, DocumentsAnswer),
        ("/sign-in", answer_sign_in, SignInRequest, SignInAnswer),
        ("/renew", answer_renew, SessionRequest, SessionAnswer),
        ("/sign-out", answer_sign_out, SessionRequest, SessionAnswer),
        ("/case", answer_case, CaseRequest, CaseAnswer),
        ("/claim", answer_claim, ClaimRequest, ClaimAnswer),
        ("/colleagues", answer_colleagues, ColleaguesRequest, ColleaguesAnswer),
        ("/list", answer_list, ListRequest, ListAnswer),
        ("/find", answer_find, FindRequest, FindAnswer),
        ("/letter", answer_letter, LetterRequest, LetterAnswer),
        ("/departments", answer_departments, DepartmentsRequest, DepartmentsAnswer),
        ("/retry", answer_retry, DepartmentRequest, DepartmentsAnswer),
        ("/audit", answer_audit, AuditRequest, AuditAnswer),
        ("/staff", answer_staff, StaffRequest, StaffAnswer),
        ("/pause", answer_pause, DepartmentRequest, DepartmentsAnswer),
    ):
        router.add_api_route(
            f"/api/v1{path}",
            _route(server, guard, work),
            methods=["POST"],
            response_class=Response,
            name=path.strip("/"),
            tags=["sync"],
            **described(asked, answered),
        )
    return router


def _route(server: Server, guard: Guard, work: Work) -> Callable[[Request], Awaitable[Response]]:
    async def route(request: Request) -> Response:
        return Exchange(server, guard, work, request)

    return route


async def _is_well(server: Server) -> bool:
    try:
        await server.read(lambda connection: connection.exec_driver_sql("SELECT 1").all())
    except SQLAlchemyError:
        return False
    return await server.can_write()


async def _enrol(visit: Visit) -> msgspec.Struct:
    server = visit.server
    body = await visit.body(await visit.introduce_first_contact())
    asked = await server.aside(lambda raw: read_message(raw, EnrolRequest), body)
    # A stranger is not worth a turn of the one writer.
    if not await server.read(lambda connection: proves(connection, asked.device, asked.proof)):
        raise visit.stranger(ENROLMENT_UNKNOWN)
    visit.known = True
    now = server.now()

    def work(connection: Connection) -> Head | None:
        lock_device(connection, asked.device)
        device = first_contact(connection, asked, now)
        if device is None:
            return None
        take_over(connection, server.lore, device, asked.former)
        return head_for(connection, server.identity, device, asked.incarnation, now)

    head = await server.write(work)
    if head is None:
        raise CounterError(ENROLMENT_USED)
    return EnrolAnswer(head=head)


async def _push(visit: Visit) -> msgspec.Struct:
    server = visit.server
    await visit.introduce()
    asked, looks = await visit.read_aside(LARGEST_BODY, _looked_through)
    now, office = server.now(), server.office()

    def work(connection: Connection) -> PushAnswer:
        lock_streams(connection, streams_of(asked))
        lock_device(connection, visit.device)
        device = asking_device(connection, visit.header, now)
        note_contact(connection, device, visit.header, asked, now)
        answers = take_batch(connection, device, asked, now, office, looks)
        places = exchange_places(connection, server.audit, device, asked, now)
        head = head_for(connection, server.identity, device, asked.incarnation, now)
        return PushAnswer(head=msgspec.structs.replace(head, **places), answers=answers)

    answer = await server.write(work)
    server.bell.set()
    return answer


def _looked_through(body: bytes) -> tuple[PushRequest, list[Look]]:
    asked = read_push(body)
    return asked, look_at(asked, aside=True)


async def _pull(visit: Visit) -> msgspec.Struct:
    server = visit.server
    await visit.introduce()
    body = await visit.body(LARGEST_QUESTION)
    epoch, now, day = server.identity.epoch, server.now(), today(server.clock)

    def work(connection: Connection) -> msgspec.Struct:
        asked = read_message(body, PullRequest)
        device = asking_device(connection, visit.header, now)
        if device.role == DESK:
            lying = (*claimed_at(connection, device, day), *proposed_to(connection, device, now))
            claimed = sorted(set(lying))
            whole = StreamPage({}, server.lore.orders)
            read_claimed(connection, claimed, asked.cases, whole)
            return _RawPullAnswer(
                head=head_for(connection, server.identity, device, asked.incarnation, now),
                actions=whole.actions,
                contents=whole.contents,
                cursor="",
                more=whole.more,
                held={},
                ordered=whole.ordered,
                claimed=[case_id for _, case_id in claimed],
            )
        reached = read_cursor(asked.cursor, epoch)
        page = None
        if reached:
            page = read_page(connection, device, asked, reached, seals=server.lore.orders)
        if page is None:
            raise CounterError(CURSOR_UNKNOWN)
        return _RawPullAnswer(
            head=head_for(connection, server.identity, device, asked.incarnation, now),
            actions=page.actions,
            contents=page.contents,
            cursor=write_cursor(epoch, page.reached),
            more=page.more,
            held=page.held,
            ordered=page.ordered,
        )

    return await server.read_much(work)


async def _orders(visit: Visit) -> msgspec.Struct:
    server = visit.server
    await visit.introduce()
    asked = read_message(await visit.body(LARGEST_QUESTION), OrdersRequest)
    now = server.now()

    def work(connection: Connection) -> OrdersAnswer:
        device = asking_device(connection, visit.header, now)
        head = head_for(connection, server.identity, device, asked.incarnation, now)
        seals, names = server.lore.orders, asked.actions[:BATCH_ACTIONS]
        return OrdersAnswer(head=head, orders=orders_of(connection, device, seals, names))

    return await server.read_much(work)


async def _hand_back(visit: Visit) -> msgspec.Struct:
    server = visit.server
    await visit.introduce()
    asked = await server.aside(read_hand_back, await visit.body(LARGEST_BODY))
    now = server.now()

    def work(connection: Connection) -> PushAnswer:
        lock_streams(connection, streams_of(asked))
        lock_device(connection, visit.device)
        device = asking_device(connection, visit.header, now)
        answers = take_back(connection, server.lore.orders, server.lore.register_key, asked)
        head = head_for(connection, server.identity, device, asked.incarnation, now)
        return PushAnswer(head=head, answers=answers)

    return await server.write(work)


async def _documents(visit: Visit) -> msgspec.Struct:
    server = visit.server
    await visit.introduce()
    asked = read_message(await visit.body(LARGEST_QUESTION), DocumentsRequest)
    now = server.now()

    def work(connection: Connection) -> DocumentsAnswer:
        device = asking_device(connection, visit.header, now)
        head = head_for(connection, server.identity, device, asked.incarnation, now)
        # What is in force comes first, so that no number of invented names stands before it.
        wanted = dict.fromkeys((*head.versions.values(), *asked.want))
        have = frozenset(asked.have)
        asked_for = [each for each in wanted if each not in have]
        return DocumentsAnswer(head=head, documents=texts_of(connection, asked_for))

    return await server.read_much(work)
