"""Who has signed what, bound to what was declared: a later change makes a signature stale.

A signature stands in the draft as `local.signature.<form or person>.…` with the hash of what was
signed. What format 1 knows of it (`commitment.…`, `consents.<person>.signed_on` …) follows from
that and is taken away while the hash does not fit. Must not know a widget.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from counter_app.documents.build_view import view_of
from counter_app.documents.paper_table import CONSENT, Paper, Signer, papers_for
from counter_app.documents.paper_table import FORM as FORM_PAPER
from counter_app.documents.view import Copy, PaperView
from counter_app.forms import matter
from counter_app.forms.consents import Capacity
from counter_app.forms.drafts.draft import MEMBERS, Draft
from counter_app.forms.drafts.to_document import to_document
from counter_app.forms.household import Relation, Sex
from counter_app.intake import local
from counter_app.intake.consent_items import asked_of, items_of_answer
from counter_app.intake.deeds.at_the_window import INSTEAD
from counter_app.intake.open_draft import OpenDraft
from counter_app.rules.consent import ASKED, ITEMS

FORM = "form"
_OTHERS = tuple(
    paper
    for paper in papers_for(Copy.SIGNING)
    if paper not in (FORM_PAPER, CONSENT) and paper.signed_by is not Signer.NOBODY
)
INK = "ink"
_SIGNED_ON = ".signed_on"


class State(Enum):
    """How it stands with one sheet."""

    UNANSWERED = "unanswered"
    """The person has not said yet whether to consent."""
    REFUSED = "refused"
    WAITING = "waiting"
    SIGNED = "signed"
    STALE = "stale"
    """Signed, but what was declared has changed since."""


WAITS = (State.WAITING, State.STALE, State.UNANSWERED)
"""Somebody has yet to sign, again or to answer."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One paper to sign.

    `who` is FORM, the UUID of the person whose consent it is, or `<paper>:<UUID>` of any other
    paper: the name under which its signature is kept.
    """

    who: str
    person: str
    signer: str
    capacity: Capacity
    state: State
    at: str = ""
    """When it was signed, `HH:MM`."""

    role: str = ""
    """What the signer is to the person, where it is another: 母亲, 监护人."""
    paper: Paper = CONSENT

    @property
    def title(self) -> str:
        """What is signed with it."""
        return self.paper.signed_title or self.paper.title


def content_hash(draft: Draft) -> str:
    """The hash of what is declared now: what a signature given now covers."""
    return _hash_of(to_document(draft))


def covered_now(opened: OpenDraft) -> str:
    """The same of an open draft, made once between two edits."""
    return opened.made(_covered)


def _covered(opened: OpenDraft) -> str:
    return _hash_of(opened.written().document)


def _hash_of(document: Mapping[str, object]) -> str:
    return matter.signed_hash(matter.split(document).content)


def sheets(opened: OpenDraft) -> tuple[Sheet, ...]:
    """Everything that is to be signed: the form, each person's consent, then any other paper."""
    draft = opened.draft
    covered = covered_now(opened)
    applicant = opened.text("applicant.name").strip()
    stand = _stand(draft, FORM, covered)
    form = Sheet(FORM, applicant, applicant, Capacity.SELF, *stand, paper=FORM_PAPER)
    household = opened.review.household
    minors = {each for each in draft.people() if household.is_minor(each)}
    consents = (_consent(draft, each, covered, each in minors) for each in draft.people())
    others = (
        _other(draft, paper, each, covered, each in minors)
        for paper in _OTHERS
        for each in _whom(opened, paper)
    )
    return (form, *consents, *others)


def is_signed(opened: OpenDraft) -> bool:
    """Whether nothing waits for a signature any more."""
    settled = (State.SIGNED, State.REFUSED)
    return all(each.state in settled for each in sheets(opened))


def sign(opened: OpenDraft, sheet: Sheet, day: str, time: str) -> None:
    """The clerk saw the ink: keep it with the hash of what it covers. One step for undo.

    What a consent covers is what its sheet asked: the items are kept with the policy's version.
    """
    kept = {
        local.SIGNED_HASH: covered_now(opened),
        local.SIGNED_ANSWER: _answer(opened.draft, sheet.who),
        local.SIGNED_ON: day,
        local.SIGNED_AT: time,
        local.SIGNED_BY: sheet.signer,
        local.SIGNED_CAPACITY: str(sheet.capacity),
        local.SIGNED_MEDIUM: INK,
        local.SIGNED_POLICY: opened.policy.version,
        **_covered_items(opened, sheet.who),
    }
    with opened.together():
        for each, value in kept.items():
            opened.put(each.key(sheet.who), value, whole=True)
    derive_signed(opened)


