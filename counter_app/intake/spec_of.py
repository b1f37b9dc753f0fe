"""Which declaration of the form stands behind a draft key. Must not judge a value."""

from collections.abc import Iterable
from functools import cache

from counter_app.asking.base import Form
from counter_app.asking.fields import FieldSpec, field_of, fields_of
from counter_app.forms.assets import Assets
from counter_app.forms.consents import Commitment, Proxy
from counter_app.forms.drafts.draft import MEMBERS
from counter_app.forms.drafts.to_document import item_model
from counter_app.forms.household import Applicant, Member
from counter_app.forms.housing_application import BLOCKS, HousingApplication

_BLOCKS: dict[str, type[Form]] = {
    "applicant": Applicant,
    "proxy": Proxy,
    "commitment": Commitment,
}

_ALL, _SOME = "每一项都要填，没有的写“无”", "除“可不填”的以外都要填，没有的写“无”"
_OPTIONAL = "可不填"


@cache
def find_spec(key: str) -> FieldSpec | None:
    """The declaration behind a draft key or a format-1 path without indexes; None if none."""
    try:
        return _find(key)
    except (KeyError, IndexError, ValueError):
        return None


def get_spec(key: str) -> FieldSpec:
    """The declaration behind a draft key; KeyError if the form has none."""
    spec = find_spec(key)
    if spec is None:
        raise KeyError(key)
    return spec


def usual_hint(spec: FieldSpec | None) -> str:
    """What is said beneath a field while nothing stands in it."""
    if spec is None:
        return ""
    return spec.help or (_OPTIONAL if spec.optional else "")


def hint_over(keys: Iterable[str]) -> str:
    """What is said over a page that asks for these fields: whether all of them are to be filled."""
    specs = filter(None, map(find_spec, keys))
    return _SOME if any(spec.optional for spec in specs) else _ALL


def _find(key: str) -> FieldSpec:
    head, _, rest = key.partition(".")
    if head in _BLOCKS and rest:
        return field_of(_BLOCKS[head], rest)
    if head == "details" and rest:
        return _detail(rest)
    if key.startswith(f"{MEMBERS}."):
        return field_of(Member, key.split(".")[3])
    if head == "assets" and rest:
        return _asset(rest.split("."))
    return field_of(HousingApplication, key)


def _detail(rest: str) -> FieldSpec:
    first, _, inner = rest.partition(".")
    for block in BLOCKS.values():
        for spec in fields_of(block):
            if spec.key == first:
                return field_of(spec.model, inner) if inner and spec.model else spec
    raise KeyError(rest)


def _asset(words: list[str]) -> FieldSpec:
    category = field_of(Assets, words[0])
    return field_of(item_model(category), words[3]) if len(words) > 3 else category
