"""A checkout with the real run.py and set-up, and a project so small that it installs offline."""

import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

_PYPROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
[project]
name = "tiny"
version = "1"
scripts = {counter-app = "brick:main"}
"""

_BACKEND = """
import zipfile
def build_editable(folder, config_settings=None, metadata_directory=None):
    with zipfile.ZipFile(f"{folder}/tiny-1-py3-none-any.whl", "w") as wheel:
        info = "tiny-1.dist-info"
        wheel.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\\nName: tiny\\nVersion: 1\\n")
        wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\\nTag: py3-none-any\\n")
        wheel.writestr(f"{info}/entry_points.txt", "[console_scripts]\\ncounter-app=brick:main\\n")
        wheel.writestr(f"{info}/RECORD", "")
    return "tiny-1-py3-none-any.whl"
"""


class TinyCheckout:
    """The folder, and what a test does in it."""

    def __init__(self, source: Path, folder: Path) -> None:
        self.folder = self._place = folder
        self._aside = folder.with_name("aside")
        shutil.copytree(source / "setup_house", folder / "setup_house")
        shutil.copy(source / "run.py", folder)
        # All that run.py takes from the programs: how a command line says its words.
        (folder / "counter_app" / "basics").mkdir(parents=True)
        for name in ("__init__.py", "basics/__init__.py", "basics/arguments.py"):
            shutil.copy(source / "counter_app" / name, folder / "counter_app" / name)
        (folder / "pyproject.toml").write_text(_PYPROJECT)
        (folder / "backend.py").write_text(_BACKEND)
        self.lock_bricks("1")

    @property
    def venv(self) -> Path:
        """Where set-up puts its environment."""
        return self.folder / ".venv"

    def brick(self) -> Path:
        """The one dependency, as it lies in the environment."""
        return next(self.venv.glob("lib/python*/site-packages/brick"))

    def lock_bricks(self, version: str, digest: str = "") -> None:
        """Offer one version of the dependency and lock it, by its own hash or a false one."""
        wheel = self.folder / f"brick-{version}-py3-none-any.whl"
        with zipfile.ZipFile(wheel, "w") as archive:
            info = f"brick-{version}.dist-info"
            archive.writestr("brick/__init__.py", f"def main(): print('brick {version}')\n")
            archive.writestr(
                f"{info}/METADATA", f"Metadata-Version: 2.1\nName: brick\nVersion: {version}\n"
            )
            archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
            archive.writestr(f"{info}/RECORD", "")
        digest = digest or hashlib.sha256(wheel.read_bytes()).hexdigest()
        for name in ("requirements.lock", "requirements-dev.lock"):
            (self.folder / name).write_text(f"brick=={version} --hash=sha256:{digest}\n")

    def put_aside(self) -> None:
        """Keep it as it is now."""
        shutil.copytree(self.folder, self._aside, symlinks=True)

    def put_back(self) -> None:
        """Have it again as it was kept, at the same place: paths into it lie in the `.venv`."""
        shutil.rmtree(self.folder)
        self.folder = self._place
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(self._aside, self.folder, symlinks=True)

    def passes_for_ready(self) -> bool:
        """What `run.py` asks before it starts anything."""
        code = (
            "import sys\n"
            "from setup_house import environment\n"
            "sys.exit(not environment.is_ready(environment.LOCK))\n"
        )
        process = self._start("-c", code)
        process.communicate()
        return process.returncode == 0

    def start_setting_up(self) -> subprocess.Popen[str]:
        """Run set-up as `run.py` does for the window."""
        code = (
            "import sys\n"
            "from setup_house import environment, setup_error\n"
            "try: environment.ensure(environment.LOCK)\n"
            "except setup_error.SetupError as error: sys.exit(f'SetupError: {error}')\n"
        )
        return self._start("-c", code)

    def set_up(self) -> tuple[int, str]:
        """Exit code, and all that was printed."""
        process = self.start_setting_up()
        printed, _ = process.communicate()
        return process.returncode, printed

    def counter_app(self) -> str:
        """What the installed command prints."""
        return subprocess.check_output([self.venv / "bin" / "counter-app"], text=True).strip()

    def _start(self, *arguments: str) -> subprocess.Popen[str]:
        environment = dict(
            os.environ,
            PIP_NO_INDEX="1",
            PIP_FIND_LINKS=str(self.folder),
            PIP_CONFIG_FILE=os.devnull,
        )
        return subprocess.Popen(
            [sys.executable, *arguments],
            cwd=self.folder,
            env=environment,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
