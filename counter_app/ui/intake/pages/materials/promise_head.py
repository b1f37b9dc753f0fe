"""The promise to the applicant, and where this case stands against it, in the page's head."""

from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QWidget

from counter_app.forms.consents import Material
from counter_app.intake.standing import Standing
from counter_app.rules.policy import Policy, RowValues
from counter_app.ui.widgets.theme.parts import label, retone

_WORDS = (("自备", "种"), ("到窗口", "次"), ("承诺", "个工作日"))


class PromiseHead(QWidget):
    """自备 1/3 种, 到窗口 1/1 次, 承诺 20 个工作日."""

    def __init__(self, policy: Policy, on: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._promise: RowValues = policy.words("promise", on)
        self._numbers = [label("", "strong") for _ in _WORDS]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        limits = ("own_papers", "visits", "")
        for place, (before, after) in enumerate(_WORDS):
            row.addWidget(label(before, "second"))
            row.addSpacing(6)
            row.addWidget(self._numbers[place])
            most = f"/{self._promise[limits[place]]}" if limits[place] else ""
            row.addWidget(label(f"{most} {after}", "second"))
            if place < len(_WORDS) - 1:
                row.addSpacing(20)

    def show_standings(self, standings: tuple[Standing, ...]) -> None:
        """Count what this case asks of the applicant."""
        own: set[Material] = {each.material for each in standings if _is_own(each)}
        later = any(person.deferred for each in standings for person in each.people)
        figures = (len(own), 2 if later else 1, int(self._promise["working_days"]))
        limits = (self._promise["own_papers"], self._promise["visits"], figures[2])
        words = []
        for number, figure, limit in zip(self._numbers, figures, limits, strict=True):
            number.setText(str(figure))
            retone(number, "review" if figure > limit else "text")
            words.append(f"{figure}/{limit}")
        self.setAccessibleName(
            f"自备 {words[0]} 种，到窗口 {words[1]} 次，承诺 {figures[2]} 个工作日"
        )


def _is_own(standing: Standing) -> bool:
    return standing.required and standing.source == "own"
