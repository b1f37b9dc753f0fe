"""Commands of `counter-server` on its store: windows, policy, people. Each opens, works, closes.

Must not decide: that is `enrol`, `windows` and `anchors`. A string goes to standard output alone.
"""

import argparse
import json
import re
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from central_server.people.commands import STAFF_COMMANDS, found_if_empty
from counter_app.basics.catalogue.server import WINDOW_EXISTS
from counter_app.basics.errors import CounterError
from counter_app.basics.text import one_line

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from central_server.enrol import Added, NewWindow
    from central_server.server import Server
    from central_server.store.rows import Device
    from central_server.windows import Listed

Result = TypeVar("Result")
Run = Callable[["Server", argparse.Namespace], int | None]
"""Gives the exit code, None for 0."""


def _adding(parser: argparse.ArgumentParser, *, region_needed: bool) -> None:
    parser.add_argument("--region", required=region_needed, help="大厅所在县区代码，如 620702")
    parser.add_argument("--url", required=True, help="窗口同步用的服务器网址")
    parser.add_argument("--public-url", help="回执二维码上的网址（默认与 --url 相同）")
    parser.add_argument("--label", help="窗口名称，印在文书上")
    parser.add_argument("--lan", action="store_true", help="两个网址可用局域网 http（试用）")
    parser.add_argument("--anchor", type=Path, help="窗口只信任的证书（PEM 或 DER：CA 或自签）")


def _add_window(parser: argparse.ArgumentParser) -> Run:
    parser.add_argument("code", metavar="CODE", help="窗口号：03，或连同县区 620702-03")
    _adding(parser, region_needed=True)
    parser.add_argument(
        "--trial", action="store_true", help="服务器还是空的，就先定为试用（见 found-trial）"
    )
    parser.add_argument(
        "--adopts",
        action="append",
        type=_server_key,
        default=[],
        metavar="SERVER",
        help="接替的旧服务器编号：该窗口在旧服务器名下的办件可以带过来",
    )
    return partial(_add, "window")


def _server_key(text: str) -> str:
    if not re.fullmatch(r"[0-9a-f]{16}", text):
        raise argparse.ArgumentTypeError("服务器编号是 16 位数字和小写字母，见窗口登记时的提示")
    return text


def _add_desk(parser: argparse.ArgumentParser) -> Run:
    parser.add_argument("code", metavar="CODE", help="审核台号：D01，或连同县区 620702-D01")
    _adding(parser, region_needed=True)
    return partial(_add, "desk")


def _replace_window(parser: argparse.ArgumentParser) -> Run:
    parser.add_argument("code", metavar="CODE", help="窗口号，或登记编号（list-windows 里的）")
    _adding(parser, region_needed=False)
    parser.add_argument("--why", default="已由新登记的机器接替", help="停用原机器的原因")
    return _replace


def _revoke_window(parser: argparse.ArgumentParser) -> Run:
    parser.add_argument("code", metavar="CODE", help="窗口号，或登记编号（list-windows 里的）")
    parser.add_argument("--why", required=True, help="原因，如：电脑被盗（不要写个人信息）")
    return _revoke


def _clear_contested(parser: argparse.ArgumentParser) -> Run:
    parser.add_argument("code", metavar="CODE", help="窗口号，或登记编号（list-windows 里的）")
    return _clear


def _list_windows(parser: argparse.ArgumentParser) -> Run:
    parser.add_argument("--json", action="store_true", help="每个登记一行 JSON")
    return _list


def _restored(parser: argparse.ArgumentParser) -> Run:
    parser.add_argument(
        "--go-on",
        action="store_true",
        help="各窗口已经把备份以后的记录交还：恢复作决定",
    )
    return _restore


def _set_anchor(parser: argparse.ArgumentParser) -> Run:
    parser.add_argument("file", metavar="FILE", type=Path, help="证书（PEM 或 DER：CA 或自签）")
    parser.add_argument(
        "--next", action="store_true", help="下一张：先告知各窗口，换证书后再设为现用"
    )
    return _anchor


def _import_policy(parser: argparse.ArgumentParser) -> Run:
    from central_server.import_policy import import_policy

    parser.add_argument("file", type=Path, metavar="FILE", help="政策文件（TOML）")
    return import_policy


def _import_calendar(parser: argparse.ArgumentParser) -> Run:
    from central_server.import_calendar import import_calendar

    parser.add_argument("file", type=Path, metavar="FILE", help="日历文件（TOML）")
    return import_calendar


def _export_queries(parser: argparse.ArgumentParser) -> Run:
    from central_server.department_files import export_queries
    from counter_app.forms.consents import Department

    parser.add_argument("department", choices=sorted(Department), metavar="部门", help="部门代码")
    parser.add_argument("file", type=Path, metavar="FILE", help="写到哪里（每行一次查询，JSON）")
    return export_queries


