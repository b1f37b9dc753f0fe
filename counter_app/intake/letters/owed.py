"""The items of a notice as they stand on it, from what the desk recorded. Must not judge anew."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from counter_app.documents.letters.items import ItemWords
from counter_app.documents.letters.view import OwedItem
from counter_app.documents.letters.words import sentence
from counter_app.forms.consents import Material
from counter_app.forms.display import place_of
from counter_app.intake.declared import SEPARATOR
from counter_app.intake.letters.kind_of_fact import kind_of
from counter_app.needs.case_file import CaseFile
from counter_app.needs.findings import FactOf
from counter_app.needs.lacking import Lack
from counter_app.rules.materials import MaterialNeed

_OF_A_MEMBER = re.compile(r"household\.members\[(\d+)\]\.")
_LABELS: Mapping[str, str] = {str(each): each.label for each in Material}


def _text(item: Mapping[str, object], key: str) -> str:
    value = item.get(key)
    return value if isinstance(value, str) else ""


class Items:
    """Words what a notice asks for, for one case and its material list."""

    def __init__(
        self,
        file: CaseFile,
        words: ItemWords,
        needs: Sequence[MaterialNeed],
        facts: Iterable[FactOf] = (),
    ) -> None:
        self._words, self._needs = words, needs
        self._facts = {each.difference: each for each in facts}
        people = file.people
        ids = (file.state.person(at) for at in range(len(people)))
        names = ("applicant", *(f"member:{at}" for at in range(1, len(people))))
        self._people = dict(zip((*ids, *names), (*people, *people), strict=True))

    def recorded(self, said: object) -> tuple[OwedItem, ...]:
        """What was recorded with the notice."""
        items = said if isinstance(said, list) else []
        return tuple(self._item(each) for each in items if isinstance(each, Mapping))

    def remarks(self, said: object) -> tuple[OwedItem, ...]:
        """What a return asks for: each tied to a field, a paper or a difference, in words."""
        remarks = said if isinstance(said, list) else []
        return tuple(self._remark(each) for each in remarks if isinstance(each, Mapping))

    def _remark(self, remark: Mapping[str, object]) -> OwedItem:
        words = sentence(_text(remark, "words"))
        if field := _text(remark, "field"):
            return self._words.remark(self._field(field), words, "field")
        if (name := _text(remark, "material")) in _LABELS:
            asked = self._material(name, _text(remark, "person"))
            return replace(self._words.remark(asked.what, words, "material"), rule=asked.rule)
        if fact := self._facts.get(_text(remark, "difference")):
            whose = f"{name}的" if (name := self._name(fact.person)) else ""
            return self._words.difference(f"{whose}{kind_of(fact)}", words)
        return self._words.remark("", words)

    def lacking(self, lacks: Sequence[Lack]) -> tuple[OwedItem, ...]:
        """What lacks on a day."""
        return tuple(
            self._item({"what": e.what, "name": e.name, "person": e.person, "words": e.words})
            for e in lacks
        )

    def _item(self, item: Mapping[str, object]) -> OwedItem:
        what, name = _text(item, "what"), _text(item, "name")
        if what == "field":
            return self._words.field(name, f"{_text(item, 'words')}。")
        if what == "material" and name in _LABELS:
            return self._material(name, _text(item, "person"))
        if what == "signature":
            return self._words.commitment()
        if what == "consent":
            return self._words.consent(self._name(_text(item, "person")))
        said = _text(item, "words") or _text(item, "text") or what
        return OwedItem(said, _text(item, "wrong"), _text(item, "how"), _text(item, "rule"))

    def _material(self, name: str, person: str) -> OwedItem:
        who = self._people.get(person)
        number = who.id_number if who else ""
        need = next(
            (e for e in self._needs if e.material == name and (e.person_id_number or "") == number),
            None,
        )
        shared = need is not None and need.status == "paper_needed"
        clause = need.clause if need else ""
        return self._words.material(_LABELS[name], self._name(person), clause, shared=shared)

    def _field(self, path: str) -> str:
        """`赵建军的月收入`: nobody counts the members of their own household."""
        inside = _OF_A_MEMBER.match(path)
        name = self._name(f"member:{int(inside[1]) + 1}") if inside else ""
        place = place_of(path)
        return f"{name}的{place.rpartition(SEPARATOR)[2]}" if name else place

    def _name(self, person: str) -> str:
        who = self._people.get(person)
        return who.name if who else ""
