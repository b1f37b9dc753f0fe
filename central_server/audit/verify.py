"""`counter-server audit verify [--json]`: whether the server's log is as it was written.

Exit 0: sound; 1: names the first place that was altered, removed, added or moved, or from which on
the tail was cut (by what counters have noted), or devices whose own log went back. Changes nothing.
"""

import argparse
import sys
from typing import TYPE_CHECKING

from central_server.audit.log import entries
from central_server.audit.noted import doubted, noted_of_server
from counter_app.basics.streams import json_line
from counter_app.cases.audit_check import verify

if TYPE_CHECKING:
    from central_server.server import Server


def verify_log(server: "Server", options: argparse.Namespace) -> int:
    """Walk the log and tell; returns the exit code."""
    with server.engine.connect() as connection, connection.begin():
        found = verify(server.audit.keys, entries(connection), noted_of_server(connection))
        back = doubted(connection)
    if options.json:
        told = found.told()
        print(json_line({**told, "sound": told["sound"] and not back, "devices": back}))
    else:
        print(found.sentence(), file=sys.stderr if found.fault else sys.stdout)
        for device in back:
            print(
                f"登记编号 {device} 的本机审计记录比记下的少，请到那台机器上核对", file=sys.stderr
            )
    return 1 if found.fault or back else 0
