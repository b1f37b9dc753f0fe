"""A PostgreSQL of the tests' own, without its disk's patience: one a worker, a database a test.

It refuses to run as root, so root's tests give it to a user who has nothing.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from itertools import count
from pathlib import Path

import psycopg

_QUICK = (
    "listen_addresses=",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_connections=60",
    "shared_buffers=32MB",
    "deadlock_timeout=100ms",
    "autovacuum=off",
    "log_min_messages=fatal",
)

_CHOOSES_HOW_TO_COPY = 15_00_00
"""From this version on; older ones copy files always, which for an empty database is quicker."""


def programs() -> Path:
    """The folder of the newest PostgreSQL here; Debian keeps it off everybody's path."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parts[-2]))
    found = shutil.which("initdb")
    folder = debian[-1] if debian else Path(found).parent if found else None
    assert folder, "no PostgreSQL here: `python3 run.py test` installs it"
    return folder


class Cluster:
    """Runs from its making until `stop`; its socket is its owner's and ours."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="counter-pg-"))
        self._names = (f"t{number}" for number in count())
        self._user = "nobody" if os.name == "posix" and os.geteuid() == 0 else None
        if self._user:
            os.chown(self.folder, pwd.getpwnam(self._user).pw_uid, -1)
        data = self.folder / "data"
        words = ("-U", "tests", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        self._run("initdb", "-D", data, *words)
        options = " ".join(
            f"-c {each}" for each in (*_QUICK, f"unix_socket_directories={self.folder}")
        )
        log = self.folder / "log"
        self._run("pg_ctl", "-D", data, "-l", log, "-w", "-o", options, "start")
        with psycopg.connect(self.url("postgres")) as connection:
            chooses = connection.info.server_version >= _CHOOSES_HOW_TO_COPY
        self._copying = "STRATEGY file_copy" if chooses else ""

    def database(self, template: str = "template1", name: str = "") -> str:
        """The URL of a new database, a copy of the template."""
        name = name or next(self._names)
        self.say(f'CREATE DATABASE "{name}" TEMPLATE "{template}" {self._copying}')
        return self.url(name)

    def url(self, name: str) -> str:
        """The URL of a database of this cluster."""
        return f"postgresql:///{name}?host={self.folder}&user=tests"

    def drop(self, url: str) -> None:
        """Remove a database, whoever has it open."""
        name = url.removeprefix("postgresql:///").partition("?")[0]
        self.say(f'DROP DATABASE "{name}" WITH (FORCE)')

    def say(self, statement: str) -> None:
        """One statement by the administrator."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement.encode())

    def stop(self) -> None:
        """End it and leave nothing."""
        self._run("pg_ctl", "-D", self.folder / "data", "-m", "immediate", "stop")
        shutil.rmtree(self.folder)

    def restart(self) -> None:
        """End it as a crash would, and start it again."""
        self._run("pg_ctl", "-D", self.folder / "data", "-m", "immediate", "-w", "restart")

    def _run(self, program: str, *words: object) -> None:
        command = [str(programs() / program), *map(str, words)]
        # Its output goes nowhere: the server would keep a pipe open for as long as it lives.
        done = subprocess.run(
            command,
            user=self._user,
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        )
        assert done.returncode == 0, f"{program}: {self._log()}"

    def _log(self) -> str:
        log = self.folder / "log"
        return log.read_text("utf-8") if log.exists() else "no log"
