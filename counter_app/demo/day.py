"""`run.py demo --day`: a day of a hall, in minutes: 3 windows, 3 desks, 40 cases of all types.

Two departments are down for an hour; the clock of the trial runs fast, alike at the server and at
every counter. Many cases are on their way at once. Leaves a log and `balance.json`.
"""

import socket
import subprocess
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from datetime import time as time_of_day
from pathlib import Path

from counter_app.basics.clock import CHINA, system_clock
from counter_app.basics.errors import CounterError
from counter_app.basics.private_files import private_folder
from counter_app.basics.quick_time import QuickClock
from counter_app.demo.day_balance import close_the_day
from counter_app.demo.day_cases import DOWN, DayCase, DayCases, planned
from counter_app.demo.hands import StuckError
from counter_app.demo.house import House
from counter_app.demo.log import NAME as LOG
from counter_app.demo.log import Log
from counter_app.demo.own_server import OwnServer

CASES = 40
_WINDOWS = ("03", "04", "05")
_AT_ONCE = 12
_BEGINS = time_of_day(9)
_TIMES = 40.0
"""An hour of the day in a minute and a half."""
_DOWN_SECONDS = 3600.0
_LONGEST_SECONDS = 300.0
"""That anybody waits for departments: the hour, and what the queue then waits before it tries."""
_TROUBLE = (StuckError, CounterError, OSError, subprocess.SubprocessError)


def spend_the_day(out: Path, *, cases: int = CASES, times: float = _TIMES) -> int:
    """Do it; gives the exit code: 0 only where all went as it should and the books balance."""
    private_folder(out, LOG)
    log = Log(out)
    try:
        with tempfile.TemporaryDirectory(prefix="counter-day-") as folder:
            _spend(out, Path(folder), log, cases, times)
    except _TROUBLE as error:
        log.say(f"没有走完：{error}")
        return 1
    finally:
        log.close()
    return 0


def _spend(out: Path, folder: Path, log: Log, cases: int, times: float) -> None:
    (folder / "server").mkdir()
    now = system_clock()
    clock = QuickClock(datetime.combine(now.date(), _BEGINS, CHINA), now, times)
    server = OwnServer(folder / "server", _free_port(), clock)
    try:
        server.wait()
        house = House(server, folder, _WINDOWS, clock=clock, patience=_LONGEST_SECONDS)
        log.say(f"{len(_WINDOWS)} 个窗口、3 个审核台、部门接口已开，一小时合 {3600 / times:.0f} 秒")
        try:
            done = _all(house, log, planned(house.windows, cases), _DOWN_SECONDS / times)
            close_the_day(out, log, house, server, done)
        finally:
            house.close()
    finally:
        server.stop()


def _all(house: House, log: Log, cases: list[DayCase], down: float) -> list[DayCase]:
    """Every case to its end, many at once; raises the first trouble."""
    house.departments.set_down(dict.fromkeys(DOWN, True))
    log.say(f"{'、'.join(sorted(set(DOWN.values())))} 不通")
    timer = threading.Timer(down, _up_again, (house, log))
    timer.start()
    stories = DayCases(house)

    def go(case: DayCase) -> None:
        begun = time.monotonic()
        stories.go(case)
        log.say(f"{case.number}  {case.fate}，用 {time.monotonic() - begun:.1f} 秒")

    try:
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            begun = [pool.submit(go, case) for case in cases]
            for one in begun:
                one.result()
    finally:
        timer.cancel()
        timer.join()
    return cases


def _up_again(house: House, log: Log) -> None:
    house.departments.set_down(dict.fromkeys(DOWN, False))
    log.say("一小时过去，部门又通了")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
