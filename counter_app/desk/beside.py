"""What stands beside a receipt: signed, consented, taken, promised, each bound to its person.

A signature also names the rule of its hash, the policy by which its sheet was set and the sheet
itself, as far as it was printed here. Must not store.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import msgspec

from counter_app.cases.actions import Entry, Kind, Scalar
from counter_app.cases.keys import new_id
from counter_app.cases.kinds import KINDS
from counter_app.desk.form_reading import ReceivableForm, Supplement
from counter_app.forms import matter
from local_db.drafts import DraftPaper

More = Mapping[str, Mapping[str, Scalar]]
_FORM, _CONSENT, _SIGNING = "application_form", "authorization", "signing"
_LONGEST = KINDS[Kind.CASE_RECEIVED].facts["persons"].longest


@dataclass(frozen=True)
class Persons:
    """The ids of the household by position, 0 the applicant."""

    ids: tuple[str, ...]
    whose: matter.Whose

    @classmethod
    def of(cls, form: ReceivableForm, known: Sequence[str]) -> "Persons":
        """The ids that the draft has, or fresh ones where these are not as many as the people."""
        count = matter.person_count(form.content)
        ids = tuple(known) if len(known) == count else tuple(new_id() for _ in range(count))
        return cls(ids, matter.whose(form.content))

    @property
    def fact(self) -> str:
        """The ids as a fact, which is a scalar."""
        return " ".join(self.ids)

    @property
    def fit_a_fact(self) -> bool:
        """False for households of hundreds, whose ids follow from the case's own."""
        return len(self.fact) <= _LONGEST

    def named(self, entry: object, of: str) -> str:
        """The id of whom the next entry of its kind names; empty for the case's or nobody's."""
        position = self.whose.position(matter.number_named(entry), of)
        return self.ids[position] if position is not None and self.fit_a_fact else ""


@dataclass(frozen=True)
class Beside:
    """The supplements of one form."""

    form: ReceivableForm
    persons: Persons
    papers: Sequence[DraftPaper]
    """What was printed of the draft, in order."""
    policy: str
    more: More

    def entries(self) -> Iterator[tuple[Kind, dict[str, Scalar], bytes]]:
        """Kind, facts and content of each, signatures first."""
        form = self.form
        groups: tuple[tuple[Kind, Sequence[Supplement]], ...] = (
            (Kind.FORM_SIGNED, [form.commitment] if form.commitment else []),
            (Kind.CONSENT_GIVEN, form.authorizations),
            (Kind.MATERIAL_TAKEN, form.materials),
            (Kind.DEFERRAL_PROMISED, form.deferrals),
        )
        for kind, supplements in groups:
            for each in supplements:
                entry = Entry(msgspec.Raw(each.raw), dict(self.more.get(each.path, {})))
                yield kind, self._facts(kind, each), msgspec.json.encode(entry)

    def _facts(self, kind: Kind, supplement: Supplement) -> dict[str, Scalar]:
        facts: dict[str, Scalar] = {"whole": True} if supplement.whole else {}
        person = self._person(kind, supplement)
        if person:
            facts["person"] = person
        if kind in (Kind.FORM_SIGNED, Kind.CONSENT_GIVEN):
            facts |= self._signed
            sheet = self._sheet(_FORM if kind is Kind.FORM_SIGNED else _CONSENT, person)
            if sheet:
                facts["sheet"] = sheet
        return facts

    def _person(self, kind: Kind, supplement: Supplement) -> str:
        if kind is Kind.FORM_SIGNED:
            return self.persons.ids[0] if self.persons.fit_a_fact else ""
        if supplement.whole:
            return ""
        try:
            entry = msgspec.json.decode(supplement.raw)
        except (msgspec.DecodeError, ValueError):
            return ""  # It names nobody whom a number could be read of.
        return self.persons.named(entry, f"{kind} {matter.material_named(entry)}")

    @cached_property
    def _signed(self) -> dict[str, Scalar]:
        rule: dict[str, Scalar] = {"hash_rule": matter.HASH_RULE, "policy": self.policy}
        return {**rule, "signed_hash": self.form.signed_hash}

    def _sheet(self, paper: str, person: str) -> str:
        """The last printing for signature, of this person or of all in one paper."""
        sheets = [
            each.sha256
            for each in self.papers
            if each.paper == paper and each.copy == _SIGNING and each.person in ("", person)
        ]
        return sheets[-1] if sheets else ""
