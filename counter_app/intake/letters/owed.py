"""The items of a notice as they stand on it, from what the desk recorded. Must not judge anew."""

from collections.abc import Mapping, Sequence

from counter_app.documents.letters.items import ItemWords
from counter_app.documents.letters.view import OwedItem
from counter_app.forms import matter
from counter_app.forms.consents import Material
from counter_app.needs.case_file import CaseFile
from counter_app.needs.lacking import Lack
from counter_app.rules.materials import MaterialNeed

_LABELS: Mapping[str, str] = {str(each): each.label for each in Material}


def _text(item: Mapping[str, object], key: str) -> str:
    value = item.get(key)
    return value if isinstance(value, str) else ""


class Items:
    """Words what a notice asks for, for one case and its material list."""

    def __init__(self, file: CaseFile, words: ItemWords, needs: Sequence[MaterialNeed]) -> None:
        self._words, self._needs = words, needs
        people = matter.concerns(file.declared)
        ids = (file.state.person(at) for at in range(len(people)))
        self._people = dict(zip(ids, people, strict=True))

    def recorded(self, said: object) -> tuple[OwedItem, ...]:
        """What was recorded with the notice."""
        items = said if isinstance(said, list) else []
        return tuple(self._item(each) for each in items if isinstance(each, Mapping))

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

    def _name(self, person: str) -> str:
        who = self._people.get(person)
        return who.name if who else ""
