"""What Ctrl+Z takes back and Ctrl+Y does again: rows, choices, ticks.

Typing in one field is one step. Whatever is done by hand ends what could be done again.
"""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from counter_app.forms.drafts.draft import Edit, SetValue

_STEPS = 200


class Undo:
    """The steps of one session, newest last."""

    def __init__(self) -> None:
        self._steps: deque[tuple[Edit, ...]] = deque(maxlen=_STEPS)
        self._undone: list[tuple[Edit, ...]] = []
        self._typing = ""
        self._gathering = False

    @contextmanager
    def one_step(self) -> Iterator[None]:
        """Everything remembered inside is one step."""
        outer, self._typing = self._gathering, ""
        if not outer:
            self._steps.append(())
        self._gathering = True
        try:
            yield
        finally:
            self._gathering = outer
            if not outer and not self._steps[-1]:
                self._steps.pop()

    def remember(self, edit: Edit, back: tuple[Edit, ...]) -> None:
        """Keep how an edit is undone; further letters of the same field join its step."""
        self._undone.clear()
        key = edit.key if isinstance(edit, SetValue) else ""
        if self._gathering:
            self._steps[-1] = back + self._steps[-1]
            return
        if not key or key != self._typing:
            self._steps.append(back)
        self._typing = key

    def end_typing(self) -> None:
        """The field was left: what is typed in it from now on is a step of its own."""
        self._typing = ""

    def take(self) -> tuple[Edit, ...]:
        """The edits that undo the last step; nothing if there is none."""
        self._typing = ""
        return self._steps.pop() if self._steps else ()

    def undone(self, forth: tuple[Edit, ...]) -> None:
        """Keep how to do again what was just undone."""
        self._undone.append(forth)

    def take_undone(self) -> tuple[Edit, ...]:
        """The edits that do again what was undone last; nothing if there is none."""
        self._typing = ""
        return self._undone.pop() if self._undone else ()

    def redone(self, back: tuple[Edit, ...]) -> None:
        """Keep how to undo once more what was just done again."""
        self._steps.append(back)
