"""How set-up stops: one exception that carries the exit code, and one way to tell what goes on."""

import sys

NEEDS_SYSTEM_PACKAGES = 4
"""Exit code: system packages are missing and could not be installed from here."""


class SetupError(Exception):
    """Set-up cannot go on; the text says what happened and what to do."""

    def __init__(self, message: str, code: int = 1) -> None:
        super().__init__(message)
        self.code = code


def say(line: str) -> None:
    """Tell the user, at once and apart from what the started programs print."""
    print(line, file=sys.stderr, flush=True)
