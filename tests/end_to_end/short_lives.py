"""One life that is to be killed: `tests.end_to_end.short_lives KIND …`, begun by `lives.Lives`.

It is a child of a process that has all imports behind it, so that a kill hits the work and not the
start of Python:

    counter FOLDER · server FOLDER      opens the store, says `open` and waits
    serve FOLDER                        the real server on a free port
    busy FOLDER STRING SEED [sync]      `busy_counter`
    decide FOLDER SEED [takes-back]     `busy_decider`
    claim FOLDER LOGIN NUMBER SEED      `busy_desk`

Must begin nothing by being imported: whoever begins lives imports it first.
"""

import os
import signal
import sys
from pathlib import Path

import alembic.command  # noqa: F401 - what a migration imports first

import central_server.serve  # noqa: F401 - what serving imports first
import counter_app.desk.decide
import counter_app.intake.deeds.table
import counter_app.intake.letters.issued
import counter_app.sync.http_link
import counter_app.sync.sync_once  # noqa: F401 - what a first sync and a first act import
from central_server import cli
from central_server.server import open_server
from counter_app.bootstrap import open_counter
from tests.end_to_end import busy_counter, busy_decider, busy_desk
from tests.engine import settings
from tests.patience import PATIENCE


def main() -> None:
    """Do it until somebody ends it."""
    which, folder, *more = sys.argv[1:]
    if which == "busy":
        busy_counter.main(folder, *more)
    if which == "decide":
        busy_decider.main(folder, *more)
    if which == "claim":
        busy_desk.main(folder, *more)
    if which == "serve":
        sys.exit(cli.main(["--data", folder, "--port", "0"]))
    if which == "counter":
        open_counter(settings(Path(folder), wait_seconds=PATIENCE))
    else:
        open_server(f"sqlite:///{folder}/server.db")
    os.write(1, b"open\n")
    signal.pause()
