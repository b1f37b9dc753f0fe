"""What a form says of its case to lists and to the search, read when the case is new here.

Needs no store, so that it can be read of a batch while another is being written. Must not judge
the form.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import msgspec

from counter_app.basics.exact_json import loads, quick_reader
from counter_app.cases.actions import Content
from counter_app.forms import matter
from local_db.index import TermKind, reversed_digits


@dataclass(frozen=True, slots=True)
class Look:
    """One form's; all of it empty where there is no form."""

    name: str = ""
    type_label: str = ""
    found_by: tuple[tuple[TermKind, str], ...] = ()
    is_form: bool = False


NO_FORM = Look()
"""Of what was erased, or is no form that can be read."""


def look_of(form: Mapping[str, object]) -> Look:
    """The look of a form as it was read."""
    return _look(form, matter.index_terms(form)) if form else NO_FORM


def looks_at(contents: Iterable[Content | None]) -> list[Look]:
    """The looks of contents that were fetched; all are read before the first is indexed."""
    forms = [_form(_looked_at, content) for content in contents]
    terms = [matter.index_terms(form) for form in forms]
    return [_look(*pair) if pair[0] else NO_FORM for pair in zip(forms, terms, strict=True)]


def _look(form: Mapping[str, object], terms: matter.IndexTerms) -> Look:
    found_by = (
        *((TermKind.NAME, each) for each in terms.names),
        (TermKind.ID_NUMBER_REVERSED, reversed_digits(terms.id_number)),
        *((TermKind.PHONE_REVERSED, reversed_digits(phone)) for phone in terms.phones),
        *((TermKind.INITIALS, reading) for reading in terms.initials),
    )
    return Look(terms.name, matter.type_label(form), found_by, is_form=True)


def exact_form(content: Content | None) -> Mapping[str, object]:
    """The form with its numbers as they are written; empty where there is none."""
    return _form(_exactly, content)


def _form(read: Callable[[bytes], object], content: Content | None) -> Mapping[str, object]:
    try:
        form = read(bytes(content.content)) if content else None
    except (ValueError, RecursionError):
        return {}
    return form if isinstance(form, dict) else {}


def _exactly(content: bytes) -> object:
    return loads(content.decode())


class _Shown(msgspec.Struct, gc=False):
    """The keys that `matter.index_terms` and `matter.type_label` ask of a form."""

    applicant: object = None
    details: object = None


_read_shown = quick_reader(_Shown)


def _looked_at(content: bytes) -> object:
    """Read in less time: nothing that a case is found by is a number, and few keys are shown."""
    try:
        content.decode()  # what is passed over may be no UTF-8
        shown = _read_shown(content)
    except (ValueError, RecursionError):
        return _exactly(content)
    if shown.applicant is None and shown.details is None:
        return _exactly(content)
    return {"applicant": shown.applicant, "details": shown.details}
