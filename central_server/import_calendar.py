"""`counter-server import-calendar FILE`: the State Council's calendar of one or more years.

Merges by year, so that the years before and after stay; reaches counters like policy. Exit 0: done;
2: the file is not fit, nothing was changed. A running server and its counters need no restart.
Cases whose day comes nearer are named.
"""

import argparse
from typing import TYPE_CHECKING

from central_server.due_days import come_nearer, due_days
from central_server.policies import import_years
from counter_app.rules.calendar_file import read_calendar

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from central_server.due_days import Earlier
    from central_server.server import Server
    from counter_app.rules.deadlines import Due
    from counter_app.rules.policy import Policy


def import_calendar(server: "Server", options: argparse.Namespace) -> None:
    """Read the file, import it, say which years hold now.

    Raises:
        CounterError: POLICY_UNREADABLE, CALENDAR_UNFIT.
    """
    years = read_calendar(options.file)

    def work(connection: "Connection") -> "Policy":
        policy = import_years(connection, years)
        said = {"wording": policy.wording}
        server.audit.administered(connection, "import-calendar", server.now(), **said)
        return policy

    told = _due_days(server)  # Aside of the writer, which others wait for.
    policy = server.writer.submit(work).result()
    for row in years:
        off, worked = row["holidays"], row["workdays"]
        counts = f"平日放假 {_count(off)} 天，周末上班 {_count(worked)} 天"
        print(f"已导入 {row['year']} 年日历：{counts}（{row['source']}）")
    print(f"用语版本 {policy.wording}，各窗口下次连接时取用")
    _warn(come_nearer(told, _due_days(server)))


def _due_days(server: "Server") -> "dict[str, Due]":
    with server.engine.connect() as connection, connection.begin():
        return due_days(connection, server.policies)


def _warn(earlier: "list[Earlier]") -> None:
    """Papers keep the day that they say; whoever handles the case has to know of the nearer one."""
    if earlier:
        print(f"有 {len(earlier)} 件的期限提前了，请告知经办人（已发的文书上写的是“暂定”）：")
    for each in earlier:
        print(f"  {each.number}  {each.told.day} 改为 {each.now.day}")


def _count(days: object) -> int:
    return len(days) if isinstance(days, list) else 0
