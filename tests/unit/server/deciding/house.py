"""A server without a socket, its windows and people, and cases that they bring on their way."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import msgspec
from sqlalchemy import insert

from central_server.deciding.aftermath import take_batch
from central_server.deciding.files import CaseFiles
from central_server.handing_back.take_back import take_back
from central_server.people.sessions import open_session
from central_server.people.staff import add_person
from central_server.server import Server
from central_server.store import tables
from central_server.store.rows import Device, device_row
from counter_app.cases.actions import Action, Content, Entry, Kind, Scalar
from counter_app.cases.case_state import CaseState
from counter_app.cases.keys import receipt_key
from counter_app.cases.kinds import KINDS, Brings
from counter_app.cases.rights import HeldRole
from counter_app.forms import matter
from counter_app.needs.waiting import waits_for
from counter_app.rules.items import department_of
from counter_app.wire.enrolment import write_enrolment
from counter_app.wire.messages import Answer, HandBackRequest, Ordered, PushRequest
from tests.conftest import SettableClock
from tests.engine import enrolment
from tests.unit.server.small_counter import Sealed, SmallCounter, document

STREET = "620702001"
APPLICANT = "620702198803120018"


Handed = tuple[Sealed, Ordered]
"""What a counter holds, with what the server once said of it."""


class Somebody:
    """A person who is signed in at a window."""

    def __init__(self, staff_id: str, role: str, window: "Seat") -> None:
        self.staff_id, self.role, self.window = staff_id, role, window
        self.session = self.login = ""


class Seat:
    """A window or desk, its device row and its chain."""

    def __init__(self, code: str, region: str, place: int) -> None:
        string = enrolment(
            window=code,
            region=region,
            county=region,
            device=f"{place:016x}",
            seed=bytes([place]) * 32,
        )
        self.counter = SmallCounter(write_enrolment(string), "")
        self.counter.incarnation = f"{place:x}" * 16
        key = receipt_key(self.counter.enrolment.seed)
        self.device = Device(self.counter.device, region, code, region, "", key, "", None, None)


class House:
    """What people of a county do, one after the other."""

    def __init__(self, server: Server, clock: SettableClock) -> None:
        self.server, self.clock = server, clock
        self._seats: list[Seat] = []
        self._people: list[Somebody] = []
        self.unsent: list[Sealed] = []
        """What was done and is in no store yet: acts go on from it."""

    def seat(self, code: str = "03", region: str = "620702") -> Seat:
        """A window that is enrolled."""
        seat = Seat(code, region, len(self._seats) + 1)
        self._seats.append(seat)
        row = device_row(seat.device)
        self.write(lambda c: c.execute(insert(tables.device).values(row)))
        return seat

    def person(self, role: str, seat: Seat, region: str = "620702", street: str = "") -> Somebody:
        """Somebody of that role, signed in there."""
        login, now = f"somebody-{len(self._people)}", self.server.now()

        def work(connection: Any) -> str:
            person = add_person(
                connection,
                login=login,
                name="某人",
                verifier="",
                roles=[HeldRole(role, region, street)],
                now=now,
            )
            return str(person.staff_id)

        who = Somebody(self.write(work), role, seat)
        who.login = login
        self._people.append(who)
        self._sign_in(who)
        return who

    def later(self, **time: float) -> None:
        """Time passes; everybody signs in anew."""
        self.clock.advance(**time)
        for each in self._people:
            self._sign_in(each)

    def _sign_in(self, who: Somebody) -> None:
        now, device = self.server.now(), who.window.device.device
        who.session, _ = self.write(lambda c: open_session(c, who.staff_id, device, now))

    def push(self, seat: Seat, *sealed: Sealed) -> list[str]:
        """Send a batch; what was said to each."""
        answers = self.answers(seat, *sealed)
        return [one.problem.code if one.problem else str(one.verdict) for one in answers]

    def answers(self, seat: Seat, *sealed: Sealed, given_up: Sequence[Sealed] = ()) -> list[Answer]:
        """The same, in full. `given_up`: what the server refused and may have forgotten."""
        asked = PushRequest(
            incarnation=seat.counter.incarnation,
            actions=[action for action, _ in sealed],
            contents=[content for _, content in sealed if content],
            given_up=[action.action_id for action, _ in given_up],
        )
        office, now = self.server.office(), self.server.now()
        found: list[Answer] = self.write(lambda c: take_batch(c, seat.device, asked, now, office))
        return found

    def held_at(self, seat: Seat) -> list[Handed]:
        """All that is in the store, as that window or desk has kept it: words of others it never
        had."""

        def work(connection: Any) -> list[Handed]:
            found = []
            for row in connection.execute(tables.action.select().order_by(*_PLACE)).all():
                action = msgspec.json.decode(row.body, type=Action)
                own = action.device == seat.device.device
                content = _content(connection, row, action, desk=own)
                place = (row.hash, row.stream, row.position, row.received_at)
                found.append(((action, content), self.server.lore.orders.ordered(*place)))
            return found

        held: list[Handed] = self.write(work)
        return held

    def hand_back(self, seat: Seat, held: Sequence[Handed]) -> list[str]:
        """Hand it back to a restored server; what was said to each."""
        asked = HandBackRequest(
            incarnation=seat.counter.incarnation,
            actions=[action for (action, _), _ in held],
            ordered=[ordered for _, ordered in held],
            contents=[content for (_, content), _ in held if content],
        )
        lore = self.server.lore
        answers = self.write(lambda c: take_back(c, lore.orders, lore.register_key, asked))
        return [one.problem.code if one.problem else str(one.verdict) for one in answers]

    def register(self) -> list[tuple[str, ...]]:
        """Who is held by which case since when."""
        query = tables.register.select().order_by(tables.register.c.hmac, tables.register.c.case_id)
        rows: list[tuple[str, ...]] = self.write(lambda c: [tuple(row) for row in c.execute(query)])
        return rows

    def receives(self, who: Somebody, content: Mapping[str, Any] | None = None) -> str:
        """A case, signed, consented and with its paper; its id."""
        receipt = self.receipt(who, content)
        assert self.push(who.window, receipt) == ["applied"]
        return receipt[0].case_id

    def receipt(
        self, who: Somebody, content: Mapping[str, Any] | None = None, **forged: object
    ) -> Sealed:
        """A receipt that is not sent yet."""
        form, policy = dict(content or document()), self.write(self.server.policies.look).version
        given = {**self._who(who), **forged}
        return who.window.counter.receive(form, policy=policy, forged=given)

    def completes(self, who: Somebody, case_id: str, on: str = "") -> None:
        """Signed, consented, brought: nothing lacks but a street."""
        assert set(self.push(who.window, *self.pieces(who, case_id, on))) == {"applied"}

    def pieces(self, who: Somebody, case_id: str, on: str = "") -> list[Sealed]:
        """The facts that complete a case."""
        return [*self.signatures(who, case_id, on), self.paper(who, case_id, on)]

    def signatures(self, who: Somebody, case_id: str, on: str = "") -> list[Sealed]:
        """Commitment and consents of everybody, of what is declared now."""
        file = self.file(case_id)
        signed: dict[str, Scalar] = {
            "signed_hash": matter.signed_hash(file.declared),
            "hash_rule": matter.HASH_RULE,
            "on": on or self.today,
        }
        commitment = {"signed_by": "周瑞", "signed_on": self.today}
        found = [self.fact(who, case_id, Kind.FORM_SIGNED, commitment, **signed)]
        for position, person in enumerate(matter.concerns(file.declared)):
            consent = {
                "person_id_number": person.id_number,
                "granted": True,
                "signed_by": person.name,
                "capacity": "self",
                "signed_on": self.today,
                "departments": "all",
            }
            named = {"person": file.state.person(position), **signed}
            found.append(self.fact(who, case_id, Kind.CONSENT_GIVEN, consent, **named))
        return found

    def paper(self, who: Somebody, case_id: str, on: str = "", **facts: Scalar) -> Sealed:
        """The applicant's proof of income."""
        (applicant, *_) = matter.concerns(self.file(case_id).declared)
        entry = {
            "material": "income_proof",
            "person_id_number": applicant.id_number,
            "obtained": "paper",
        }
        return self.fact(who, case_id, Kind.MATERIAL_TAKEN, entry, on=on or self.today, **facts)

    def words(
        self, who: Somebody, case_id: str, kind: str, said: object = None, **facts: Scalar
    ) -> Sealed:
        """A fact that somebody tells in words."""
        words = json.dumps(said).encode() if said else _WORDS
        if KINDS[kind].content is Brings.NONE:
            return self._act(who, case_id, kind, None, facts)
        return self._act(who, case_id, kind, words, facts)

    def decides(
        self, who: Somebody, case_id: str, kind: str, said: object = None, **facts: Scalar
    ) -> str:
        """Decide having seen the case as it is; what was said."""
        return self.push(who.window, self.decision(who, case_id, kind, said, **facts))[0]

    def decision(
        self, who: Somebody, case_id: str, kind: str, said: object = None, **facts: Scalar
    ) -> Sealed:
        """A decision, not sent yet; `said`: the words that it brings."""
        state = self.file(case_id).state if self.unsent else self.state(case_id)
        seen: dict[str, Scalar] = {
            "seen": state.decision,
            "content": state.content,
            "on": self.today,
        }
        own = json.dumps(said).encode() if said else _WORDS
        words = own if KINDS[kind].content is Brings.WORDS else None
        return self._act(who, case_id, kind, words, {**seen, **_FACTS.get(kind, {}), **facts})

    def by_two(
        self, pair: tuple[Somebody, Somebody], case_id: str, act: str, **facts: Scalar
    ) -> str:
        """Proposed by one and approved by the other; what was said, of a refusal at once."""
        said = self.decides(pair[0], case_id, Kind.PROPOSED, act=act, **facts)
        waiting = self.state(case_id).open_proposal
        if said != "applied" or waiting is None:
            return said
        named: dict[str, Scalar] = {"act": act, "proposal": waiting.action}
        return self.decides(pair[1], case_id, Kind.APPROVED, **named, **facts)

    def waits_for_nobody(self, county: Somebody, case_id: str) -> None:
        """The county waits for no department that has not answered."""
        file = self.file(case_id)
        policy = self.write(lambda c: self.server.policies.of_case(c, file.state.policy, ""))
        waiting = waits_for(file, policy, date.fromisoformat(self.today))
        for department in dict.fromkeys(department_of(each.item) for each in waiting):
            said = self.decides(county, case_id, Kind.WAIVED, department=str(department))
            assert said == "applied"

    def revises(
        self, who: Somebody, case_id: str, content: Mapping[str, Any], **facts: Scalar
    ) -> str:
        """Another content from the one that holds; what was said."""
        return self.push(who.window, self.revision(who, case_id, content, **facts))[0]

    def revision(
        self, who: Somebody, case_id: str, content: Mapping[str, Any], **facts: Scalar
    ) -> Sealed:
        """The same, not sent yet."""
        base = self.state(case_id).content
        raw = json.dumps(content).encode()
        return self._act(who, case_id, Kind.FORM_REVISED, raw, {"base": base, **facts})

    def settles(self, who: Somebody, case_id: str, content: Mapping[str, Any], other: str) -> str:
        """Of two changes of a content one is made; what was said."""
        state = self.state(case_id)
        facts: dict[str, Scalar] = {"seen": state.decision, "content": state.content}
        facts |= {"on": self.today, "other": other}
        raw = json.dumps(content).encode()
        made = self._act(who, case_id, Kind.CONTENT_SETTLED, raw, facts)
        return self.push(who.window, made)[0]

    def file(self, case_id: str) -> Any:
        """The case with its contents."""
        stream, files = self.stream(case_id), CaseFiles()
        for brought in self.unsent:
            files.bring(*brought)
        return self.write(lambda c: files.of(c, stream, case_id))

    def stream(self, case_id: str) -> str:
        """Where the case is; of one that is in no store yet where this house is."""
        place = tables.case_place
        query = place.select().where(place.c.case_id == case_id)
        row = self.write(lambda c: c.execute(query).one_or_none())
        return row.stream if row else "620702"

    def state(self, case_id: str) -> CaseState:
        """The case as it stands, which must be what its actions make of it."""
        kept = self.write(
            lambda c: c.execute(tables.case.select().where(tables.case.c.case_id == case_id)).one()
        )
        state = msgspec.json.decode(kept.state, type=CaseState)
        assert state == self.file(case_id).state
        return state

    def kinds(self, case_id: str) -> list[str]:
        """What was done to the case, in order."""
        return [action.kind for action in self.file(case_id).actions]

    @property
    def today(self) -> str:
        return self.server.now()[:10]

    def fact(
        self, who: Somebody, case_id: str, kind: str, entry: object, **facts: Scalar
    ) -> Sealed:
        """Something that happened at a window, not sent yet."""
        raw = msgspec.json.encode(Entry(msgspec.Raw(json.dumps(entry).encode())))
        return self._act(who, case_id, kind, raw, facts)

    def _act(
        self,
        who: Somebody,
        case_id: str,
        kind: str,
        content: bytes | None,
        facts: Mapping[str, Scalar],
    ) -> Sealed:
        return who.window.counter.act(
            kind,
            case_id,
            content=content,
            stream=self.stream(case_id),
            role=who.role,
            forged={**self._who(who), "facts": dict(facts)},
        )

    def _who(self, who: Somebody) -> dict[str, Any]:
        return {"staff_id": who.staff_id, "at": self.server.now()}

    def write(self, work: Any) -> Any:
        """Work in a transaction of the writer."""
        return self.server.writer.submit(work).result()


def _content(connection: Any, row: Any, action: Action, *, desk: bool) -> Content | None:
    table = tables.content
    there = (table.c.stream == row.stream, table.c.position == row.position)
    found = connection.execute(table.select().where(*there)).one_or_none()
    if found is None or (found.desk and not desk):
        return None
    return Content(action.action_id, found.salt, msgspec.Raw(found.content))


_PLACE = (tables.action.c.stream, tables.action.c.position)
_LETTER = "620702-2026-03-00001-S1"
_FACTS: dict[str, dict[str, Scalar]] = {
    Kind.STREET_SET: {"street": STREET},
    Kind.ACCEPTED: {"day": "2026-11-24", "basis": "ordinary", "letter": _LETTER},
    Kind.NOTICE_GIVEN: {"letter": "620702-2026-03-00001-B1", "items": 3},
    Kind.OPINION_GIVEN: {"opinion": "agree"},
    Kind.FILED: {"letter": "620702-2026-03-00001-J1"},
}
_WORDS = json.dumps({"text": "属实"}).encode()
