"""The head of an open case: what part is shown, and beside it how it stands.

Must not know a case.
"""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from counter_app.ui.shell.frame.panel_lines import LINE_PADDING
from counter_app.ui.widgets.glyphs import Glyph, GlyphLabel
from counter_app.ui.widgets.theme.parts import cut_label, label, named
from counter_app.ui.widgets.theme.sizes import FORM_WIDEST, HEAD, INSET

Count = tuple[Glyph, str, str]
"""Sign, word, number."""
_MOST_COUNTS = 3
_GAP = 8


class CaseHead(QWidget):
    """A title, and either a few words or counts with their signs."""

    def __init__(self) -> None:
        super().__init__()
        named(self, "paper")
        self.setFixedHeight(HEAD)
        self._title, self._words = cut_label("", "page"), label("", "second")
        self._counts = [(GlyphLabel(), label("", "second"), label("", "strong"))
                        for _ in range(_MOST_COUNTS)]  # fmt: skip
        self._inner = QWidget()
        row = QHBoxLayout(self._inner)
        row.setContentsMargins(INSET, 0, INSET, 0)
        row.setSpacing(_GAP)
        row.addWidget(self._title, 1)
        row.addWidget(self._words)
        self._told = QWidget()
        told = QHBoxLayout(self._told)
        told.setContentsMargins(0, 0, 0, 0)
        told.setSpacing(_GAP)
        for count in self._counts:
            told.addSpacing(2 * _GAP)
            for part in count:
                told.addWidget(part)
        row.addWidget(self._told)
        beside = QHBoxLayout(self)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self._inner, 1)
        beside.addStretch(0)

    def say(
        self, title: str, words: str, counts: tuple[Count, ...] = (), *, wide: bool = False
    ) -> None:
        """Show these; `wide`: over a table, which takes the whole width."""
        inset = INSET - LINE_PADDING
        self._inner.setMaximumWidth(16_777_215 if wide else FORM_WIDEST + 2 * inset)
        self._title.setText(title)
        self._words.setText("" if counts else words)
        self._told.setVisible(bool(counts))
        shown = (*counts, *((None, "", ""),) * (_MOST_COUNTS - len(counts)))
        for (glyph, word, number), (sign, name, many) in zip(shown, self._counts, strict=True):
            sign.show_glyph(glyph)
            name.setText(word)
            many.setText(number)
            for part in (sign, name, many):
                part.setVisible(glyph is not None)
