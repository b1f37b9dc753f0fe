"""The words of the applicant's page of a case as its receipt opens it.

Must not know what the page ought to say.
"""

from html.parser import HTMLParser
from typing import NamedTuple

_VOID = frozenset({"meta", "link", "br", "path", "circle"})


class PageWords(NamedTuple):
    """What a person reads: nothing of who the applicant is."""

    service: str
    heading: str
    number: str
    until: str
    owed: str
    sentences: tuple[str, ...]


def read_page(html: str) -> PageWords:
    """The words of the page."""
    reader = _Reader()
    reader.feed(html)
    said = reader.said
    return PageWords(
        service="".join(said.get("header", ())),
        heading="".join(said.get("h1", ())),
        number="".join(said.get("p.identity", ())[-1:]),
        until="".join(said.get("span.until", ())),
        owed="".join(said.get("h2", ())),
        sentences=tuple(said.get("p.sentence", ())),
    )


class _Reader(HTMLParser):
    """Gathers each text under what it stands in: an element, or an element of a class."""

    def __init__(self) -> None:
        super().__init__()
        self.said: dict[str, list[str]] = {}
        self._within: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Go in."""
        if tag not in _VOID:
            named = dict(attrs).get("class")
            self._within.append((tag, f"{tag}.{named}" if named else tag))

    def handle_endtag(self, tag: str) -> None:
        """Come out."""
        if self._within and self._within[-1][0] == tag:
            self._within.pop()

    def handle_data(self, data: str) -> None:
        """Keep it under everything around it."""
        if text := data.strip():
            for _, name in self._within:
                self.said.setdefault(name, []).append(text)
