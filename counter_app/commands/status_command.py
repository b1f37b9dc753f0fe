"""`counter-app status [--json] [--looked-after]`: cases here, and how far they were delivered.

Exit 0 whenever the store could be read. Every case counts once: queued, acknowledged, refused or
in conflict. `server` is how the last attempt found it. What a person has to know is told on stderr.
"""

import argparse
from contextlib import suppress
from typing import TYPE_CHECKING

from counter_app.basics.errors import CounterError
from counter_app.basics.streams import json_line, say
from counter_app.commands.opening import add_data_argument, tell, with_counter

if TYPE_CHECKING:
    from counter_app.bootstrap import Counter
    from counter_app.desk.status import Status

IN_THE_ROOM = "（线路未加密，只用于同一房间试用）"
"""Beside the server, where the administrator allowed http into the room."""
_SERVER = {"online": "已连接", "offline": "连不上", "unknown": "还没有联系过"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words of the command line."""
    parser.add_argument("--json", action="store_true", help="输出一行 JSON")
    parser.add_argument(
        "--looked-after", action="store_true", help="缺号、跳号已有人核实处理，不再提示"
    )
    add_data_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Tell; returns the exit code."""
    return with_counter(options, lambda counter: _tell(counter, options))


def _tell(counter: "Counter", options: argparse.Namespace) -> int:
    from counter_app.desk.status import status
    from counter_app.desk.upkeep import look_at_pages
    from counter_app.desk.worries import looked_after

    if options.looked_after:
        looked_after(counter.desk)
    with suppress(CounterError):  # A store that takes nothing now can be told of all the same.
        look_at_pages(counter.desk)
    found = status(counter.desk)
    for worry in found.worries:
        tell(worry)
    _tell_policy(counter)
    for line in (_line(found),) if options.json else _sentences(found):
        say(line)
    return 0


def _tell_policy(counter: "Counter") -> None:
    """What of the policy is switched off here."""
    from counter_app.commands.policy_told import tell_switched_off

    try:
        tell_switched_off(counter.policies.load())
    except CounterError as error:
        tell(error)


def _line(found: "Status") -> str:
    names = ("window", "cases", "queued", "acknowledged", "refused", "conflicts", "server")
    return json_line({name: getattr(found, name) for name in names})


def _sentences(found: "Status") -> tuple[str, ...]:
    return (
        f"窗口 {found.window or '未登记'}",
        f"办件 {found.cases} 件：待上传 {found.queued}，已同步 {found.acknowledged}，"
        f"被退回 {found.refused}，冲突 {found.conflicts}",
        f"服务器 {_SERVER[found.server]}{IN_THE_ROOM if found.in_the_room else ''}",
        *((found.clock,) if found.clock else ()),
    )
