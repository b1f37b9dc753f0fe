"""The facade: the few things that the engine asks of the form. The engine imports nothing else.

Documents are format 1 as `basics.exact_json.loads` reads them. A second 一件事 would bring a module
with these names. Must not hold a rule of its own.
"""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from counter_app.asking.blank import is_blank
from counter_app.asking.fields import field_of, fields_of
from counter_app.asking.problem import Problem as Problem
from counter_app.asking.readers import WrongError, read_id_number
from counter_app.basics.exact_json import canonical
from counter_app.basics.names import first_letters, fold, turns
from counter_app.basics.text import as_read, clean
from counter_app.forms.application_file import is_bounded as is_bounded
from counter_app.forms.first_rule import first_rule
from counter_app.forms.household import Applicant, IdKind
from counter_app.forms.housing_application import FORMAT as FORMAT
from counter_app.forms.housing_application import ApplicantType, HousingApplication, Region
from counter_app.forms.pinyin import initials
from counter_app.forms.receiving import is_surely_writable as is_surely_writable
from counter_app.forms.receiving import is_writable as is_writable
from counter_app.forms.receiving import needed_of as needed_of
from counter_app.forms.receiving import receivable as receivable
from counter_app.forms.whose import Whose as Whose

Content = Mapping[str, object]

MATTER = "public_rental_housing"
"""The name of this 一件事 in facts and stores; never changed, old cases carry it."""
HASH_RULE = 2
"""The rule by which signatures are taken now; `hash_rule` among the facts of a signature."""
INDEX_RULE = 2
"""The folding of `name_terms`; 0.1 had none. A store of another one is indexed anew."""
_REGIONS = frozenset(Region)
_SUPPLEMENTS = ("commitment", "authorizations", "materials", "deferrals")


@dataclass(frozen=True, slots=True)
class Parts:
    """A document taken apart: the declared content, and what is a projection of actions."""

    content: dict[str, object]
    commitment: object = None
    authorizations: object = None
    materials: object = None
    deferrals: object = None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the household, as far as name and number can be read."""

    name: str
    id_number: str
    is_applicant: bool


@dataclass(frozen=True, slots=True)
class IndexTerms:
    """What a case is found by; `initials` has every reading of the name's first character."""

    name: str
    """As it is shown."""
    initials: tuple[str, ...]
    id_number: str
    phones: tuple[str, ...]
    names: tuple[str, ...] = ()
    """As it is looked for."""


@dataclass(frozen=True, slots=True)
class NameTerms:
    """What a case is found by of its applicant's name."""

    names: tuple[str, ...]
    initials: tuple[str, ...]


def split(document: Content) -> Parts:
    """The document's content (unknown keys kept) apart from what actions carry."""
    content = {key: value for key, value in document.items() if key not in _SUPPLEMENTS}
    return Parts(content, *(document.get(key) for key in _SUPPLEMENTS))


def join(parts: Parts) -> dict[str, object]:
    """The document that `split` took apart."""
    supplements = {key: getattr(parts, key) for key in _SUPPLEMENTS}
    present = {key: value for key, value in supplements.items() if value is not None}
    return {**parts.content, **present}


def signed_hash(content: Content, rule: int = HASH_RULE) -> str:
    """Hex SHA-256 of the content that a signature covers: all but the telephone.

    `rule` is the one under which it was signed: 1 (0.1, and facts that name none) hashes texts as
    they came, 2 as they are read and printed. ValueError for a rule that this program lacks.
    """
    if rule not in (1, 2):
        raise ValueError(f"hash rule {rule}")
    return _signed(first_rule(dict(content) if rule == 1 else _as_read(dict(content))))


def differ(one: Content, other: Content, fields: Iterable[str]) -> bool:
    """Whether two contents say something else, as they are read, in one of these fields.

    A field is a path, `applicant.employer`; what lies below it counts too.
    """
    spelt = [first_rule(_as_read(dict(each))) for each in (one, other)]
    return any(_at(spelt[0], field) != _at(spelt[1], field) for field in fields)


def differing(one: Content, other: Content) -> tuple[str, ...]:
    """The fields in which two contents say something else, as far down as a person chooses.

    Of a block its fields; what stands in a list is one field.
    """
    found: list[str] = []
    for key in dict.fromkeys((*one, *other)):
        blocks = _block(one, key), _block(other, key)
        inner = [f"{key}.{each}" for each in dict.fromkeys((*blocks[0], *blocks[1]))]
        found += [path for path in inner or [key] if differ(one, other, [path])]
    return tuple(found)


def taken(one: Content, other: Content, fields: Collection[str]) -> dict[str, object]:
    """The one content with these fields as the other has them; what that lacks is gone."""
    made: dict[str, object] = {key: _copied(value) for key, value in one.items()}
    for path in fields:
        key, _, inner = path.partition(".")
        into, source = (made, other) if not inner else (made.get(key), _block(other, key))
        name = inner or key
        if not isinstance(into, dict):
            into = made[key] = {}
        if name in source:
            into[name] = source[name]
        else:
            into.pop(name, None)
    return made


def _copied(value: object) -> object:
    return dict(value) if isinstance(value, dict) else value


def content_key(content: Content) -> str:
    """Hex SHA-256 by which the same content is known again at this counter.

    For ever by rule 1: what 0.1 received must be known again.
    """
    return _sha256(first_rule(dict(content)))


def hashes(content: Content) -> tuple[str, str]:
    """`content_key` and `signed_hash` at one go: nearly every content is spelt alike for both."""
    declared = dict(content)
    spelt = first_rule(declared)
    key = _sha256(spelt)
    read = _as_read(declared)
    return key, _signed(spelt if read == declared else first_rule(read))


