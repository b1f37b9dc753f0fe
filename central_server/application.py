"""The web application: the API, the OpenAPI document, the applicant's page. Knows no port.

Two faces of one server: everything for the windows, and for the public the page alone.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

from fastapi import FastAPI
from sqlalchemy.exc import SQLAlchemyError
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Receive, Scope, Send

from central_server.api.openapi import describe
from central_server.api.routes import api_router
from central_server.applicant_page.routes import page_router, page_unable
from central_server.departments.post import ask_departments
from central_server.departments.sweep import keep_questions
from central_server.edge.guard import Guard
from central_server.edge.shield import Shield, no_such_route
from central_server.letters.upkeep import keep_letters
from central_server.rebuild import rebuild_states
from central_server.server import Server
from central_server.work.find import keep_findable
from central_server.work.relist import keep_listed
from counter_app.basics.errors import CounterError
from counter_app.basics.program import program_version

IsPublic = Callable[[Scope], bool]


class Application:
    """What uvicorn calls: the face that belongs to the listener that a request came by."""

    def __init__(self, server: Server, guard: Guard, is_public: IsPublic) -> None:
        self._whole: ASGIApp = _whole(server, guard)
        self._page: ASGIApp = _page(server, guard)
        self._is_public = is_public

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer; start and end of the server are the whole application's."""
        public = scope["type"] == "http" and self._is_public(scope)
        await (self._page if public else self._whole)(scope, receive, send)


def _whole(server: Server, guard: Guard) -> FastAPI:
    """All of it; closes the server when it ends."""

    @asynccontextmanager
    async def lifespan(_application: FastAPI) -> AsyncIterator[None]:
        upkeep = [
            asyncio.create_task(rebuild_states(server)),
            asyncio.create_task(keep_letters(server)),
            asyncio.create_task(keep_listed(server)),
            asyncio.create_task(keep_findable(server)),
            asyncio.create_task(ask_departments(server)),
            asyncio.create_task(keep_questions(server)),
        ]
        yield
        for task in upkeep:
            task.cancel()
            with suppress(asyncio.CancelledError, SQLAlchemyError, CounterError):
                await task
        server.close()

    application = FastAPI(
        title="申请公租房“一件事”中心服务器",
        version=program_version() or "0",
        # The interactive pages load scripts from elsewhere; the document alone is served.
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
        lifespan=lifespan,
        # A redirect would repeat whatever host the asker named.
        redirect_slashes=False,
        exception_handlers={HTTPException: no_such_route},
    )
    application.include_router(api_router(server, guard))
    application.include_router(page_router(server, guard))
    application.add_middleware(Shield, unable=lambda: page_unable(server))
    describe(application)
    return application


def _page(server: Server, guard: Guard) -> FastAPI:
    """The page and nothing beside it."""
    application = FastAPI(
        openapi_url=None, redirect_slashes=False, exception_handlers={HTTPException: no_such_route}
    )
    application.include_router(page_router(server, guard))
    application.add_middleware(Shield, unable=lambda: page_unable(server))
    return application
