"""The commands of `run.py`: sees that what each needs is there, then starts it.

Must not do anything itself that a module beside it could do.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from counter_app.basics.arguments import speak_chinese

from . import doctor, environment, house, system_packages
from .display import has_display
from .places import PYTHON, ROOT, script, user_data
from .setup_error import SetupError, say
from .system_packages import FONTS, OFFSCREEN, READER, THOROUGH, TOOLS, WINDOW

CHECKS = (
    ("格式", ("ruff", "format", "--check", "--quiet")),
    ("写法", ("ruff", "check", "--quiet")),
    ("类型", ("mypy",)),
    ("层次", ("lint-imports", "--no-cache")),
)
"""What `check` runs, in this order; all of them, whatever the first says."""
_NONE_HANGS = ("-o", "faulthandler_timeout=600", "-o", "faulthandler_exit_on_timeout=true")
"""A test that takes ten minutes waits for what will not come: it ends, and its worker with it."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command of `run.py`; returns its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    speak_chinese()
    options, rest = _parser().parse_known_args(arguments)
    if rest and options.command != "test":
        _parser().error(f"不认识：{' '.join(rest)}")
    try:
        return _start(options, rest)
    except SetupError as trouble:
        say(str(trouble))
        return trouble.code
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="run.py", description="准备好一切并打开窗口（自带一台本机服务器）"
    )
    parser.add_argument("--lan", action="store_true", help="让同一房间的手机能扫回执上的二维码")
    parser.add_argument("--data", type=Path, help=f"数据目录（平时是 {user_data()}）")
    commands = parser.add_subparsers(dest="command", metavar="命令")
    demo = commands.add_parser("demo", help="四类申请各走到备案，另走十种结局，结果留在 out/")
    demo.add_argument(
        "--day", action="store_true", help="一天：3 个窗口、3 个审核台、40 件，部门断一小时"
    )
    demo.add_argument("--out", type=Path, default=ROOT / "out", help="放在哪里（平时是 out/）")
    commands.add_parser(
        "test", help="全部测试；其余参数交给 pytest，--thorough 跑长的故障测试", add_help=False
    )
    bench = commands.add_parser("bench", help="测速，列表")
    bench.add_argument("names", nargs="*", metavar="NAME", help="只跑其中几项")
    commands.add_parser("check", help="格式、写法、类型、层次")
    commands.add_parser("doctor", help="看看有什么、缺什么、怎么办")
    return parser


def _start(options: argparse.Namespace, rest: list[str]) -> int:
    match options.command:
        case "doctor":
            return doctor.report()
        case "check":
            return _check()
        case "test":
            return _test(rest)
        case "bench":
            return _bench(options.names)
        case "demo":
            return _demo(options.out, *(["--day"] if options.day else []))
        case _:
            return _open(options)


def _open(options: argparse.Namespace) -> int:
    if not has_display():
        say("这里没有显示器，改为演示：四类申请各走到备案，结果在 out/。")
        return _demo(ROOT / "out")
    _prepare((*OFFSCREEN, *WINDOW, *FONTS), environment.LOCK)
    return house.open_house(options.data, options.lan)


def _demo(out: Path, *more: str) -> int:
    _prepare((*OFFSCREEN, *WINDOW, *FONTS) if has_display() else (*OFFSCREEN, *FONTS))
    return _python("-m", "counter_app.demo", *more, "--out", str(out.resolve()))


def _test(arguments: list[str]) -> int:
    thorough = "--thorough" in arguments
    tools = TOOLS | THOROUGH if thorough else TOOLS
    _prepare((*OFFSCREEN, *WINDOW, *FONTS, *READER), environment.DEV_LOCK, tools)
    return _python("-m", "pytest", *(() if thorough else _NONE_HANGS), *arguments)


def _bench(names: list[str]) -> int:
    _prepare((*OFFSCREEN, *FONTS), environment.DEV_LOCK)
    return _python("-m", "benchmarks", *names)


def _check() -> int:
    _prepare((), environment.DEV_LOCK)
    failed = []
    for name, (tool, *arguments) in CHECKS:
        if subprocess.call([str(script(tool)), *arguments], cwd=ROOT):
            failed.append(name)
        say(f"{name}：{'有问题，见上' if name in failed else '好'}")
    return 1 if failed else 0


def _prepare(
    packages: Sequence[str],
    lock: str = environment.LOCK,
    tools: Sequence[str] | dict[str, str] = (),
) -> None:
    lacking = system_packages.missing(packages, tools)
    if not environment.is_ready(lock):
        lacking += system_packages.missing_venv()
    system_packages.install(lacking)
    environment.ensure(lock)


def _python(*arguments: str) -> int:
    """Run our Python; each program that tests and benchmarks start finds modules compiled."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return subprocess.call([str(PYTHON), *arguments], cwd=ROOT, env=environment)