def _import_answers(parser: argparse.ArgumentParser) -> Run:
    from central_server.department_files import import_answers

    parser.add_argument("file", type=Path, metavar="FILE", help="答复文件（每行一个答复，JSON）")
    return import_answers


def _audit(parser: argparse.ArgumentParser) -> Run:
    from central_server.audit.verify import verify_log

    parser.add_argument("what", choices=["verify"], metavar="verify", help="核对是否完整、未改动")
    parser.add_argument("--json", action="store_true", help="输出一行 JSON")
    return verify_log


COMMANDS: dict[str, tuple[str, Callable[[argparse.ArgumentParser], Run]]] = {
    "add-window": (
        "登记一个窗口，最后一行印出它的登记串（只用一次，请当面或加密转交）",
        _add_window,
    ),
    "add-desk": ("登记一个审核台：不编号、不发回执；最后一行印出登记串", _add_desk),
    "list-windows": ("列出登记过的窗口和审核台", _list_windows),
    "revoke-window": ("停用一个窗口，立即生效", _revoke_window),
    "replace-window": ("换机：停用原机器，最后一行印出新登记串，编号接着往下排", _replace_window),
    "clear-contested": ("去掉“登记串被第二台机器用过”“有两份副本在用”的标记", _clear_contested),
    "import-policy": (
        "导入政策文件：替换同名表，各窗口下次连接时取用；先用 counter-app check-policy 看一遍",
        _import_policy,
    ),
    "export-queries": (
        "把该向一个部门查的导出成批量文件（含姓名证号，请当面或加密转交）",
        _export_queries,
    ),
    "import-answers": ("导入部门的批量答复", _import_answers),
    "import-calendar": (
        "导入国务院公布的放假调休日历：按年合并，别的年份不变，各窗口下次连接时取用",
        _import_calendar,
    ),
    "audit": ("核对服务器的审计记录，不对时退出码为 1", _audit),
    "restored": (
        "数据库是从备份恢复的：请各窗口把备份以后的记录再送一遍；--go-on 结束恢复",
        _restored,
    ),
    "set-anchor": ("设定窗口只信任的服务器证书", _set_anchor),
    **STAFF_COMMANDS,
}
"""Name → what it is for, and what adds its words and gives its work."""


def run(
    words: list[str],
    add_store: Callable[[argparse.ArgumentParser], None],
    open_it: Callable[[argparse.Namespace], "Server"],
) -> int:
    """Run the command that stands first; returns its exit code. Raises CounterError."""
    sentence, add_words = COMMANDS[words[0]]
    parser = argparse.ArgumentParser(prog=f"counter-server {words[0]}", description=sentence)
    work = add_words(parser)
    add_store(parser)
    options = parser.parse_args(words[1:])
    server = open_it(options)
    try:
        return work(server, options) or 0
    finally:
        server.close()


def _restore(server: "Server", options: argparse.Namespace) -> None:
    from central_server.store.mark import new_epoch

    if not options.go_on:
        _write(server, lambda connection: new_epoch(connection, server.now()), "restored")
        print(
            "已记下：各窗口下次同步时会把备份以后的记录再送一遍。服务器正在运行的，请重新启动它。\n"
            "在此期间收件照常，不作新的决定；各窗口都同步过以后，"
            "请运行 counter-server restored --go-on"
        )
        return
    free = _write(server, partial(goes_on, server), "restored")
    if free is None:
        print("没有正在进行的恢复")
    elif free:
        print(f"已恢复作决定。还有 {free} 条备份以后的记录没有窗口交还；以后交还的仍放回原处")
    else:
        print("已恢复作决定")


def goes_on(server: "Server", connection: "Connection") -> int | None:
    """Decisions are taken again, and no 文号 comes that may have been given before the loss."""
    from datetime import datetime

    from central_server.deciding.official import skip_after_loss
    from central_server.store.restoring import go_on
    from counter_app.basics.clock import CHINA

    free = go_on(connection)
    if free is not None:
        today = datetime.fromisoformat(server.now()).astimezone(CHINA).date()
        skip_after_loss(connection, server.policies.look(connection), today)
    return free


def _add(kind: str, server: "Server", options: argparse.Namespace) -> None:
    if getattr(options, "trial", False):
        found_if_empty(server)
    new, command = _new(options, kind), f"add-{kind}"
    added = _write(server, lambda one: _added(server, one, new), command, code=options.code)
    if added.again:
        print(CounterError(WINDOW_EXISTS, code=added.code), file=sys.stderr)
    _print_string(added)


def _replace(server: "Server", options: argparse.Namespace) -> None:
    """The window's newest machine is replaced; all that had this code are shut out."""
    from central_server.windows import find_windows, newest, revoke

    def work(connection: "Connection") -> "Added":
        before = find_windows(connection, options.code)
        added = _added(server, connection, _new(options, "", newest(before)))
        revoke(connection, server.lore, before, options.why, server.now())
        return added

    code, why = options.code, options.why
    _print_string(_write(server, work, "replace-window", code=code, reason=why))


