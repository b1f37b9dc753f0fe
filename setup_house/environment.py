"""The `.venv`: made, mended and brought up to the locks, or found to be ready in milliseconds.

A stamp, written last, holds what it was made from and the names of what then lay in it. Without
a stamp that fits, the `.venv` is half made or broken and is made anew. Must not know what is
started afterwards.
"""

import contextlib
import hashlib
import json
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterator
from typing import TypedDict

from .places import PYTHON, ROOT, VENV, WINDOWS, script, site_packages
from .setup_error import SetupError, say

LOCK = "requirements.lock"
DEV_LOCK = "requirements-dev.lock"
_STAMP = VENV / "stamp.json"
_EDITABLE = ("--no-deps", "--no-build-isolation", "--no-index")


class Stamp(TypedDict):
    """What is known of a finished `.venv`."""

    home: str
    """The Python and the folder that it was made with and for: paths into both lie in it."""
    lock: str
    contents: str
    """SHA-256 of what was installed, as told by the lock and `pyproject.toml`."""
    names: list[str]
    """What lay in `site-packages` when it was finished."""


def ensure(lock: str) -> None:
    """Have a `.venv` with all that `lock` names. DEV_LOCK holds everything that LOCK does."""
    if is_ready(lock):
        return
    with _alone():
        if not is_ready(lock):
            _make(lock)


def is_ready(lock: str) -> bool:
    """Whether the `.venv` can be used as it is."""
    stamp = _find_stamp()
    if stamp is None or stamp["lock"] not in (lock, DEV_LOCK):
        return False
    return stamp["contents"] == _contents(stamp["lock"])


def _find_stamp() -> Stamp | None:
    """The stamp of an unbroken `.venv`; None for one that is half made or lost something."""
    try:
        stamp: Stamp = json.loads(_STAMP.read_text("utf-8"))
        present = set(os.listdir(site_packages()))
        unbroken = stamp["home"] == _home() and present.issuperset(stamp["names"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return stamp if unbroken and PYTHON.exists() and script("counter-app").exists() else None


def _home() -> str:
    return f"{sys.version} {sys.base_prefix} {ROOT}"


def _contents(lock: str) -> str:
    digest = hashlib.sha256()
    for name in (lock, "pyproject.toml"):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def _make(lock: str) -> None:
    say("准备运行环境 .venv（第一次需要几分钟，之后不再需要）……")
    if _find_stamp() is None:
        _remove()
        try:
            venv.create(VENV, with_pip=True, symlinks=not WINDOWS)
        except (OSError, subprocess.CalledProcessError) as error:
            raise SetupError(f".venv 建不起来：{error}") from error
    _STAMP.unlink(missing_ok=True)
    _pip("install", "--require-hashes", "--only-binary", ":all:", "-r", str(ROOT / lock))
    _pip("install", *_EDITABLE, "-e", str(ROOT))
    names = [name for name in os.listdir(site_packages()) if name != "__pycache__"]
    stamp = Stamp(home=_home(), lock=lock, contents=_contents(lock), names=sorted(names))
    _STAMP.write_text(json.dumps(stamp, indent=1), "utf-8")


def _remove() -> None:
    if VENV.exists() or VENV.is_symlink():
        say("现有的 .venv 不完整或不合用，重新做一个。")
        try:
            VENV.unlink() if VENV.is_symlink() else shutil.rmtree(VENV)
        except OSError as error:
            raise SetupError(f".venv 删不掉（可能还有窗口开着）：{error.strerror}") from error


def _pip(*arguments: str) -> None:
    # Index, proxy and certificates are pip's own settings. What would lead it out of the .venv
    # is taken away.
    astray = ("PYTHONHOME", "PYTHONPATH", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT")
    environment = {name: value for name, value in os.environ.items() if name not in astray}
    environment |= {"PIP_USER": "0", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    environment["PYTHONWARNINGS"] = "ignore"  # setuptools warns of every editable install
    command = [str(PYTHON), "-m", "pip", *arguments, "--quiet", "--no-input"]
    if subprocess.call(command, env=environment, cwd=ROOT, stdout=sys.stderr):
        raise SetupError(
            "依赖包没有装上（原因见上）。第一次安装需要连到软件包源；"
            "内网请先设置 pip 的 index-url 或代理，再运行一次。"
        )


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    """Hold off other runs of the same checkout while the `.venv` changes."""
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
    try:
        descriptor = os.open(ROOT / ".setup.lock", flags, 0o600)
    except OSError as error:
        raise SetupError(f"不能在 {ROOT} 里写文件：{error.strerror}") from error
    try:
        _hold(descriptor)
        yield
    finally:
        os.close(descriptor)


if sys.platform == "win32":
    import msvcrt
    import time

    def _hold(descriptor: int) -> None:
        while True:
            try:
                msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)
                return
            except OSError:  # LK_LOCK gives up after ten tries
                time.sleep(1)
else:
    import fcntl

    def _hold(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
