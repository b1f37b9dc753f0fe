"""One Typst compiler for the whole program, behind one lock.

The first use takes up to a second (fonts, layouts); `warm()` does that off the window's thread.
Layouts get data only as JSON, so nothing that a person typed is ever markup.
"""

import json
import threading
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Literal

import msgspec
import typst

from counter_app.basics.catalogue.papers import PAPER_FAILED
from counter_app.basics.clock import CHINA
from counter_app.basics.errors import CounterError
from counter_app.basics.resources import resource
from counter_app.documents.fonts import Fonts, fonts

Format = Literal["pdf", "svg"]

_STANDARDS: list[Literal["a-2a", "ua-1"]] = ["a-2a", "ua-1"]
"""What an archive asks of a file (GB/T 42727), and what a screen reader does."""
_UNDATED = datetime(2024, 1, 1, tzinfo=CHINA)
"""What an undated paper carries: equal input gives equal bytes."""


class Typesetter:
    """Sets a layout of `resources/layouts` with its data. Each call is safe from any thread."""

    def __init__(self, chosen: Fonts) -> None:
        self._lock = threading.Lock()
        layouts = resource("layouts")
        faces = {"serif": chosen.serif, "sans": chosen.sans, "band": chosen.band_weight}
        self._compiler = typst.Compiler(
            str(layouts / "common.typ"),
            root=str(layouts),
            font_paths=[str(folder) for folder in chosen.folders],
            ignore_system_fonts=True,
            sys_inputs={"faces": json.dumps(faces)},
        )

    def pages(
        self,
        layout: str,
        data: Mapping[str, object],
        form: Format,
        at: datetime | None = None,
    ) -> tuple[bytes, ...]:
        """The paper: one PDF, or one SVG a page. CounterError where it cannot be set."""
        time = int((at or _UNDATED).timestamp())
        try:
            source = _source(layout, data)
            with self._lock:
                made = self._made(source, form, time)
        except (typst.TypstError, UnicodeEncodeError) as error:  # half a character is in no JSON
            raise CounterError(PAPER_FAILED, paper=layout) from error
        pages = made if isinstance(made, list) else [made]
        return tuple(page for page in pages if page is not None)

    def _made(self, source: bytes, form: Format, time: int) -> bytes | list[bytes] | None:
        if form != "pdf":
            return self._compiler.compile(input=source, format=form, timestamp=time)
        try:
            return self._compiler.compile(
                input=source, format=form, timestamp=time, pdf_standards=[*_STANDARDS]
            )
        except typst.TypstError:
            # A paper that no archive takes is still a paper: what stands on it is the same.
            return self._compiler.compile(input=source, format=form, timestamp=time)


def _source(layout: str, data: Mapping[str, object]) -> bytes:
    """A document that hands the data to a layout.

    The data stand in a string literal of JSON, where only quote and backslash have a meaning: JSON
    has no bare control character. As `sys.inputs` they would void the compiler's memory of what it
    has set before.
    """
    literal = msgspec.json.encode(data).replace(b"\\", b"\\\\").replace(b'"', b'\\"')
    return b'#import "/%s.typ": paper\n#paper(json(bytes("%s")))\n' % (layout.encode(), literal)


@cache
def typesetter() -> Typesetter:
    """The program's own; the first call loads the fonts."""
    return Typesetter(fonts())
