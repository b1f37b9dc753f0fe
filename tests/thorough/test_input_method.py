"""Composing in the real window by a real input method: ibus with libpinyin, under Xvfb."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.thorough.composer import Composer

NAME, EMPLOYER = "applicant.name", "applicant.employer"


@pytest.fixture
def clerk(tmp_path: Path) -> Iterator[Composer]:
    clerk = Composer(tmp_path)
    try:
        clerk.begin()
        yield clerk
    finally:
        clerk.close()


def test_what_is_given_up_gives_back_what_was_there(clerk: Composer) -> None:
    before = clerk.open(NAME)
    clerk.compose("zhouyulan")
    assert clerk.ask(f"value {NAME}")["value"] == before
    clerk.hand("key", "Escape")
    clerk.until(composing=False, text=before, marked=before)

    clerk.compose("zhou")
    clerk.hand("key", *["BackSpace"] * 4)
    clerk.until(composing=False, text=before)
    assert clerk.ask(f"value {NAME}")["value"] == before


def test_another_field_may_be_clicked_meanwhile(clerk: Composer) -> None:
    before = clerk.open(EMPLOYER)
    clerk.compose("chengtou")
    x, y = clerk.ask("click 联系电话")["at"]
    clerk.hand("mousemove", str(x), str(y), "click", "1")
    clerk.until(name="联系电话")
    assert clerk.ask(f"value {EMPLOYER}")["value"] == before
    assert clerk.open(EMPLOYER) == before


def test_keys_are_the_input_methods_until_it_commits(clerk: Composer) -> None:
    clerk.open(NAME)
    clerk.compose("wang")
    clerk.hand("key", "F4", "ctrl+5")
    clerk.hand("key", "space")
    clerk.until(composing=False, name="姓名")
    name = clerk.ask("see")["text"]
    assert len(name) == 1
    assert clerk.ask(f"value {NAME}")["value"] == name
