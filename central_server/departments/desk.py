"""What asking departments needs of the running server, handed in whole. Must not ask.

Policy, the clock's word, who the server is, and the cases that a transaction looks at: each is read
once.
"""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from sqlalchemy.engine import Connection

from central_server.deciding.files import read_file
from central_server.deciding.office import Office
from central_server.departments.rows import NEVER
from central_server.own_chain import Deed, act_all
from central_server.policies import CasePolicies
from counter_app.basics.clock import CHINA, stamp
from counter_app.needs.case_file import CaseFile
from counter_app.needs.queries import Question, held_items, questions
from counter_app.needs.timeline import timeline_of
from counter_app.rules.clock import decision_due
from counter_app.rules.policy import Policy


@dataclass
class Desk:
    """For one transaction, under the locks of the streams that it looks at."""

    connection: Connection
    office: Office
    time: datetime
    _files: dict[str, CaseFile] = field(default_factory=dict)
    _asked: dict[str, dict[tuple[str, str], Question]] = field(default_factory=dict)

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
        if case_id not in self._files:
            self._files[case_id] = read_file(self.connection, stream, case_id)
        return self._files[case_id]

    def questions(self, stream: str, case_id: str) -> dict[tuple[str, str], Question]:
        """All that may be asked of the case now, by person and item."""
        if case_id not in self._asked:
            file = self.file(stream, case_id)
            found = questions(file, self._policy(file), self._sheet(file), self.today)
            self._asked[case_id] = {(one.person, one.item): one for one in found}
        return self._asked[case_id]

    def held_items(self, file: CaseFile, person: str) -> frozenset[str]:
        """What waits for another signature of the person."""
        return held_items(file, person, self._sheet(file), self.today)

    def subject(self, number: str) -> str:
        """By what a question knows whom it is about, without saying it."""
        return hmac.digest(self.office.register_key, f"query {number}".encode(), "sha256").hex()

    def due_on(self, file: CaseFile) -> str:
        """By which day the case is to be decided; where nobody knows, last of all."""
        timeline = timeline_of(file.state)
        due = decision_due(self._policy(file), timeline) if timeline else None
        return due.day.isoformat() if due else NEVER

    def write(self, stream: str, deeds: Sequence[Deed]) -> list[bool]:
        """Put what the server does on the record; which of it was taken."""
        if not deeds:
            return []
        for deed in deeds:
            self._files.pop(deed.case_id, None)
            self._asked.pop(deed.case_id, None)
        answers = act_all(
            self.connection, self.office.identity, stream, deeds, self.now, self.office.orders
        )
        return [one.problem is None for one in answers]

    def _policy(self, file: CaseFile) -> Policy:
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
