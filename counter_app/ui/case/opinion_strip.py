"""The opinion beneath the table, 115 high: choices, and the text of the one that is chosen.

It never moves; only the table above scrolls. Must not do what is said in it.
"""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.ui.case.opinion import PHRASES_OF, Opinion
from counter_app.ui.case.opinion_choices import OpinionChoices
from counter_app.ui.shell.phrases import HINT, takes_phrases
from counter_app.ui.widgets.fields.text_area import TextArea
from counter_app.ui.widgets.theme.parts import label, named, rule
from counter_app.ui.widgets.theme.sizes import INSET

HEIGHT = 115
_TEXT, _ROW = 56, 44
_HINTS = {
    "return": "一行一条意见；已定的更正和部门更正会一并带上",
    "against": "写清事实和理由；条款在“意见”一页选",
}


class OpinionStrip(QWidget):
    """Follows the opinion, which the page of its own shows at length."""

    def __init__(self, opinion: Opinion) -> None:
        super().__init__()
        named(self, "paper")
        self.setFixedHeight(HEIGHT)
        self._opinion = opinion
        self._title = label("", "heading")
        self.choices = OpinionChoices(opinion)
        self.words = TextArea()
        self.words.setFixedHeight(_TEXT)
        self.words.describe("审核意见", "")
        self.words.edited.connect(lambda value: opinion.write(str(value)))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(rule("edge"))
        inner = QVBoxLayout()
        inner.setContentsMargins(INSET, 4, INSET, 8)
        inner.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(22)
        row.addWidget(self._title)
        row.addWidget(self.choices, 1)
        row.addWidget(label(HINT, "quiet"))
        inner.addLayout(row)
        inner.addWidget(self.words)
        column.addLayout(inner)
        opinion.changed.connect(self.show_opinion)
        opinion.typed.connect(self.show_text)
        self.show_opinion()

    def entitle(self, words: str) -> None:
        """Whose opinion it is."""
        self._title.setText(words)

    def show_opinion(self) -> None:
        """The text of the choice; without one there is nothing to write to."""
        choice = self._opinion.choice
        self.words.setEnabled(self._opinion.way is not None)
        takes_phrases(self.words, PHRASES_OF.get(choice) if choice else None)
        self.show_text()
        hint = _HINTS.get(str(choice or ""), "")
        self.words.input.setPlaceholderText(hint if choice else "先选一种意见，Alt+T、Alt+B、Alt+N")

    def show_text(self) -> None:
        """What was written on the page stands here too."""
        self.words.show_value(self._opinion.text)
