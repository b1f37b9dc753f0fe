"""The web application: the API, the OpenAPI document, the applicant's page. Knows no port."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import PackageNotFoundError, version

from fastapi import FastAPI

from central_server.api.openapi import describe
from central_server.api.routes import api_router
from central_server.applicant_page.routes import page_router
from central_server.server import Server


def make_application(server: Server) -> FastAPI:
    """The application over an open server, which it closes when it ends."""

    @asynccontextmanager
    async def lifespan(_application: FastAPI) -> AsyncIterator[None]:
        yield
        server.close()

    application = FastAPI(
        title="申请公租房“一件事”中心服务器",
        version=_version(),
        # The interactive pages load scripts from elsewhere; the document alone is served.
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
        lifespan=lifespan,
    )
    application.include_router(api_router(server))
    application.include_router(page_router(server))
    describe(application)
    return application


def _version() -> str:
    try:
        return version("counter-app")
    except PackageNotFoundError:
        return "0"
