"""What is being said of a case at its step: the choice, a text for each choice, the conditions.

One for strip and page, so that both show the same. Must not do it.
"""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, Signal

from counter_app.intake.case_view.opinions import Choice, Way
from counter_app.rules.phrases import PhraseOf

DRAFT = "opinion"
PHRASES_OF: Mapping[Choice, PhraseOf] = {
    Choice.AGREE: PhraseOf.OPINION,
    Choice.RETURN: PhraseOf.REMARK,
    Choice.AGAINST: PhraseOf.REASON,
}
_CHOICE, _CLAUSES, _REVISION, _TIES = "choice", "clauses", "revision", "ties"


class Opinion(QObject):
    """Nothing is chosen beforehand; what was typed under one choice stays when another is taken."""

    changed = Signal()
    """The choice, the ways, or what stands against it became others; not for a typed letter."""
    typed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.ways: tuple[Way, ...] = ()
        self.choice: Choice | None = None
        self.clauses: list[str] = []
        self.revision = 0
        """The revision that was seen by whoever writes; 0: none yet."""
        self.trouble = ""
        self._texts: dict[Choice, str] = {}
        self.ties: dict[str, dict[str, str]] = {}
        """How a line of a return begins → the field, paper or difference that it is about."""

    @property
    def way(self) -> Way | None:
        """What is chosen, where it is open at this step."""
        return next((each for each in self.ways if each.choice is self.choice), None)

    @property
    def text(self) -> str:
        """What was written under the choice."""
        return self._texts.get(self.choice, "") if self.choice else ""

    @property
    def may_return(self) -> bool:
        """Whether a return is one of the choices."""
        return any(each.choice is Choice.RETURN and each.act == "return" for each in self.ways)

    def is_empty(self) -> bool:
        """Whether nothing was chosen or written."""
        return self.choice is None and not any(self._texts.values())

    def open(self, ways: tuple[Way, ...]) -> None:
        """Which choices there are now."""
        if ways != self.ways:
            self.ways = ways
            self.changed.emit()

    def choose(self, choice: Choice) -> None:
        """Take a choice; its own text stands there."""
        if any(each.choice is choice for each in self.ways) and choice is not self.choice:
            self.choice, self.trouble = choice, ""
            self.changed.emit()
            self.typed.emit()

    def write(self, text: str) -> None:
        """The text of the choice as it is typed."""
        if self.choice is not None and text != self.text:
            self._texts[self.choice] = text
            self.typed.emit()

    def add_remark(self, about: str, words: str, keys: Mapping[str, str]) -> None:
        """One more line for a return, which is chosen by it; one of that is there already stays."""
        begins = f"{about}："
        lines = self._texts.get(Choice.RETURN, "").splitlines()
        if not self.may_return or any(line.startswith(begins) for line in lines):
            return
        self.ties[begins] = dict(keys)
        self.choice = Choice.RETURN
        self._texts[Choice.RETURN] = "\n".join((*lines, f"{begins}{words}"))
        self.changed.emit()
        self.typed.emit()

    def tick(self, clause: str) -> None:
        """Take a condition for the refusal, or leave it out."""
        if clause in self.clauses:
            self.clauses.remove(clause)
        else:
            self.clauses.append(clause)
        self.changed.emit()
        self.typed.emit()

    def tell(self, trouble: str) -> None:
        """What stands against it; what was typed stays."""
        self.trouble = trouble
        self.changed.emit()

    def forget(self) -> None:
        """It is done."""
        self.choice, self.clauses, self.trouble, self._texts = None, [], "", {}
        self.ties = {}
        self.changed.emit()
        self.typed.emit()

    # -- as a draft -------------------------------------------------------------------------------

    def kept(self) -> dict[str, Any]:
        """What is to be found again; nothing where nothing was typed."""
        if self.is_empty():
            return {}
        texts = {str(choice): text for choice, text in self._texts.items() if text}
        here = {_CHOICE: str(self.choice or ""), _CLAUSES: self.clauses, _REVISION: self.revision}
        return {**texts, **here, _TIES: self.ties}

    def restore(self, kept: Mapping[str, Any]) -> None:
        """As it was left."""
        for choice in Choice:
            if text := str(kept.get(choice) or ""):
                self._texts[choice] = text
        said = str(kept.get(_CHOICE) or "")
        self.choice = Choice(said) if said in set(Choice) else None
        self.clauses = [str(each) for each in kept.get(_CLAUSES) or ()]
        self.revision = int(kept.get(_REVISION) or 0)
        self.ties = {str(begins): dict(keys) for begins, keys in (kept.get(_TIES) or {}).items()}
        self.changed.emit()
