"""The server's log on standard error: one short line for each trouble, and of nobody.

A stack trace would carry what a stranger sent; the place and the kind of the trouble are enough.
"""

import logging
import sys

_LONGEST = 200


class _OneLine(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        first = record.getMessage().strip().partition("\n")[0][:_LONGEST]
        kind = record.exc_info[0] if record.exc_info else None
        trouble = f" ({kind.__name__})" if kind else ""
        return f"{self.formatTime(record)} {record.levelname} {record.name}: {first}{trouble}"


def log_in_short_lines() -> None:
    """Let every logger of this process write so, and uvicorn only where something failed."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_OneLine())
    logging.basicConfig(handlers=[handler], level=logging.ERROR, force=True)
