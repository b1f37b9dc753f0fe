"""What stands in the way of receiving a form (foundations, "Receive needs"): nothing else does.

Must not ask for more than a number on a case needs: whose it is, where, of which type.
"""

from collections.abc import Mapping
from decimal import Decimal

import msgspec

from counter_app.asking import messages
from counter_app.asking.amounts import as_decimal
from counter_app.asking.base import Form
from counter_app.asking.blank import is_blank
from counter_app.asking.choice import choice_reader
from counter_app.asking.fields import field_of
from counter_app.asking.problem import Problem
from counter_app.asking.readers import TEXT_LIMIT, Read, WrongError
from counter_app.basics.exact_json import quick_reader
from counter_app.basics.text import is_unicode
from counter_app.forms.household import Applicant
from counter_app.forms.housing_application import ApplicantType, HousingApplication

Content = Mapping[str, object]
_FIGURES = bytes.maketrans(b".123456789E", b"0000000000e")
_LONG = b"0" * TEXT_LIMIT


class _Needed(msgspec.Struct, gc=False):
    """The keys that `receivable` and `matter.region_of` ask of a document."""

    format: object = None
    region: object = None
    applicant: object = None
    details: object = None


_read_needed = quick_reader(_Needed)


def needed_of(content: bytes) -> Content:
    """As much of a document as receiving needs, from its JSON; ValueError for what is no object.

    Texts that are passed over may be no UTF-8: `is_surely_writable` says so.
    """
    needed = _read_needed(content)
    return {key: getattr(needed, key) for key in _Needed.__struct_fields__}


def receivable(document: Content, *, writable: bool = False) -> tuple[Problem, ...]:
    """Format, region, name, ID document and type; and nothing that no store could carry.

    `writable` where that is known already.
    """
    applicant, details = _block(document, "applicant"), _block(document, "details")
    whole, kind = HousingApplication, choice_reader(ApplicantType)
    needs = (
        _known(whole, "format", document.get("format"), "format"),
        _known(whole, "region", document.get("region"), "region"),
        _filled("name", applicant.get("name")),
        None
        if is_blank(applicant.get("id_kind"))
        else _known(Applicant, "id_kind", applicant["id_kind"], "applicant.id_kind"),
        _filled("id_number", applicant.get("id_number")),
        _known(whole, "details", details.get("applicant_type"), "details.applicant_type", kind),
    )
    found = tuple(each for each in needs if each is not None)
    if writable or is_writable(document):
        return found
    return (*found, *_unwritable(document))


def _filled(key: str, value: object) -> Problem | None:
    if not is_blank(value):
        return None
    return Problem(f"applicant.{key}", "missing", messages.missing(field_of(Applicant, key)))


def _known(
    model: type[Form], key: str, value: object, path: str, read: Read | None = None
) -> Problem | None:
    spec = field_of(model, key)
    reader = read or spec.read
    if is_blank(value) or reader is None:
        return Problem(path, "missing", messages.missing(spec))
    try:
        reader(value)
    except WrongError as wrong:
        return Problem(path, wrong.code, wrong.about(spec.name))
    return None


def _block(document: Content, key: str) -> Content:
    block = document.get(key)
    return block if isinstance(block, dict) else {}


def is_surely_writable(content: bytes) -> bool:
    """A cheap look at JSON that msgspec could pass over: never yes where `is_writable` says no.

    What it passes over has no escaped lone surrogate, but may be no UTF-8; without an exponent and
    a long row of digits no number is out of bounds.
    """
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    figures = content.translate(_FIGURES)
    return not (b"0e" in figures or _LONG in figures)


def is_writable(document: object) -> bool:
    """Whether every store and wire can carry it; asked of each case, so no path is built."""
    waiting = [document]
    for value in waiting:  # grows as it goes
        if isinstance(value, str):
            if not is_unicode(value):
                return False
        elif isinstance(value, dict):
            waiting += value
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value
        elif not (value is None or isinstance(value, bool) or _is_plain(as_decimal(value))):
            return False
    return True


def _unwritable(value: object, path: str = "") -> list[Problem]:
    """Texts and numbers that no store and no wire can carry."""
    if isinstance(value, dict):
        found = [_broken(path) for key in value if not is_unicode(key)]
        parts = [(f"{path}.{key}" if path else key, each) for key, each in value.items()]
        return found + [p for name, each in parts for p in _unwritable(each, name)]
    if isinstance(value, list):
        parts = [(f"{path}[{index}]", each) for index, each in enumerate(value)]
        return [p for name, each in parts for p in _unwritable(each, name)]
    if isinstance(value, str):
        return [] if is_unicode(value) else [_broken(path)]
    return [] if is_writable(value) else [Problem(path, "invalid", "数字太长，请重新录入")]


def _broken(path: str) -> Problem:
    shown = path.encode("utf-8", "replace").decode()
    return Problem(shown, "invalid", "含有无法保存的字符，请重新录入")


def _is_plain(number: Decimal | None) -> bool:
    if number is None:
        return False
    return abs(number.adjusted()) < TEXT_LIMIT and len(number.as_tuple().digits) <= TEXT_LIMIT
