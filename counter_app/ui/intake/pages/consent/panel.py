"""The panel of part 6: who has not answered, what may be asked, who may answer, what is promised.

Must not change the draft.
"""

from collections.abc import Sequence

from counter_app.intake.answers import SENSITIVE, AskedPerson
from counter_app.intake.signatures import State, sheets
from counter_app.ui.intake.pages.consent.answerer import Answerer
from counter_app.ui.intake.session import DraftSession
from counter_app.ui.shell.frame.panel import Panel, Section
from counter_app.ui.shell.frame.panel_lines import Line
from counter_app.ui.widgets.glyphs import Glyph
from counter_app.ui.widgets.theme.tokens import Token

_NAMED = 2
_COMMITMENT = {
    State.SIGNED: (Glyph.DONE, "已签"),
    State.STALE: (Glyph.REVIEW, "改过了，要重签"),
}


class ConsentPanel(Panel):
    """Follows the chosen person."""

    def __init__(self, session: DraftSession) -> None:
        super().__init__()
        self._session = session
        self._open = Section("还没答", "F5")
        self._chosen = Section("")
        self._who = Section("谁来答", "Alt+A")
        self.answerer = Answerer(session)
        self._commitment = Section("承诺书")
        for part in (self._open, self._chosen, self._who):
            self.add(part)
        self.add(self.answerer, ruled=False)
        self.add(self._commitment)

    def show_people(self, people: Sequence[AskedPerson], chosen: AskedPerson) -> None:
        """Show how it stands with everybody, and with one."""
        self._show_open(people)
        self._show_chosen(chosen)
        adults = [each.name for each in people if not each.minor]
        self.answerer.show_person(chosen, adults)
        self._who.show_lines(_who_may(chosen))
        self._show_commitment()

    def _show_open(self, people: Sequence[AskedPerson]) -> None:
        open_ones = [each for each in people if not each.complete]
        self._open.say(f"{len(open_ones)} 人" if open_ones else "都答了")
        self._open.show_lines(
            [
                Line(
                    each.name,
                    "敏感信息" if each.question == SENSITIVE else "联审联查",
                    glyph=Glyph.MISSING,
                    target=f"consents.{each.person}.granted",
                )
                for each in open_ones
            ]
        )

    def _show_chosen(self, person: AskedPerson) -> None:
        self._chosen.say(_stands(person), title=person.name)
        asked, left, unsure = (_named(person, may) for may in (True, False, None))
        lines = []
        if asked:
            lines.append(Line("可查", _several(asked), glyph=Glyph.WAITING))
        if unsure:
            lines.append(Line("未答", _several(unsure), glyph=Glyph.MISSING))
        if left:
            lines.append(Line("不查", _several(left), glyph=Glyph.NOT_REQUIRED))
            lines.append(Line("", f"这 {len(left)} 家改收纸质，由本人拿来", detail_at=26))
        self._chosen.show_lines(lines)

    def _show_commitment(self) -> None:
        sheet = sheets(self._session)[0]
        self._commitment.say(f"由{sheet.signer}签" if sheet.signer else "由申请人签")
        lines = [Line("", "与审核表同签，内容不可拆开", detail_at=1)]
        if sheet.state in _COMMITMENT:
            glyph, words = _COMMITMENT[sheet.state]
            lines.append(Line(words, glyph=glyph))
        findings = self._session.review.assessment.findings
        for finding in findings:
            if finding.rule == "commitment" and finding.outcome != "pass":
                line = Line("与承诺", finding.message, glyph=Glyph.REVIEW, tone=Token.REVIEW)
                lines.append(line)
        self._commitment.show_lines(lines)


def _stands(person: AskedPerson) -> str:
    if person.granted is None:
        return "还没答"
    if person.granted is False:
        return "不同意，已说明后果"
    if not person.complete:
        return "敏感没答时"
    return "部分不同意" if any(not person.may_ask(q) for q in person.asked) else "都同意"


def _named(person: AskedPerson, may: bool | None) -> list[str]:
    """The departments of the lines that may be asked, may not, or wait for an answer."""
    found = (query.department.label for query in person.asked if person.may_ask(query) is may)
    return list(dict.fromkeys(found))


def _several(names: Sequence[str]) -> str:
    if len(names) <= _NAMED + 1:
        return "、".join(names)
    return f"{'、'.join(names[:_NAMED])}等 {len(names)} 家"


def _who_may(person: AskedPerson) -> list[Line]:
    if not person.minor:
        return [Line("", "成年人只能本人或受托人答", detail_at=1)]
    words = "未成年人由父母或监护人答"
    if not person.separate:
        return [Line("", words, detail_at=1)]
    return [
        Line("", words, detail_at=1),
        Line("", "不满 14 岁，敏感信息单独问监护人", detail_at=1),
    ]
