"""The counter with a central server of its own on this machine: `python3 run.py`.

At first start it chooses the server's port, has the server be a trial and make window 01, and makes
this counter that window; all is kept in `house.json` beside the data. Knows only the programs'
commands.
"""

import contextlib
import json
import os
import random
import signal
import socket
import subprocess
import threading
import urllib.request
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

from .places import script, user_data
from .setup_error import SetupError, say

REGION = "620702"
WINDOW_CODE = "01"
_PORTS = range(20000, 30000)
_START_AGAIN_SECONDS = 3.0


@dataclass
class House:
    """What was settled at first start. The enrolment string is here only until it was used.

    `public_port`: where telephones find the page, from the first start with `--lan` on.
    """

    port: int
    enrolment: str = ""
    enrolled: bool = False
    public_port: int = 0


def open_house(data: Path | None, lan: bool) -> int:
    """Start server and window, wait for the window to be closed; gives the window's exit code."""
    os.umask(0o077)  # for all that is started from here: what they make is their owner's
    folder = (data or user_data()).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    address = _lan_address() if lan else ""
    house = _settle(folder, address)
    environment = dict(os.environ, COUNTER_DATA=str(folder))
    if lan:
        environment["COUNTER_PUBLIC_URL"] = f"http://{address}:{house.public_port}"
        say(f"局域网地址：{environment['COUNTER_PUBLIC_URL']}（未加密，只用于同一房间试用）")
    previous = signal.signal(signal.SIGTERM, lambda *_: _interrupt())
    try:
        with _server(folder, house, lan):
            return _show_window(environment)
    finally:
        signal.signal(signal.SIGTERM, previous)


def _show_window(environment: dict[str, str]) -> int:
    with subprocess.Popen([str(script("counter-app")), "window"], env=environment) as window:
        try:
            return window.wait()
        except KeyboardInterrupt:
            window.terminate()
            raise


def _settle(folder: Path, lan_address: str) -> House:
    path = folder / "house.json"
    house = House(**json.loads(path.read_text("utf-8"))) if path.exists() else House(_free_port())
    if lan_address and not house.public_port:
        house.public_port = _free_port(house.port)
        _write(path, house)
    if not house.enrolled and not house.enrolment:
        _write(path, house)
        house.enrolment = _add_window(folder, house, lan_address)
        _write(path, house)
    if not house.enrolled:
        _run("counter-app", "enrol", data=folder, given=house.enrolment)
        house.enrolment, house.enrolled = "", True
        _write(path, house)
    return house


def _write(path: Path, house: House) -> None:
    fresh = path.with_suffix(".new")
    fresh.touch(mode=0o600)
    fresh.write_text(json.dumps(asdict(house)), "utf-8")
    fresh.replace(path)


def _add_window(folder: Path, house: House, lan_address: str) -> str:
    """The enrolment string; one that a start which broke off had got is given out anew."""
    options = ["--region", REGION, "--url", f"http://127.0.0.1:{house.port}", "--trial"]
    if lan_address:
        options += ["--lan", "--public-url", f"http://{lan_address}:{house.public_port}"]
    answer = _run("counter-server", "add-window", WINDOW_CODE, *options, data=folder / "server")
    return answer.split()[-1]


def _run(program: str, *arguments: str, data: Path, given: str = "") -> str:
    """What it prints. `given` goes by its standard input: the list of processes shows the rest."""
    command = [str(script(program)), *arguments, "--data", str(data)]
    done = subprocess.run(
        command, input=given, stdout=subprocess.PIPE, encoding="utf-8", env=_utf8()
    )
    if done.returncode:
        raise SetupError(f"{program} {arguments[0]} 没有成功（原因见上）。数据目录：{data}")
    return done.stdout


def _utf8() -> dict[str, str]:
    return dict(os.environ, PYTHONUTF8="1")


@contextlib.contextmanager
def _server(folder: Path, house: House, lan: bool) -> Iterator[None]:
    """Run the central server meanwhile. The window works without it, so nothing waits for it."""
    if _listens(house.port):
        if not _is_ours(house.port):
            taken = f"端口 {house.port} 被别的程序占用"
            say(f"{taken}，自带的服务器没有启动；窗口照常收件，稍后再发送。")
        yield
        return
    command = [str(script("counter-server")), "--data", str(folder / "server")]
    command += ["--port", str(house.port), "--until-stdin-closes"]
    if lan:
        # Only the page leaves this machine; windows of the room have no business here.
        command += ["--public-host", "0.0.0.0", "--public-port", str(house.public_port)]
    path = folder / "server.log"
    path.touch(mode=0o600)
    path.chmod(0o600)  # an earlier run may have left it readable
    with path.open("wb") as log, _kept_running(command, log):
        yield


@contextlib.contextmanager
def _kept_running(command: list[str], log: BinaryIO) -> Iterator[None]:
    """Start it, and again when it ends before its time."""
    ended = threading.Event()
    running: list[subprocess.Popen[bytes]] = []

    def keep() -> None:
        process = running[0]
        while True:
            process.wait()
            if ended.wait(_START_AGAIN_SECONDS):
                return
            process = running[0] = _start_server(command, log)
            if ended.is_set():
                _close(process)

    running.append(_start_server(command, log))
    keeper = threading.Thread(target=keep, daemon=True)
    keeper.start()
    try:
        yield
    finally:
        ended.set()
        _close(running[0])
        keeper.join()


def _close(process: "subprocess.Popen[bytes]") -> None:
    """Close its input, which ends it, as does the end of run.py."""
    assert process.stdin is not None
    process.stdin.close()


def _start_server(command: list[str], log: BinaryIO) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(command, stdout=log, stderr=log, stdin=subprocess.PIPE)


def _interrupt() -> None:
    raise KeyboardInterrupt


def _free_port(but: int = 0) -> int:
    for port in random.sample(_PORTS, 50):
        if port != but and not _listens(port):
            return port
    raise SetupError("找不到空闲的端口。")


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _is_ours(port: int) -> bool:
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(f"http://127.0.0.1:{port}/healthz", timeout=2) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def _lan_address() -> str:
    """This machine's address in its network; sends nothing."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("10.255.255.255", 9))
        except OSError as error:
            raise SetupError("这台机器没有连到局域网，--lan 用不上。") from error
        address: str = probe.getsockname()[0]
    return address
