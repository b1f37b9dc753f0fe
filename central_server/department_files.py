"""`counter-server export-queries DEPARTMENT FILE` and `import-answers FILE`: the driver `file`.

Exit 0: done, with the lines that could not be read on stderr; 2: no such file, or not to be
written. The file has names and ID numbers: it is written for its owner alone.

Both go piece by piece, so that windows never wait for a whole file. What is asked stands in a file
aside before it is on the record, and all of it gets its name after: whenever the power goes, the
next export takes what nobody got back into the queue and asks the gate anew. Answers that broke off
go on where they were when their file is taken in again.
"""

import argparse
import contextlib
import os
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from central_server.departments.batches import (
    AT_ONCE,
    TakenIn,
    Written,
    batch_in,
    batch_out,
    lines_of,
    take_back,
)
from counter_app.basics.catalogue.departments import (
    ANSWERS_UNREADABLE,
    BATCH_NOT_WRITTEN,
    BATCH_THERE,
)
from counter_app.basics.errors import CounterError
from counter_app.basics.synced_file import sync_folder, write_synced
from counter_app.forms.consents import Department

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.engine import Connection

    from central_server.server import Server

_LARGEST = 64 << 20
_LONGEST_NAME = 100


def export_queries(server: "Server", options: argparse.Namespace) -> None:
    """Write what is to be asked of a department.

    Raises:
        CounterError: BATCH_THERE, where the file is there already; BATCH_NOT_WRITTEN, where it
            cannot be written: nothing counts as asked then.
    """
    file: Path = options.file
    if file.exists():
        raise CounterError(BATCH_THERE, file=file.name)
    department = Department(options.department)
    # Of this department alone: what was left over for another is no question to this one.
    aside = file.with_name(f".{file.name}.{department}.part")
    try:
        _take_back(server, aside)
        count = _write(server, department, aside)
        if count:
            os.replace(aside, file)
            sync_folder(file.parent)
        else:
            aside.unlink(missing_ok=True)
    except OSError as error:
        with contextlib.suppress(OSError):
            _take_back(server, aside)
        raise CounterError(BATCH_NOT_WRITTEN, file=file.name) from error
    print(f"{department.label}：{count} 次查询" + (f"，已写入 {file.name}" if count else ""))


def import_answers(server: "Server", options: argparse.Namespace) -> None:
    """Take in a department's answers.

    Raises:
        CounterError: ANSWERS_UNREADABLE.
    """
    file: Path = options.file
    try:
        with file.open("rb") as opened:
            raw = opened.read(_LARGEST + 1)
    except OSError as error:
        raise CounterError(ANSWERS_UNREADABLE, file=file.name) from error
    if len(raw) > _LARGEST:
        raise CounterError(ANSWERS_UNREADABLE, file=file.name)
    lines, taken = lines_of(raw), TakenIn()
    for at in range(0, max(len(lines), 1), AT_ONCE):
        piece = partial(_in, server, lines[at : at + AT_ONCE], file.name, at + 1)
        taken = taken.and_then(server.writer.submit(piece).result())
    print(f"已收下 {taken.answered} 个答复")
    if taken.discarded:
        print(f"{taken.discarded} 个答复的查询已经取消（如撤回授权），只记来过，内容没有收")
    if taken.again:
        print(f"{taken.again} 行先前已经收过，没有再收")
    if taken.not_read:
        places = "、".join(map(str, taken.not_read[:20]))
        print(f"{len(taken.not_read)} 行不是在等的答复，没有收：第 {places} 行", file=sys.stderr)


def _take_back(server: "Server", aside: Path) -> None:
    """What an export had on the record and never under its name: nobody was asked it."""
    lines = lines_of(aside.read_bytes()) if aside.exists() else ()
    for at in range(0, len(lines), AT_ONCE):
        piece, now = lines[at : at + AT_ONCE], server.clock()
        server.writer.submit(partial(take_back, written=piece, now=now)).result()


def _write(server: "Server", department: Department, aside: Path) -> int:
    """Piece by piece into the file aside; how many there are."""
    count, size, more = 0, 0, True
    while more:
        piece = partial(_out, server, department, aside, size)
        lines, more = server.writer.submit(piece).result()
        count += len(lines)
        size += sum(len(line) + 1 for line in lines)
    return count


def _out(
    server: "Server", department: Department, aside: Path, size: int, connection: "Connection"
) -> Written:
    """`size`: how much of the file is there; what stands behind it was never on the record."""
    written = batch_out(connection, server.office(), department, server.clock())
    count = len(written.lines)
    if count or not size:
        server.audit.administered(connection, "export-queries", server.now(), cases=count)
    raw = b"".join(line + b"\n" for line in written.lines)
    if not size:
        write_synced(aside, raw)
    elif raw:
        with aside.open("r+b") as file:
            file.truncate(size)
            file.seek(size)
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
    return written


def _in(
    server: "Server", lines: "Sequence[bytes]", name: str, first: int, connection: "Connection"
) -> TakenIn:
    now = server.clock()
    taken = batch_in(connection, server.office(), lines, name[:_LONGEST_NAME], now, first)
    server.audit.administered(connection, "import-answers", server.now(), cases=taken.answered)
    return taken
