"""A counter whose line to the server can be cut and mended while it works."""

from dataclasses import dataclass, field

from counter_app.bootstrap import Counter
from counter_app.sync.http_link import http_link
from counter_app.sync.link import OpenLink

_NOBODY = "http://127.0.0.1:9"


@dataclass
class Line:
    """Of one counter to the server."""

    up: bool = True


@dataclass(frozen=True, slots=True)
class CounterOnALine(Counter):
    """The real counter; while its line is down, nobody answers it."""

    line: Line = field(default_factory=Line)

    @classmethod
    def of(cls, counter: Counter) -> "CounterOnALine":
        """The same counter, on a line that is up."""
        return cls(counter.settings, counter.desk, counter.policies)

    def _open_link(self) -> OpenLink:
        found = Counter._open_link(self)
        return found if self.line.up else lambda _: http_link(_NOBODY, 1)
