"""What the texts of the house owe: every command, key and error of the code; no stray address."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from central_server import window_commands
from counter_app import cli
from counter_app.basics import catalogue
from counter_app.basics.errors import Entry

TOLD = {
    "Return": "Enter",
    "Ctrl+Return": "Ctrl+Enter",
    "Shift+Return": "Shift+Enter",
    "Space": "空格",
    "Ctrl+PgDown": "Ctrl+PgDn",
    "PgDown": "PgDn",
}
"""How a key is told where Qt writes it otherwise."""
NOT_TEXT = {".png", ".pdf", ".pyc", ".docx", ".ttf", ".otf"}


def _entries(checkout: Path) -> dict[str, Entry]:
    from importlib import import_module

    folder = checkout / "counter_app" / "basics" / "catalogue"
    modules = [
        import_module(f"{catalogue.__name__}.{path.stem}") for path in folder.glob("[a-z]*.py")
    ]
    return {
        name: value
        for module in modules
        for name, value in vars(module).items()
        if isinstance(value, Entry)
    }


def _texts(folder: Path, pattern: str) -> str:
    return "\n".join(path.read_text("utf-8") for path in sorted(folder.rglob(pattern)))


def _wire_code(name: str) -> str:
    """How the answer to an action names the entry; for others their own name again."""
    return name.removeprefix("ACTION_").lower() if name.startswith("ACTION_") else name


def _expected_in(test_file: Path) -> Iterator[str]:
    """What the tests of a file use as a value: names and whole texts, no import and no comment."""
    for node in ast.walk(ast.parse(test_file.read_text("utf-8"))):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def test_every_error_of_the_catalogue_is_provoked_by_a_test(checkout: Path) -> None:
    tests = (checkout / "tests").rglob("test_*.py")
    expected = {word for file in tests if file != Path(__file__) for word in _expected_in(file)}
    entries = _entries(checkout)
    assert entries
    unprovoked = [
        name
        for name, entry in entries.items()
        if not expected & {name, entry.code, _wire_code(name)}
    ]
    assert not unprovoked, " ".join(unprovoked)


def test_every_error_has_its_own_code_and_says_what_to_do(checkout: Path) -> None:
    entries = list(_entries(checkout).values())
    assert len({entry.code for entry in entries}) == len(entries)
    assert all(entry.title and entry.advice for entry in entries)
    assert not [e.code for e in entries if (e.title + e.advice).endswith(("。", "."))]


def test_every_command_is_documented(checkout: Path) -> None:
    readme = (checkout / "README.md").read_text("utf-8")
    commands = {f"counter-app {name}" for name in cli.COMMANDS if name != "window"}
    commands |= {f"run.py {name}" for name in ("demo", "test", "bench", "check", "doctor", "--lan")}
    commands |= {"counter-server", *(f"counter-server {name}" for name in window_commands.COMMANDS)}
    assert not {command for command in commands if command not in readme}


def test_every_key_is_documented(checkout: Path) -> None:
    readme = (checkout / "README.md").read_text("utf-8")
    screens = _texts(checkout / "counter_app" / "ui", "*.py")
    keys = set(re.findall(r'\bAct\(\s*f?"([^"]+)"', screens))
    assert len(keys) > 20
    told = {TOLD.get(key, re.sub(r"\{.*", "1", key)) for key in keys}
    assert not {key for key in told if f"`{key}`" not in readme}


def test_every_file_that_the_architecture_names_is_there(checkout: Path) -> None:
    said = (checkout / "docs" / "architecture.md").read_text("utf-8")
    named = {name for name in re.findall(r"`([\w./*]+/?)`", said) if "/" in name or ".py" in name}
    there = [path.relative_to(checkout).as_posix() for path in _shipped(checkout)]
    known = "\n".join(there)
    assert len(named) > 50
    assert not {
        name
        for name in named - {"/r/"}
        if not re.search(rf"(^|/){re.escape(name).replace(chr(92) + '*', '[^/]*')}", known, re.M)
    }


def _shipped(checkout: Path) -> Iterator[Path]:
    """Every file of the tree, leaving out what tools and runs lay into it."""
    for top in checkout.iterdir():
        if top.name in {".ci", ".gitignore"} or not top.name.startswith((".", "out")):
            yield from (path for path in [top, *top.rglob("*")] if path.is_file())


def test_committed_files_name_no_registry_and_nothing_outside_the_checkout(checkout: Path) -> None:
    outside = re.compile(
        rb"\.\./shared|/work/(main|shared)|pypi\.org|pythonhosted|deb\.debian\.org"
    )
    here = Path(__file__)
    found = [
        path.relative_to(checkout)
        for path in _shipped(checkout)
        if path.suffix not in NOT_TEXT and path != here
        if outside.search(path.read_bytes())
    ]
    assert not found
