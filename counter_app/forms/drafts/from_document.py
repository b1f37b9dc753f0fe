"""From format 1 to a draft: mints UUIDs for the persons and rows and names persons by them.

What has no place on the form (unknown keys, blocks of a wrong type) is left out: a draft holds
what a clerk can see and mend. Must not judge a value.
"""

from collections.abc import Mapping

from counter_app.asking.base import Form
from counter_app.asking.fields import fields_of
from counter_app.asking.readers import WrongError, read_id_number
from counter_app.basics.text import as_read
from counter_app.forms.assets import Assets
from counter_app.forms.consents import Authorization, Commitment, Deferral, Proxy, TakenMaterial
from counter_app.forms.drafts.draft import CASE, MEMBERS, Draft, NewUuid, new_uuid
from counter_app.forms.drafts.to_document import item_model
from counter_app.forms.household import Applicant, Member
from counter_app.forms.housing_application import BLOCKS
from counter_app.forms.whose import Whose

_PERSON = "person_id_number"


def from_document(document: Mapping[str, object], mint: NewUuid = new_uuid) -> Draft:
    """A draft with what the document holds of the form."""
    draft = Draft(mint())
    for key in ("applied_on", "region"):
        _keep(draft, key, document.get(key))
    _take(draft, Applicant, "applicant", document.get("applicant"))
    _take_details(draft, document.get("details"))
    household = _mapping(document.get("household"))
    _take_rows(draft, Member, MEMBERS, household.get("members"), mint)
    _take_assets(draft, document.get("assets"), mint)
    _take(draft, Commitment, "commitment", document.get("commitment"))
    _take(draft, Proxy, "proxy", document.get("proxy"))
    _take_signed(draft, document)
    return draft


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _keep(draft: Draft, key: str, value: object) -> None:
    if isinstance(value, str) and not value.isprintable():
        value = as_read(value)
    if value is not None and value != "":
        draft.values[key] = value


def _take(draft: Draft, model: type[Form], prefix: str, value: object) -> None:
    block = _mapping(value)
    for spec in fields_of(model):
        key = f"{prefix}.{spec.key}"
        if spec.kind == "object" and spec.model is not None:
            _take(draft, spec.model, key, block.get(spec.key))
        else:
            _keep(draft, key, block.get(spec.key))


def _take_details(draft: Draft, value: object) -> None:
    chosen = _mapping(value).get("applicant_type")
    _keep(draft, "details.applicant_type", chosen)
    for kind, model in BLOCKS.items():
        if chosen == kind:
            _take(draft, model, "details", value)


def _take_rows(draft: Draft, model: type[Form], rows: str, value: object, mint: NewUuid) -> None:
    for block in value if isinstance(value, list) else ():
        row = mint()
        draft.rows.setdefault(rows, []).append(row)
        _take(draft, model, f"{rows}.{row}", block)


def _take_assets(draft: Draft, value: object, mint: NewUuid) -> None:
    assets = _mapping(value)
    for spec in fields_of(Assets):
        category = _mapping(assets.get(spec.key))
        prefix = f"assets.{spec.key}"
        if category.get("none") is not False:
            _keep(draft, f"{prefix}.none", category.get("none"))
        _take_rows(draft, item_model(spec), f"{prefix}.items", category.get("items"), mint)


def _take_signed(draft: Draft, document: Mapping[str, object]) -> None:
    """Consents, materials and deferrals, whose persons become the UUIDs of the household."""
    people = draft.people()
    whose = Whose(_number(draft.values.get(draft.person_key(p, "id_number"))) for p in people)
    for entry in _entries(document.get("authorizations")):
        position = whose.position(_number(entry.get(_PERSON)))
        if position is not None:
            _forget(draft, f"consents.{people[position]}.")
            _take_entry(draft, Authorization, f"consents.{people[position]}", entry)
    for head, model in (("materials", TakenMaterial), ("deferrals", Deferral)):
        for entry in _entries(document.get(head)):
            number, prefix = _number(entry.get(_PERSON)), f"{head}.{entry.get('material')}"
            position = whose.position(number, prefix)
            if position is not None or not number:
                person = CASE if position is None else people[position]
                _take_entry(draft, model, f"{prefix}.{person}", entry)


def _entries(value: object) -> list[Mapping[str, object]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _take_entry(draft: Draft, model: type[Form], prefix: str, entry: Mapping[str, object]) -> None:
    block = {key: value for key, value in entry.items() if key not in (_PERSON, "material")}
    _take(draft, model, prefix, block)


def _forget(draft: Draft, prefix: str) -> None:
    """The last entry of a person holds."""
    for key in [key for key in draft.values if key.startswith(prefix)]:
        del draft.values[key]


def _number(value: object) -> str:
    """A number as persons are compared by; nothing for what cannot be one."""
    try:
        return read_id_number(value)
    except WrongError:
        return ""
