"""`run.py doctor`: what is there, what is not, what to do. Changes nothing."""

import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator

from . import environment, system_packages
from .display import has_display
from .places import PYTHON, ROOT, user_data
from .system_packages import FONTS, OFFSCREEN, READER, TOOLS, WINDOW

_IMPORTS = "import PySide6.QtWidgets, PySide6.QtPrintSupport, sqlcipher3, typst, fastapi"


def report() -> int:
    """Print one line for each thing; 0 when the counter can be started, 1 when not."""
    good = True
    for name, trouble, needed in _findings():
        good = good and not (trouble and needed)
        mark = "好　" if not trouble else "缺　" if needed else "可缺"
        print(f"{mark}  {name}：{trouble}" if trouble else f"{mark}  {name}")
    data = user_data()
    print(f"      数据目录 {data}；源码 {ROOT}")
    print(f"      日志 {data / 'counter.log'}；自带服务器的 {data / 'server' / 'server.log'}")
    return 0 if good else 1


def _findings() -> Iterator[tuple[str, str, bool]]:
    """Name, what is wrong (empty if nothing is), and whether the counter needs it to start."""
    yield f"Python {platform.python_version()}，{platform.platform()}", "", True
    yield "运行环境 .venv", _venv_trouble(), True
    yield "Qt 等组件能载入", _import_trouble(), True
    if system_packages.on_debian():
        yield "系统库和字体", _packages_trouble((*OFFSCREEN, *WINDOW, *FONTS)), True
        yield "测试用的工具", _packages_trouble(READER, tuple(TOOLS)), False
    elif sys.platform == "linux":
        yield "系统库和字体", "不是 Debian 系，请照 README 自行安装", False
    yield "显示器", "" if has_display() else "没有；run.py 会改为演示", False
    space = shutil.disk_usage(ROOT).free // 2**20
    yield f"磁盘剩余 {space} MB", "" if space > 1500 else "至少留出 1500 MB", True


def _venv_trouble() -> str:
    return "" if environment.is_ready(environment.LOCK) else "运行 python3 run.py 会做好"


def _import_trouble() -> str:
    if not PYTHON.exists():
        return "还没有 .venv"
    done = subprocess.run([str(PYTHON), "-c", _IMPORTS], capture_output=True, text=True)
    return done.stderr.strip().rpartition("\n")[2] if done.returncode else ""


def _packages_trouble(packages: tuple[str, ...], tools: tuple[str, ...] = ()) -> str:
    lacking = system_packages.missing(packages, tools)
    return "apt-get install --no-install-recommends " + " ".join(lacking) if lacking else ""