def take_back(opened: OpenDraft, sheet: Sheet) -> None:
    """It was not signed after all. One step for undo."""
    with opened.together():
        for each in local.SIGNATURE:
            opened.put(each.key(sheet.who), None, whole=True)
    derive_signed(opened)


def refuse(opened: OpenDraft, sheet: Sheet, clerk: str) -> None:
    """The person does not consent, and was told what follows from it: an answer, not an error."""
    with opened.together():
        opened.put(f"consents.{sheet.who}.granted", False, whole=True)
        opened.put(f"consents.{sheet.who}.departments", None, whole=True)
        opened.put(local.CONSENT_ITEMS.key(sheet.who), None, whole=True)
        opened.put(local.REFUSAL_EXPLAINED_BY.key(sheet.who), clerk, whole=True)
    derive_signed(opened)


def derive_signed(opened: OpenDraft) -> None:
    """Let what format 1 knows of signatures follow from them; does nothing where it does."""
    draft = opened.draft
    begins = local.SIGNED_HASH.prefix
    if not any(key.startswith(begins) or key.endswith(_SIGNED_ON) for key in draft.values):
        return
    concerned = [
        who
        for who in (FORM, *draft.people())
        if local.SIGNED_HASH.key(who) in draft.values
        or any(key in draft.values for key in _targets(who))
    ]
    if not concerned:
        return
    covered = covered_now(opened)
    for who in concerned:
        valid = _stand(draft, who, covered)[0] is State.SIGNED
        for target, kept in _targets(who).items():
            wanted = kept.find(draft, who) if valid else None
            if draft.values.get(target) != wanted:
                opened.derive(target, wanted)


def signed_document(opened: OpenDraft) -> dict[str, object]:
    """Format 1 as it is received: a consent that nobody signed is none; a refusal is one."""
    entries = [entry for _, entry in _given(opened)]
    return {**opened.written().document, "authorizations": entries}


def beside_document(opened: OpenDraft) -> Mapping[str, Mapping[str, str]]:
    """What format 1 has no key for, by its path.

    The medium, who explained a refusal, an attorney's paper, why paper instead of sharing.
    """
    draft = opened.draft
    more: dict[str, Mapping[str, str]] = {}
    if opened.written().document.get("commitment"):
        more["commitment"] = {"medium": _medium(draft, FORM)}
    for at, (person, entry) in enumerate(_given(opened)):
        explained = local.REFUSAL_EXPLAINED_BY.find(draft, person)
        if entry.get("granted") is True:
            more[f"authorizations[{at}]"] = {
                "medium": _medium(draft, person),
                **_attorneys_paper(draft, person),
                **_signed_items(opened, person),
            }
        elif explained:
            more[f"authorizations[{at}]"] = {"explained_by": explained}
    return more | _paper_reasons(opened)


def _given(opened: OpenDraft) -> list[tuple[str, Mapping[str, object]]]:
    """UUID and entry of those who signed their consent, refused or have not said yet."""
    return [
        (person, entry)
        for person, entry in opened.written().consents()
        if entry.get("granted") is not True or entry.get("signed_on")
    ]


def signed_policy(opened: OpenDraft, who: str) -> str:
    """The policy version whose sheet was signed; nothing where that was not kept (0.1)."""
    return local.SIGNED_POLICY.find(opened.draft, who) or ""


def _covered_items(opened: OpenDraft, who: str) -> dict[local.Local[str], str]:
    """What the sheet of a consent asks and what of it is granted, each blank-separated."""
    if who not in opened.draft.people():
        return {}
    asked = asked_of(opened, who, _day(opened))
    granted = items_of_answer(opened.draft, who, asked) or frozenset()
    items = [item for query in asked for item in query.items]
    return {
        local.SIGNED_ASKED: " ".join(items),
        local.SIGNED_ITEMS: " ".join(each for each in items if each in granted),
    }


def _signed_items(opened: OpenDraft, person: str) -> dict[str, str]:
    """As kept at signing; a draft that was signed by an older program names none."""
    asked = local.SIGNED_ASKED.find(opened.draft, person)
    granted = local.SIGNED_ITEMS.find(opened.draft, person)
    return {ASKED: asked, ITEMS: granted or ""} if asked else {}


def _medium(draft: Draft, who: str) -> str:
    return local.SIGNED_MEDIUM.find(draft, who) or INK


def _day(opened: OpenDraft) -> date:
    """By which the policy is taken; before it is given, what holds for whatever day."""
    return opened.review.applied_on or date.max


def _attorneys_paper(draft: Draft, person: str) -> dict[str, str]:
    paper = (local.SIGNER_DOCUMENT.find(draft, person) or "").strip()
    return {"document": paper} if paper else {}


