"""What stands under a draft key, put right by its kind when its field is left or pasted into.

Must not judge: what is wrong afterwards, the checks tell.
"""

from counter_app.asking.putting_right.right import Right
from counter_app.asking.putting_right.table import NAME, OPEN_MONTH, OTHER_PAPER, put_right
from counter_app.forms.drafts.draft import MEMBERS, Draft
from counter_app.forms.household import IdKind
from counter_app.intake.local import SIGNER
from counter_app.intake.relations import relation
from counter_app.intake.spec_of import find_spec

_BY_NAME = {
    "name": NAME,
    "signed_by": NAME,
    "to_month": OPEN_MONTH,
    "due_on": "date",
}
"""Fields that are put right otherwise than their kind, or that the form does not declare."""


def put_right_at(draft: Draft, key: str) -> Right:
    """The text under the key as it is kept, and what was changed in it."""
    typed, field = draft.text(key), key.rpartition(".")[2]
    if field == "relation" and key.startswith(f"{MEMBERS}."):
        return relation(typed)  # a proxy's is a text
    if key.startswith(SIGNER.prefix):
        return put_right(typed, NAME)
    return put_right(typed, _BY_NAME.get(field) or _kind(draft, key))


def _kind(draft: Draft, key: str) -> str:
    spec = find_spec(key)
    if spec is None:
        return "text"
    if spec.kind != "id_number":
        return spec.kind
    paper = draft.text(f"{key.rpartition('.')[0]}.id_kind")
    return spec.kind if paper in ("", IdKind.RESIDENT) else OTHER_PAPER