def concerns(content: Content) -> tuple[Person, ...]:
    """The household: the applicant first, then the members in their order."""
    people = [_person(_block(content, "applicant"), is_applicant=True)]
    people += [
        _person(each, is_applicant=False) for each in _members(content) if isinstance(each, dict)
    ]
    return tuple(people)


def person_count(content: Content) -> int:
    """How many positions the household has: the applicant and every element of the members."""
    return 1 + len(_members(content))


def whose(content: Content) -> Whose:
    """From the numbers that entries name to positions in the household, 0 the applicant."""
    blocks = (_block(content, "applicant"), *_members(content))
    return Whose(_id_number(e.get("id_number")) if isinstance(e, dict) else "" for e in blocks)


def number_named(entry: object) -> str:
    """The ID number of the person whom an element beside the content names; empty for the case."""
    return _id_number(entry.get("person_id_number")) if isinstance(entry, dict) else ""


def material_named(entry: object) -> str:
    """The material that an element beside the content is about; empty for none."""
    return str(entry.get("material") or "") if isinstance(entry, dict) else ""


def index_terms(content: Content) -> IndexTerms:
    """What the hall's search finds the case by."""
    applicant = _person(_block(content, "applicant"), is_applicant=True)
    block = _block(content, "applicant")
    phones = tuple(filter(None, (_read(block, key) for key in _phone_keys())))
    by_name = name_terms(applicant.name)
    return IndexTerms(applicant.name, by_name.initials, applicant.id_number, phones, by_name.names)


def name_terms(name: str) -> NameTerms:
    """What a name is found by; what is typed is folded by `basics.names.fold`."""
    letters = first_letters(name)
    return NameTerms(turns(name), (*initials(fold(name)), *((letters,) if letters else ())))


def applicants_number(edits: Sequence[Mapping[str, object]]) -> str:
    """The applicant's ID number as a draft's journal leaves it; empty where there is none."""
    typed = [edit.get("value") for edit in edits if edit.get("set") == "applicant.id_number"]
    return _id_number(typed[-1]) if typed else ""


def region_of(content: Content) -> str:
    """The code of the region; nothing if there is none."""
    return str(_region(content) or "")


def is_region(code: str) -> bool:
    """Whether cases of this region are received."""
    return code in _REGIONS


def type_label(content: Content) -> str:
    """The applicant's type in the words of 附件 1; nothing if there is none."""
    kind = _choice(ApplicantType, _block(content, "details").get("applicant_type"))
    return kind.label if isinstance(kind, ApplicantType) else ""


def type_named(value: object) -> str:
    """The type of applicant that a value names, as the format spells it; nothing for none."""
    kind = _choice(ApplicantType, value)
    return str(kind) if isinstance(kind, ApplicantType) else ""


def applicant_type(content: Content) -> str:
    """The applicant's type as the format spells it; nothing if there is none."""
    return type_named(_block(content, "details").get("applicant_type"))


def masked_name(content: Content) -> str:
    """The applicant's name as a stranger may see it: `王*`, whatever its length."""
    name = _person(_block(content, "applicant"), is_applicant=True).name
    return f"{name[:1]}*" if name else ""


def _as_read(value: Any) -> Any:
    """The value with every text as it is read; a text without anything odd stays as it is."""
    if isinstance(value, str):
        return value if value.isprintable() else as_read(value)
    if isinstance(value, dict):
        return {key: _as_read(each) for key, each in value.items()}
    return [_as_read(each) for each in value] if isinstance(value, list) else value


def _signed(spelt: dict[str, Any]) -> str:
    """The hash of a spelt content, from which every telephone of the applicant is taken out."""
    if isinstance(spelt.get("applicant"), dict):
        for key in _phone_keys():
            spelt["applicant"].pop(key, None)
    return _sha256(spelt)


@cache
def _phone_keys() -> tuple[str, ...]:
    """The keys of the applicant's telephones, as they are declared."""
    return tuple(spec.key for spec in fields_of(Applicant) if spec.kind == "phone")


def _at(spelt: object, path: str) -> object:
    for key in path.split("."):
        spelt = spelt.get(key) if isinstance(spelt, dict) else None
    return spelt


def _sha256(spelt: object) -> str:
    return hashlib.sha256(canonical(spelt).encode("utf-8", "surrogatepass")).hexdigest()


def _block(document: Content, key: str) -> Mapping[str, object]:
    block = document.get(key)
    return block if isinstance(block, dict) else {}


def _members(content: Content) -> list[object]:
    members = _block(content, "household").get("members")
    return members if isinstance(members, list) else []


def _person(block: Mapping[str, object], *, is_applicant: bool) -> Person:
    return Person(_read(block, "name"), _id_number(block.get("id_number")), is_applicant)


def _id_number(value: object) -> str:
    try:
        return read_id_number(value)
    except WrongError:
        return ""


def _read(block: Mapping[str, object], key: str) -> str:
    """A field of the applicant as it is read, or as typed where it cannot be."""
    value = block.get(key)
    read = field_of(Applicant, key).read
    try:
        return str(read(value)) if read is not None and not is_blank(value) else ""
    except WrongError:
        return as_read(value) if isinstance(value, str) else ""


def _region(content: Content) -> Region | None:
    read = field_of(HousingApplication, "region").read
    value = content.get("region")
    try:
        found = read(value) if read is not None and not is_blank(value) else None
    except WrongError:
        return None
    return found if isinstance(found, Region) else None


def _choice(choices: type[ApplicantType] | type[IdKind], value: object) -> object:
    return _members_of(choices).get(clean(value)) if isinstance(value, str) else None


@cache
def _members_of(choices: type[ApplicantType] | type[IdKind]) -> Mapping[str, object]:
    return {str(member): member for member in choices}
