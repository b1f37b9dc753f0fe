"""`/r/<token>`: one answer for each token, never kept by anything between, never telling on.

A slash behind the token is not a part of it; `/` tells a person what this address is for. A page
that is not ours, whatever the reason, has one status and one body.
"""

from dataclasses import replace

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from sqlalchemy.engine import Connection
from sqlalchemy.exc import SQLAlchemyError

from central_server.applicant_page.lookup import Receipt, find_receipt
from central_server.applicant_page.pages import page_for
from central_server.applicant_page.render import render, security_policy
from central_server.applicant_page.view import StatusPage, plain_page
from central_server.edge.guard import Guard
from central_server.edge.shield import went_wrong
from central_server.people.trial import is_trial
from central_server.server import Server
from counter_app.basics.clock import today
from counter_app.rules.policy import Policy

_SAMPLE = "sample"
_READ = ["GET", "HEAD"]
_NOTHING_ALLOWED = ", ".join(
    f"{feature}=()" for feature in ("camera", "geolocation", "microphone", "payment", "usb")
)


def page_router(server: Server, guard: Guard) -> APIRouter:
    """The page over this server."""
    router = APIRouter()

    @router.api_route("/", methods=_READ, include_in_schema=False)
    async def front() -> HTMLResponse:
        return _answer(
            plain_page(server.policies.in_force.words("page", today(server.clock)), "front")
        )

    @router.api_route("/r/{token:path}", methods=_READ, include_in_schema=False)
    async def page(token: str, request: Request) -> HTMLResponse:
        day = today(server.clock)
        words = server.policies.in_force.words("page", day)
        token = token.removesuffix("/")
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
        shown = page_for(receipt, server.policies.in_force, day, own)
        if trial:
            shown = replace(shown, service=shown.service + words["trial"])
        return _answer(shown, 200 if receipt else 404)

    return router


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
    return HTMLResponse(
        render(page),
        status_code=status,
        headers={
            "Cache-Control": "no-store",
            "Content-Security-Policy": security_policy(),
            "Cross-Origin-Opener-Policy": "same-origin",
            "Permissions-Policy": _NOTHING_ALLOWED,
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
            "X-Robots-Tag": "noindex, nofollow",
        },
    )
