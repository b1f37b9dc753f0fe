"""`python -m installer.sbom [--server] [--out FILE]`: what a release is made of, as CycloneDX 1.6.

From the locks and `licences.toml` alone, so that the same commit gives the same file everywhere.
Must not ask any network.
"""

import argparse
import json
import sys
import tomllib
import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from installer.licences import Inside, Licences, licences
from installer.locks import COUNTER, PROJECT, ROOT, SERVER, Locked, locked

SPEC = "1.6"
_OURS = {"licenses": [{"license": {"name": "LicenseRef-Proprietary"}}]}


def sbom(lock: str) -> dict[str, Any]:
    """The bill of materials of what a lock installs."""
    packages, known = locked(lock), licences()
    ours = _project()
    made = {
        "bomFormat": "CycloneDX",
        "specVersion": SPEC,
        "version": 1,
        "metadata": {"component": ours},
        "components": [_component(each, known) for each in packages],
        "dependencies": _dependencies(packages, ours["bom-ref"]),
    }
    content = json.dumps(made, sort_keys=True)
    return {"serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, content)}", **made}


def _project() -> dict[str, Any]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    version = project["version"]
    named = {"type": "application", "name": PROJECT, "version": version}
    return {
        **named,
        "bom-ref": f"{PROJECT}@{version}",
        "description": project["description"],
        **_OURS,
    }


def _component(package: Locked, known: Licences) -> dict[str, Any]:
    made: dict[str, Any] = {
        "type": "library",
        "bom-ref": _purl(package),
        "name": package.name,
        "version": package.version,
        "purl": _purl(package),
        "hashes": [{"alg": "SHA-256", "content": each} for each in package.hashes],
        "licenses": [{"expression": known.of[package.name]}],
    }
    if package.marker:
        made["properties"] = [{"name": "counter-app:marker", "value": package.marker}]
    inside = [each for each in known.inside if each.package == package.name]
    if inside:
        made["components"] = [_inside(each, package) for each in inside]
    return made


def _inside(part: Inside, package: Locked) -> dict[str, Any]:
    made: dict[str, Any] = {
        "type": "library",
        "bom-ref": f"{_purl(package)}#{part.name}",
        "name": part.name,
        "licenses": [{"expression": part.licence}],
    }
    version = part.version or (package.version if part.name == "Qt" else "")
    return {**made, **({"version": version} if version else {})}


def _dependencies(packages: tuple[Locked, ...], ours: str) -> list[dict[str, Any]]:
    """Who needs whom. The locks say for each package by whom it is wanted."""
    needs: dict[str, set[str]] = {ours: set(), **{_purl(each): set() for each in packages}}
    for each in packages:
        if PROJECT in each.wanted_by:
            needs[ours].add(_purl(each))
        for other in packages:
            if other.name in each.wanted_by and _together(each, other):
                needs[_purl(other)].add(_purl(each))
    return [{"ref": ref, "dependsOn": sorted(found)} for ref, found in needs.items()]


def _together(one: Locked, other: Locked) -> bool:
    """Whether both may be installed at once: versions for different systems exclude each other."""
    return not (one.marker and other.marker) or one.marker == other.marker or "sys_" in one.marker


def _purl(package: Locked) -> str:
    return f"pkg:pypi/{package.name}@{package.version}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Write it to a file or to standard output; returns the exit code."""
    parser = argparse.ArgumentParser(prog="sbom", description="CycloneDX 软件物料清单")
    parser.add_argument("--server", action="store_true", help="只装服务器的那一份")
    parser.add_argument("--out", type=Path, metavar="FILE", help="写到哪里（不写则到标准输出）")
    options = parser.parse_args(arguments)
    text = json.dumps(sbom(SERVER if options.server else COUNTER), ensure_ascii=False, indent=1)
    if options.out:
        options.out.write_text(f"{text}\n", "utf-8")
    else:
        print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
