"""A print service of the tests' own: CUPS with queues that accept, refuse, pause, and hang."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.patience import wait_until

_PROGRAM = shutil.which("cupsd") or "/usr/sbin/cupsd"
_CONF = """
Listen {socket}
LogLevel debug
DefaultAuthType None
WebInterface No
Browsing No
PreserveJobHistory Yes
PreserveJobFiles Yes
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit Cancel-Job>
    {cancel}
  </Limit>
  <Limit All>
    Order allow,deny
  </Limit>
</Policy>
"""
_FILES = """
FileDevice Yes
ServerRoot {at}/root
RequestRoot {at}/spool
CacheDir {at}/cache
StateDir {at}/state
TempDir {at}/temp
AccessLog {at}/access_log
ErrorLog {at}/error_log
PageLog {at}/page_log
SystemGroup root
"""
_QUEUE = """
<{kind} {name}>
Info {name}
DeviceURI {device}
State {state}
Accepting {accepting}
Shared No
JobSheets none none
</{kind}>
"""


class PrintService:
    """The running service. Its folder is short, since a socket's path must be."""

    def __init__(self, at: Path) -> None:
        self.at = at
        self.socket = at / "cups.sock"
        self._process: subprocess.Popen[bytes] | None = None

    def received(self, number: int) -> bytes:
        """The document of a job, byte for byte as the service was given it."""
        return (self.at / "spool" / f"d{number:05}-001").read_bytes()

    def asked(self, sent: int) -> str:
        """What the service was told of a job."""
        log = (self.at / "error_log").read_text(errors="replace")
        return "\n".join(line for line in log.splitlines() if f"[Job {sent}]" in line)

    def start(self, dead_port: int, *, may_cancel: bool) -> None:
        """Begin with the usual queues."""
        for folder in ("root", "spool", "cache", "state", "temp"):
            (self.at / folder).mkdir(exist_ok=True)
        cancel = "Order allow,deny" if may_cancel else "AuthType Basic\n    Require user nobody"
        (self.at / "cupsd.conf").write_text(_CONF.format(socket=self.socket, cancel=cancel))
        (self.at / "cups-files.conf").write_text(_FILES.format(at=self.at))
        queues = (
            ("DefaultPrinter", "usual", self._file("usual"), "Idle", "Yes"),
            ("Printer", "other", self._file("other"), "Idle", "Yes"),
            ("Printer", "refusing", self._file("refusing"), "Idle", "No"),
            ("Printer", "paused", self._file("paused"), "Stopped", "Yes"),
            ("Printer", "hanging", f"ipp://127.0.0.1:{dead_port}/ipp/print", "Idle", "Yes"),
        )
        written = "".join(
            _QUEUE.format(kind=kind, name=name, device=device, state=state, accepting=accepting)
            for kind, name, device, state, accepting in queues
        )
        (self.at / "root" / "printers.conf").write_text(written)
        self._process = subprocess.Popen(
            [
                _PROGRAM,
                "-f",
                "-c",
                str(self.at / "cupsd.conf"),
                "-s",
                str(self.at / "cups-files.conf"),
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        wait_until(self._listens)

    def _listens(self) -> bool:
        """Whether somebody is behind the socket; the file alone is there a moment earlier."""
        with socket.socket(socket.AF_UNIX) as knock:
            return knock.connect_ex(str(self.socket)) == 0

    def stop(self) -> None:
        """End it; what was asked of it afterwards has no answer."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait()
            self._process = None

    def _file(self, queue: str) -> str:
        path = self.at / f"{queue}.prn"
        path.touch()
        return f"file:{path}"


@contextmanager
def running_print_service(*, may_cancel: bool = True) -> Iterator[PrintService]:
    """The service and, as its client, this process."""
    before = os.environ.get("CUPS_SERVER")
    with (
        tempfile.TemporaryDirectory(prefix="cups") as at,
        socket.create_server(("127.0.0.1", 0)) as dead,
    ):
        Path(at).chmod(0o755)
        service = PrintService(Path(at))
        service.start(dead.getsockname()[1], may_cancel=may_cancel)
        os.environ["CUPS_SERVER"] = str(service.socket)
        try:
            yield service
        finally:
            service.stop()
            if before is None:
                del os.environ["CUPS_SERVER"]
            else:
                os.environ["CUPS_SERVER"] = before
