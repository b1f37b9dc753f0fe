"""The OpenAPI document of `/api/v1`, made from the wire's own messages."""

from functools import cache
from typing import Any

import msgspec
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from counter_app.wire.lists import FindAnswer, FindRequest, ListAnswer, ListRequest
from counter_app.wire.messages import (
    EnrolAnswer,
    EnrolRequest,
    ErrorAnswer,
    PullAnswer,
    PullRequest,
    PushAnswer,
    PushRequest,
)
from counter_app.wire.people import SessionAnswer, SessionRequest, SignInAnswer, SignInRequest
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

_MESSAGES = (
    CaseRequest,
    CaseAnswer,
    ClaimRequest,
    ClaimAnswer,
    ColleaguesRequest,
    ColleaguesAnswer,
    ListRequest,
    ListAnswer,
    FindRequest,
    FindAnswer,
    LetterRequest,
    LetterAnswer,
    EnrolRequest,
    EnrolAnswer,
    PushRequest,
    PushAnswer,
    PullRequest,
    PullAnswer,
    SignInRequest,
    SignInAnswer,
    SessionRequest,
    SessionAnswer,
    ErrorAnswer,
)
_PLACE = "#/components/schemas/{name}"
_TROUBLES = {
    400: "malformed",
    401: "unknown, no_session",
    404: "no_case, no_letter",
    403: "revoked, sign_in_wrong, sign_in_locked, staff_locked, password_first, password_weak",
    409: "string_used, secret_old, cursor",
    413: "malformed: over a limit",
    429: "busy, too_many_searches",
    503: "busy",
}


def described(asked: type[msgspec.Struct], answered: type[msgspec.Struct]) -> dict[str, Any]:
    """What a route says of its messages."""
    return {
        "openapi_extra": {"requestBody": {"required": True, "content": _content(asked)}},
        "responses": {
            200: {"description": (answered.__doc__ or "").strip(), "content": _content(answered)},
            **{
                status: {"description": codes, "content": _content(ErrorAnswer)}
                for status, codes in _TROUBLES.items()
            },
        },
    }


def _content(message: type[msgspec.Struct]) -> dict[str, Any]:
    return {"application/json": {"schema": {"$ref": _PLACE.format(name=message.__name__)}}}


def describe(application: FastAPI) -> None:
    """Let the application answer with a document that has the messages' schemas.

    It is made when it is first asked for: most servers end before anybody does.
    """

    @cache
    def document() -> dict[str, Any]:
        _, components = msgspec.json.schema_components(_MESSAGES, ref_template=_PLACE)
        made = get_openapi(
            title=application.title, version=application.version, routes=application.routes
        )
        made.setdefault("components", {}).setdefault("schemas", {}).update(components)
        return made

    application.openapi = document  # type: ignore[method-assign]  # as FastAPI tells one to
