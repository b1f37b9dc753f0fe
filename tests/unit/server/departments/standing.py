"""The stand-in on a real socket, in a thread of the test."""

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import httpx2
import uvicorn

from central_server.serve import listen
from central_server.stand_in.answers import Answers
from central_server.stand_in.application import make_stand_in
from tests.patience import PATIENCE, wait_until

_PLAIN = False
"""No certificate is looked at: a plain line, and 20 ms less for each question."""


class StandIn:
    """What tests say to it and ask of it."""

    def __init__(self, port: int) -> None:
        self.address = f"http://127.0.0.1:{port}"

    def control(self, **changed: Any) -> None:
        """Change how it answers."""
        assert self.post("control", changed).status_code == 200

    def post(self, path: str, body: Any) -> httpx2.Response:
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        asked = f"{self.address}/{path}"
        return httpx2.post(asked, content=raw, timeout=PATIENCE, verify=_PLAIN)

    @property
    def asked(self) -> list[dict[str, str]]:
        """What was asked, in order."""
        said = httpx2.get(f"{self.address}/asked", timeout=PATIENCE, verify=_PLAIN)
        found: list[dict[str, str]] = said.json()
        return found


@contextmanager
def standing_in(answers: Mapping[str, Any] | None = None, port: int = 0) -> Iterator[StandIn]:
    """A stand-in with these answers for the length of a block."""
    told = Answers()
    told.change(json.dumps(answers or {}).encode())
    listener = listen("127.0.0.1", port)
    config = uvicorn.Config(make_stand_in(told), log_config=None, ws="none", access_log=False)
    runner = uvicorn.Server(config)
    thread = threading.Thread(target=runner.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    wait_until(lambda: runner.started)
    try:
        yield StandIn(listener.getsockname()[1])
    finally:
        runner.should_exit = True
        thread.join(PATIENCE)
        listener.close()
