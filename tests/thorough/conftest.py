"""Tests that are collected under `--thorough` only: they need programs that nobody else needs."""

from pathlib import Path

import pytest


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave this folder out where the long tests were not asked for."""
    return None if config.getoption("--thorough") else True