def _new(options: argparse.Namespace, kind: str, old: "Device | None" = None) -> "NewWindow":
    from central_server.anchors import read_anchor
    from central_server.enrol import NewWindow

    return NewWindow(
        code=old.window_code if old else options.code,
        region=options.region or (old.region if old else ""),
        label=options.label or (old.label if old else ""),
        server_address=options.url,
        public_address=options.public_url or options.url,
        lan=options.lan,
        kind=old.role if old else kind,
        anchor=read_anchor(options.anchor) if options.anchor else b"",
        adopts=tuple(getattr(options, "adopts", ())),
        replaces=old.device if old else None,
    )


def _added(server: "Server", connection: "Connection", new: "NewWindow") -> "Added":
    from central_server.enrol import add_window
    from central_server.halls import hall_for_string
    from counter_app.basics.clock import today

    day = today(server.clock)
    hall = hall_for_string(server.policies.in_force, new.region, day)
    hall_for_string(server.policies.in_force, new.county, day)  # a county that policy knows
    return add_window(connection, server.lore, new, hall, server.now())


def _print_string(added: "Added") -> None:
    print("登记串如下，只能用一次：")
    print(added.string)


def _revoke(server: "Server", options: argparse.Namespace) -> None:
    from central_server.windows import find_windows, revoke

    def work(connection: "Connection") -> "list[Device]":
        found = find_windows(connection, options.code)
        return revoke(connection, server.lore, found, options.why, server.now())

    changed = _write(server, work, "revoke-window", code=options.code, reason=options.why)
    _tell(changed, "已停用", "早已停用")


def _clear(server: "Server", options: argparse.Namespace) -> None:
    from central_server.windows import clear_marks, find_windows

    def work(connection: "Connection") -> "list[Device]":
        return clear_marks(connection, find_windows(connection, options.code))

    changed = _write(server, work, "clear-contested", code=options.code)
    _tell(changed, "已去掉标记", "没有标记")


def _tell(changed: "list[Device]", done: str, nothing: str) -> None:
    for each in changed:
        print(f"{done}：{each.window_code}（登记编号 {each.device}）")
    if not changed:
        print(nothing)


def _anchor(server: "Server", options: argparse.Namespace) -> None:
    from central_server.anchors import read_anchor, set_anchor

    anchor = read_anchor(options.file)
    _write(server, lambda one: set_anchor(one, anchor, comes_next=options.next), "set-anchor")
    print("下一张证书会随应答告知各窗口" if options.next else "以后发的登记串只信任这张证书")


def _list(server: "Server", options: argparse.Namespace) -> None:
    from central_server.windows import list_windows

    for listed in _write(server, list_windows):
        print(_line(listed) if options.json else _sentence(listed))


def _line(listed: "Listed") -> str:
    device = listed.device
    shown = {
        "code": device.window_code,
        "device": device.device,
        "label": device.label,
        "region": device.region,
        "role": device.role,
        "added": device.added_at or None,
        "enrolled": device.enrolled_at,
        "last_contact": device.seen_at,
        "program": device.program,
        "revoked": device.revoked_at,
        "revoked_why": device.revoked_why,
        "contested": device.contested_at,
        "cloned": device.cloned_at,
        "replaces": device.replaces,
        "replaced_by": listed.replaced_by,
    }
    return json.dumps(shown, ensure_ascii=False)


def _sentence(listed: "Listed") -> str:
    device = listed.device
    parts = [
        f"{device.window_code} {device.label}（登记编号 {device.device}）",
        f"县区 {device.region}",
        f"登记于 {_minute(device.added_at)}",
        f"启用于 {_minute(device.enrolled_at)}" if device.enrolled_at else "登记串还没有用",
        f"最近联系 {_minute(device.seen_at)}" if device.seen_at else "",
        f"程序 {device.program}" if device.program else "",
        f"已停用（{_minute(device.revoked_at)}，{device.revoked_why}）"
        if device.revoked_at
        else "",
        f"登记串被第二台机器用过（{_minute(device.contested_at)}）" if device.contested_at else "",
        f"有两份副本轮流在用（{_minute(device.cloned_at)}）" if device.cloned_at else "",
        f"由 {listed.replaced_by} 接替" if listed.replaced_by else "",
    ]
    return one_line("，".join(filter(None, parts)))


def _minute(moment: str | None) -> str:
    return (moment or "以前")[:16].replace("T", " ")


def _write(
    server: "Server", work: "Callable[[Connection], Result]", command: str = "", **detail: str
) -> Result:
    """Do the work as one transaction; a command that changes something is recorded in it."""

    def recorded(connection: "Connection") -> Result:
        result = work(connection)
        if command:
            server.audit.administered(connection, command, server.now(), **detail)
        return result

    return server.writer.submit(recorded).result()
