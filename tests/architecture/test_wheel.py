"""The installed counter: finds its resources without the checkout, and starts without Qt."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

PACKAGES = ("counter_app", "local_db", "central_server")
LEFT_OUT = shutil.ignore_patterns(
    ".*", "tests", "docs", "benchmarks", "installer", "out", "build", "dist", "*.egg-info",
    "__pycache__",
)  # fmt: skip

SAMPLE = {
    "format": 1,
    "applied_on": "2026-11-20",
    "region": "620702",
    "applicant": {"name": "张三", "details": {"applicant_type": "low_income_family"}},
}


@pytest.fixture(scope="module")
def wheel(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    shutil.copytree(checkout, folder / "source", ignore=LEFT_OUT)
    _pip("wheel", "--no-deps", "--no-build-isolation", "-w", str(folder), str(folder / "source"))
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of commands of an environment that has the wheel, and no checkout."""
    folder = tmp_path_factory.mktemp("installed")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    packages = next(folder.glob("lib/python*/site-packages"))
    # The dependencies of the environment that runs this test, without its editable counter:
    # a folder named in a .pth file has its own .pth files ignored.
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib"))
    _pip("--python", str(folder / "bin" / "python"), "install", "--no-deps", str(wheel))
    return folder / "bin"


def _pip(*arguments: str) -> None:
    command = [sys.executable, "-m", "pip", *arguments, "--quiet", "--no-index"]
    subprocess.run(command, check=True, env=os.environ)


def test_wheel_holds_the_resources_inside_the_package(wheel: Path, checkout: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    tops = {name.partition("/")[0] for name in names if ".dist-info/" not in name}
    assert tops == set(PACKAGES)
    shipped = {
        path.relative_to(checkout) for path in (checkout / "resources").rglob("*") if path.is_file()
    }
    assert not {p for p in shipped if f"counter_app/_{p.as_posix()}" not in names}


def test_wheel_holds_the_licences_that_its_parts_ask_for(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name.partition(".dist-info/licenses/")[2] for name in archive.namelist()}
    texts = {f"LICENSES/{name}.txt" for name in ("LGPL-3.0-only", "GPL-3.0-only", "Apache-2.0")}
    assert names >= {"LICENSE", "NOTICE", "THIRD-PARTY.md"} | texts


def test_wheel_holds_every_source_file(wheel: Path, checkout: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    files = [
        path.relative_to(checkout)
        for package in PACKAGES
        for path in (checkout / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    ]
    assert len(files) > 100
    assert not {path.as_posix() for path in files} - names


def test_installed_counter_judges_a_file(installed: Path, tmp_path: Path) -> None:
    sample = tmp_path / "sample.json"
    sample.write_text(json.dumps(SAMPLE), "utf-8")
    command = [installed / "counter-app", "check", "--json", "--today", "2026-11-24", sample]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, env=os.environ)
    assert done.returncode == 1, done.stderr
    assert {error["field"] for error in json.loads(done.stdout)["errors"]} >= {"applicant.phone"}


def test_installed_code_is_not_the_checkouts(installed: Path, tmp_path: Path) -> None:
    code = "import counter_app; from counter_app.basics.resources import resource; "
    code += "print(counter_app.__file__, resource('policy'))"
    answer = subprocess.check_output([installed / "python", "-c", code], cwd=tmp_path, text=True)
    assert all(path.startswith(str(installed.parent)) for path in answer.split())


@pytest.mark.parametrize(
    "start",
    ["counter_app.cli", "counter_app.commands.check_command", "central_server.cli"],
)
def test_starts_where_qt_is_not_installed(installed: Path, tmp_path: Path, start: str) -> None:
    code = f"import sys; sys.modules['PySide6'] = None; import {start}"
    subprocess.run([installed / "python", "-c", code], cwd=tmp_path, check=True, env=os.environ)


AT_THE_DESK = {
    "pyside6-essentials",
    "shiboken6",
    "python-docx",
    "lxml",
    "httpx2",
}
IN_TESTS = {"cryptography", "chinesecalendar", "pytest", "hypothesis"}


def _locked(checkout: Path, name: str) -> set[str]:
    lines = (checkout / name).read_text("utf-8").splitlines()
    return {line.partition("==")[0] for line in lines if line[:1].isalnum()}


OF_A_CITY = {"psycopg", "psycopg-binary", "tzdata"}
"""The driver of PostgreSQL: a desk, whose trial server is SQLite, has none."""


def test_each_lock_holds_what_its_place_needs(checkout: Path) -> None:
    server = _locked(checkout, "requirements-server.lock")
    counter = _locked(checkout, "requirements.lock")
    everything = _locked(checkout, "requirements-dev.lock")
    assert not server & (AT_THE_DESK | IN_TESTS)
    assert server >= OF_A_CITY
    assert not counter & OF_A_CITY
    assert counter >= (server - OF_A_CITY) | AT_THE_DESK
    assert not counter & IN_TESTS
    assert everything >= counter | IN_TESTS


def test_server_starts_and_adds_a_window_where_only_its_lock_is_installed(
    installed: Path, tmp_path: Path
) -> None:
    absent = ["PySide6", "docx", "lxml", "httpx2", "pypinyin", "cryptography"]
    code = (
        f"import sys; sys.modules.update(dict.fromkeys({absent}))\n"
        "import central_server.serve, central_server.cli as cli; cli.main(sys.argv[1:])"
    )
    words = ["--region", "620702", "--url", "http://127.0.0.1:8620", "--data", tmp_path / "data"]
    command = [installed / "python", "-c", code, "add-window", "03", *words]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, env=os.environ)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "data" / "server.db").exists()
