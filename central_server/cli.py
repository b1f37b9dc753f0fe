"""Command line of the central server: runs it, or adds a window. Must hold no other work.

`add-staff` and `import-policy` come with sign-in and with policy over the wire; until then they
are absent.
"""

import argparse
import os
import socket
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from platformdirs import user_data_path

from counter_app.basics.catalogue.server import PORT_TAKEN, WINDOW_EXISTS
from counter_app.basics.errors import CounterError
from counter_app.basics.own_process import guard_process
from counter_app.basics.streams import settle_streams

_FILE = "server.db"
_PORT = 8620


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code: 0, or 2 where it could not be done."""
    if arguments is None:
        guard_process()
    settle_streams()
    words = list(sys.argv[1:] if arguments is None else arguments)
    adds = words[:1] == ["add-window"]
    options = _window_parser().parse_args(words[1:]) if adds else _parser().parse_args(words)
    try:
        if arguments is None:
            _keep_log(options, long=not adds)
        return _add_window(options) if adds else _serve(options)
    except CounterError as error:
        print(error, file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="counter-server",
        description="申请公租房“一件事”中心服务器",
        epilog="另有：counter-server add-window CODE … 登记一个窗口（--help 看用法）",
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
        "--until-stdin-closes", action="store_true", help="标准输入关闭时结束（由别的程序带起时用）"
    )
    _add_store(parser)
    return parser


def _window_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="counter-server add-window",
        description="登记一个窗口，最后一行印出它的登记串（只用一次，请当面或加密转交）",
    )
    parser.add_argument("code", metavar="CODE", help="窗口号：03，或连同县区 620702-03")
    parser.add_argument("--region", required=True, help="大厅所在县区代码，如 620702")
    parser.add_argument("--url", required=True, help="窗口同步用的服务器网址")
    parser.add_argument("--public-url", help="回执二维码上的网址（默认与 --url 相同）")
    parser.add_argument("--label", help="窗口名称，印在文书上")
    parser.add_argument("--lan", action="store_true", help="回执网址可用局域网 http（演示用）")
    _add_store(parser)
    return parser


def _add_store(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, help="数据目录")
    parser.add_argument("--database", metavar="URL", help="数据库网址，如 sqlite:////srv/server.db")


def _database(options: argparse.Namespace) -> str:
    """The URL that was given, or that of the file in the data directory."""
    if options.database:
        return str(options.database)
    given = options.data or os.environ.get("COUNTER_SERVER_DATA")
    folder = Path(given) if given else user_data_path("counter-server")
    return f"sqlite:///{(folder / _FILE).absolute()}"


def _keep_log(options: argparse.Namespace, *, long: bool) -> None:
    """Beside the data, of every command."""
    from central_server.store.engine import database_file
    from counter_app.basics.log_file import start_log, watch_crashes

    folder = database_file(_database(options)).parent
    start_log(folder, "server")
    if long:
        watch_crashes(folder, "server")


def _serve(options: argparse.Namespace) -> int:
    from central_server.edge.guard import make_guard
    from central_server.serve import listen, serve
    from central_server.server import open_server

    with ExitStack() as stack:
        listeners = [stack.enter_context(listen(options.host, options.port))]
        if options.public_port is not None:
            listeners.append(stack.enter_context(listen(options.public_host, options.public_port)))
            _refuse_one_port_for_both(listeners)
        server = open_server(_database(options))
        for said, listener in zip(("中心服务器已启动", "申请人查询页"), listeners, strict=False):
            print(f"{said}：{_address(listener)}", flush=True)
        guard = make_guard(proxy=options.behind_proxy)
        serve(server, guard, listeners, until_stdin_closes=options.until_stdin_closes)
    return 0


def _refuse_one_port_for_both(listeners: Sequence[socket.socket]) -> None:
    """The port tells which face a request is for, whatever address it came to."""
    (_, port), (host, public) = (listener.getsockname()[:2] for listener in listeners)
    if port == public:
        raise CounterError(PORT_TAKEN, host=host, port=public)


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _add_window(options: argparse.Namespace) -> int:
    from central_server.enrol import NewWindow, add_window
    from central_server.halls import hall_for_string
    from central_server.server import open_server
    from counter_app.basics.clock import today

    window = NewWindow(
        code=options.code,
        region=options.region,
        label=options.label or "",
        server_address=options.url,
        public_address=options.public_url or options.url,
        lan=options.lan,
    )
    server = open_server(_database(options))
    try:
        day = today(server.clock)
        hall = hall_for_string(server.policy, window.region, day)
        hall_for_string(server.policy, window.county, day)  # a county that policy knows
        now = server.now()
        added = server.writer.submit(
            lambda connection: add_window(connection, window, hall, now)
        ).result()
    finally:
        server.close()
    if added.again:
        code = f"{window.county}-{window.code[-2:]}"
        print(CounterError(WINDOW_EXISTS, code=code), file=sys.stderr)
    print("登记串如下，只能用一次：")
    print(added.string)
    return 0


if __name__ == "__main__":
    sys.exit(main())
