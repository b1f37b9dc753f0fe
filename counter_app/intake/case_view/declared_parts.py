"""The whole declared form in parts, as it is read: person by person, then what is shared.

Masked by whoever asks. Must not judge or compare.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from counter_app.asking import resident_id
from counter_app.asking.resident_id import is_male
from counter_app.cases.case_state import CaseState
from counter_app.documents.paper_text import text_of, value_in
from counter_app.forms import matter
from counter_app.forms.household import Member, Sex
from counter_app.forms.housing_application import HousingApplication
from counter_app.forms.people import age
from counter_app.intake.case_view.masking import Mask, tail
from counter_app.intake.declared import SEPARATOR, DeclaredField, declared_fields
from counter_app.needs.timeline import read_day

APPLICANT = "申请人"
_DETAILS, _ASSETS = "申请人类型和住房", "六项资产"
_EMPTY = "没有填"


@dataclass(frozen=True, slots=True)
class Told:
    """One fact: what it is called, and what was declared."""

    label: str
    text: str
    path: str = ""
    """Of a field that can be put right by itself; empty: what stands above all blocks."""


@dataclass(frozen=True, slots=True)
class DeclaredPart:
    """One person, or a part of the form that is nobody's alone."""

    key: str
    """The person's id, or the name of the block."""
    title: str
    aside: str = ""
    """`女 42`."""
    number: str = ""
    """The last four of the ID number."""
    facts: tuple[Told, ...] = ()

    @property
    def is_person(self) -> bool:
        """Whether it is somebody."""
        return self.key not in (_DETAILS, _ASSETS)


def relations_of(declared: Mapping[str, object]) -> list[str]:
    """What each is to the applicant, who comes first: masked names alone tell nobody apart."""
    members = _people(declared)[1:]
    return [APPLICANT, *(text_of(Member, "relation", each) for each in members)]


def parts_of(
    declared: Mapping[str, object], state: CaseState, today: date, mask: Mask
) -> tuple[DeclaredPart, ...]:
    """The household in its order, then type and dwelling, then the assets."""
    fields = declared_fields(declared)
    people, blocks, relations = matter.concerns(declared), _people(declared), relations_of(declared)
    parts = []
    for at, (who, relation) in enumerate(zip(people, relations, strict=False)):
        prefix = "applicant." if at == 0 else f"household.members[{at - 1}]."
        parts.append(
            DeclaredPart(
                state.person(at),
                f"{relation} {mask.name(who.name)}".strip(),
                _sex_and_age(blocks[at], today),
                f"尾号 {tail(who.id_number)}" if who.id_number else "",
                tuple(_facts(fields, prefix, mask)),
            )
        )
    details = (*_head(declared), *_facts(fields, "details.", mask))
    assets = tuple(_facts(fields, "assets.", mask))
    return (
        *parts,
        DeclaredPart(_DETAILS, _DETAILS, facts=details),
        DeclaredPart(_ASSETS, _ASSETS, facts=assets),
    )


def block_of(path: str) -> str:
    """The key of the part in which a field stands that is no person's."""
    return _ASSETS if path.startswith("assets.") else _DETAILS


def masked_text(path: str, text: str, mask: Mask) -> str:
    """What is declared in a field, as far as it may be seen."""
    key = path.rpartition(".")[2]
    if key == "name":
        return mask.name(text)
    if key == "id_number":
        return mask.number(text)
    return mask.phone(text) if key.endswith("phone") else mask.text(text)


def _head(declared: Mapping[str, object]) -> Iterator[Told]:
    """What stands above all blocks."""
    for key, label in (("region", "区县"), ("applied_on", "申请日期")):
        if text := text_of(HousingApplication, key, declared):
            yield Told(label, text)
    if kind := matter.type_label(declared):
        yield Told("申请人类型", kind)


def _facts(fields: Sequence[DeclaredField], prefix: str, mask: Mask) -> Iterator[Told]:
    for each in fields:
        if not each.path.startswith(prefix):
            continue
        # Of a person's own block the place would say at each line whose it is.
        label = each.place if prefix.startswith("assets") else each.place.split(SEPARATOR)[-1]
        yield Told(label, masked_text(each.path, each.text, mask) or _EMPTY, each.path)


def _sex_and_age(block: Mapping[str, object], today: date) -> str:
    """`女 42`, from the number where it is a resident's, else as declared."""
    number = str(block.get("id_number") or "")
    if resident_id.fault(number) is None:
        born, sex = resident_id.birth_date(number), Sex.MALE if is_male(number) else Sex.FEMALE
        words = sex.label
    else:
        born, words = read_day(str(block.get("birth_date") or "")), text_of(Member, "sex", block)
    return f"{words} {age(born, today)}".strip() if born else words


def _people(declared: Mapping[str, object]) -> list[Mapping[str, object]]:
    """The blocks of the household, as `matter.concerns` has its people."""
    applicant, members = declared.get("applicant"), value_in(declared, "household", "members")
    listed = members if isinstance(members, list) else []
    first = applicant if isinstance(applicant, dict) else {}
    return [first, *(each for each in listed if isinstance(each, dict))]