def _paper_reasons(opened: OpenDraft) -> dict[str, Mapping[str, str]]:
    """Why paper was taken of a shared material, beside each paper of it."""
    found: dict[str, Mapping[str, str]] = {}
    for at, (name, entry) in enumerate(opened.written().entries("materials")):
        reason = local.PAPER_REASON.find(opened.draft, name.split(".")[1])
        if reason and entry.get("obtained"):
            found[f"materials[{at}]"] = {INSTEAD: reason}
    return found


def _consent(draft: Draft, person: str, covered: str, minor: bool) -> Sheet:
    name = draft.text(draft.person_key(person, "name")).strip()
    signer, capacity = _signer(draft, person, name, minor)
    granted = draft.values.get(f"consents.{person}.granted")
    state, at = _stand(draft, person, covered)
    if granted is not True:
        state, at = State.UNANSWERED if granted is None else State.REFUSED, ""
    return Sheet(person, name, signer, capacity, state, at, _role(draft, signer, capacity))


def _whom(opened: OpenDraft, paper: Paper) -> list[str]:
    """The UUIDs of those whom a paper is about."""
    people, view = opened.draft.people(), opened.made(_view)
    return [people[each.position] for each in paper.about(view) if each.position < len(people)]


def _view(opened: OpenDraft) -> PaperView:
    """As much of the papers' view as says whom they are about."""
    return view_of(opened.written().document, opened.policy, _day(opened))


def _other(draft: Draft, paper: Paper, person: str, covered: str, minor: bool) -> Sheet:
    name = draft.text(draft.person_key(person, "name")).strip()
    signer, capacity = _signer(draft, person, name, minor)
    who = f"{paper.name}:{person}"
    role = _role(draft, signer, capacity)
    return Sheet(who, name, signer, capacity, *_stand(draft, who, covered), role, paper)


def _role(draft: Draft, signer: str, capacity: Capacity) -> str:
    if capacity is not Capacity.PARENT:
        return "" if capacity is Capacity.SELF else capacity.label
    if signer != draft.text("applicant.name").strip():
        return capacity.label
    sex = draft.text("applicant.sex")
    return {Sex.MALE: "父亲", Sex.FEMALE: "母亲"}.get(Sex(sex), "") if sex in tuple(Sex) else "父母"


def _signer(draft: Draft, person: str, name: str, minor: bool) -> tuple[str, Capacity]:
    """Who signs for a person: themselves, or for a minor whom part 6 names."""
    chosen = (local.SIGNER.find(draft, person) or "").strip()
    kind = local.SIGNER_CAPACITY.find(draft, person) or ""
    if chosen:
        known = kind in tuple(Capacity)
        return chosen, Capacity(kind) if known else _capacity(draft, person)
    if not minor:
        return name, Capacity.SELF
    if person == draft.applicant_uuid:
        return _guardian_of_applicant(draft), Capacity.PARENT
    return draft.text("applicant.name").strip(), _capacity(draft, person)


def _capacity(draft: Draft, person: str) -> Capacity:
    child = draft.text(f"{MEMBERS}.{person}.relation") == Relation.CHILD
    return Capacity.PARENT if child else Capacity.GUARDIAN


def _guardian_of_applicant(draft: Draft) -> str:
    for member in draft.rows.get(MEMBERS, ()):
        if draft.text(f"{MEMBERS}.{member}.relation") == Relation.PARENT:
            return draft.text(f"{MEMBERS}.{member}.name").strip()
    return draft.text("proxy.name").strip()


def _stand(draft: Draft, who: str, covered: str) -> tuple[State, str]:
    kept = local.SIGNED_HASH.find(draft, who)
    if not kept:
        return State.WAITING, ""
    answered = local.SIGNED_ANSWER.find(draft, who) or ""
    fits = kept == covered and answered == _answer(draft, who)
    return State.SIGNED if fits else State.STALE, local.SIGNED_AT.find(draft, who) or ""


def _answer(draft: Draft, who: str) -> str:
    """What the person answered, as part of what the signature covers."""
    if who not in draft.people():
        return ""
    departments = draft.values.get(f"consents.{who}.departments")
    shown = ",".join(map(str, departments)) if isinstance(departments, list) else departments
    items = local.CONSENT_ITEMS.find(draft, who)
    single = f":{','.join(map(str, items))}" if items is not None else ""
    return f"{draft.values.get(f'consents.{who}.granted')}:{shown}{single}"


def _targets(who: str) -> dict[str, local.Local[str]]:
    """Keys of the form that follow from a signature → what of it they take."""
    if who == FORM:
        return {"commitment.signed_by": local.SIGNED_BY, "commitment.signed_on": local.SIGNED_ON}
    prefix = f"consents.{who}"
    return {
        f"{prefix}.signed_by": local.SIGNED_BY,
        f"{prefix}.capacity": local.SIGNED_CAPACITY,
        f"{prefix}.signed_on": local.SIGNED_ON,
    }
