"""The window as a screen reader finds it, by AT-SPI: every control says what it is and holds.

Whoever cannot see the screen hears where the keyboard is, and what was wrong.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from counter_app.forms.housing_application import ApplicantType
from counter_app.intake.steps import Part
from counter_app.ui.gallery.screens import SCREENS
from tests.desktop import ROOT, Desktop, said, tell
from tests.patience import wait_until

_SYSTEM_PYTHON = "/usr/bin/python3"
_LEFT_OUT = ("long-", "many-")
"""Screens that differ from others in length only."""
_OF_EACH_TYPE = (Part.TYPE, Part.MATERIALS)
"""Parts that ask something else of each type; the others are heard of the first type each day."""
_HEARD = "听得到"
Node = dict[str, Any]


class Listener(Desktop):
    """A window, and a screen reader beside it."""

    def open(self, *names: str) -> None:
        """Let the window show these screens, the first of them now."""
        self.begin()
        self._window = self.start(
            (sys.executable, "-m", "tests.end_to_end.shown_screens", *names), ROOT
        )
        self.screen = said(self._window)
        self._reader = self.start(
            (_SYSTEM_PYTHON, str(Path(__file__).with_name("screen_reader.py")))
        )
        assert said(self._reader) == "ready"
        wait_until(self.nodes)  # the window comes to the reader's bus when it is at rest
        wait_until(self._is_heard)

    def next(self) -> str:
        """The next screen's name; nothing after the last."""
        return tell(self._window, "next")

    def press(self, key: str) -> None:
        """A key where the keyboard is."""
        tell(self._window, f"press {key}")

    def nodes(self) -> list[Node]:
        """Everything that is shown."""
        return [each for whole in json.loads(tell(self._reader, "tree")) for each in _all(whole)]

    def _is_heard(self) -> bool:
        """Whether the window tells what happens: it does once it knows that somebody listens."""
        tell(self._reader, "listen")
        tell(self._window, f"announce {_HEARD}")
        return ("said", _HEARD) in self.heard()

    def heard(self) -> list[tuple[str, str]]:
        """What was told since the last time: where the keyboard went, what was read out."""
        return [(what, words) for what, words in json.loads(tell(self._reader, "heard"))]


@pytest.fixture
def listener(tmp_path: Path) -> Iterator[Listener]:
    listener = Listener(tmp_path, QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1")
    yield listener
    listener.close()


def _all(node: Node) -> Iterator[Node]:
    yield node
    for child in node["children"]:
        yield from _all(child)


def _lacking(node: Node) -> str:
    """What a control does not say; nothing where it says all."""
    role = node["role"]
    if role == "push button" and not node["name"]:
        return "no name"
    if role == "table":
        cells = [each["name"] for each in _all(node) if each["role"] == "table cell"]
        return "" if any(cells) else "no cells"
    if "focusable" not in node["states"] or role in ("table cell", "list item"):
        return ""
    if not (node["label"] if role == "combo box" else node["name"]):
        return "no name"
    if role == "text" and "text" not in node:
        return "no value"
    if role == "spin button" and "value" not in node:
        return "no value"
    if role in ("radio button", "check box") and "checkable" not in node["states"]:
        return "no state"
    return ""


def _screens_of(group: str, *, all_parts: bool) -> tuple[str, ...]:
    kinds = tuple(ApplicantType)
    if group in kinds:
        parts = tuple(Part) if all_parts or group == kinds[0] else _OF_EACH_TYPE
        return tuple(name for part in parts if (name := f"{group}-{part}") in SCREENS)
    others = (name for name in SCREENS if not name.startswith((*kinds, *_LEFT_OUT)))
    return tuple(others)


@pytest.mark.parametrize("group", [*map(str, ApplicantType), "others"])
def test_every_control_of_every_screen_says_its_name_value_and_state(
    group: str, listener: Listener, thorough: bool
) -> None:
    names = _screens_of(group, all_parts=thorough)
    listener.open(*names)
    screen, lacking, controls = listener.screen, [], 0
    while screen:
        nodes = listener.nodes()
        controls += sum("focusable" in each["states"] for each in nodes)
        found = {
            (screen, each["role"], why, str(each.get("name")))
            for each in nodes
            if (why := _lacking(each))
        }
        lacking += sorted(found)
        screen = listener.next()
    assert controls > len(names), "something was read"
    assert lacking == [], "\n".join(map(str, lacking))


def test_painted_lists_have_their_rows(listener: Listener) -> None:
    listener.open("departments", "print")
    assert any("公安 身份信息" in each.get("name", "") for each in listener.nodes())
    listener.next()
    rows = [each["name"] for each in listener.nodes() if each.get("name", "").endswith("要印")]
    assert any(words.startswith("审核表，签字稿") for words in rows)


def test_where_the_keyboard_goes_and_what_is_wrong_is_told(listener: Listener) -> None:
    listener.open("low_income_family-applicant", "departments", "today")
    listener.heard()
    listener.press("Return")
    wait_until(lambda: ("focus", "身份证号") in listener.heard())
    listener.press("1")
    listener.press("Return")
    told: list[tuple[str, str]] = []

    def is_told(words: str) -> bool:
        told.extend(listener.heard())
        return any(words in each for _, each in told)

    wait_until(lambda: is_told("身份证号，"))
    listener.next()
    listener.press("Down")
    wait_until(lambda: is_told("民政 "))
    listener.next()
    listener.press("Down")
    wait_until(lambda: is_told("何秀兰"))
