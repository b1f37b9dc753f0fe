"""Answers from the background to a page that may be gone by then: those are dropped."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject
from shiboken6 import isValid


def while_alive(owner: QObject, act: Callable[..., object]) -> Callable[..., None]:
    """`act` as a callback that does nothing once `owner` is gone."""

    def call(*arguments: Any) -> None:
        if isValid(owner):
            act(*arguments)

    return call
