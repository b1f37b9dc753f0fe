"""The whole letter before it is decided: what the applicant will read, and the button that decides.

Over the case; Esc goes back to the text. Must not set a letter or do the act.
"""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.background.lanes import Lane
from counter_app.basics.errors import CounterError
from counter_app.documents.set_paper import set_papers
from counter_app.documents.view import Copy
from counter_app.forms import matter
from counter_app.intake.case_view.opinions import Way
from counter_app.intake.deeds.given import Given
from counter_app.intake.deeds.table import ACTS, make
from counter_app.intake.letters.beforehand import Author, letter_before
from counter_app.intake.letters.issued import paper_of
from counter_app.ui.case.case_foot import CaseFoot
from counter_app.ui.case.case_head import CaseHead
from counter_app.ui.case.case_shown import Shown
from counter_app.ui.case.reviewing import Reviewing
from counter_app.ui.shell.frame.panel import Panel, Section
from counter_app.ui.shell.frame.panel_lines import Line
from counter_app.ui.shell.frame.place import Place
from counter_app.ui.shell.frame.top_tabs import Tab
from counter_app.ui.shell.frame.way import LeftColumn
from counter_app.ui.shell.seat import Seat
from counter_app.ui.widgets.glyphs import Glyph
from counter_app.ui.widgets.keys import Act
from counter_app.ui.widgets.page_preview import PagePreview
from counter_app.ui.widgets.theme.parts import named
from counter_app.ui.widgets.while_alive import while_alive

_AFTER = {
    "return": ("印退回补正告知书", "记送达：何时、何法、交给谁", "送达次日起停止计时"),
    "announce-refusal": ("印拟不通过告知书", "记送达", "听取陈述申辩，再提请不通过"),
    "refuse": ("负责人批准", "印审核结果告知书，记送达", "登记放开，可以再申请"),
}
"""What follows when a letter was decided."""
_HINT = "没有文号，定了以后由服务器编"


class LetterBeforePlace(Place):
    """One letter, page by page."""

    bare_keys = (("PgUp PgDn", "翻页"), ("↑ ↓", "移动放大的一页"))

    def __init__(
        self,
        about: tuple[str, str, str],
        title: str,
        verb: str,
        back: Callable[[], None],
        decide: Callable[[], None],
    ) -> None:
        """`about`: the three lines of the left column; `verb`: what the button does."""
        super().__init__(LeftColumn("Esc 回去改"))
        self._back, self._decide, self._verb = back, decide, verb
        self.left.about(*about)
        self._head, self.preview, self.foot = CaseHead(), PagePreview(), CaseFoot()
        self._head.say(title, _HINT, wide=True)
        self.preview.say("正在排版")
        self.foot.pressed.connect(decide)
        page = named(QWidget(), "paper")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self._head, self.preview, self.foot):
            column.addWidget(part, 1 if part is self.preview else 0)
        self._middle_column.addWidget(page)
        self._after = Section("定了以后")
        side = Panel()
        side.add(self._after)
        self.show_panel(side)
        self.foot.say("逐字看过再定；Esc 回去改，写好的还在", verb, may=False)

    def show_pages(self, pages: tuple[bytes, ...], after: tuple[str, ...]) -> None:
        """The letter is set; from now on it can be decided."""
        self.preview.show_pages(pages)
        told = [Line(f"{at}  {words}") for at, words in enumerate(after, start=1)]
        self._after.show_lines(told)
        self.foot.say("逐字看过再定；Esc 回去改，写好的还在", self._verb)
        self.acts_changed.emit()

    def tell(self, words: str) -> None:
        """What stands against it."""
        self.foot.say(words, self._verb, wrong=True)
        self._after.show_lines([Line(words, glyph=Glyph.RETURNED)])

    def be_busy(self, words: str) -> None:
        """It is under way."""
        self.foot.say(words, self._verb, may=False)

    def tab(self) -> Tab:
        """The tab is that of the place beneath."""
        return Tab("今日")

    def acts(self) -> tuple[Act, ...]:
        """Pages, back, and the decision once the letter is there."""
        ready = self.foot.button.isEnabled()
        do = (Act("Ctrl+Return", self._verb, self._decide),) if ready else ()
        return (
            Act("Esc", "回去改", self._back, bar=True),
            Act("PgDown", "下一页", lambda: self.preview.flip(1)),
            Act("PgUp", "上一页", lambda: self.preview.flip(-1)),
            Act("Ctrl+=", "放大", lambda: self.preview.zoom(True)),
            Act("Ctrl+-", "缩小", lambda: self.preview.zoom(False)),
            *do,
        )

    def enter(self) -> None:
        """The pages have the keyboard."""
        self.preview.setFocus()


def letter_before_place(
    seat: Seat, case: Shown, way: Way, reviewing: Reviewing, back: Callable[[], None]
) -> LetterBeforePlace:
    """The letter of what is about to be decided, set off the window; its button decides."""
    opened, person, letters = case.opened, seat.person, case.loaded.letters
    situation, keys = opened.situation, reviewing.keys(way)
    role = next(iter(opened.teller.roles), person.role)
    author = Author(person.staff_id, person.name, role, seat.tools.counter.desk.now())

    def work() -> tuple[bytes, ...]:
        given = Given(situation.file, situation.policy, situation.newest, situation.today, keys)
        deed = make(ACTS[way.act], given)
        which, view = letter_before(situation.file, deed, author, letters.place)
        return set_papers.get(paper_of(which), view, Copy.FINAL).draw()

    def decide() -> None:
        place.be_busy("正在办")
        reviewing.do(way, tell)

    def tell(told: Sequence[Line], _: str) -> None:
        if told:
            place.tell("；".join(filter(None, (told[0].title, told[0].second))))
        else:
            back()

    def fail(error: Exception) -> None:
        if not isinstance(error, CounterError):
            raise error
        place.preview.say(f"{error.title}。{error.advice}")

    state = case.loaded.case.state
    about = (way.title, matter.type_label(situation.file.declared), state.number)
    place = LetterBeforePlace(about, f"{way.title}，告知书全文", way.title, back, decide)
    shown = while_alive(place, lambda pages: place.show_pages(pages, _AFTER.get(way.act, ())))
    seat.tools.background.read(work, shown, while_alive(place, fail), Lane.PAPER)
    return place
