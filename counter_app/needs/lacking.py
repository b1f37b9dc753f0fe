"""What of a case's content is missing or wrong: named one by one, so that one notice has it all.

A form without errors, a commitment and consents of what is declared now, every own and every paper
material or its 容缺 (部令第11号第八条). Must not know an act, the register or a clock.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from counter_app.cases.actions import Action, Kind
from counter_app.forms import matter
from counter_app.forms.checks import judge
from counter_app.needs.case_file import CaseFile
from counter_app.rules.assess import materials_needed
from counter_app.rules.materials import MaterialNeed
from counter_app.rules.policy import Policy

_OWED = frozenset({"missing", "paper_needed"})
_TWO_CONTENTS = "申请内容有两份变更，需逐项取舍后重新签字"
_COMMITMENT = ("承诺书还没有签字", "申请内容变更后，承诺书还没有重新签字")
_CONSENT = ("信息查询授权还没有作答", "申请内容变更后，信息查询授权还没有重新签字")
_SAID_BY = {"commitment_unsigned": "signature", "authorization_missing": "consent"}
"""Errors of the form that a signature which lacks says better."""


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing that is missing or wrong. `person`: its id, empty for the case's.

    `what`: field, material, signature, content, consent, street; in review also answer,
    difference, task, hearing.
    """

    what: str
    name: str
    person: str
    words: str


def pieces_lacking(file: CaseFile, policy: Policy, on: date) -> tuple[Lack, ...]:
    """What the applicant still has to mend, sign or bring: the items of a notice."""
    return file.once((policy, on), lambda: _pieces_lacking(file, policy, on))


def _pieces_lacking(file: CaseFile, policy: Policy, on: date) -> tuple[Lack, ...]:
    judged = judge(file.document, on)
    signatures = tuple(_signatures(file))
    said = {each.what for each in signatures}
    fields = [
        Lack("field", error.field, "", error.message)
        for error in judged.errors
        if _SAID_BY.get(error.code) not in said
    ]
    needs = materials_needed(judged, policy)
    return (*fields, *signatures, *_materials(file, policy, on, needs))


def _signatures(file: CaseFile) -> Iterator[Lack]:
    """The commitment, and each person's answer to the consent, of what is declared now."""
    state = file.state
    yield from commitment_lacking(file)
    people = file.people
    for position in range(matter.person_count(file.declared)):
        person = state.person(position)
        answer = answer_of(file, person)
        if answer is None or not holds(file, answer):
            name = people[position].name if position < len(people) else ""
            yield Lack("consent", "", person, f"{name}：{_how(answer, _CONSENT)}")


def commitment_lacking(file: CaseFile) -> Iterator[Lack]:
    """Whether the applicant has signed what is declared now."""
    state = file.state
    if state.proposed_contents:
        yield Lack("content", "", "", _TWO_CONTENTS)
    signed = file.action(state.commitment)
    if signed is None or not holds(file, signed):
        yield Lack("signature", "commitment", state.person(0), _how(signed, _COMMITMENT))


def _how(signed: Action | None, words: tuple[str, str]) -> str:
    """Never signed, or signed for what is no longer declared."""
    return words[0] if signed is None else words[1]


def answer_of(file: CaseFile, person: str) -> Action | None:
    """The person's consent that holds, or everybody's at once; a withdrawal is an answer too."""
    named = file.action(file.state.answers.get(person, ""))
    if named:
        return named
    found = [file.action(name) for name in file.state.authorizations]
    return next((each for each in found if each and each.facts.get("whole")), None)


def holds(file: CaseFile, signed: Action) -> bool:
    """Whether what was signed is what is declared now; who refuses or withdraws has answered."""
    if signed.kind == Kind.CONSENT_WITHDRAWN:
        return True
    covered = signed.facts.get("signed_hash")
    if not isinstance(covered, str):
        return False
    said = signed.facts.get("hash_rule", 1)
    rule = said if isinstance(said, int) else 1
    try:
        return covered == file.once_declared(rule, lambda: matter.signed_hash(file.declared, rule))
    except ValueError:
        return False


def promises_open(file: CaseFile, policy: Policy, on: date) -> Iterator[Lack]:
    """What was promised for later (容缺) and is still owed."""
    promised = _promised(file, policy, on)
    needs = materials_needed(judge(file.document, on), policy) if promised else ()
    for need in needs:
        if need.status in _OWED and (need.material, need.person_id_number) in promised:
            yield _owed(file, need)


def _materials(
    file: CaseFile, policy: Policy, on: date, needs: tuple[MaterialNeed, ...]
) -> Iterator[Lack]:
    promised = _promised(file, policy, on)
    for need in needs:
        if need.status in _OWED and (need.material, need.person_id_number) not in promised:
            yield _owed(file, need)


def _owed(file: CaseFile, need: MaterialNeed) -> Lack:
    number = need.person_id_number or ""
    position = matter.whose(file.declared).position(number, need.material) if number else None
    person = file.state.person(position) if position is not None else ""
    title = (
        f"{need.person_name}的{need.material.label}" if need.person_name else need.material.label
    )
    return Lack("material", need.material, person, f"缺{title}")


def _promised(file: CaseFile, policy: Policy, on: date) -> frozenset[tuple[str, str | None]]:
    """What was promised for later, as far as policy lets it be (容缺)."""
    entries = file.document.get("deferrals")
    found = [e for e in entries if isinstance(e, Mapping)] if isinstance(entries, list) else []
    return frozenset(
        (str(entry.get("material")), _number(entry))
        for entry in found
        if policy.one("deferrable", on, material=str(entry.get("material"))) is not None
    )


def _number(entry: Mapping[str, object]) -> str | None:
    return matter.number_named(entry) or None
