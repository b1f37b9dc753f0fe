"""`/plain` and `/exchange` answer questions, `/control` changes how, `/asked` tells what was asked.

The envelopes are those of policy. Must not decide what is answered.
"""

import asyncio
import hmac
from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec
from fastapi import FastAPI, Request, Response
from starlette.responses import JSONResponse

from central_server.departments.envelope import in_their_words, put, sign, values_in
from central_server.stand_in.answers import Answers, Asked, Given
from central_server.stand_in.wrong import wrongly
from counter_app.basics.clock import Clock, stamp, system_clock, today
from counter_app.rules.department_items import Style, mapped, style_of
from counter_app.rules.policy import Policy, load_policy


def make_stand_in(answers: Answers, clock: Clock = system_clock) -> FastAPI:
    """The application over these answers."""
    application = FastAPI(title="部门接口替身", docs_url=None, redoc_url=None)
    policy = load_policy()

    @application.post("/control")
    async def control(request: Request) -> Response:
        """Take over what is named."""
        try:
            answers.change(await request.body())
        except msgspec.DecodeError:
            return Response(status_code=400)
        return JSONResponse({"ok": True})

    @application.get("/asked")
    async def asked() -> Response:
        """Everything that was asked, in order."""
        return Response(msgspec.json.encode(answers.asked), media_type="application/json")

    @application.post("/{style}")
    async def answer(style: str, request: Request) -> Response:
        """One question."""
        on = today(clock)
        known = style_of(policy, style, on)
        if known is None:
            return Response(status_code=404)
        values = _values(known, await request.body())
        one = _asked(style, values, stamp(clock()))
        answers.asked.append(one)
        return await _respond(answers, known, one, values, (policy, on))

    return application


async def _respond(
    answers: Answers,
    style: Style,
    one: Asked,
    values: Mapping[str, str],
    under: tuple[Policy, date],
) -> Response:
    how = answers.setting(one.item)
    await asyncio.sleep((answers.latency_ms + how.delay_ms) / 1000)
    if how.down:
        return Response(status_code=503)
    if answers.key and not hmac.compare_digest(
        sign(style, values, answers.key.encode()), values.get("sign", "")
    ):
        return _error(style, "signature")
    if how.error:
        return _error(style, how.error)
    if answers.is_later(one):
        return _error(style, "later")
    given = answers.given(one.person, one.item)
    body = _answer(style, one, given, under)
    return wrongly(how.wrong, body) if how.wrong else JSONResponse(body)


def _answer(style: Style, one: Asked, given: Given, under: tuple[Policy, date]) -> dict[str, Any]:
    names = mapped(under[0], style.style, one.item, under[1])
    parts: dict[str, object] = {
        "query_id": one.query_id,
        "outcome": given.outcome,
        "match": given.matching(one.name),
        "coverage": given.coverage,
        "records": [in_their_words(each, names) for each in given.records],
    }
    body: dict[str, Any] = {"status": "success"}
    for ours, theirs in style.answer.items():
        if ours in parts:
            put(body, theirs, parts[ours])
    return body


def _error(style: Style, ours: str) -> Response:
    """An error by its name in the first style, in this one's code."""
    means = {their: our for their, our in style.errors.items() if ours in (their, our)}
    near = {their: our for their, our in style.errors.items() if our.startswith(ours)}
    code = next(iter(means or near), ours)
    body: dict[str, Any] = {"status": "error"}
    put(body, style.answer["error"], code)
    return JSONResponse(body)


def _values(style: Style, raw: bytes) -> dict[str, str]:
    """What was asked, by our names."""
    try:
        body = msgspec.json.decode(raw)
    except msgspec.DecodeError:
        body = {}
    return values_in(style, body if isinstance(body, dict) else {})


def _asked(style: str, values: Mapping[str, str], now: str) -> Asked:
    return Asked(
        at=now,
        style=style,
        query_id=values.get("query.query_id", ""),
        item=values.get("query.item", ""),
        person=values.get("person.id_number", ""),
        consent=values.get("query.consent", ""),
        asked_by=values.get("query.asked_by", ""),
        case_number=values.get("query.case_number", ""),
        name=values.get("person.name", ""),
        material=values.get("query.material", ""),
    )
