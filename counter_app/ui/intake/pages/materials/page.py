"""The page of the materials: the list, the acts on its lines, the panel at its right."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from counter_app.forms.consents import Material
from counter_app.intake import taking
from counter_app.intake.local import PAPER_REASON
from counter_app.intake.standing import Standing, standings
from counter_app.intake.steps import Part
from counter_app.ui.intake.page import Page
from counter_app.ui.intake.pages.materials.panel import MaterialPanel
from counter_app.ui.intake.pages.materials.promise_head import PromiseHead
from counter_app.ui.intake.pages.materials.words import COLUMNS, row_of
from counter_app.ui.widgets.keys import Act
from counter_app.ui.widgets.tables.cells import CellModel
from counter_app.ui.widgets.tables.ledger import Ledger
from counter_app.ui.widgets.theme.sizes import ROW_MATERIAL
from counter_app.ui.widgets.when_seen import when_seen


class MaterialsPage(Page):
    """材料."""

    part = Part.MATERIALS
    title = "材料"
    bleeds = True
    wide = True

    def body(self) -> QWidget:
        """The list of fourteen."""
        self._standings: tuple[Standing, ...] = ()
        self._on_paper: set[Material] = set()
        self.list = Ledger(CellModel(COLUMNS), ROW_MATERIAL)
        self.list.setAccessibleName("申请材料")
        self.list.row_chosen.connect(lambda row: self._show())
        self.list.opened.connect(lambda row: self.proceed())
        self.promise = PromiseHead(self.session.policy, self.seat.station.today())
        at = self.head_row.indexOf(self.hint_label)
        self.head_row.insertWidget(at + 1, self.promise)
        self._panel = MaterialPanel(self.session, self.seat)
        self._panel.finished.connect(self._back)
        self._panel.paper_wanted.connect(self.switch_paper)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list)
        self.session.reviewed.connect(when_seen(self, self._show))
        self._show()
        self.list.choose_row(self._first_open())
        return whole

    def panel(self) -> QWidget:
        """The chosen material."""
        return self._panel

    def acts(self) -> tuple[Act, ...]:
        """What is done with the chosen material."""
        return (
            Act("Space", "收到", self.take, foot=True),
            Act("Alt+P", "改收纸质", self.switch_paper, foot=True),
            Act("Alt+R", "容缺", self.defer, foot=True),
            Act("Ctrl+Delete", "取消收到", self.give_back),
        )

    def asked(self) -> tuple[str, ...]:
        """What was typed of papers and promises."""
        values = self.session.draft.values
        return tuple(key for key in values if key.startswith(("materials.", "deferrals.")))

    def focus_first(self) -> None:
        """The list; its first line that wants something is chosen."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def entered(self) -> None:
        """Back on the page: at a paper that is missing, if there is one."""
        self._show()
        if not self._owes_at(max(0, self.list.row())):
            self.list.choose_row(self._first_open())

    def show_key(self, key: str) -> bool:
        """Choose the material of a draft key."""
        words = key.split(".")
        for row, standing in enumerate(self._standings):
            if len(words) > 1 and standing.material == words[1]:
                self.list.choose_row(row)
                self.list.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False

    # -- acts --------------------------------------------------------------------------------------

    def take(self) -> None:
        """The next person's paper of the chosen material is here."""
        standing = self._chosen()
        if standing.source == "shared" and not self._is_on_paper(standing):
            return
        open_ones = (each for each in self._panel.blocks if not each.is_taken())
        block = self._panel.block_with_focus() or next(open_ones, None)
        if block is not None:
            taking.take(self.session, standing.material, block.person)
            if standing.source == "own":
                self._go_on_from(standing.material)

    def _go_on_from(self, material: Material) -> None:
        """Once the last of a material is here, the next own paper that is missing is chosen."""
        at = max(0, self.list.row())
        self.session.catch_up()
        self._show()
        if not self._owes(self._standings[at]) and self._standings[at].material == material:
            behind = (row for row in range(at + 1, len(self._standings)) if self._owes_at(row))
            self.list.choose_row(next(behind, at))

    def _owes_at(self, row: int) -> bool:
        return self._owes(self._standings[row])

    def give_back(self) -> None:
        """Take back the paper with the keyboard, else the last that was taken."""
        block = self._panel.block_with_focus()
        taken = [each for each in self._panel.blocks if each.is_taken()]
        if block is None and taken:
            block = taken[-1]
        if block is not None:
            self._back()
            block.give_back()

    def defer(self) -> None:
        """Let the next missing paper be brought later."""
        block = self._panel.block_with_focus()
        standing = self._chosen()
        if standing.source != "own" or self._deferrable(standing) is None:
            return
        if block is None:
            owed = [each for each in self._panel.blocks if not each.is_taken()]
            fresh = [each for each in owed if not each.is_promised()]
            block = next(iter((*fresh, *owed)), None)
        if block is not None:
            if not block.is_promised():
                block.promise()
            self._go_to_panel()
            block.focus_promise()
            self._panel.ensureWidgetVisible(block)

    def _deferrable(self, standing: Standing) -> int | None:
        return taking.deferrable(self.session, self.seat.station.today(), standing.material)

    def switch_paper(self) -> None:
        """Take paper of a shared material, or leave it to sharing again."""
        standing = self._chosen()
        if standing.source != "shared" or not standing.required or standing.paper_needed:
            return
        if self._is_on_paper(standing):
            self._on_paper.discard(standing.material)
            with self.session.together():
                for person in standing.taken:
                    taking.give_back(self.session, standing.material, person.person)
                self.session.put(PAPER_REASON.key(standing.material), None, whole=True)
            self._back()
        else:
            self._on_paper.add(standing.material)
            self._show()
            self._go_to_panel()
            self._panel.focus_first()
        self._show()

    # -- showing -----------------------------------------------------------------------------------

    def _show(self) -> None:
        self._standings = standings(self.session)
        chosen = self.list.row()
        self.list.cells.show_rows(
            [
                row_of(each, chosen=at == chosen, reason=self._reason(each))
                for at, each in enumerate(self._standings)
            ]
        )
        self.list.fit_rows()
        self.promise.show_standings(self._standings)
        if 0 <= chosen < len(self._standings):
            standing = self._standings[chosen]
            self._panel.show_standing(standing, on_paper=self._is_on_paper(standing))

    def _reason(self, standing: Standing) -> str:
        return self.session.text(PAPER_REASON.key(standing.material))

    def _is_on_paper(self, standing: Standing) -> bool:
        if standing.source != "shared":
            return False
        started = standing.material in self._on_paper or bool(self._reason(standing))
        return standing.paper_needed or started or bool(standing.taken)

    def _chosen(self) -> Standing:
        return self._standings[max(0, self.list.row())]

    def _first_open(self) -> int:
        owing = (at for at, each in enumerate(self._standings) if self._owes(each))
        return next(owing, 0)

    def _owes(self, standing: Standing) -> bool:
        wants = standing.source == "own" or standing.paper_needed
        return standing.required and wants and bool(standing.owed)

    def _go_to_panel(self) -> None:
        focus = QApplication.focusWidget()
        if focus is None or not self._panel.isAncestorOf(focus):
            self.panel_wanted.emit()

    def _back(self) -> None:
        self.panel_left.emit()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
