"""`/healthz`, `/api/v1/enrol`, `/push`, `/pull`. Each is a few lines over the store's functions."""

import asyncio
from collections.abc import Awaitable, Callable

import msgspec
from fastapi import APIRouter, Request, Response
from sqlalchemy.engine import Connection
from sqlalchemy.exc import SQLAlchemyError

from central_server.api.answering import answer, store_failed, trouble
from central_server.api.openapi import described
from central_server.api.reading import read_body, read_message, read_push
from central_server.cursor import read_cursor, write_cursor
from central_server.enrol import first_contact, who_asks
from central_server.former_devices import take_over
from central_server.head import bare_head, head_for
from central_server.pull import read_page
from central_server.push import take_in
from central_server.server import Server
from central_server.store.rows import Device
from counter_app.basics.catalogue.server import CURSOR_UNKNOWN, DEVICE_UNKNOWN, ENROLMENT_USED
from counter_app.basics.errors import CounterError
from counter_app.cases.actions import Content
from counter_app.wire.messages import (
    EnrolAnswer,
    EnrolRequest,
    Head,
    PullAnswer,
    PullRequest,
    PushAnswer,
    PushRequest,
)

Work = Callable[[Server, Request], Awaitable[msgspec.Struct]]


class _RawPullAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """`PullAnswer` whose actions are still the bytes that are kept."""

    head: Head
    actions: list[msgspec.Raw]
    contents: list[Content]
    cursor: str
    more: bool


def api_router(server: Server) -> APIRouter:
    """The routes over this server."""
    router = APIRouter()

    @router.get("/healthz", tags=["health"])
    async def healthz() -> dict[str, str]:
        """Says that the server runs and its store can be read."""
        await server.read(lambda connection: connection.exec_driver_sql("SELECT 1").all())
        return {"status": "ok"}

    for path, work, asked, answered in (
        ("/enrol", _enrol, EnrolRequest, EnrolAnswer),
        ("/push", _push, PushRequest, PushAnswer),
        ("/pull", _pull, PullRequest, PullAnswer),
    ):
        router.add_api_route(
            f"/api/v1{path}",
            _route(server, work),
            methods=["POST"],
            response_class=Response,
            name=path.strip("/"),
            tags=["sync"],
            **described(asked, answered),
        )
    return router


def _route(server: Server, work: Work) -> Callable[[Request], Awaitable[Response]]:
    async def route(request: Request) -> Response:
        try:
            return answer(await work(server, request))
        except CounterError as error:
            return trouble(error, bare_head(server.identity, server.now()))
        except SQLAlchemyError as error:
            return trouble(
                store_failed(request.url.path, error), bare_head(server.identity, server.now())
            )

    return route


async def _enrol(server: Server, request: Request) -> msgspec.Struct:
    asked = read_message(await read_body(request), EnrolRequest)
    now = server.now()

    def work(connection: Connection) -> Head | None:
        device = first_contact(connection, asked, now)
        if device is None:
            return None
        take_over(connection, device, asked.former)
        return head_for(connection, server.identity, device, asked.incarnation, now)

    head = await server.write(work)
    if head is None:
        raise CounterError(ENROLMENT_USED)
    return EnrolAnswer(head=head)


async def _push(server: Server, request: Request) -> msgspec.Struct:
    header = request.headers.get("authorization", "")
    # Asked before the body is read: a stranger is not worth sixteen megabytes.
    await server.read(lambda connection: _asker(connection, header))
    asked = await asyncio.to_thread(read_push, await read_body(request))
    now = server.now()

    def work(connection: Connection) -> PushAnswer:
        device = _asker(connection, header)
        answers = take_in(connection, device, asked, now)
        head = head_for(connection, server.identity, device, asked.incarnation, now)
        return PushAnswer(head=head, answers=answers)

    return await server.write(work)


async def _pull(server: Server, request: Request) -> msgspec.Struct:
    header = request.headers.get("authorization", "")
    asked = read_message(await read_body(request), PullRequest)
    epoch, now = server.identity.epoch, server.now()
    places = read_cursor(asked.cursor, epoch)

    def work(connection: Connection) -> msgspec.Struct:
        device = _asker(connection, header)
        page = read_page(connection, device, asked, places) if places is not None else None
        if page is None:
            raise CounterError(CURSOR_UNKNOWN)
        return _RawPullAnswer(
            head=head_for(connection, server.identity, device, asked.incarnation, now),
            actions=page.actions,
            contents=page.contents,
            cursor=write_cursor(epoch, page.places),
            more=page.more,
        )

    return await server.read(work)


def _asker(connection: Connection, header: str) -> Device:
    device = who_asks(connection, header)
    if device is None:
        raise CounterError(DEVICE_UNKNOWN)
    return device
