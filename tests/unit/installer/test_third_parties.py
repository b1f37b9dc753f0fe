"""The list of third parties and the SBOM: all of the locks, each with a licence that we may use."""

import json
import re
import subprocess
import sys
import uuid
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Any

import pytest

from installer import third_party
from installer.licences import licences
from installer.locks import COUNTER, EVERYTHING, SERVER, Locked, locked
from installer.sbom import sbom

LOCKS = (SERVER, COUNTER, EVERYTHING)
SPDX = re.compile(r"[A-Za-z0-9.-]+(?: (?:AND|OR|WITH) [A-Za-z0-9.-]+)*")
NOT_ON_A_DESK = re.compile(r"\bAGPL|\bSSPL|\bBUSL|\bCC-BY-NC|Commons-Clause")


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_stands_in_the_list_with_a_licence(checkout: Path, lock: str) -> None:
    told = (checkout / "THIRD-PARTY.md").read_text("utf-8").splitlines()
    packages = locked(lock)
    assert len(packages) > 20
    for each in packages:
        row = next(line for line in told if line.startswith(f"| {each.name} |"))
        _, _, versions, licence, _, _ = row.split("|")
        assert each.version in versions.strip().split("、")
        assert SPDX.fullmatch(licence.strip())


def test_the_list_is_what_the_locks_and_the_licences_make(checkout: Path) -> None:
    assert (checkout / "THIRD-PARTY.md").read_text("utf-8") == third_party.text()


def test_a_package_that_nobody_looked_at_is_named() -> None:
    stranger = Locked("stranger", "1", "", (), ())
    assert third_party.missing((stranger, *locked(COUNTER)), licences()) == ["stranger"]


def test_no_licence_forbids_what_we_do() -> None:
    known = licences()
    found = {*known.of.values(), *(each.licence for each in known.inside)}
    assert not [licence for licence in found if NOT_ON_A_DESK.search(licence)]
    at_a_desk = {known.of[each.name] for each in locked(COUNTER)}
    assert not [each for each in at_a_desk if "GPL" in each and "LGPL-3.0-only OR" not in each]
    shipped = {each.name for lock in (COUNTER, SERVER) for each in locked(lock)}
    assert {each.package for each in known.inside} <= shipped


def test_licences_are_those_that_the_installed_packages_state() -> None:
    known = licences()
    for name, licence in known.of.items():
        if name in known.looked_up:
            continue
        try:
            stated = metadata(name)
        except PackageNotFoundError:
            raise AssertionError(
                f"{name} is not installed: say where its licence was seen"
            ) from None
        assert licence == (stated.get("License-Expression") or stated.get("License")), name


def test_the_duties_of_the_lgpl_are_told_and_its_texts_are_there(checkout: Path) -> None:
    notice = (checkout / "NOTICE").read_text("utf-8")
    for word in (
        "LGPL-3.0-only.txt",
        "GPL-3.0-only.txt",
        "替换",
        "反向工程",
        "一个文件夹",
        "源代码",
    ):
        assert word in notice
    for name in ("LGPL", "GPL"):
        text = (checkout / "LICENSES" / f"{name}-3.0-only.txt").read_text("utf-8")
        assert "Version 3, 29 June 2007" in text
        assert len(text) > 7000
    assert "替换" in (checkout / "LICENSE").read_text("utf-8")


# -- SBOM -----------------------------------------------------------------------------------------

PURL = re.compile(r"pkg:pypi/[a-z0-9-]+@[0-9][\w.]*")


@pytest.mark.parametrize("lock", [SERVER, COUNTER])
def test_the_sbom_is_cyclonedx_and_holds_the_lock(lock: str) -> None:
    made = sbom(lock)
    assert (made["bomFormat"], made["specVersion"], made["version"]) == ("CycloneDX", "1.6", 1)
    assert made["serialNumber"] == f"urn:uuid:{uuid.UUID(made['serialNumber'][9:])}"
    assert made["metadata"]["component"]["type"] == "application"
    packages = locked(lock)
    assert [(each["name"], each["version"]) for each in made["components"]] == [
        (each.name, each.version) for each in packages
    ]
    for component, package in zip(made["components"], packages, strict=True):
        _check_component(component, package)
    assert sbom(lock) == made


def _check_component(made: dict[str, Any], package: Locked) -> None:
    allowed = {
        "type", "bom-ref", "name", "version", "purl", "hashes", "licenses", "properties",
        "components",
    }  # fmt: skip
    assert set(made) <= allowed
    assert made["type"] == "library"
    assert PURL.fullmatch(made["purl"])
    assert {each["content"] for each in made["hashes"]} == set(package.hashes)
    assert all(each["alg"] == "SHA-256" for each in made["hashes"])
    for each in (made, *made.get("components", ())):
        (licence,) = each["licenses"]
        assert SPDX.fullmatch(licence["expression"])


def test_the_sbom_tells_who_needs_whom_and_names_nobody_else() -> None:
    made = sbom(COUNTER)
    inside = [part for each in made["components"] for part in each.get("components", ())]
    refs = [each["bom-ref"] for each in (*made["components"], *inside)]
    refs.append(made["metadata"]["component"]["bom-ref"])
    assert len(set(refs)) == len(refs)
    needs = {each["ref"]: each["dependsOn"] for each in made["dependencies"]}
    assert set(needs) <= set(refs)
    assert {ref for found in needs.values() for ref in found} == {
        each["bom-ref"] for each in made["components"]
    }
    assert "pkg:pypi/shiboken6@6.9.3" in needs["pkg:pypi/pyside6-essentials@6.9.3"]
    assert "pkg:pypi/shiboken6@6.9.3" not in needs["pkg:pypi/pyside6-essentials@6.8.0.2"]


def test_the_sbom_is_written_by_its_command(checkout: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "installer.sbom", "--server", "--out", tmp_path / "sbom.json"]
    subprocess.run(command, cwd=checkout, check=True)
    written = json.loads((tmp_path / "sbom.json").read_text("utf-8"))
    assert written == json.loads(json.dumps(sbom(SERVER)))
