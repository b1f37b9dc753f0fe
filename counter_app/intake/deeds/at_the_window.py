"""What happens at a window: signed, consented, brought, returned, changed, delivered, withdrawn.

What somebody signed at home counts from the day on which it is brought: that is its legal day.
"""

import json
from collections.abc import Mapping

import msgspec

from counter_app.basics import exact_json
from counter_app.basics.catalogue.acts import ACT_NOT_AGREED, ACT_NUMBERS_DIFFER
from counter_app.basics.errors import CounterError
from counter_app.cases.actions import Entry, Kind, Scalar
from counter_app.cases.deed import Deed
from counter_app.cases.kinds.facts import WAYS
from counter_app.forms import matter
from counter_app.forms.consents import Capacity, Department, Material
from counter_app.intake.declared import with_value
from counter_app.intake.deeds.given import Given
from counter_app.intake.members_changed import Changed, with_member, without_member
from counter_app.needs.queries import asked_of
from counter_app.rules.consent import ALL, ASKED, ITEMS, Query, departments, queries

ELECTRONIC = "electronic"
_INK = "ink"


INSTEAD = "instead_of_sharing"
"""Why a paper was taken that a department would have shown, as receipts have it too."""


def entry_of(entry: object, more: Mapping[str, Scalar] | None = None) -> bytes:
    """An element of format 1 as content."""
    raw = exact_json.canonical(entry).encode()
    return msgspec.json.encode(Entry(msgspec.Raw(raw), dict(more or {})))


def words(**said: object) -> bytes:
    """What a person wrote, as content; nothing that was left empty."""
    kept = {name: value for name, value in said.items() if value not in ("", None, [])}
    return json.dumps(kept, ensure_ascii=False).encode()


def sign(given: Given) -> Deed:
    """审核表 and 承诺书 signed by the applicant, of what is declared now."""
    entry = {"signed_by": given.who(0).name, "signed_on": given.day("signed_on")}
    facts = {**_signed(given), "person": given.person(0), "on": given.today.isoformat()}
    medium = given.text("how", _INK)
    return Deed(Kind.FORM_SIGNED, facts, entry_of(entry, {"medium": medium}))


def consent(given: Given) -> Deed:
    """One person's answer; who refuses gives none but the refusal."""
    given.need("granted")
    at, on = given.position(), given.day("signed_on")
    who = given.who(at)
    granted = given.truth("granted")
    entry: dict[str, object] = {"person_id_number": who.id_number, "granted": granted}
    more: dict[str, Scalar] = {}
    if granted:
        given.need("signed_by")
        asked = _queries(given, at)
        offered = tuple(item for query in asked for item in query.items)
        items = _items(given, offered)
        entry |= {
            "signed_by": given.text("signed_by"),
            "capacity": given.one_of("capacity", frozenset(Capacity))
            if "capacity" in given.keys
            else str(Capacity.SELF),
            "signed_on": on,
            "departments": ALL if set(items) == set(offered) else _named(given, at, items),
        }
        more = {ASKED: " ".join(offered), ITEMS: " ".join(items)}
    facts = {**_signed(given), "person": given.person(at), "on": given.today.isoformat()}
    return Deed(Kind.CONSENT_GIVEN, facts, entry_of(entry, more))


def withdraw_consent(given: Given) -> Deed:
    """What was granted is granted no longer; what was asked stays asked."""
    at, on = given.position(), given.day("signed_on")
    entry = {**_granted(given, at), "withdrawn_on": on}
    facts = {
        "person": given.person(at),
        "on": given.today.isoformat(),
        "policy": given.file.state.policy,
    }
    return Deed(Kind.CONSENT_WITHDRAWN, facts, entry_of(entry))


def take_material(given: Given) -> Deed:
    """A paper handed in."""
    given.need("material")
    material = given.one_of("material", frozenset(map(str, Material)))
    of_case = given.keys.get("person") in (None, "")
    at = 0 if of_case else given.position()
    entry: dict[str, object] = {
        "material": material,
        "person_id_number": None if of_case else given.who(at).id_number,
        "obtained": "paper",
        "seen_original": given.truth("seen_original", usual=True),
        "copies": given.number("copies", 1),
        "pages": given.number("pages", 1),
    }
    why = given.text("why_paper")
    facts: dict[str, Scalar] = {"on": given.today.isoformat()}
    if not of_case:
        facts["person"] = given.person(at)
    more: dict[str, Scalar] = {INSTEAD: why} if why else {}
    return Deed(Kind.MATERIAL_TAKEN, facts, entry_of(entry, more))


def return_material(given: Given) -> Deed:
    """A paper goes back; it is the last that was taken of its kind and person."""
    given.need("material")
    number = "" if given.keys.get("person") in (None, "") else given.who(given.position()).id_number
    taken = ""
    for name in given.file.state.materials:
        entry = given.file.entry(name)
        if isinstance(entry, dict) and entry.get("material") == given.text("material"):
            taken = name if matter.number_named(entry) == number else taken
    facts: dict[str, Scalar] = {"taken": taken, "on": given.today.isoformat()}
    if not taken:
        given.need("material that was taken")
    said = {name: given.text(name) for name in ("to", "relation", "authority")}
    condition = {name: given.truth(name) for name in ("intact", "kept_copy") if name in given.keys}
    return Deed(Kind.MATERIAL_RETURNED, facts, words(**said, **condition))


