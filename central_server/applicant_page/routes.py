"""`/r/<token>`: one answer for each token, never kept by anything between, never telling on.

A slash behind the token is not a part of it; `/` tells a person what this address is for. A page
that is not ours, whatever the reason, has one status and one body. What is posted there are the two
answers of the second step, or the ticket that they brought and a letter's number.
"""

from dataclasses import replace
from urllib.parse import parse_qs

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from sqlalchemy.engine import Connection
from sqlalchemy.exc import SQLAlchemyError

from central_server.api.reading import read_body
from central_server.applicant_page.lookup import Receipt, find_receipt
from central_server.applicant_page.more import Details
from central_server.applicant_page.pages import page_for
from central_server.applicant_page.render import render, security_policy
from central_server.applicant_page.second_step import Refused, SecondStep
from central_server.applicant_page.view import StatusPage, Words, plain_page
from central_server.applicant_page.with_more import told, with_details, with_form
from central_server.edge.guard import Guard
from central_server.edge.shield import went_wrong
from central_server.people.trial import is_trial
from central_server.server import Server
from counter_app.basics.clock import today
from counter_app.basics.errors import CounterError
from counter_app.rules.policy import Policy

_SAMPLE = "sample"
_READ = ["GET", "HEAD"]
_LONGEST = 1 << 10
"""Bytes of what is posted; the samples for proxies take as much."""
_MOST_FIELDS = 4
_ELSEWHERE = frozenset({"cross-site", "same-site"})
"""What a browser says of a form that another site has sent."""
_NOTHING_ALLOWED = ", ".join(
    f"{feature}=()" for feature in ("camera", "geolocation", "microphone", "payment", "usb")
)


def page_router(server: Server, guard: Guard) -> APIRouter:
    """The page over this server."""
    router, pages = APIRouter(), _Pages(server, guard)

    @router.api_route("/", methods=_READ, include_in_schema=False)
    async def front() -> HTMLResponse:
        return _answer(plain_page(pages.words(), "front"))

    @router.api_route("/r/{token:path}", methods=_READ, include_in_schema=False)
    async def page(token: str, request: Request) -> Response:
        return await pages.first(token.removesuffix("/"), request)

    @router.post("/r/{token:path}", include_in_schema=False)
    async def more(token: str, request: Request) -> Response:
        return await pages.second(token.removesuffix("/"), request)

    return router


class _Pages:
    """Answers what is asked of a receipt."""

    def __init__(self, server: Server, guard: Guard) -> None:
        self._server, self._guard = server, guard
        self._second = SecondStep(server)

    def words(self) -> Words:
        """The page's words of today."""
        return self._server.policies.in_force.words("page", today(self._server.clock))

    async def first(self, token: str, request: Request) -> Response:
        """Where the case stands, and the two questions."""
        found = await self._page(token, request)
        if not isinstance(found, tuple):
            return found
        shown, receipt = found
        return _answer(with_form(shown, self.words(), receipt), 200 if receipt else 404)

    async def second(self, token: str, request: Request) -> Response:
        """What there is more of it, or one letter."""
        if request.headers.get("sec-fetch-site") in _ELSEWHERE:
            return _answer(plain_page(self.words(), "unknown"), 403)
        try:
            said = _fields(await read_body(request, _LONGEST))
        except (CounterError, ValueError):
            return _answer(plain_page(self.words(), "unknown"), 400)
        found = await self._page(token, request)
        if not isinstance(found, tuple):
            return found
        shown, receipt = found
        if receipt is None:
            return _answer(shown, 404)
        try:
            return await self._told(token, request, said, shown, receipt)
        except SQLAlchemyError as error:
            went_wrong("/r/", error, "store")
            return page_unable(self._server)
        except CounterError:
            return page_unable(self._server)

    async def _told(
        self,
        token: str,
        request: Request,
        said: dict[str, str],
        shown: StatusPage,
        receipt: Receipt,
    ) -> Response:
        words = self.words()
        if "ticket" in said:
            letter = said.get("letter", "")
            kept = await self._second.open_letter(token, said["ticket"], letter)
            if kept:
                return _pdf(kept.pdf, kept.letter)
            return _answer(with_form(shown, words, receipt, told(words, "over")), 403)
        visitor = self._guard.addresses.of(request.scope)
        name, last_four = said.get("name", ""), said.get("last_four", "")
        answer = await self._second.answer(token, visitor, name, last_four)
        if isinstance(answer, Details):
            return _answer(with_details(shown, answer))
        if isinstance(answer, Refused):
            page = with_form(shown, words, receipt, answer)
            return _answer(page, 403 if answer.left else 429)
        return _answer(shown)

    async def _page(
        self, token: str, request: Request
    ) -> tuple[StatusPage, Receipt | None] | Response:
        """The first step, and the receipt; a whole answer where it is neither."""
        server, guard = self._server, self._guard
        words = self.words()
        if token == _SAMPLE:
            return _answer(plain_page(words, "sample"))
        visitor = guard.addresses.of(request.scope)
        if not guard.looks.has(visitor):
            return page_unable(server, 429)
        try:
            looked = await server.read(lambda connection: _look(server, connection, token))
        except SQLAlchemyError as error:
            went_wrong("/r/", error, "store")
            return page_unable(server)
        receipt, own, trial = looked
        if receipt is None:
            guard.looks.take(visitor)
            if not guard.misses.take(visitor):
                return page_unable(server, 429)
        shown = page_for(receipt, server.policies.in_force, today(server.clock), own)
        if trial:
            shown = replace(shown, service=f"{shown.service}{words['trial']}")
        return shown, receipt


def _fields(body: bytes) -> dict[str, str]:
    """What a form says; ValueError for one that is none of ours."""
    read = parse_qs(
        body.decode("ascii"), keep_blank_values=True, max_num_fields=_MOST_FIELDS, errors="replace"
    )
    return {name: values[0] for name, values in read.items()}


def _look(
    server: Server, connection: Connection, token: str
) -> tuple[Receipt | None, Policy, bool]:
    """The receipt, the policy by which its case was received, and whether all is a trial."""
    receipt, trial = find_receipt(connection, token), is_trial(connection)
    if receipt is None or receipt.arrived is None:
        return receipt, server.policies.look(connection), trial
    state = receipt.arrived.state
    return receipt, server.policies.of_case(connection, state.policy, state.wording), trial


def page_unable(server: Server, status: int = 503) -> HTMLResponse:
    """The page that says "later": the server could not do it, or was asked too often."""
    shown = _answer(
        plain_page(server.policies.in_force.words("page", today(server.clock)), "later"), status
    )
    shown.headers["Retry-After"] = "60"
    return shown


def _answer(page: StatusPage, status: int = 200) -> HTMLResponse:
    asks = page.form is not None or page.details is not None
    headers = {**_HEADERS, "Content-Security-Policy": security_policy(asks=asks)}
    return HTMLResponse(render(page), status_code=status, headers=headers)


def _pdf(pdf: bytes, number: str) -> Response:
    """A letter, byte for byte; its name is its number."""
    headers = {
        **_HEADERS,
        "Content-Disposition": f'attachment; filename="{number}.pdf"',
        "Content-Security-Policy": security_policy(asks=False),
    }
    return Response(pdf, media_type="application/pdf", headers=headers)


_HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": _NOTHING_ALLOWED,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
}
