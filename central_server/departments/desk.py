"""What asking departments needs of the running server, handed in whole. Must not ask.

Policy, the clock's word, who the server is, and the cases that a transaction looks at: each is read
once.
"""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

import msgspec
from sqlalchemy.engine import Connection

from central_server.deciding.files import CaseFiles
from central_server.deciding.office import Office
from central_server.departments.rows import NEVER
from central_server.own_chain import Deed, act_all
from central_server.policies import CasePolicies
from central_server.store.many_keys import find_rows
from central_server.store.tables import case
from counter_app.basics.clock import CHINA, stamp
from counter_app.cases.case_state import CaseState
from counter_app.needs.anew import Key, due_anew
from counter_app.needs.case_file import CaseFile
from counter_app.needs.queries import Question, held_items, questions
from counter_app.needs.timeline import timeline_of
from counter_app.rules.clock import decision_due
from counter_app.rules.policy import Policy
from counter_app.wire.messages import Verdict

_decode = msgspec.json.Decoder(CaseState).decode
_STATE = (case.c.case_id, case.c.state)


@dataclass
class Desk:
    """For one transaction, under the locks of the streams that it looks at."""

    connection: Connection
    office: Office
    time: datetime
    files: CaseFiles = field(default_factory=CaseFiles)
    _asked: dict[str, dict[tuple[str, str], Question]] = field(default_factory=dict)
    _states: dict[str, CaseState] = field(default_factory=dict)
    _later: dict[str, list[Deed]] = field(default_factory=dict)
    _subjects: dict[str, str] = field(default_factory=dict, repr=False)

    @property
    def now(self) -> str:
        """The server's time as rows carry it."""
        return stamp(self.time)

    @property
    def today(self) -> date:
        """The server's day."""
        return self.time.astimezone(CHINA).date()

    @cached_property
    def newest(self) -> Policy:
        """Policy in force: how departments are reached is never a case's own."""
        return self.office.policies.look(self.connection)

    def version(self, rules: str, wording: str) -> Policy:
        """The policy of a case, or of a sheet."""
        return self._policies.of(rules, wording)

    @cached_property
    def _policies(self) -> CasePolicies:
        return CasePolicies(self.connection, self.office.policies)

    def file(self, stream: str, case_id: str) -> CaseFile:
        """The case as it is now."""
        return self.files.of(self.connection, stream, case_id)

    def questions(self, stream: str, case_id: str) -> dict[tuple[str, str], Question]:
        """All that may be asked of the case now, by person and item."""
        if case_id not in self._asked:
            file = self.file(stream, case_id)
            found = questions(file, self.policy_of(file), self._sheet(file), self.today)
            self._asked[case_id] = {(one.person, one.item): one for one in found}
        return self._asked[case_id]

    def due_anew(self, file: CaseFile) -> frozenset[Key]:
        """What its departments are to be asked once more, though they have answered."""
        return due_anew(file, self.policy_of(file), self.newest, self.today)

    def held_items(self, file: CaseFile, person: str) -> frozenset[str]:
        """What waits for another signature of the person."""
        return held_items(file, person, self._sheet(file), self.today)

    def subject(self, number: str) -> str:
        """By what a question knows whom it is about, without saying it."""
        if number not in self._subjects:
            said = f"query {number}".encode()
            self._subjects[number] = hmac.digest(self.office.register_key, said, "sha256").hex()
        return self._subjects[number]

    def due_on(self, file: CaseFile) -> str:
        """By which day the case is to be decided; where nobody knows, last of all."""
        return file.once("due_on", lambda: self._due_on(file))

    def _due_on(self, file: CaseFile) -> str:
        timeline = timeline_of(file.state)
        due = decision_due(self.policy_of(file), timeline) if timeline else None
        return due.day.isoformat() if due else NEVER

    def state(self, stream: str, case_id: str) -> CaseState:
        """The case as it stands, without its content."""
        kept = None if (stream, case_id) in self.files else self._states.get(case_id)
        return kept if kept and kept.is_current else self.file(stream, case_id).state

    def read_states(self, cases: Sequence[str]) -> None:
        """Read at one go the states that will be asked for."""
        for case_id, raw in find_rows(self.connection, _STATE, case.c.case_id, cases):
            self._states[case_id] = _decode(raw)

    def write_later(self, stream: str, deeds: Sequence[Deed]) -> None:
        """Put it on the record with what is written next in the stream, at one go."""
        self._later.setdefault(stream, []).extend(deeds)

    def write_rest(self, *streams: str) -> None:
        """Write what nothing was written after: of these streams, or of all."""
        for stream in sorted(set(streams or self._later).intersection(self._later)):
            self._append(stream, ())

    def write(self, stream: str, deeds: Sequence[Deed]) -> list[bool]:
        """Put what the server does on the record; which of it was taken."""
        return self._append(stream, deeds) if deeds else []

    def _append(self, stream: str, deeds: Sequence[Deed]) -> list[bool]:
        earlier = self._later.pop(stream, [])
        all_of_them = [*earlier, *deeds]
        for deed in all_of_them:
            self._asked.pop(deed.case_id, None)
            self._states.pop(deed.case_id, None)
        own = self.office
        written = act_all(self.connection, own.identity, stream, all_of_them, self.now, own.orders)
        for each in written:
            if each.taken:
                self.files.wrote(each.action, each.content)
        # One whose time is doubted is on the record all the same.
        return [each.answer.verdict == Verdict.APPLIED for each in written[len(earlier) :]]

    def policy_of(self, file: CaseFile) -> Policy:
        """The case's own, which it was received under."""
        return self.version(file.state.policy, file.state.wording)

    def _sheet(self, file: CaseFile) -> "_Sheets":
        return _Sheets(self, file.state.wording)


@dataclass(frozen=True, slots=True)
class _Sheets:
    """Versions that were signed; one that is not known here lets nothing be asked."""

    desk: Desk
    wording: str

    def __call__(self, version: str) -> Policy | None:
        found = self.desk.version(version, self.wording)
        return found if not version or found.version == version else None
