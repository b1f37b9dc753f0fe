"""The print screen: papers at the left, the page on grey, printer at the right.

Sent is 等确认; only a person who saw the paper makes it 已打印. Covers the place beneath it.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QWidget

from counter_app.basics.errors import CounterError
from counter_app.documents.glyphs import in_signs
from counter_app.documents.set_paper import SetPaper
from counter_app.ui.papers.paper_desk import PaperDesk
from counter_app.ui.papers.paper_list import PaperList
from counter_app.ui.papers.paper_tray import Tray
from counter_app.ui.papers.print_jobs import held_up_words
from counter_app.ui.papers.print_panel import PrintPanel
from counter_app.ui.papers.saved_files import folder_acts
from counter_app.ui.shell.frame.place import Place
from counter_app.ui.shell.frame.top_tabs import Tab
from counter_app.ui.shell.frame.way import LeftColumn
from counter_app.ui.widgets.keys import Act
from counter_app.ui.widgets.page_preview import PagePreview
from counter_app.ui.widgets.theme.parts import cut_label, label, named, rule
from counter_app.ui.widgets.theme.sizes import FULL_WAY_FROM, PANEL_WIDE
from counter_app.ui.widgets.while_alive import while_alive

_HEAD = 57
_PANEL = 384
_INSET = 24


class PrintPlace(Place):
    """Prints the papers of a tray. `back` closes it; `back_words` say where that leads."""

    bare_keys = (("↑ ↓", "看哪样"), ("空格", "选印哪些"), ("Enter", "到打印按钮"))

    def __init__(
        self,
        tray: Tray,
        desk: PaperDesk,
        back: Callable[[], None],
        back_words: str,
        facts: QWidget | None = None,
        more: tuple[Act, ...] = (),
        parent: QWidget | None = None,
    ) -> None:
        """`facts` stand above the printer, `more` are acts on what they tell."""
        super().__init__(LeftColumn("↑ ↓ 看哪样    空格 选印哪些", rails=False), parent)
        self.tray, self._desk, self._back, self._back_words = tray, desk, back, back_words
        self._more = more
        self._came_out = False
        self._tell = while_alive(self, self._failed)
        self.papers = PaperList()
        self.left.put(self.papers)
        self.preview = PagePreview()
        self._title, self._where = cut_label("", "page"), label("", "second")
        self._middle_column.setSpacing(0)
        self._middle_column.addWidget(self._head())
        self._middle_column.addWidget(rule())
        self._middle_column.addWidget(self.preview, 1)
        take_back = partial(desk.jobs.cancel, tray, self._tell)
        self.printing = PrintPanel(
            desk, self.print, self.confirm, self.print_again, take_back, self._tell, facts
        )
        self.show_panel(self.printing)
        self.papers.chosen.connect(self._show_paper)
        self.papers.ticked.connect(self._name_button)
        self.papers.done.connect(lambda: self.printing.button.setFocus())
        self.preview.page_changed.connect(self._show_where)
        tray.changed.connect(self._show_tray)
        desk.busy_changed.connect(self._name_button)
        desk.printers_changed.connect(self.acts_changed)
        desk.jobs.changed.connect(self._show_tray)
        self._show_tray()
        wanted = tray.wanted()
        self.papers.tick_only(wanted)
        self.papers.at = next((n for n, item in enumerate(tray.items) if item.key in wanted), 0)
        self._show_paper()
        for item in tray.items[: self.papers.at] + tray.items[self.papers.at + 1 :]:
            desk.count(tray, item, self._tell)

    # -- what the window asks ---------------------------------------------------------------------

    def tab(self) -> Tab:
        """The tab is that of the place beneath."""
        return Tab(in_signs(self.tray.name))

    def acts(self) -> tuple[Act, ...]:
        """Keys of the screen."""
        return (
            self.panel_act("打印机"),
            Act("Esc", self._back_words, self._back),
            Act("F8", "打印", self.print, bar=True),
            Act("PgDown", "下一页", partial(self.preview.flip, 1)),
            Act("PgUp", "上一页", partial(self.preview.flip, -1)),
            Act("Ctrl++", "放大", partial(self.preview.zoom, True)),
            Act("Ctrl+=", "放大", partial(self.preview.zoom, True)),
            Act("Ctrl+-", "缩小", partial(self.preview.zoom, False)),
            *self._desk.jobs.acts(self.tray, self._tell),
            *folder_acts(self._desk, self._tell),
            *self._more,
            *self.printing.asked.acts(),
        )

    def enter(self) -> None:
        """The list has the keyboard."""
        self.papers.setFocus()

    def fitted(self) -> None:
        """Where the panel is a drawer the question stands beneath the page; papers keep names."""
        self.left.fit(max(self.width(), FULL_WAY_FROM))
        self.printing.put_question(self._middle_column if self.is_drawer() else None)

    def panel_width(self, *, wide: bool) -> int:
        """Wider than the usual panel: a printer's name needs room."""
        return PANEL_WIDE if wide else _PANEL

    # -- what the clerk does ---------------------------------------------------------------------

    def print(self) -> None:
        """F8: print what is ticked."""
        items = self.papers.chosen_items()
        self._came_out = False
        if items and not self._desk.busy:
            self.printing.say_nothing()
            self._desk.send(
                self.tray,
                items,
                self.printing.copies(),
                while_alive(self, partial(self.papers.tick_only, set())),
                self._tell,
                double_sided=self.printing.double_sided(),
            )
            self._name_button()

    def confirm(self) -> None:
        """Alt+Y: everything that was sent came out; with the last paper the screen is done with."""
        self._came_out = True
        for item in self.tray.waiting():
            self._desk.confirm(self.tray, item, self._tell)

    def print_again(self) -> None:
        """Alt+N: it did not come out; the same papers once more."""
        self.papers.tick_only({item.key for item in self.tray.waiting()})
        self.print()

    # -- showing ---------------------------------------------------------------------

    def _head(self) -> QWidget:
        head = named(QWidget(), "paper")
        head.setFixedHeight(_HEAD)
        row = QHBoxLayout(head)
        row.setContentsMargins(_INSET, 0, _INSET, 0)
        row.setSpacing(12)
        row.addWidget(self._title)
        row.addWidget(self._where)
        row.addStretch(1)
        for name, keys in (("整页", "Ctrl + −"), ("翻页", "PgUp PgDn"), (self._back_words, "Esc")):
            row.addWidget(label(name, "text"))
            row.addWidget(label(keys, "quiet"))
            row.addSpacing(8)
        return head

    def _show_tray(self) -> None:
        self.papers.show_items(self.tray.items)
        held_up = self._desk.jobs.held_up(self.tray)
        self.printing.ask(() if held_up else self.tray.waiting())
        self.printing.tell_held_up(held_up_words(held_up))
        self._name_button()
        self.acts_changed.emit()
        if self._came_out and not (self.tray.waiting() or self.tray.wanted()):
            self._came_out = False
            self._back()

    def _show_paper(self) -> None:
        item = self.tray.items[self.papers.at]
        self._title.setText(item.title)
        self.preview.say("正在排版")
        show = while_alive(self, partial(self._show_set, self.papers.at))
        self._desk.show(self.tray, item, show, self._tell)

    def _show_set(self, at: int, made: SetPaper) -> None:
        self.tray.note_set(self.tray.items[at], made)
        if at == self.papers.at:
            self.preview.show_pages(made.draw())

    def _show_where(self) -> None:
        count = self.preview.count()
        self._where.setText(f"第 {self.preview.at + 1} 页，共 {count} 页" if count else "")

    def _name_button(self) -> None:
        items = self.papers.chosen_items()
        pages = sum(item.pages for item in items)
        self.printing.name_button(len(items), pages)
        what = f"要印 {len(items)} 样 {pages} 页" if items else "没有选要印的"
        self.left.about("文书", f"{self.tray.name}，{what}")

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, CounterError):
            raise error
        self.printing.say(error)
        self._name_button()
