"""`counter-server import-policy FILE`: lets a file's tables hold for this server and its counters.

Exit 0: done, with what is switched off or doubtful on stderr; 2: malformed, nothing was changed.
A running server and its counters need no restart.
"""

import argparse
import sys
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from central_server.policies import import_tables
from counter_app.basics.errors import CounterError
from counter_app.rules.policy import read_tables
from counter_app.rules.policy_check import check_tables, malformed

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from central_server.server import Server
    from counter_app.rules.policy import Policy


def import_policy(server: "Server", options: argparse.Namespace) -> None:
    """Check the file, import it, say what changes from when.

    Raises:
        CounterError: POLICY_UNREADABLE, POLICY_MALFORMED.
    """
    try:
        tables = read_tables(options.file)
    except CounterError as error:
        raise malformed(error, options.file) from error
    checked = check_tables(tables, server.policies.in_force)
    policy = server.writer.submit(partial(_import, server, tables)).result()
    for told in (*checked.off, *checked.doubts):
        print(told, file=sys.stderr)
    for told in checked.changes:
        print(told)
    print(f"已导入 {len(tables)} 个表。规则版本 {policy.version}，用语版本 {policy.wording}")


def _import(server: "Server", tables: Mapping[str, object], connection: "Connection") -> "Policy":
    policy = import_tables(connection, tables)
    said = {"policy": policy.version, "wording": policy.wording}
    server.audit.administered(connection, "import-policy", server.now(), **said)
    return policy
