"""The ways in which an answer can be wrong, each on demand. Must not know a question."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from typing import Any

from starlette.responses import JSONResponse, Response, StreamingResponse

_HUGE = 8 << 20
_JSON = "application/json"
_NAME = "姓名"
_PAUSE_SECONDS = 0.05
Body = dict[str, Any]


def wrongly(how: str, right: Body) -> Response:
    """The right answer made wrong; a way that there is not is one that cannot be read."""
    return _WAYS.get(how, _malformed)(right)


def _malformed(_right: Body) -> Response:
    return Response(b'{"query_id": ', media_type=_JSON)


def _huge(_right: Body) -> Response:
    return Response(b" " * _HUGE, media_type=_JSON)


def _other(right: Body) -> Response:
    """The answer to another question."""
    return JSONResponse(json.loads(json.dumps(right).replace(_id(right), "another")))


def _version(right: Body) -> Response:
    """As another version of the interface has it: everything one folder deeper."""
    return JSONResponse({"version": "9.0", "data": right})


def _encoding(right: Body) -> Response:
    """In the encoding of the house, whatever the header says."""
    raw = json.dumps({**right, "note": _NAME}, ensure_ascii=False)
    return Response(raw.encode("gb18030"), media_type=_JSON)


def _page(_right: Body) -> Response:
    """What a gateway shows to people."""
    return Response("<html><body>系统维护</body></html>", media_type="text/html")


def _nothing(_right: Body) -> Response:
    return Response(b"", media_type=_JSON)


def _endless(_right: Body) -> Response:
    async def drops() -> AsyncIterator[bytes]:
        while True:
            yield b" "
            await asyncio.sleep(_PAUSE_SECONDS)

    return StreamingResponse(drops(), media_type=_JSON)


def _redirect(_right: Body) -> Response:
    return Response(status_code=302, headers={"Location": "http://127.0.0.1:9/elsewhere"})


def _twice(right: Body) -> Response:
    """Two answers, one behind the other."""
    raw = json.dumps(right).encode()
    return Response(raw + raw, media_type=_JSON)


def _id(right: Body) -> str:
    return next(str(right[name]) for name in ("query_id", "qqbh") if name in right)


_WAYS: dict[str, Callable[[Body], Response]] = {
    "malformed": _malformed,
    "huge": _huge,
    "other": _other,
    "version": _version,
    "encoding": _encoding,
    "page": _page,
    "nothing": _nothing,
    "endless": _endless,
    "redirect": _redirect,
    "twice": _twice,
}
