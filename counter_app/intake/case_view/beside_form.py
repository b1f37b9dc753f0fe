"""What belongs to a case beside its form: materials, consents, conditions, each as it stands now.

Must not judge anew: the rules found it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from counter_app.forms import matter
from counter_app.forms.checks import judge
from counter_app.forms.consents import Capacity
from counter_app.intake.case_told import Told
from counter_app.intake.case_view.declared_parts import relations_of
from counter_app.intake.case_view.masking import Mask
from counter_app.intake.deeds.ask import Situation
from counter_app.intake.panel_words import by_weight
from counter_app.needs.lacking import answer_of, holds
from counter_app.needs.shared import OBTAINED, person_of
from counter_app.rules.assess import assess
from counter_app.rules.eligibility import Finding
from counter_app.rules.materials import MaterialNeed

_PENDING = "pending"
_STATUS = {
    "obtained": "收了",
    "generated": "自动生成",
    _PENDING: "等部门核验",
    "missing": "缺",
    "paper_needed": "收纸质，还缺",
}
_OPEN = ("missing", "paper_needed")
_SHARED = "部门已核验，不用交"


@dataclass(frozen=True, slots=True)
class PaperStanding:
    """One paper or consent: what, whose, how it stands; `is_open`: there is something to do."""

    title: str
    whose: str
    words: str
    is_open: bool
    is_refused: bool = False
    waits: bool = False
    """Somebody else has still to say it."""
    clause: str = ""
    to_do: str = ""
    """What is open, where that is more than a word."""
    named: str = ""
    """Of a material: which, and a blank and whose, as a remark names it."""


def materials(case: Situation, mask: Mask, told: Told) -> tuple[PaperStanding, ...]:
    """Every material that is needed, each as it is told: what is shared turns by its answer."""
    return tuple(_materials(case, mask, told))


def _materials(case: Situation, mask: Mask, told: Told) -> Iterator[PaperStanding]:
    said = {
        (str(each["material"]), str(each["person"] or "")): str(each["status"])
        for each in told.get("materials", ())
    }
    relations = _by_number(case)
    for need in assess(judge(case.file.document, case.today), case.policy).materials:
        person = person_of(case.file, need) or ""
        status = said.get((str(need.material), person), need.status)
        whose = (relations.get(need.person_id_number or "", ""), mask.name(need.person_name))
        yield _material(need, person, status, " ".join(filter(None, whose)))


def _material(need: MaterialNeed, person: str, status: str, whose: str) -> PaperStanding:
    shared = status == OBTAINED and need.status == _PENDING
    return PaperStanding(
        need.material.label,
        whose,
        _SHARED if shared else _STATUS.get(status, status),
        status in _OPEN,
        waits=status == _PENDING,
        clause=need.clause,
        named=f"{need.material} {person}".strip(),
    )


def _by_number(case: Situation) -> dict[str, str]:
    """What whoever has this ID number is to the applicant."""
    declared = case.file.declared
    known = zip(matter.concerns(declared), relations_of(declared), strict=False)
    return {who.id_number: relation for who, relation in known}


def consents(case: Situation, mask: Mask) -> tuple[PaperStanding, ...]:
    """Each person's answer to the 信息查询授权, as it holds."""
    return tuple(_consents(case, mask))


def findings(case: Situation) -> tuple[Finding, ...]:
    """The conditions of acceptance, those that are not met first."""
    found = assess(judge(case.file.document, case.today), case.policy).findings
    return tuple(by_weight(found))


def _consents(case: Situation, mask: Mask) -> Iterator[PaperStanding]:
    file = case.file
    relations = relations_of(file.declared)
    for at, (person, name) in enumerate(case.persons()):
        answer = answer_of(file, person)
        entry = file.entry(answer.action_id) if answer is not None else None
        said = entry if isinstance(entry, dict) else {}
        refused = answer is not None and said.get("granted") is not True
        if answer is None:
            words = "还没有作答"
        elif said.get("withdrawn_on"):
            words, refused = f"{_short(said['withdrawn_on'])} 撤回", True
        elif refused:
            words = "不同意"
        else:
            words = f"同意，{_signer(said)} {_short(said.get('signed_on', ''))}".strip()
        stale = answer is not None and not refused and not holds(file, answer)
        whose = relations[at] if at < len(relations) else ""
        to_do = "变更后要重新签字" if stale else ""
        open_ = answer is None or stale
        yield PaperStanding(mask.name(name), whose, words, open_, refused, to_do=to_do)


def _signer(entry: Mapping[str, object]) -> str:
    capacity = str(entry.get("capacity") or Capacity.SELF)
    return next((each.label for each in Capacity if each == capacity), "")


def _short(on: object) -> str:
    """A day without its year: a case is of one, or of this and the last."""
    return str(on)[5:]


def household_mask(case: Situation, *, off: bool) -> Mask:
    """Hides everybody whom a content of the case names."""
    named = [case.file.declared]
    named += [
        matter.split(case.file.words(each)).content for each in case.file.state.proposed_contents
    ]
    return Mask.of(named, off=off)
