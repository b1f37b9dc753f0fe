"""The terminal's two streams: no letter stops a line, no lost reader stops a run of files.

`settle_streams` is called first by every program; results go out by `say`, so that one that cannot
be told on standard output is told on the other. Must not know what is said.
"""

import io
import os
import sys
from typing import TextIO


def settle_streams() -> None:
    """Let both streams write what their encoding lacks as an escape instead of failing.

    The encoding stays the one that console or pipe has: other programs there read the same.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def say(line: str) -> None:
    """One line of results at once; where nobody reads standard output any more, on the other."""
    if not _written(line, sys.stdout):
        _lead(sys.stdout, sys.stderr.fileno())
        complain(line)


def complain(line: str) -> None:
    """One line of troubles; where not even that can be written, the work goes on."""
    if not _written(line, sys.stderr):
        _lead(sys.stderr, os.open(os.devnull, os.O_WRONLY))


def json_line(value: object) -> str:
    """The value as JSON that is right in every encoding: beside UTF-8 in ASCII alone."""
    import json

    text = json.dumps(value, ensure_ascii=False)
    encoding = (getattr(sys.stdout, "encoding", None) or "ascii").lower().replace("-", "")
    if text.isascii() or (encoding.startswith("utf8") and _is_utf8(text)):
        return text
    return json.dumps(value)


def _is_utf8(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _written(line: str, stream: TextIO | None) -> bool:
    if stream is None:  # pythonw has none
        return True
    from counter_app.basics.text import one_line  # the window says nothing here

    try:
        print(one_line(line), file=stream, flush=True)
    except (OSError, ValueError):  # ValueError: the stream was closed
        return False
    return True


def _lead(stream: TextIO, target: int) -> None:
    """Let what is written from now on go to another file."""
    try:
        os.dup2(target, stream.fileno())
    except (OSError, ValueError):
        return
