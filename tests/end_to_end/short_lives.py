"""Begins lives that are to be killed: `python -m tests.end_to_end.short_lives`.

Each line of standard input is lived by a child that has all imports behind it, so that a kill hits
the work and not the start of Python:

    counter FOLDER · server FOLDER      opens the store, says `open` and waits
    serve FOLDER                        the real server on a free port
    busy FOLDER STRING SEED [sync]      `busy_counter`
    decide FOLDER SEED [takes-back]     `busy_decider`
    claim FOLDER LOGIN NUMBER SEED      `busy_desk`

Says `begun PID`, then what the child says, then `ended`. Tests speak to it by `lives.Lives`.
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
from counter_app.rules.policy import load_policy
from counter_app.rules.policy_tables import Document
from tests.end_to_end import busy_counter, busy_decider, busy_desk
from tests.engine import settings
from tests.patience import PATIENCE
from tests.quick_passwords import hash_quickly


def say(*words: object) -> None:
    """One line, at once, by whichever process says it."""
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


def live(which: str, folder: str, *more: str) -> None:
    """Do it until somebody ends it."""
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
    say("open")
    signal.pause()


def main() -> None:
    """One child a line, until there are no more."""
    hash_quickly()
    load_policy().text(Document.RULES)  # read once, for all of them
    for line in sys.stdin:
        child = os.fork()
        if not child:
            say("begun", os.getpid())
            live(*line.split())
        os.waitpid(child, 0)
        say("ended")


if __name__ == "__main__":
    main()
