"""What stands under `local.…` in a draft: what is kept of an applicant beside format 1.

Each is declared here, with the type of its value and the part of the way that asks for it; nobody
else spells such a key. No name is ever changed and no type: drafts of every earlier version have
them. Must not decide anything.
"""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from counter_app.forms.drafts.draft import Draft
from counter_app.intake.steps import Part
from counter_app.rules.consent import ASKED, ITEMS

Value = TypeVar("Value")

_LOCAL = "local."


@dataclass(frozen=True, slots=True)
class Local(Generic[Value]):
    """One value, or one of each person, paper or material: `local.<name>.<of>.<field>`."""

    name: str
    kind: type[Value]
    part: Part
    field: str = ""

    def key(self, of: str = "") -> str:
        """The draft key; `of` is the person, paper or material, empty where there is one."""
        return _LOCAL + ".".join(filter(None, (self.name, of, self.field)))

    def find(self, draft: Draft, of: str = "") -> Value | None:
        """What stands there; None for nothing, and for what is of another type."""
        value = draft.values.get(self.key(of))
        return value if isinstance(value, self.kind) else None

    @property
    def prefix(self) -> str:
        """How the keys of all persons, papers or materials begin."""
        return f"{_LOCAL}{self.name}."


def is_local(key: str) -> bool:
    """Whether a draft key is none of the form's."""
    return key.startswith(_LOCAL)


APPLICANT_UUID = Local("applicant_uuid", str, Part.APPLICANT)
"""Kept with the draft: consents and materials name the applicant by it."""

VISITED = Local("visited", list, Part.APPLICANT)
"""The parts that were opened, by name; 0.1 kept none."""

PAPER_REASON = Local("paper_reason", str, Part.MATERIALS)
"""Of a material: why paper is taken of what is shared."""

CONSENT_ITEMS = Local("consent_items", list, Part.CONSENT)
"""Of a person: the granted items, where they are not all that is asked."""
SIGNER = Local("signer", str, Part.CONSENT)
"""Of a person: the name of who answers and signs for them."""
SIGNER_CAPACITY = Local("signer_capacity", str, Part.CONSENT)
SIGNER_DOCUMENT = Local("signer_document", str, Part.CONSENT)
"""Of a person: the number of an attorney's paper."""
REFUSAL_EXPLAINED_BY = Local("refusal", str, Part.CONSENT, "explained_by")
"""Of a person: the clerk who told what follows from not consenting."""

SIGNED_HASH = Local("signature", str, Part.SIGN, "hash")
"""Of the form (`form`) or a person's consent: the hash of what was declared when it was signed."""
SIGNED_ANSWER = Local("signature", str, Part.SIGN, "answer")
SIGNED_ON = Local("signature", str, Part.SIGN, "on")
SIGNED_AT = Local("signature", str, Part.SIGN, "at")
SIGNED_BY = Local("signature", str, Part.SIGN, "by")
SIGNED_CAPACITY = Local("signature", str, Part.SIGN, "capacity")
SIGNED_MEDIUM = Local("signature", str, Part.SIGN, "medium")
SIGNED_POLICY = Local("signature", str, Part.SIGN, "policy")
"""The version whose sheet was signed; 0.1 kept none."""
SIGNED_ASKED = Local("signature", str, Part.SIGN, ASKED)
SIGNED_ITEMS = Local("signature", str, Part.SIGN, ITEMS)
"""What the sheet asked and what of it was granted, each blank-separated; 0.1 kept none."""
SIGNATURE = (
    SIGNED_HASH,
    SIGNED_ANSWER,
    SIGNED_ON,
    SIGNED_AT,
    SIGNED_BY,
    SIGNED_CAPACITY,
    SIGNED_MEDIUM,
    SIGNED_POLICY,
    SIGNED_ASKED,
    SIGNED_ITEMS,
)
"""All that is kept of one signature."""

REVISIONS = Local("revisions", list, Part.SIGN)
"""The hashes of what was printed for signature so far, the first revision first."""
PRINTED_HASH = Local("printed", str, Part.SIGN, "hash")
"""Of a paper: the hash of what was declared when it went out."""
PRINTED_SENT = Local("printed", str, Part.SIGN, "sent")
PRINTED_AT = Local("printed", str, Part.SIGN, "at")
PRINTED_PAGES = Local("printed", int, Part.SIGN, "pages")
PRINTED_POLICY = Local("printed", str, Part.SIGN, "policy")
PRINTED_WORDING = Local("printed", str, Part.SIGN, "wording")
PRINTED_CONFIRMED = Local("printed", bool, Part.SIGN, "confirmed")
"""Of a paper: whether somebody saw it come out."""


def declared() -> tuple[Local[Any], ...]:
    """Everything that is declared here."""
    return tuple(each for each in globals().values() if isinstance(each, Local))


def find_local(key: str) -> Local[Any] | None:
    """What is declared of a draft key; None for what is not of this program."""
    name, _, rest = key.removeprefix(_LOCAL).partition(".")
    field = rest.rpartition(".")[2]
    fitting = (e for e in declared() if e.name == name and e.field in ("", field))
    return next(fitting, None) if is_local(key) else None
