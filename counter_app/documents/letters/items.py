"""How one thing to be supplied is worded in a notice: what, what is wrong, what to do, which rule.

For whoever knows what a case lacks; the words are policy. Must not judge a case.
"""

from collections.abc import Mapping

from counter_app.documents.letters.view import OwedItem
from counter_app.documents.wording import Wording
from counter_app.forms.display import place_of

_SECTION, _REMARK = "owed", "remark"


class ItemWords:
    """Words an item under the policy table `letters` (nothing: the shipped one)."""

    def __init__(self, wording: Mapping[str, object]) -> None:
        self._wording = Wording(wording, "letters")

    def _said(self, name: str, **facts: object) -> str:
        return self._wording.text(_SECTION, name, **facts)

    def field(self, path: str, message: str) -> OwedItem:
        """A field of the form that is wrong or blank, by its path."""
        return OwedItem(place_of(path), message, self._said("field_how"), self._said("field_rule"))

    def material(self, label: str, person: str, clause: str, *, shared: bool = False) -> OwedItem:
        """A paper that is missing; `shared`: one that sharing failed to bring."""
        what = self._said("material_of", material=label, person=person) if person else label
        wrong = self._said("paper_needed" if shared else "missing")
        return OwedItem(what, wrong, self._said("material_how"), clause)

    def remark(self, what: str, words: str, kind: str = "") -> OwedItem:
        """What review asks for of a field or a paper (`kind`), or of nothing that has a name."""
        how = self._remark(f"{kind or 'other'}_how")
        rule = self._said("field_rule") if kind == "field" else ""
        return OwedItem(what or self._remark("other"), words, how, rule)

    def difference(self, fact: str, words: str) -> OwedItem:
        """What a department keeps otherwise than it was declared, by kind of fact."""
        return OwedItem(
            self._remark("difference", fact=fact), words, self._remark("difference_how"), ""
        )

    def _remark(self, name: str, **facts: object) -> str:
        return self._wording.text(_REMARK, name, **facts)

    def commitment(self) -> OwedItem:
        """The form that nobody signed."""
        return OwedItem(
            self._said("commitment"),
            self._said("commitment_wrong"),
            self._said("commitment_how"),
            self._said("field_rule"),
        )

    def consent(self, person: str) -> OwedItem:
        """A person's answer to the consent."""
        return OwedItem(
            self._said("consent", person=person),
            self._said("consent_wrong"),
            self._said("consent_how"),
            self._said("consent_rule"),
        )