def revise(given: Given) -> Deed:
    """Another declared content from the one that holds; whoever signed signs again.

    Whole, or one field of it, or somebody more or less in the household.
    """
    persons: tuple[str, ...] = ()
    if "add" in given.keys or "remove" in given.keys:
        given.need("reason")
        declared, persons = _other_household(given)
    elif "field" in given.keys:
        given.need("value", "reason")
        now, value = given.file.declared, given.text("value")
        declared = with_value(now, given.text("field"), value, given.today)
    else:
        given.need("content", "reason")
        content = given.keys["content"]
        declared = matter.split(content).content if isinstance(content, dict) else {}
    if matter.receivable(declared):
        given.need("content that can be received")
    count, before = matter.person_count(declared), matter.person_count(given.file.declared)
    facts: dict[str, Scalar] = {
        "base": given.file.state.content,
        "reason": given.text("reason")[:40],
        "on": given.today.isoformat(),
    }
    if not persons and count == before:
        persons = tuple(given.person(at) for at in range(count))
    if persons:
        facts["persons"] = " ".join(persons)
    return Deed(Kind.FORM_REVISED, facts, exact_json.canonical(declared).encode())


def _other_household(given: Given) -> Changed:
    """The content with one member more or less, and who is who in it."""
    now, state, member = given.file.declared, given.file.state, given.keys.get("add")
    if isinstance(member, dict):
        return with_member(now, state, {str(key): value for key, value in member.items()})
    return without_member(now, state, given.text("remove"))


def change_contact(given: Given) -> Deed:
    """Another telephone; it makes no signature stale."""
    given.need("phone")
    facts = {"replaces": given.file.state.contact or given.file.state.content}
    return Deed(Kind.CONTACT_CHANGED, facts, words(phone=given.text("phone")))


def deliver(given: Given) -> Deed:
    """A letter reached its person (送达回证); by the line only who agreed to that, signed."""
    given.need("letter", "way", "to")
    way = given.one_of("way", WAYS.words)
    if way == ELECTRONIC and not given.file.state.agreed_electronic:
        raise CounterError(ACT_NOT_AGREED)
    facts = {"letter": given.text("letter"), "way": way, "on": given.day("on")}
    said = {name: given.text(name) for name in ("to", "relation", "reason", "witness", "proof")}
    return Deed(Kind.DELIVERED, facts, words(**said))


def withdraw(given: Given) -> Deed:
    """The applicant takes the application back, signed."""
    given.need("signed_by")
    return Deed(Kind.WITHDRAWN, _of_applicant(given), _signature(given))


def agree_electronic(given: Given) -> Deed:
    """Electronic delivery is agreed to, signed: from now on the page delivers."""
    given.need("signed_by")
    return Deed(Kind.ELECTRONIC_DELIVERY_AGREED, _of_applicant(given), _signature(given))


def hand_over(given: Given) -> Deed:
    """Copied into the 公租房信息系统; with the number that came back from there it is done."""
    on, number = given.today.isoformat(), given.text("external_number")
    if not number:
        return Deed(Kind.HANDED_OVER, {"mapping": given.newest.wording, "on": on})
    if given.text("again", number) != number:
        raise CounterError(ACT_NUMBERS_DIFFER)
    return Deed(Kind.HAND_OVER_CONFIRMED, {"external_number": number, "on": on})


def _of_applicant(given: Given) -> dict[str, Scalar]:
    return {"on": given.today.isoformat(), "person": given.person(0)}


def _signature(given: Given) -> bytes:
    return words(signed_by=given.text("signed_by"), signed_on=given.day("signed_on"))


def _signed(given: Given) -> dict[str, Scalar]:
    """What a signature given now covers."""
    return {
        "signed_hash": matter.signed_hash(given.file.declared),
        "hash_rule": matter.HASH_RULE,
        "policy": given.file.state.policy,
    }


def _items(given: Given, offered: tuple[str, ...]) -> tuple[str, ...]:
    """The items granted, never wider than what was asked."""
    said = given.keys.get("items", ALL)
    if said == ALL:
        return offered
    named = frozenset(map(str, said)) if isinstance(said, list) else frozenset()
    if not named or not named <= set(offered):
        given.need("items that are asked of the person")
    return tuple(item for item in offered if item in named)


def _named(given: Given, at: int, items: tuple[str, ...]) -> list[Department]:
    return list(departments(_queries(given, at), items))


def _queries(given: Given, at: int) -> tuple[Query, ...]:
    """What is asked of the person."""
    given.who(at)
    return queries(
        given.policy,
        given.today,
        asked_of(given.file, at, given.policy, given.today),
    )


def _granted(given: Given, at: int) -> dict[str, object]:
    """The consent of the person that holds, as it was entered."""
    name = given.file.state.answers.get(given.person(at), "")
    entry = given.file.entry(name)
    if isinstance(entry, dict):
        return {str(key): value for key, value in entry.items()}
    return {"person_id_number": given.who(at).id_number, "granted": False}
