"""A counter in the small: seals actions into chains as the desk does, and speaks the wire.

Only what the server's tests need; the real counter is tested in `tests/end_to_end`.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, TypeVar

import httpx2
import msgspec

from counter_app.cases.actions import Action, Content, Entry, Kind, Role, Scalar
from counter_app.cases.chain import FIRST, new_content, seal
from counter_app.cases.keys import enrolment_proof, new_id, new_random64, receipt_key
from counter_app.cases.numbers import CaseNumber
from counter_app.cases.receipts import mint_token
from counter_app.cases.short_codes import new_short_code
from counter_app.forms import matter
from counter_app.wire.enrolment import read_enrolment
from counter_app.wire.messages import (
    DocumentsAnswer,
    DocumentsRequest,
    EnrolAnswer,
    EnrolRequest,
    ErrorAnswer,
    FormerDevice,
    HandBackRequest,
    Ordered,
    PullAnswer,
    PullRequest,
    PushAnswer,
    PushRequest,
    Verdict,
    credential,
)
from tests import families
from tests.patience import PATIENCE

_DAYS = 14_000
"""Birthdays of people who apply."""
Sealed = tuple[Action, Content | None]
Answered = TypeVar("Answered", EnrolAnswer, PushAnswer, PullAnswer, DocumentsAnswer)


def document(name: str = "周瑞", region: str = "620702", **changes: Any) -> dict[str, Any]:
    """The content of a family of one that lacks nothing, and owes a proof of income."""
    return {
        "format": 1,
        "applied_on": "2026-11-24",
        "region": region,
        "applicant": {
            "name": name,
            "sex": "male",
            "id_number": "620702198803120018",
            "employer": "张掖市某厂",
            "phone": "13993600000",
            "registered_address": "甘州区某街 1 号",
            "native_place": "甘肃张掖",
            "monthly_income": "1800.00",
        },
        "details": {
            "applicant_type": "low_income_family",
            "residence_address": "甘州区某街 1 号",
            "residence_floor_area": "12.00",
            "residence_owner": "某人",
            "owner_relation": "房东",
            "marital_status": "unmarried",
            "dwelling_kind": "rented",
            "hardships": [],
            "other_circumstances": [],
        },
        "household": {"members": []},
        "assets": {
            name: {"none": True}
            for name in (
                "real_estate",
                "housing_fund",
                "vehicles",
                "business_registration",
                "pension_insurance",
                "other",
            )
        },
        **changes,
    }


def of_one(number: int) -> dict[str, Any]:
    """The same of another person for each number: no two are one household."""
    day = date(1960, 1, 1) + timedelta(days=number % _DAYS)
    form, order = document(), 2 * (number // _DAYS) + 1
    form["applicant"]["id_number"] = families.number(born=f"{day:%Y%m%d}", order=f"{order:03}")
    return form


@dataclass
class SmallCounter:
    """One device. `address` may differ from the string's, where a test put the server elsewhere."""

    string: str
    address: str
    secret: str = "s3cret-of-this-counter"
    incarnation: str = field(default_factory=new_random64)
    sequence: int = 0
    last: str = FIRST
    running: int = 0
    former: list[FormerDevice] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.enrolment = read_enrolment(self.string)
        self.device = self.enrolment.device

    # What the desk does

    def act(
        self,
        kind: str,
        case_id: str,
        *,
        content: bytes | None = None,
        stream: str = "620702",
        role: str = Role.CLERK,
        forged: Mapping[str, Any] | None = None,
        **facts: Scalar,
    ) -> Sealed:
        """The next action of this counter's chain; `forged` are fields as no desk writes them."""
        self.sequence += 1
        action_id = new_id()
        held = new_content(action_id, content) if content is not None else None
        bare = Action(
            device=self.device,
            incarnation=self.incarnation,
            sequence=self.sequence,
            action_id=action_id,
            case_id=case_id,
            stream=stream,
            kind=kind,
            window=self.enrolment.window_code,
            staff_id=new_id(),
            staff_name="王会计",
            role=role,
            at="2026-11-24T09:12:00.000+08:00",
            facts=dict(facts),
            previous="",
            content_hash="",
            hash="",
        )
        action = seal(msgspec.structs.replace(bare, **(forged or {})), self.last, held)
        self.last = action.hash
        return action, held

    def number(self) -> str:
        """The next number of this counter."""
        self.running += 1
        enrolment = self.enrolment
        return str(CaseNumber(enrolment.county, 2026, enrolment.window, self.running))

    def receive(
        self,
        content: Mapping[str, Any] | bytes | None = None,
        *,
        number: str = "",
        token: str = "",
        case_id: str = "",
        forged: Mapping[str, Any] | None = None,
        policy: str = "2026-00000000",
    ) -> Sealed:
        """Receive a case."""
        content = document() if content is None else content
        raw = content if isinstance(content, bytes) else json.dumps(content).encode()
        stream = "620702" if isinstance(content, bytes) else matter.region_of(content)
        return self.act(
            Kind.CASE_RECEIVED,
            case_id or new_id(),
            content=raw,
            stream=stream,
            forged=forged,
            number=number or self.number(),
            short_code=new_short_code(),
            token=token or mint_token(self.device, receipt_key(self.enrolment.seed)),
            policy=policy,
        )

    def take(self, case: Action, material: str, person: str | None) -> Sealed:
        """Take a paper of a case."""
        entry = {"material": material, "person_id_number": person, "obtained": "paper"}
        raw = msgspec.json.encode(Entry(msgspec.Raw(json.dumps(entry).encode())))
        return self.act(Kind.MATERIAL_TAKEN, case.case_id, content=raw, stream=case.stream)

    # What sync does

    def enrol(self) -> EnrolAnswer | ErrorAnswer:
        """First contact."""
        return self._post("enrol", self.first_contact(), EnrolAnswer)

    def first_contact(self) -> EnrolRequest:
        return EnrolRequest(
            device=self.device,
            incarnation=self.incarnation,
            proof=enrolment_proof(self.enrolment.seed),
            secret=self.secret,
            former=self.former,
        )

    def under(self, string: str) -> "SmallCounter":
        """The same counter, store and all, with another string."""
        old = self.enrolment
        was = FormerDevice(
            device=self.device,
            county=old.county,
            window=old.window,
            region=old.region,
            label=old.label,
            proof=enrolment_proof(old.seed),
            receipt_key=receipt_key(old.seed).hex(),
            incarnations=[self.incarnation],
            secret=self.secret,
            seal=old.seal,
            kind=old.kind,
            server=old.server,
        )
        return SmallCounter(string, self.address, "another-secret", former=[*self.former, was])

    def push(self, *sealed: Sealed, next_secret: str = "") -> PushAnswer | ErrorAnswer:
        """Send a batch."""
        batch = msgspec.structs.replace(self.batch(*sealed), next_secret=next_secret)
        return self._post("push", batch, PushAnswer)

    def batch(self, *sealed: Sealed) -> PushRequest:
        return PushRequest(
            incarnation=self.incarnation,
            actions=[action for action, _ in sealed],
            contents=[content for _, content in sealed if content],
        )

    def verdicts(self, *sealed: Sealed) -> list[tuple[Verdict, str]]:
        """Send a batch; each action's verdict and the code of its problem."""
        answer = self.push(*sealed)
        assert isinstance(answer, PushAnswer), answer
        return [(one.verdict, one.problem.code if one.problem else "") for one in answer.answers]

    def pull(self, cursor: str = "", limit: int = 500) -> PullAnswer | ErrorAnswer:
        """Fetch a page."""
        asked = PullRequest(incarnation=self.incarnation, cursor=cursor, limit=limit)
        return self._post("pull", asked, PullAnswer)

    def hand_back(self, *handed: tuple[Sealed, Ordered]) -> list[str]:
        """Hand back to a restored server; each action's verdict, or the code of its problem."""
        asked = HandBackRequest(
            incarnation=self.incarnation,
            actions=[action for (action, _), _ in handed],
            ordered=[ordered for _, ordered in handed],
            contents=[content for (_, content), _ in handed if content],
        )
        answer = self._post("hand-back", asked, PushAnswer)
        assert isinstance(answer, PushAnswer), answer
        return [one.problem.code if one.problem else str(one.verdict) for one in answer.answers]

    def documents(self, **asked: list[str]) -> DocumentsAnswer | ErrorAnswer:
        """Ask for the texts of versions."""
        request = DocumentsRequest(incarnation=self.incarnation, **asked)
        return self._post("documents", request, DocumentsAnswer)

    def pull_all(self, limit: int = 500) -> list[Action]:
        """Fetch everything from the start."""
        actions: list[Action] = []
        cursor = ""
        while True:
            page = self.pull(cursor, limit)
            assert isinstance(page, PullAnswer), page
            actions += page.actions
            cursor = page.cursor
            if not page.more:
                return actions

    def post(self, name: str, body: bytes) -> httpx2.Response:
        """Send bytes with this counter's credential."""
        return httpx2.post(
            f"{self.address}/api/v1/{name}",
            content=body,
            headers={"Authorization": credential(self.device, self.secret)},
            trust_env=False,
            verify=False,  # a plain line, and 20 ms less for each question
            timeout=PATIENCE,
        )

    def _post(
        self, name: str, message: msgspec.Struct, answered: type[Answered]
    ) -> Answered | ErrorAnswer:
        response = self.post(name, msgspec.json.encode(message))
        if response.status_code == 200:
            return msgspec.json.decode(response.content, type=answered)
        return msgspec.json.decode(response.content, type=ErrorAnswer)


def ids(sealed: Sequence[Sealed]) -> list[str]:
    """The actions' ids."""
    return [action.action_id for action, _ in sealed]
