"""A clerk whose keys are counted, page by page.

By the reckoning of the first clerk's day: a Chinese letter is three keys (pinyin and choice), any
other letter and any key held with Ctrl or Alt is one. A decision is a press that chooses or acts:
an answer, an offer taken, a field left as it stands. Initials choose once; Enter behind what was
typed or chosen only goes on.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import Qt

from tests.ui import hands

_CHINESE_KEYS = 3
_KEY_SECONDS, _DECISION_SECONDS = 0.28, 1.2
_ENTER = Qt.Key.Key_Return


@dataclass
class Page:
    """What one page took."""

    keys: int = 0
    decisions: int = 0


@dataclass
class CountedClerk:
    """The hands; `after` is let happen behind each key."""

    after: Callable[[], None] = hands.settle
    pages: dict[str, Page] = field(default_factory=dict)
    _page: Page = field(default_factory=Page)
    _just_written: bool = False

    def on(self, page: str) -> None:
        """What follows is pressed on this page."""
        self._page = self.pages.setdefault(page, Page())
        self._just_written = False

    def write(self, text: str) -> None:
        """Copy what the paper says, letter by letter."""
        for letter in text:
            self._page.keys += 1 if letter.isascii() else _CHINESE_KEYS
            hands.write(letter)
            self.after()
        self._just_written = True

    def write_line(self, text: str) -> None:
        """The same, and on with Enter."""
        self.write(text)
        self.enter()

    def choose(self, letters: str) -> None:
        """Choose by letters or a digit."""
        self._page.keys += len(letters)
        self._page.decisions += 1
        for letter in letters:
            hands.press(Qt.Key(ord(letter.upper())))
            self.after()
        self._just_written = True

    def enter(self) -> None:
        """Enter."""
        self._page.keys += 1
        self._page.decisions += not self._just_written
        self._just_written = False
        hands.press(_ENTER)
        self.after()

    def press(self, key: Qt.Key, *, alt: bool = False) -> None:
        """A key that does something."""
        self._page.keys += 1
        self._page.decisions += 1
        self._just_written = True
        hands.press(key, alt=alt)
        self.after()

    def keys(self) -> int:
        """All keys."""
        return sum(page.keys for page in self.pages.values())

    def seconds(self) -> float:
        """How long that takes by the reckoning."""
        decisions = sum(page.decisions for page in self.pages.values())
        return self.keys() * _KEY_SECONDS + decisions * _DECISION_SECONDS
