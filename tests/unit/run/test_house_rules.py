"""The ground on which every test stands: see tests/conftest.py."""

import logging
import os
from pathlib import Path


def test_home_is_not_the_users(tmp_path_factory) -> None:
    assert Path.home().is_relative_to(tmp_path_factory.getbasetemp())


def test_no_setting_leaks_in() -> None:
    assert not [name for name in os.environ if name.startswith("COUNTER_")]


def test_expected_errors_are_handed_over(expected_errors) -> None:
    logging.getLogger("counter").error("told aloud")
    assert [record.getMessage() for record in expected_errors] == ["told aloud"]
