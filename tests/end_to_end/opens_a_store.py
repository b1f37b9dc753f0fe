"""Opens stores in processes that are killed at it: `python -m tests.end_to_end.opens_a_store`.

Each line of standard input, `counter FOLDER`, `server FOLDER` or `serve FOLDER`, is done by a child
that has all imports behind it, so that a kill hits the opening and not the start of Python. Says
`begun PID`, `open` (or where it serves) once it came so far, and `ended`.
"""

import os
import signal
import sys
from pathlib import Path

import alembic.command  # noqa: F401 - what a migration imports first, imported before the children

import central_server.serve  # noqa: F401 - what serving imports first
from central_server import cli
from central_server.server import open_server
from counter_app.bootstrap import open_counter
from tests.engine import settings
from tests.patience import PATIENCE


def say(*words: object) -> None:
    """One line, at once, by whichever process says it."""
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


def open_it(which: str, folder: str) -> None:
    """Open it and wait to be killed."""
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
    for line in sys.stdin:
        child = os.fork()
        if not child:
            open_it(*line.split())
        say("begun", child)
        os.waitpid(child, 0)
        say("ended")


if __name__ == "__main__":
    main()
