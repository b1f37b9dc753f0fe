"""What happened to a case, an action a sentence: which paper, whose signature, which street.

A content that is not here leaves its words general. Must not know a store, nor hide a name.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from counter_app.cases.actions import Action
from counter_app.cases.kinds import KINDS
from counter_app.cases.stages import Step
from counter_app.documents.paper_table import LETTERS, find_paper
from counter_app.forms import matter
from counter_app.forms.consents import Department, Material
from counter_app.intake.deeds.at_the_window import INSTEAD
from counter_app.intake.review_words import DECISIONS, OPINIONS, SETTLED, elsewhere
from counter_app.needs.anew import asked_again
from counter_app.needs.case_file import CaseFile
from counter_app.rules.letter_kinds import Letter
from counter_app.rules.policy import Policy
from counter_app.rules.streets import find_street

_SOME_PIECE, _SOME_PAPER = "一份材料", "文书"
_ANEW = "更正后重新"
WHOSE = {"locked": "停用前的身份", "long_unheard": "十四天前的登录"}
"""As who a fact was done whose author is in doubt."""


class _Known(dict[str, object]):
    """What the words of a kind may name; what is not known is left out."""

    def __missing__(self, name: str) -> str:
        return ""


@dataclass(frozen=True)
class HistoryWords:
    """Says what each action of a case was."""

    file: CaseFile
    policy: Policy
    today: date

    def say(self, action: Action) -> str:
        """The action in words; of a kind that this program does not know its name."""
        kind = KINDS.get(action.kind)
        if kind is None:
            return action.kind
        known = _Known({**action.facts, **self._named(action)})
        words = kind.words.format_map(known)
        # What was proposed or approved has the facts of its act.
        act = KINDS.get(str(action.facts.get("act") or ""))
        return f"{words}：{act.words.format_map(known)}" if act is not None else words

    def _named(self, action: Action) -> dict[str, object]:
        """What stands for codes and for contents."""
        entry = self.file.entry(action.action_id)
        whom = self._whom(entry)
        more = self.file.words(action.action_id).get("more")
        instead = more.get(INSTEAD) if isinstance(more, Mapping) else None
        why = f"（收纸质：{instead}）" if instead else ""
        found: dict[str, object] = {"whom": whom, "piece": f"{_piece(entry, whom)}{why}"}
        if street := str(action.facts.get("street") or ""):
            known = find_street(self.policy, self.file.state.stream, street, self.today)
            found["street"] = known.name if known else street
        found["title"] = _title(str(action.facts.get("paper") or ""))
        official = action.facts.get("official")
        found["why"] = WHOSE.get(str(action.facts.get("why")), "")
        twice = elsewhere(action.facts)
        found["elsewhere"] = f"（{twice}）" if twice else ""
        found |= self._review(action)
        found["kept"] = f"编文号 {official}" if official else "存档"
        return found

    def _review(self, action: Action) -> dict[str, object]:
        """Words of review: whose opinion, which department about whom, which of four ways."""
        facts = action.facts
        item, person = str(facts.get("item") or ""), str(facts.get("person") or "")
        for each in self.file.state.queries:
            if each.query == facts.get("query"):
                item, person = each.item, each.person
        named = str(facts.get("department") or item.partition(".")[0])
        name = self._by_id.get(person, "")
        step = facts.get("step")
        return {
            "department_said": Department(named).label if named in set(Department) else "部门",
            "anew": _ANEW if action.action_id in self._asked_again else "",
            "about": f"（{name}）" if name and item else "",
            "step_said": Step(str(step)).label if step in set(Step) else "",
            "opinion_said": OPINIONS.get(str(facts.get("opinion")), ""),
            "settled_said": self._settled(action),
            "decision_said": DECISIONS.get(str(facts.get("decision")), ""),
        }

    def _settled(self, action: Action) -> str:
        """`（收下一份材料）：看过，没有影响。理由`, of what waited for it."""
        way = SETTLED.get(str(action.facts.get("way")), "")
        of = self.file.action(str(action.facts.get("of") or ""))
        if not way:
            return ""
        about = f"（{self.say(of)}）" if of and of is not action else ""
        reason = self.file.words(action.action_id).get("reason") or ""
        return "，".join(filter(None, (f"{about}：{way}", str(reason))))

    @cached_property
    def _asked_again(self) -> frozenset[str]:
        found = asked_again(self.file, self.policy, self.today).values()
        return frozenset(each.action_id for asked in found for each in asked)

    @cached_property
    def _by_id(self) -> dict[str, str]:
        people = self.file.people
        return {self.file.state.person(at): who.name for at, who in enumerate(people)}

    def _whom(self, entry: object) -> str:
        """`周玉兰的`; empty where the entry is the case's, or about nobody whom the form knows."""
        name = self._names.get(matter.number_named(entry), "")
        return f"{name}的" if name else ""

    @cached_property
    def _names(self) -> dict[str, str]:
        people = self.file.people
        return {who.id_number: who.name for who in people if who.id_number}


def _piece(entry: object, whom: str) -> str:
    if not isinstance(entry, Mapping) or matter.material_named(entry) not in set(Material):
        return _SOME_PIECE
    return f"{whom}{Material(matter.material_named(entry)).label}"


def _title(name: str) -> str:
    """What a printed paper is called; one of another program is a paper all the same."""
    if name in set(Letter):
        return LETTERS[Letter(name)].title
    paper = find_paper(name)
    return paper.title if paper else _SOME_PAPER
