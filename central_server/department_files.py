"""`counter-server export-queries DEPARTMENT FILE` and `import-answers FILE`: the driver `file`.

Exit 0: done, with the lines that could not be read on stderr; 2: no such file, or not to be
written. The file has names and ID numbers: it is written for its owner alone.

What is asked stands in a file aside before it is on the record, and gets its name after: whenever
the power goes, the next export finds it and knows by the record what to do with it. Answers are
taken in piece by piece, so that windows never wait for a whole file; one that broke off goes on
where it was when it is taken in again.
"""

import argparse
import os
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from central_server.departments.batches import (
    TakenIn,
    are_on_record,
    batch_in,
    batch_out,
    lines_of,
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
_AT_ONCE = 200
"""Lines in a transaction."""


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
        lines = _left_over(server, aside)
        if not lines:
            aside.unlink(missing_ok=True)
            lines = server.writer.submit(partial(_out, server, department, aside)).result()
        if lines:
            os.replace(aside, file)
            sync_folder(file.parent)
    except OSError as error:
        raise CounterError(BATCH_NOT_WRITTEN, file=file.name) from error
    print(f"{department.label}：{len(lines)} 次查询" + (f"，已写入 {file.name}" if lines else ""))


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
    for at in range(0, max(len(lines), 1), _AT_ONCE):
        piece = partial(_in, server, lines[at : at + _AT_ONCE], file.name, at + 1)
        taken = taken.and_then(server.writer.submit(piece).result())
    print(f"已收下 {taken.answered} 个答复")
    if taken.discarded:
        print(f"{taken.discarded} 个答复的查询已经取消（如撤回授权），只记来过，内容没有收")
    if taken.again:
        print(f"{taken.again} 行先前已经收过，没有再收")
    if taken.not_read:
        places = "、".join(map(str, taken.not_read[:20]))
        print(f"{len(taken.not_read)} 行不是在等的答复，没有收：第 {places} 行", file=sys.stderr)


def _left_over(server: "Server", aside: Path) -> list[bytes]:
    """What an export that was killed had on the record and not under its name yet."""
    if not aside.exists():
        return []
    lines = list(lines_of(aside.read_bytes()))
    asked = server.writer.submit(partial(are_on_record, written=lines)).result()
    return lines if asked else []


def _out(
    server: "Server", department: Department, aside: Path, connection: "Connection"
) -> list[bytes]:
    lines = batch_out(connection, server.office(), department, server.clock())
    server.audit.administered(connection, "export-queries", server.now(), cases=len(lines))
    if lines:
        write_synced(aside, b"".join(line + b"\n" for line in lines))
    return lines


def _in(
    server: "Server", lines: "Sequence[bytes]", name: str, first: int, connection: "Connection"
) -> TakenIn:
    now = server.clock()
    taken = batch_in(connection, server.office(), lines, name[:_LONGEST_NAME], now, first)
    server.audit.administered(connection, "import-answers", server.now(), cases=taken.answered)
    return taken
