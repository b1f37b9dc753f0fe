"""What a form says of its case to lists and to the search, read when the case is new here.

Needs no store, so that it can be read of a batch while another is being written. Must not judge
the form.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from counter_app.basics.exact_json import loads, quick_loads
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
    if not form:
        return NO_FORM
    terms = matter.index_terms(form)
    found_by = (
        *((TermKind.NAME, each) for each in terms.names),
        (TermKind.ID_NUMBER_REVERSED, reversed_digits(terms.id_number)),
        *((TermKind.PHONE_REVERSED, reversed_digits(phone)) for phone in terms.phones),
        *((TermKind.INITIALS, reading) for reading in terms.initials),
    )
    return Look(terms.name, matter.type_label(form), found_by, is_form=True)


def look_at(content: Content | None) -> Look:
    """The look of a content that was fetched."""
    return look_of(_form(_looked_at, content))


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


def _looked_at(content: bytes) -> object:
    """Read in less time; nothing that a case is found by is a number."""
    try:
        return quick_loads(content)
    except (ValueError, RecursionError):
        return _exactly(content)
