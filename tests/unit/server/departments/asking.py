"""A bureau that asks departments: cases to acceptance, turns of the queue, what was asked."""

import asyncio
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from central_server.departments.post import Post
from central_server.departments.rows import QueryRow, queries_of_case
from central_server.policies import import_tables
from counter_app.cases.actions import Action, Entry, Kind, Role, Scalar
from counter_app.forms import matter
from counter_app.forms.consents import Department
from tests.patience import PATIENCE
from tests.unit.server.deciding.house import House, Somebody
from tests.unit.server.departments.standing import StandIn
from tests.unit.server.small_counter import Sealed, document

IDENTITY, MARRIAGE = "public_security.identity", "civil_affairs.marriage"
ESTATE = "natural_resources.real_estate"
SAME = {"number": 1, "name": 1}
FOUND = {"outcome": "found", "match": SAME, "coverage": {"area": "620700", "as_of": "2026-11-20"}}
LETTER = "620702-2026-03-00001-S1"


class Cases:
    """Cases that a clerk brings to acceptance, and what is in the queue about them."""

    def __init__(self, house: House, clerk: Somebody) -> None:
        self.house, self.clerk = house, clerk

    def knows(self, number: str, **items: Any) -> None:
        """Let departments say this of somebody; here are none."""

    def accepted(self, content: Mapping[str, Any] | None = None) -> str:
        """A case that is accepted; everybody of it is known to departments."""
        case = self.complete(content)
        assert self.accept(case) == "applied"
        return case

    def complete(self, content: Mapping[str, Any] | None = None) -> str:
        """The same before its acceptance."""
        house = self.house
        case = house.receives(self.clerk, content or document())
        for person in matter.concerns(house.file(case).declared):
            self.knows(person.id_number)
        house.completes(self.clerk, case)
        assert house.decides(self.clerk, case, Kind.STREET_SET) == "applied"
        return case

    def accept(self, case: str, **facts: Scalar) -> str:
        letter = f"{self.house.state(case).number}-S1"
        return self.house.decides(self.clerk, case, Kind.ACCEPTED, letter=letter, **facts)

    def consents(self, case: str, who: Somebody | None = None, **entry: object) -> str:
        """The applicant answers anew; keys of the entry, `items` those granted, `policy` the
        version of the sheet."""
        return self._pushed(self.consent(case, who, **entry), who)

    def consent(self, case: str, who: Somebody | None = None, **entry: object) -> Sealed:
        """The same, not sent yet."""
        items, policy = entry.pop("items", None), entry.pop("policy", "")
        said = {**self.consent_entry(case), **entry}
        more: dict[str, Scalar] = {} if items is None else {"items": str(items)}
        return self._tells(case, Kind.CONSENT_GIVEN, said, more, who, str(policy))

    def withdraws(self, case: str) -> str:
        """The applicant takes the consent back."""
        return self._pushed(self.withdrawal(case))

    def withdrawal(self, case: str) -> Sealed:
        """The same, not sent yet."""
        said = {**self.consent_entry(case), "withdrawn_on": self.house.today}
        return self._tells(case, Kind.CONSENT_WITHDRAWN, said, {}, None)

    def _pushed(self, made: Sealed, who: Somebody | None = None) -> str:
        return self.house.push((who or self.clerk).window, made)[0]

    def consent_entry(self, case: str) -> dict[str, object]:
        (who, *_) = matter.concerns(self.house.file(case).declared)
        return {
            "person_id_number": who.id_number,
            "granted": True,
            "signed_by": who.name,
            "capacity": "self",
            "signed_on": self.house.today,
            "departments": "all",
        }

    def _tells(
        self,
        case: str,
        kind: Kind,
        said: Mapping[str, object],
        more: dict[str, Scalar],
        who: Somebody | None,
        policy: str = "",
    ) -> Sealed:
        house, who = self.house, who or self.clerk
        file = house.file(case)
        raw = msgspec.json.encode(Entry(msgspec.Raw(msgspec.json.encode(said)), more))
        signed: dict[str, Scalar] = {}
        if kind is Kind.CONSENT_GIVEN:
            signed = {
                "signed_hash": matter.signed_hash(file.declared),
                "hash_rule": matter.HASH_RULE,
                **({"policy": policy} if policy else {}),
            }
        facts = {"person": file.state.person(0), "on": house.today, **signed}
        return who.window.counter.act(
            kind,
            case,
            content=raw,
            role=who.role,
            forged={"staff_id": who.staff_id, "at": house.server.now(), "facts": facts},
        )

    def rows(self, case: str) -> list[QueryRow]:
        """The queue's rows of a case."""
        found: list[QueryRow] = self.house.write(lambda c: queries_of_case(c, case))
        return found

    def row(self, case: str, item: str) -> QueryRow:
        """That of the applicant's item."""
        applicant = self.house.state(case).person(0)
        (found,) = [r for r in self.rows(case) if (r.item, r.person) == (item, applicant)]
        return found

    def row_of(self, case: str, item: str, state: str) -> QueryRow:
        """The one about the item that is so far."""
        (found,) = [r for r in self.rows(case) if (r.item, r.state) == (item, state)]
        return found


class Bureau(Cases):
    """Everything goes by call to one stand-in, until a test says otherwise."""

    def __init__(self, house: House, stand_in: StandIn) -> None:
        super().__init__(house, house.person(Role.CLERK, house.seat()))
        self.stand_in = stand_in
        self.connect()

    def connect(self, **changed: Any) -> None:
        """How departments are reached; `driver="letter"` and so on."""
        usual = {"driver": "call", "address": f"{self.stand_in.address}/plain", "seconds": 20}
        rows = [{"department": str(name), **usual, **changed} for name in Department]
        self.policy(connection=rows)

    def policy(self, **tables: Any) -> None:
        """Import tables, as the administrator does."""
        self.house.write(lambda c: import_tables(c, tables))

    def knows(self, number: str, **items: Any) -> None:
        """Let departments say this of somebody; of identity that it is found."""
        named = {name.replace("__", "."): said for name, said in items.items()}
        self.stand_in.control(people={number: {IDENTITY: FOUND, **named}})

    def ask(self, until: Callable[[], bool] | None = None) -> None:
        """Take turns until nothing is due and nothing on the way, or until something is so."""

        async def work() -> None:
            post = Post(self.house.server)
            try:
                async with asyncio.timeout(PATIENCE):
                    while await post.turn() or post.is_busy:
                        if until and until():
                            return
                        await asyncio.sleep(0)
            finally:
                await post.close()

        asyncio.run(work())

    @property
    def asked(self) -> list[str]:
        """The items that were asked, in order."""
        return [one["item"] for one in self.stand_in.asked]

    def answers(self, case: str) -> list[dict[str, Any]]:
        """What departments said, as it is kept."""
        file = self.house.file(case)
        named = [a for a in file.actions if a.kind == Kind.QUERY_ANSWERED]
        return [file.words(a.action_id) for a in named]

    def actions(self, case: str, kind: Kind) -> list[Action]:
        """What was done of a kind."""
        return [a for a in self.house.file(case).actions if a.kind == kind]

    def applicant(self, case: str) -> str:
        """The applicant's ID number."""
        (who, *_) = matter.concerns(self.house.file(case).declared)
        return who.id_number

    def query_kinds(self, case: str) -> list[str]:
        """What was done about queries, in order."""
        return [kind for kind in self.house.kinds(case) if kind.startswith("Query")]
