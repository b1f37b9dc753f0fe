"""Lines of tests: the certificates that this machine trusts are read once a process.

A plain line needs none of them, and a client of its own for each question would read all of them
each time, three hundredths of a second of a processor. What is trusted stays as it is.
"""

from functools import cache

import httpcore2


def trust_once() -> None:
    """Let all lines of this process that trust as the machine does share what was read."""
    httpcore2.default_ssl_context = cache(httpcore2.default_ssl_context)
