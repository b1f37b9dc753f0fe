"""The least that moves rows from one SQLite to another by HTTP: what `push_pull` compares with.

Batches as large as the counter's, both stores WAL and synchronous FULL, msgspec both ways, no
checks, no encryption, no shape. `python -m benchmarks.bare_pipe PORT FILE` is its server.
"""

import contextlib
import sqlite3
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping, MutableMapping
from pathlib import Path
from typing import Any

import httpx2
import msgspec
import uvicorn

from counter_app.wire.messages import BATCH_ACTIONS

Row = tuple[str, str, str]
"""Key, action, content: the texts that the counter sends too."""

_TABLE = (
    "CREATE TABLE IF NOT EXISTS row (number INTEGER PRIMARY KEY, key TEXT UNIQUE, action TEXT, "
    "content TEXT, sent INTEGER NOT NULL DEFAULT 0)"
)
_INSERT = "INSERT OR IGNORE INTO row (key, action, content) VALUES (?, ?, ?)"
_read_rows = msgspec.json.Decoder(list[Row]).decode


def open_rows(path: Path) -> sqlite3.Connection:
    """A store of rows, made if it is not there."""
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(_TABLE)
    return connection


def add_rows(store: sqlite3.Connection, rows: list[Row]) -> None:
    """Keep the rows, in one transaction."""
    store.execute("BEGIN IMMEDIATE")
    store.executemany(_INSERT, rows)
    store.execute("COMMIT")


def push(store: sqlite3.Connection, address: str) -> int:
    """Send what was not sent yet, batch by batch; gives how many rows."""
    count = 0
    with httpx2.Client(base_url=address, trust_env=False) as client:
        while batch := _unsent(store):
            body = msgspec.json.encode([row[1:] for row in batch])
            client.post("/push", content=body).raise_for_status()
            store.execute("BEGIN IMMEDIATE")
            store.executemany("UPDATE row SET sent = 1 WHERE number = ?", [r[:1] for r in batch])
            store.execute("COMMIT")
            count += len(batch)
    return count


def pull(store: sqlite3.Connection, address: str) -> int:
    """Fetch everything, batch by batch; gives how many rows."""
    count = 0
    with httpx2.Client(base_url=address, trust_env=False) as client:
        while rows := _read_rows(client.post("/pull", content=str(count).encode()).content):
            add_rows(store, rows)
            count += len(rows)
    return count


def _unsent(store: sqlite3.Connection) -> list[tuple[int, str, str, str]]:
    query = "SELECT number, key, action, content FROM row WHERE sent = 0 ORDER BY number LIMIT ?"
    return store.execute(query, (BATCH_ACTIONS,)).fetchall()


@contextlib.contextmanager
def serving(port: int, path: Path) -> Iterator[str]:
    """The pipe's server in a process of its own; gives its address once it answers."""
    command = [sys.executable, "-m", "benchmarks.bare_pipe", str(port), str(path)]
    address = f"http://127.0.0.1:{port}"
    with subprocess.Popen(command) as process:
        try:
            wait_until_answering(f"{address}/healthz")
            yield address
        finally:
            process.terminate()


def wait_until_answering(url: str, seconds: float = 20.0) -> None:
    """Ask again until there is an answer; raises when there is none in time."""
    end = time.monotonic() + seconds
    while True:
        try:
            httpx2.get(url, trust_env=False)
        except httpx2.TransportError:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)
        else:
            return


def _application(store: sqlite3.Connection) -> Callable[..., Awaitable[None]]:
    async def answer(
        scope: Mapping[str, Any],
        receive: Callable[[], Awaitable[MutableMapping[str, Any]]],
        send: Callable[[Mapping[str, Any]], Awaitable[None]],
    ) -> None:
        body = b""
        while True:
            message = await receive()
            body += message.get("body", b"")
            if not message.get("more_body"):
                break
        said = _act(store, scope["path"], body)
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": said})

    return answer


def _act(store: sqlite3.Connection, path: str, body: bytes) -> bytes:
    if path == "/push":
        add_rows(store, _read_rows(body))
    if path != "/pull":
        return b"{}"
    query = "SELECT key, action, content FROM row WHERE number > ? ORDER BY number LIMIT ?"
    return msgspec.json.encode(store.execute(query, (int(body), BATCH_ACTIONS)).fetchall())


if __name__ == "__main__":
    uvicorn.run(
        _application(open_rows(Path(sys.argv[2]))),
        port=int(sys.argv[1]),
        log_level="warning",
        lifespan="off",
    )
