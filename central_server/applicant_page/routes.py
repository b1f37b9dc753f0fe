"""`/r/<token>`: one answer for each token, never kept by anything between, never telling on.

A slash behind the token is not a part of it; `/` tells a person what this address is for. A page
that is not ours, whatever the reason, has one status and one body.
"""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse
from sqlalchemy.exc import SQLAlchemyError

from central_server.api.answering import store_failed
from central_server.applicant_page.lookup import find_receipt
from central_server.applicant_page.pages import page_for
from central_server.applicant_page.render import render, security_policy
from central_server.applicant_page.view import Page, plain_page
from central_server.server import Server
from counter_app.basics.clock import today

_SAMPLE = "sample"
_READ = ["GET", "HEAD"]


def page_router(server: Server) -> APIRouter:
    """The page over this server."""
    router = APIRouter()

    @router.api_route("/", methods=_READ, include_in_schema=False)
    async def front() -> HTMLResponse:
        return _answer(plain_page(server.policy.table("page"), "front"))

    @router.api_route("/r/{token:path}", methods=_READ, include_in_schema=False)
    async def page(token: str) -> HTMLResponse:
        words = server.policy.table("page")
        token = token.removesuffix("/")
        if token == _SAMPLE:
            return _answer(plain_page(words, "sample"))
        try:
            receipt = await server.read(lambda connection: find_receipt(connection, token))
        except SQLAlchemyError as error:
            store_failed("/r/", error)
            return _answer(plain_page(words, "later"), 503)
        shown = page_for(receipt, server.policy, today(server.clock))
        return _answer(shown, 200 if receipt else 404)

    return router


def _answer(page: Page, status: int = 200) -> HTMLResponse:
    return HTMLResponse(
        render(page),
        status_code=status,
        headers={
            "Cache-Control": "no-store",
            "Content-Security-Policy": security_policy(),
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
            "X-Robots-Tag": "noindex, nofollow",
        },
    )
