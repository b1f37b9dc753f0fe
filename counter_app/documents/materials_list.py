"""What was handed in, as rows of the receipt: form, consent sheets, papers with copies and pages.

A sheet that nobody signed was not handed in; the receipt says so beneath. Shared materials are no
papers and do not stand here. Must not judge what else is still owed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from counter_app.documents.paper_text import read_or_none, value_in
from counter_app.documents.view import PaperView
from counter_app.documents.wording import Wording
from counter_app.forms.consents import (
    Authorization,
    Commitment,
    Deferral,
    Material,
    Obtained,
    TakenMaterial,
)
from counter_app.forms.display import day


@dataclass(frozen=True, slots=True)
class Handed:
    """One row: what, as original or copy, how many, how many pages (None: not said)."""

    what: str
    original: str = ""
    copy: str = ""
    count: int | None = None
    pages: int | None = None


def handed_in(view: PaperView) -> tuple[Handed, ...]:
    """The rows, the form first where it was signed."""
    words = Wording(view.wording)
    yes = words.text("receipt", "yes")
    form = Handed(Material.APPLICATION_FORM.label, yes, "", 1, view.form_pages)
    forms = (form,) if _form_is_signed(view) else ()
    taken = tuple(
        _taken(entry, view, words) for entry in _entries(view, "materials") if _is_paper(entry)
    )
    more = (Handed(title, yes, "", count, count) for title, count in view.signed_too)
    return (*forms, *_authorizations(view, words), *more, *taken)


def deferred(view: PaperView) -> str:
    """The sentence on what may follow later; nothing where nothing is deferred."""
    words = Wording(view.wording)
    items = [_deferred(entry, view, words) for entry in _entries(view, "deferrals")]
    return words.text("receipt", "deferred") + "；".join(items) + "。" if items else ""


def unsigned(view: PaperView) -> str:
    """The sentence on sheets that nobody has signed yet; nothing on an empty receipt."""
    if not view.document:
        return ""
    words = Wording(view.wording)
    sheets = [] if _form_is_signed(view) else [Material.APPLICATION_FORM.label]
    settled = _signed(view) | _refused(view)
    if count := sum(bool(each.queries) and each.id_number not in settled for each in view.people):
        sheets.append(words.text("receipt", "authorizations", count=count))
    return words.text("receipt", "unsigned", sheets="、".join(sheets)) if sheets else ""


def _form_is_signed(view: PaperView) -> bool:
    commitment = value_in(view.document, "commitment")
    return bool(read_or_none(Commitment, "signed_by", commitment))


def _signed(view: PaperView) -> set[object]:
    """Who signed a consent, by number."""
    return {
        read_or_none(Authorization, "person_id_number", entry)
        for entry in _entries(view, "authorizations")
        if read_or_none(Authorization, "signed_by", entry)
    }


def _refused(view: PaperView) -> set[object]:
    """Who does not consent, by number: an answer, nothing is owed."""
    return {
        read_or_none(Authorization, "person_id_number", entry)
        for entry in _entries(view, "authorizations")
        if read_or_none(Authorization, "granted", entry) is False
    }


def _entries(view: PaperView, key: str) -> list[Mapping[str, object]]:
    entries = value_in(view.document, key)
    return (
        [each for each in entries if isinstance(each, Mapping)] if isinstance(entries, list) else []
    )


def _authorizations(view: PaperView, words: Wording) -> tuple[Handed, ...]:
    household = {person.id_number for person in view.people}
    signed = _signed(view) & household
    if not signed:
        return ()
    count = len(signed)
    what = words.text("receipt", "authorizations", count=count)
    return (Handed(what, words.text("receipt", "yes"), "", count, count),)


def _is_paper(entry: Mapping[str, object]) -> bool:
    material = read_or_none(TakenMaterial, "material", entry)
    obtained = read_or_none(TakenMaterial, "obtained", entry)
    is_form = material is Material.APPLICATION_FORM
    return not is_form and material is not None and obtained in (Obtained.PAPER, Obtained.SCAN)


def _taken(entry: Mapping[str, object], view: PaperView, words: Wording) -> Handed:
    seen = read_or_none(TakenMaterial, "seen_original", entry) is True
    copies = _count(entry, "copies")
    yes = words.text("receipt", "yes")
    if read_or_none(TakenMaterial, "obtained", entry) is Obtained.SCAN:
        original = words.text("receipt", "seen") if seen else ""
        copy = words.text("receipt", "scanned")
    elif seen and not copies:
        original, copy, copies = yes, "", 1
    else:
        original, copy = words.text("receipt", "seen") if seen else "", yes
    return Handed(_named(entry, view, words), original, copy, copies, _count(entry, "pages"))


def _deferred(entry: Mapping[str, object], view: PaperView, words: Wording) -> str:
    due = read_or_none(Deferral, "due_on", entry)
    name = _named(entry, view, words)
    if not isinstance(due, date):
        return name
    return words.text("receipt", "deferred_item", material=name, day=day(due))


def _named(entry: Mapping[str, object], view: PaperView, words: Wording) -> str:
    material = read_or_none(TakenMaterial, "material", entry)
    name = material.label if isinstance(material, Material) else ""
    number = read_or_none(TakenMaterial, "person_id_number", entry)
    person = next((each.name for each in view.people if each.id_number == number), "")
    return words.text("receipt", "of_person", material=name, person=person) if person else name


def _count(entry: Mapping[str, object], key: str) -> int | None:
    value = read_or_none(TakenMaterial, key, entry)
    return value if isinstance(value, int) else None
