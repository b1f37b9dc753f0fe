"""Command line of the central server: runs it, or does one thing to its store. Holds no work."""

import argparse
import socket
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from central_server.window_commands import COMMANDS, run
from counter_app.basics.arguments import speak_chinese
from counter_app.basics.catalogue.people import TRIAL_CLOCK
from counter_app.basics.catalogue.server import PORT_TAKEN
from counter_app.basics.clock import system_clock
from counter_app.basics.errors import CounterError
from counter_app.basics.own_process import guard_process
from counter_app.basics.quick_time import QuickClock, read_quick_clock
from counter_app.basics.streams import settle_streams

if TYPE_CHECKING:
    from central_server.server import Server

_FILE = "server.db"
_PORT = 8620


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code: 0, or 2 where it could not be done."""
    if arguments is None:
        guard_process()
    settle_streams()
    words = list(sys.argv[1:] if arguments is None else arguments)
    keeps_log = arguments is None
    speak_chinese()

    def opened(options: argparse.Namespace, *, long: bool = False) -> "Server":
        if keeps_log:
            _keep_log(options, long=long)
        return _open(options)

    try:
        if words and words[0] in COMMANDS:
            return run(words, _add_store, opened)
        return _serve(_parser().parse_args(words), partial(opened, long=True))
    except CounterError as error:
        print(error, file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="counter-server",
        description="申请公租房“一件事”中心服务器",
        epilog=f"另有命令（各有 --help）：{'、'.join(COMMANDS)}",
    )
    parser.add_argument("--host", default="127.0.0.1", help="监听地址（默认只限本机）")
    parser.add_argument("--port", type=int, default=_PORT, help="端口（0 为任选一个空闲的）")
    parser.add_argument(
        "--public-port", type=int, help="另开一个端口，只有申请人的查询页（--port 照常有全部）"
    )
    parser.add_argument("--public-host", default="127.0.0.1", help="查询页端口的监听地址")
    parser.add_argument(
        "--behind-proxy",
        nargs="?",
        const="loopback",
        default="",
        metavar="ADDRESS",
        help="前面有反向代理：限次按它转来的访客地址计（不写地址则指本机的代理）",
    )
    parser.add_argument(
        "--trial-clock",
        type=read_quick_clock,
        metavar="CLOCK",
        help="只限试用的服务器：走得快的钟（开始的时刻/从何时起/快几倍），演示用",
    )
    parser.add_argument(
        "--until-stdin-closes", action="store_true", help="标准输入关闭时结束（由别的程序带起时用）"
    )
    _add_store(parser)
    return parser


def _add_store(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, help="数据目录")
    parser.add_argument(
        "--database",
        metavar="URL",
        help="数据库网址，如 sqlite:////srv/server.db、postgresql://counter@主机/counter"
        "（口令请放 PGPASSFILE 指的文件，不要写在这里）",
    )


def _database(options: argparse.Namespace) -> str:
    """The URL that was given, or that of the file in the data directory."""
    from central_server.store.engine import default_folder

    if options.database:
        return str(options.database)
    return f"sqlite:///{((options.data or default_folder()) / _FILE).absolute()}"


def _keep_log(options: argparse.Namespace, *, long: bool) -> None:
    """Beside the data, of every command."""
    from central_server.store.engine import data_folder
    from counter_app.basics.log_file import start_log, watch_crashes

    folder = data_folder(_database(options), options.data)
    start_log(folder, "server")
    if long:
        watch_crashes(folder, "server")


def _open(options: argparse.Namespace) -> "Server":
    from central_server.server import open_server

    clock: QuickClock | None = getattr(options, "trial_clock", None)
    server = open_server(_database(options), clock or system_clock, options.data)
    if clock is not None and not _is_trial(server):
        server.close()
        raise CounterError(TRIAL_CLOCK)
    return server


def _is_trial(server: "Server") -> bool:
    from central_server.people.trial import is_trial

    with server.engine.connect() as connection, connection.begin():
        return is_trial(connection)


def _serve(options: argparse.Namespace, opened: "Callable[[argparse.Namespace], Server]") -> int:
    from central_server.edge.guard import make_guard
    from central_server.serve import listen, serve

    with ExitStack() as stack:
        listeners = [stack.enter_context(listen(options.host, options.port))]
        if options.public_port is not None:
            listeners.append(stack.enter_context(listen(options.public_host, options.public_port)))
            _refuse_one_port_for_both(listeners)
        server = opened(options)
        for said, listener in zip(("中心服务器已启动", "申请人查询页"), listeners, strict=False):
            print(f"{said}：{_address(listener)}", flush=True)
        say_what_waits(server)
        guard = make_guard(proxy=options.behind_proxy)
        serve(server, guard, listeners, until_stdin_closes=options.until_stdin_closes)
    return 0


def say_what_waits(server: "Server") -> None:
    """Say what an administrator has still to do. Reads alone: a lock keeps no server from it."""
    from central_server.store.restoring import restoring_since

    with server.engine.connect() as connection, connection.begin():
        since = restoring_since(connection)
    if since:
        print(
            f"正在从备份恢复（{since[:16].replace('T', ' ')} 起）：收件照常，不作新的决定；"
            "各窗口都同步过以后，请运行 counter-server restored --go-on",
            file=sys.stderr,
        )


def _refuse_one_port_for_both(listeners: Sequence[socket.socket]) -> None:
    """The port tells which face a request is for, whatever address it came to."""
    (_, port), (host, public) = (listener.getsockname()[:2] for listener in listeners)
    if port == public:
        raise CounterError(PORT_TAKEN, host=host, port=public)


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


if __name__ == "__main__":
    sys.exit(main())
