"""The pages of an open case, and what each shows of it.

Must not know an act: what is decided is `Reviewing`'s.
"""

from PySide6.QtWidgets import QWidget

from counter_app.cases.stages import Stage
from counter_app.intake.case_view.beside_form import PaperStanding, consents, findings, materials
from counter_app.intake.case_view.both_sides import (
    BothSides,
    both_sides,
    departments_waiting,
)
from counter_app.intake.case_view.clock_cells import clock_of
from counter_app.intake.case_view.declared_parts import parts_of
from counter_app.intake.case_view.masking import Mask
from counter_app.intake.case_view.revisions import Change, is_brought
from counter_app.ui.case import case_lines as lines
from counter_app.ui.case.case_shown import TITLES, CasePart, Shown
from counter_app.ui.case.pages.sections import SectionsPage
from counter_app.ui.case.review_side import ReviewSide
from counter_app.ui.case.reviewing import Now, Reviewing, given_lines
from counter_app.ui.shell.frame.panel_lines import Line
from counter_app.ui.shell.frame.way import Stand
from counter_app.ui.widgets.glyphs import Glyph

_HOW_TO_REMARK = "Enter 记一条退回意见"


class CasePages:
    """In the order of `CasePart`, but for the letters, which are a place of their own."""

    def __init__(self, reviewing: Reviewing) -> None:
        self.reviewing = reviewing
        self.now = SectionsPage(TITLES[CasePart.NOW], ("现在", "还欠", "签字以后改了"))
        self.beside = SectionsPage(TITLES[CasePart.BESIDE], ("材料", "授权", "受理条件"))
        self.history = SectionsPage(TITLES[CasePart.HISTORY], ("经过",))
        self.side = ReviewSide()
        self.both = BothSides()
        self._papers: tuple[PaperStanding, ...] = ()
        self.beside.sections[0].chosen.connect(self._remark_on_material)

    def all(self) -> tuple[QWidget, ...]:
        """As they are stacked."""
        reviewing = self.reviewing
        middle = (reviewing.page, reviewing.revisions)
        return (self.now, reviewing.facts, self.beside, *middle, self.history)

    def show(self, case: Shown, mask: Mask) -> None:
        """Show the case on all of them."""
        self._show_now(case, mask)
        self._show_review(case, mask)
        self._show_beside(case, mask)
        self.history.sections[0].show_lines(lines.history(case.opened.told, mask))

    def stands(self, case: Shown) -> tuple[Stand, ...]:
        """How far each part is, for the left column."""
        told = case.opened.told
        missing = len(told["owed"])
        opinion = self.reviewing.opinion
        newer = Glyph.REVIEW if self.reviewing.has_newer else None
        return (
            Stand(Glyph.MISSING if missing else Glyph.DONE, f"欠 {missing} 项" if missing else ""),
            lines.facts_stand(self.both, len(case.opened.situation.persons())),
            Stand(*lines.conditions_stand(told)),
            lines.opinion_stand(told, is_written=not opinion.is_empty()),
            Stand(newer, f"{self.reviewing.count_of_revisions()} 版"),
            Stand(None, str(len(told["history"]))),
            Stand(None, "" if self.reviewing.comparing.prints else "F8"),
        )

    def part_of(self, change: Change) -> CasePart:
        """Where a change between two contents stands in the case."""
        return CasePart.FACTS if change.part or change.difference else CasePart.BESIDE

    def show_change(self, change: Change) -> bool:
        """The keyboard to it; False where what holds now has it no more."""
        if change.difference:
            return self.reviewing.facts.show_difference(change.difference)
        if change.part:
            return self.reviewing.facts.show_fact(change.part, change.place)
        papers, _, conditions = self.beside.sections
        self.beside.show_section(papers if is_brought(change) else conditions)
        return True

    def _remark_on_material(self, named: str) -> None:
        one = next(each for each in self._papers if each.named == named)
        about = f"{one.whose}的{one.title}" if one.whose else one.title
        self.reviewing.remark_on_material(named, about)

    def _show_now(self, case: Shown, mask: Mask) -> None:
        opened, told = case.opened, case.opened.told
        now, owed, changed = self.now.sections
        now.show_lines(lines.standing(opened, case.loaded, mask))
        owed.say(f"{len(told['owed'])} 项" if told["owed"] else "")
        owed.show_lines(lines.owed(told, mask))
        differs = lines.changed(opened, mask)
        changed.say(f"{len(differs)} 处，要重新签字")
        changed.show_lines(differs)
        self.now.show_only_where(changed, holds=bool(differs))

    def _show_beside(self, case: Shown, mask: Mask) -> None:
        situation = case.opened.situation
        there = bool(situation.file.declared)
        papers, answers, conditions = self.beside.sections
        self._papers = materials(situation, mask, case.opened.told) if there else ()
        may_return = self.reviewing.opinion.may_return
        papers.say(_HOW_TO_REMARK if may_return and self._papers else "")
        papers.show_lines(lines.materials(self._papers, remarks=may_return))
        answers.show_lines(lines.consents(consents(situation, mask) if there else ()))
        found = findings(situation) if there else ()
        conditions.show_lines(lines.findings(found, mask))

    def _show_review(self, case: Shown, mask: Mask) -> None:
        """Both sides, the opinion, and what stands beside them."""
        opened, told, reviewing = case.opened, case.opened.told, self.reviewing
        situation = opened.situation
        state, declared, today = situation.file.state, situation.file.declared, situation.today
        parts = parts_of(declared, state, today, mask) if declared else ()
        policies = (situation.policy, situation.newest)
        self.both = both_sides(told, parts, policies, today, mask)
        found = lines.as_taken(findings(situation) if declared else (), told)
        reviewing.show(Now(opened, told, mask), found, self.both)
        reviewing.facts.show_both(parts, self.both, may_decide=reviewing.may_decide)
        opinions = given_lines(told)
        reviewing.page.show_given(opinions, lines.still_open(self.both, told, mask))
        side = self.side
        side.show_clock(clock_of(state, situation.policy, today))
        waiting = lines.departments(told)
        owing = len(departments_waiting(told))
        side.show_section(side.waiting, waiting, f"{owing} 家" if owing else "")
        in_review = bool(declared) and told["stage"] == Stage.IN_REVIEW
        given = consents(situation, mask) if in_review else ()
        side.show_section(side.consents, lines.consents(given), lines.consent_words(given))
        side.show_section(side.opinions, opinions)
        side.show_section(side.claim, _claim(told.get("claim") or {}))


def _claim(claim: dict[str, object]) -> list[Line]:
    """Who works at it, and until when."""
    by, until = str(claim.get("claimed_by") or ""), str(claim.get("until") or "")[5:10]
    return [Line(by, f"办到 {until}" if until else "")] if by else []
