"""Case files of the sample family, made act by act as a counter would."""

import json
from collections.abc import Mapping
from typing import Any

import msgspec

from counter_app.cases.actions import Action, Entry, Kind, Scalar
from counter_app.forms import matter
from counter_app.needs.case_file import CaseFile
from tests.families import consent, document
from tests.unit.cases.test_case_state import RECEIPT, action


def form(**changes: Any) -> dict[str, Any]:
    """The declared content alone."""
    return matter.split(document(**changes)).content


_CASE = "5f7a9a5e-6f0e-4a6b-9a30-2d6a5be1c001"


class Story:
    """What was done, in order, and its contents."""

    def __init__(self, content: Mapping[str, Any]) -> None:
        self.actions: list[Action] = []
        self.contents: dict[str, bytes] = {}
        self.content = dict(content)
        receipt = msgspec.structs.replace(RECEIPT, at="2026-11-24T09:00:00.000+08:00")
        self._add(receipt, json.dumps(content, default=str).encode())

    def does(
        self, kind: str, entry: object = None, on: str = "2026-11-24", **facts: Scalar
    ) -> "Story":
        """One more act."""
        name = f"{kind} {len(self.actions)}"
        named = msgspec.structs.replace(action(kind), facts={"on": on, **facts}, action_id=name)
        held = Entry(msgspec.Raw(json.dumps(entry, default=str).encode())) if entry else None
        self._add(named, msgspec.json.encode(held) if held else None)
        return self

    def decides(
        self,
        kind: str,
        said: Mapping[str, object] | None = None,
        on: str = "2026-11-24",
        **facts: Scalar,
    ) -> "Story":
        """A decision, with the words of who took it."""
        made = msgspec.structs.replace(
            action(kind), facts={"on": on, **facts}, action_id=f"{kind} {len(self.actions)}"
        )
        self._add(made, json.dumps(said, ensure_ascii=False).encode() if said else None)
        return self

    def revises(self, content: Mapping[str, Any], on: str = "2026-11-24") -> "Story":
        """Another content from the one that holds."""
        base = self.file.state.content
        made = msgspec.structs.replace(
            action(Kind.FORM_REVISED, base=base, on=on),
            action_id=f"{Kind.FORM_REVISED} {len(self.actions)}",
        )
        self._add(made, json.dumps(content, default=str).encode())
        self.content = dict(content)
        return self

    def signs(self, on: str = "2026-11-24") -> "Story":
        """Commitment and consents of everybody, of what is declared now."""
        signed: dict[str, Scalar] = {"signed_hash": matter.signed_hash(self.content)}
        signed["hash_rule"] = matter.HASH_RULE
        people = matter.concerns(self.content)
        commitment = {"signed_by": "周玉兰", "signed_on": on}
        self.does(Kind.FORM_SIGNED, commitment, on, **signed)
        for position, person in enumerate(people):
            whom = self.file.state.person(position)
            self.does(Kind.CONSENT_GIVEN, consent(person.id_number), on, person=whom, **signed)
        return self

    def takes(
        self, material: str, number: str | None, on: str = "2026-11-24", **facts: Scalar
    ) -> "Story":
        """A paper."""
        entry = {
            "material": material,
            "person_id_number": number,
            "obtained": "paper",
            "seen_original": True,
            "copies": 1,
            "pages": 1,
        }
        return self.does(Kind.MATERIAL_TAKEN, entry, on, **facts)

    @property
    def file(self) -> CaseFile:
        return CaseFile(list(self.actions), self.contents)

    def _add(self, done: Action, content: bytes | None) -> None:
        action_ = msgspec.structs.replace(done, case_id=_CASE)
        self.actions.append(action_)
        if content is not None:
            self.contents[action_.action_id] = content
