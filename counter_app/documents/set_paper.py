"""Sets a paper for printer and preview once, and remembers: what was looked at is printed.

What was set is found again by paper, copy, layout and everything of the view that stands on it; so
a page goes to the printer as it was shown, and nothing is set twice. Must not print or store.
"""

import hashlib
import re
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, replace
from functools import cache, partial

from counter_app.documents.paper_table import PaperOf, View
from counter_app.documents.papers import paper_data
from counter_app.documents.typesetter import typesetter
from counter_app.documents.view import Copy

_KEPT = 12
"""Papers: those of a few applicants who are open at once."""


_COUNT = re.compile(rb"/Type/Pages/Count (\d+)")
"""Of the page tree, which Typst writes in the clear at the head of its files."""


@dataclass(frozen=True, slots=True)
class SetPaper:
    """A paper as it was set."""

    pdf: bytes
    count: int
    """How many pages it has."""
    draw: Callable[[], tuple[bytes, ...]] = field(compare=False, repr=False)
    """The same pages, each as SVG: drawn at the first call, which is for no window's thread.

    Most papers go to the printer unseen, and drawing one takes as long as setting it.
    """
    reprint: bool = False
    """The PDF is one that was handed out before and that would be set otherwise today."""

    def handed_out_as(self, kept: bytes) -> "SetPaper":
        """The same paper for the screen, and what was handed out before for the printer."""
        if kept == self.pdf:
            return self
        return replace(self, pdf=kept, reprint=True)


class SetPapers:
    """The papers that were set last. Safe from any thread; one is set at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._set: OrderedDict[Hashable, SetPaper] = OrderedDict()

    def get(self, paper: PaperOf[View], view: View, copy: Copy) -> SetPaper:
        """The paper, set now or before. CounterError where it cannot be set."""
        key = (paper.layout_version, copy, _digest(view, copy))
        with self._lock:
            made = self._set.pop(key, None) or _set(paper, view, copy)
            self._set[key] = made
            while len(self._set) > _KEPT:
                self._set.popitem(last=False)
            return made


def _set(paper: PaperOf[View], view: View, copy: Copy) -> SetPaper:
    data = paper_data(paper, view, copy)
    setting = partial(typesetter().pages, paper.layout_file, data, at=view.made_at)
    (pdf,) = setting("pdf")
    found = _COUNT.search(pdf)
    assert found, "Typst writes it so"
    return SetPaper(pdf, int(found[1]), cache(partial(setting, "svg")))


def _digest(view: View, copy: Copy) -> bytes:
    """Everything that the paper is made from; of what is to be signed not when it was set."""
    if copy is Copy.SIGNING:
        view = replace(view, made_at=None)
    return hashlib.sha256(repr(view).encode("ascii", "backslashreplace")).digest()


set_papers = SetPapers()
"""The program's own."""
