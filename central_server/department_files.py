"""`counter-server export-queries DEPARTMENT FILE` and `import-answers FILE`: the driver `file`.

Exit 0: done, with the lines that could not be read on stderr; 2: no such file, or not to be
written. The file has names and ID numbers: it is written for its owner alone.
"""

import argparse
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from central_server.departments.batches import TakenIn, batch_in, batch_out, lines_of
from counter_app.basics.catalogue.departments import ANSWERS_UNREADABLE, BATCH_THERE
from counter_app.basics.errors import CounterError
from counter_app.basics.private_files import write_private
from counter_app.forms.consents import Department

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from central_server.server import Server

_LARGEST = 64 << 20
_LONGEST_NAME = 100


def export_queries(server: "Server", options: argparse.Namespace) -> None:
    """Write what is to be asked of a department.

    Raises:
        CounterError: BATCH_THERE, where the file is there already.
    """
    file: Path = options.file
    if file.exists():
        raise CounterError(BATCH_THERE, file=file.name)
    department = Department(options.department)
    lines = server.writer.submit(partial(_out, server, department)).result()
    if lines:
        write_private(file, b"".join(line + b"\n" for line in lines))
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
    taken = server.writer.submit(partial(_in, server, raw, file.name)).result()
    print(f"已收下 {taken.answered} 个答复")
    if taken.discarded:
        print(f"{taken.discarded} 个答复的查询已经取消（如撤回授权），只记来过，内容没有收")
    if taken.again:
        print(f"{taken.again} 行先前已经收过，没有再收")
    if taken.not_read:
        places = "、".join(map(str, taken.not_read[:20]))
        print(f"{len(taken.not_read)} 行不是在等的答复，没有收：第 {places} 行", file=sys.stderr)


def _out(server: "Server", department: Department, connection: "Connection") -> list[bytes]:
    lines = batch_out(connection, server.office(), department, server.clock())
    server.audit.administered(connection, "export-queries", server.now(), cases=len(lines))
    return lines


def _in(server: "Server", raw: bytes, name: str, connection: "Connection") -> TakenIn:
    lines = lines_of(raw)
    taken = batch_in(connection, server.office(), lines, name[:_LONGEST_NAME], server.clock())
    server.audit.administered(connection, "import-answers", server.now(), cases=taken.answered)
    return taken
