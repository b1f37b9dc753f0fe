"""The least that moves rows from one SQLite to another by HTTP: what `push_pull` compares with.

Batches as large as the counter's, both stores WAL and synchronous FULL, msgspec both ways, no
checks, no shape. `python -m benchmarks.bare_pipe PORT FILE [KEY]` is its server.

With a key both stores have the cipher that the counter's and the server's have, as the bare rows of
`receive` do: what is sent is personal, and no pipe that may carry it writes it in the clear.
Without one it is the pipe of the first benchmarks, which wrote plain SQLite; told beside, so that
the cipher's share can be seen. What was sent is one number beside the rows: a mark in each row, as
at first, was looked for from the first row on in every batch, which took a third of a push.
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
from sqlcipher3 import dbapi2 as sqlcipher

from counter_app.wire.messages import BATCH_ACTIONS

Row = tuple[str, str, str]
"""Key, action, content: the texts that the counter sends too."""
Store = Any
"""A connection of either driver."""

_TABLES = (
    "CREATE TABLE IF NOT EXISTS row (number INTEGER PRIMARY KEY, key TEXT UNIQUE, action TEXT, "
    "content TEXT)",
    "CREATE TABLE IF NOT EXISTS sent (one INTEGER PRIMARY KEY, number INTEGER)",
    "INSERT OR IGNORE INTO sent VALUES (1, 0)",
)
_INSERT = "INSERT OR IGNORE INTO row (key, action, content) VALUES (?, ?, ?)"
_read_rows = msgspec.json.Decoder(list[Row]).decode


def open_rows(path: Path, key: str = "") -> Store:
    """A store of rows, made if it is not there; `key`: 64 hex digits, or none for no cipher."""
    driver: Any = sqlcipher if key else sqlite3
    connection = driver.connect(str(path), isolation_level=None, check_same_thread=False)
    if key:
        connection.execute(f"PRAGMA key = \"x'{key}'\"")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    for statement in _TABLES:
        connection.execute(statement)
    return connection


def add_rows(store: Store, rows: list[Row]) -> None:
    """Keep the rows, in one transaction."""
    store.execute("BEGIN IMMEDIATE")
    store.executemany(_INSERT, rows)
    store.execute("COMMIT")


def push(store: Store, address: str) -> int:
    """Send what was not sent yet, batch by batch; gives how many rows."""
    count = 0
    with httpx2.Client(base_url=address, trust_env=False) as client:
        while batch := _unsent(store):
            body = msgspec.json.encode([row[1:] for row in batch])
            client.post("/push", content=body).raise_for_status()
            store.execute("BEGIN IMMEDIATE")
            store.execute("UPDATE sent SET number = ?", batch[-1][:1])
            store.execute("COMMIT")
            count += len(batch)
    return count


def pull(store: Store, address: str) -> int:
    """Fetch everything, batch by batch; gives how many rows."""
    count = 0
    with httpx2.Client(base_url=address, trust_env=False) as client:
        while rows := _read_rows(client.post("/pull", content=str(count).encode()).content):
            add_rows(store, rows)
            count += len(rows)
    return count


def _unsent(store: Store) -> list[tuple[int, str, str, str]]:
    behind = "number > (SELECT number FROM sent)"
    query = f"SELECT number, key, action, content FROM row WHERE {behind} ORDER BY number LIMIT ?"
    found: list[tuple[int, str, str, str]] = store.execute(query, (BATCH_ACTIONS,)).fetchall()
    return found


@contextlib.contextmanager
def serving(port: int, path: Path, key: str = "") -> Iterator[str]:
    """The pipe's server in a process of its own; gives its address once it answers."""
    command = [sys.executable, "-m", "benchmarks.bare_pipe", str(port), str(path)]
    command += [key] if key else []
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


def _application(store: Store) -> Callable[..., Awaitable[None]]:
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


def _act(store: Store, path: str, body: bytes) -> bytes:
    if path == "/push":
        add_rows(store, _read_rows(body))
    if path != "/pull":
        return b"{}"
    query = "SELECT key, action, content FROM row WHERE number > ? ORDER BY number LIMIT ?"
    return msgspec.json.encode(store.execute(query, (int(body), BATCH_ACTIONS)).fetchall())


if __name__ == "__main__":
    uvicorn.run(
        _application(open_rows(Path(sys.argv[2]), *sys.argv[3:])),
        port=int(sys.argv[1]),
        log_level="warning",
        lifespan="off",
    )
