"""Judges one decision: what may follow, who may, what lacks, whether the register knows another.

Needs are judged anew here, so that what came meanwhile refuses a decision that its author could
not have taken. Must not write.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from msgspec.structs import replace
from sqlalchemy.engine import Connection

from central_server.deciding.authors import Authors
from central_server.deciding.days import day_instead
from central_server.deciding.files import CaseFiles, forms_named
from central_server.deciding.office import Office
from central_server.deciding.register import elsewhere, lock_people, people_of
from central_server.people.standing import Claim, Missing, missing
from central_server.policies import CasePolicies
from central_server.store.locks import has_rivals
from central_server.work.claims import is_anothers
from counter_app.basics.clock import CHINA
from counter_app.cases.actions import Action, Content, Kind, Role
from counter_app.cases.case_state import CaseState
from counter_app.cases.changes.change import legal_day
from counter_app.cases.following import Asker, why_not
from counter_app.cases.kinds import KINDS, Nature
from counter_app.cases.stages import Step
from counter_app.cases.times import Trust, read_time, trust_of
from counter_app.needs.act import lacking
from counter_app.needs.case_file import CaseFile
from counter_app.needs.day import Acceptance, acceptance
from counter_app.needs.limits import LIMITED, beyond
from counter_app.needs.mended import BRINGS, Mended, mended_with
from counter_app.needs.route import first_step, step_to_reopen
from counter_app.needs.timeline import deemed_on, read_day
from counter_app.rules.clock import Deemed
from counter_app.rules.policy import Policy

ENDING = frozenset({Kind.APPROVED, Kind.WITHDRAWN})
"""What can bring a case to an end that is not filing."""
CHANGING = frozenset({Kind.FORM_REVISED, Kind.CONTENT_SETTLED})
"""What puts another content in the place of the one that opinions have seen."""
_ASKED = (Kind.ACCEPTED, Kind.NOTICE_GIVEN)
"""Decisions after which the server has to do something for what they found in the content."""
_LATE = BRINGS | {Kind.DELIVERED}
"""Facts that something follows of once the case is accepted."""
_FOLLOWED = ENDING.union(_ASKED)
_HOLDING = (Kind.ACCEPTED, Kind.FILED)
_NEEDING = frozenset({*_ASKED, Kind.OPINION_GIVEN, Kind.REFUSED, Kind.FILED})
"""Decisions whose needs lie in the content."""


def concerns(action: Action, state: CaseState) -> bool:
    """Whether the server has to do something once the action is judged."""
    if action.kind in _LATE:
        return bool(state.accepted_by)
    return action.kind in _FOLLOWED or _tells(action)


def _tells(action: Action) -> bool:
    """Whether a letter tells the decision, or comes in a void one's place: it needs a 文号."""
    kind = KINDS.get(action.kind)
    if kind is None or kind.nature is not Nature.DECISION or action.kind == Kind.PROPOSED:
        return False
    return bool(action.facts.get("instead" if action.kind == Kind.LETTER_VOIDED else "letter"))


class Settled(NamedTuple):
    """An action with the code of its refusal (empty: taken in), and its case after it."""

    action: Action
    code: str
    state: CaseState
    day: str = ""
    """What holds instead of its legal day, where that is doubted."""
    author: str = ""
    """Why whoever did a fact is in doubt."""


class Decider:
    """For one batch, in one transaction."""

    def __init__(self, connection: Connection, office: Office, now: str) -> None:
        """`now`: the server's time of the batch."""
        self._connection, self._office, self._now = connection, office, now
        self._policies = CasePolicies(connection, office.policies)
        self._time = datetime.fromisoformat(now)
        self._today = self._time.astimezone(CHINA).date()
        self._authors = Authors(connection, self._time)
        self._contents: Mapping[str, Content] = {}
        self._claims: dict[Claim, Missing | None] = {}
        self._days: dict[str, str] = {}
        self._named: dict[str, tuple[str, ...]] = {}
        self._holding: dict[str, str] = {}
        """Who is held by which case since the batch began, though the register has no row yet."""
        self._has_held = False
        self.files = CaseFiles()
        """The cases as they are now."""
        self.settled: list[Settled] = []
        """What something may follow of, in the order in which it was judged."""

    def prepare(self, actions: Sequence[Action], contents: Mapping[str, Content]) -> None:
        """Lock what the batch may come to hold of the register, all of it in one order."""
        self._contents = contents
        if not has_rivals(self._connection):
            return  # and nothing need be read before it is judged
        forms = forms_named(self._connection, self.files, actions, contents)
        people = {each for form in forms for each in self._known_as(form)}
        if people:
            lock_people(self._connection, people)

    def saw(self, action: Action, code: str, state: CaseState, day: str = "") -> None:
        """What is taken in, later ones of the batch are judged with."""
        if not code:
            self.files.bring(action, self._contents.get(action.action_id))
            if named := self._named.get(action.action_id):
                self._holding.update(dict.fromkeys(named, action.case_id))
        if day:
            self._days[action.action_id] = day
        author = "" if code else self._authors.doubt(action)
        if day or author or concerns(action, state):
            self.settled.append(Settled(action, code, state, day, author))

    @property
    def today(self) -> date:
        """The server's day of the batch."""
        return self._today

    def file(self, action: Action) -> CaseFile:
        """The action's case as it is now."""
        return self.files.of(self._connection, action.stream, action.case_id)

    def found_day(self, action: Action) -> str:
        """From which day acceptance of the action's case would count now; empty: from none."""
        file = self.file(action)
        if not file.is_received:
            return ""
        owed = acceptance(file, self._policy(file.state), self._today, self._days)
        return owed.day if owed else ""

    def mended_with(self, action: Action) -> Mended | None:
        """Of the action's case; None while something of what its return asked for is not there."""
        file = self.file(action)
        if not file.is_received:
            return None
        return mended_with(file, self._policy(file.state), self._today, self._days)

    def had_not_lapsed(self, action: Action) -> bool:
        """Whether the action's case was accepted by lapse on a day on which nothing had lapsed."""
        file = self.file(action)
        accepted = file.action(file.state.accepted_by) if file.is_received else None
        on = read_day(legal_day(accepted)) if accepted else None
        if on is None or file.state.accepted_basis != "deemed":
            return False
        before = replace(file.state, accepted_on="", ended_on="")
        return deemed_on(before, self._policy(file.state), on) is None

    def first_step(self, action: Action) -> Step:
        """Where review of the action's case begins."""
        file = self.file(action)
        return first_step(file, self._policy(file.state), self._today)

    def step_to_reopen(self, action: Action) -> Step | None:
        """Where its review goes back to, since it declares something else than was seen there."""
        file = self.file(action)
        if not file.is_received or file.state.content != action.action_id:
            return None
        return step_to_reopen(file, self._policy(file.state), self._today)

    def people(self, action: Action) -> tuple[str, ...]:
        """The household of the action's case as the register knows it."""
        return self._known_as(self.file(action).declared)

    def is_alone(self, action: Action) -> bool:
        """Whether nobody of its household was held elsewhere when it was judged, nor can be now."""
        return action.action_id in self._named and not self._has_held

    def held(self) -> None:
        """The register holds somebody more than when the batch was judged."""
        self._has_held = True

    def fault(self, state: CaseState | None, action: Action, asker: Asker) -> str | None:
        """Why the decision is not taken, as a code; None where it is."""
        lapse = self._lapse(state, action) if state else None
        code = why_not(state, action, asker, deemed=lapse is not None)
        if code or state is None:
            return code
        return (
            self._expired(action)
            or self._standing(state, action)
            or self._claimed(state, action)
            or self._own(action)
            or self._beyond(action)
            or self._needs(action, lapse)
        )

    def _lapse(self, state: CaseState, action: Action) -> Deemed | None:
        """Whether the case counted as accepted by lapse on the legal day of the act.

        A notice of day four that is heard of on day nine was in time (second-half rule 8). None
        too where no right clock gives the time of receipt: nothing lapses by that.
        """
        if trust_of(state.received_at, self._time) is not Trust.RIGHT:
            return None
        held = day_instead(state, action, self._time) or str(action.facts.get("on") or "")
        return deemed_on(state, self._policy(state), read_day(held) or self._today)

    def _policy(self, state: CaseState) -> Policy:
        return self._policies.of(state.policy, state.wording)

    def _expired(self, action: Action) -> str | None:
        """What was to be taken at once and comes late may have been given up by its author."""
        expires = read_time(str(action.facts.get("expires") or ""))
        return "expired" if expires is not None and self._time > expires else None

    def _standing(self, state: CaseState, action: Action) -> str | None:
        claim = Claim(
            staff_id=action.staff_id,
            device=action.device,
            role=action.role,
            region=state.stream,
            street=state.street if action.role == Role.COMMUNITY else "",
            heard=str(action.facts.get("heard") or ""),
        )
        if claim not in self._claims:
            self._claims[claim] = missing(self._connection, claim, self._now)
        return self._claims[claim]

    def _beyond(self, action: Action) -> str | None:
        """What policy, days or the route forbid."""
        act = _act_of(action)
        if act not in LIMITED:
            return None
        file = self.file(action)
        if not file.is_received:
            return "lacking"
        return beyond(file, act, action.facts, self._policy(file.state), self._today)

    def _own(self, action: Action) -> str | None:
        """Whose standing was doubted does not say of their own act that it has no effect."""
        if action.kind != Kind.TASK_SETTLED:
            return None
        file = self.file(action)
        done = file.action(action.text("of"))
        doubted = done is not None and done.action_id in file.state.authors
        return "same_person" if done and doubted and done.staff_id == action.staff_id else None

    def _claimed(self, state: CaseState, action: Action) -> str | None:
        """Another works at it: at desks nobody decides past who has claimed a case."""
        is_anothers_case = is_anothers(self._connection, state, action, self._today)
        return "claimed" if is_anothers_case else None

    def _needs(self, action: Action, lapse: Deemed | None) -> str | None:
        """What the content owes the act; of an approval the act that is approved."""
        act = _act_of(action)
        if act not in _NEEDING:
            return None
        file = self.file(action)
        if not file.is_received:  # An older program's case, of which nothing can be told anew.
            return "lacking"
        policy, on = self._policy(file.state), self._today
        if lacking(file, act, policy, on, deemed=lapse is not None):
            return "lacking"
        if act == Kind.ACCEPTED and not _is_that_day(action, self._day(file, policy, lapse)):
            return "day_differs"
        return self._registered(action, file) if act in _HOLDING else None

    def _registered(self, action: Action, file: CaseFile) -> str | None:
        """Nobody is on the list twice: asked when a case is accepted and when it is filed."""
        people = self._named[action.action_id] = self._known_as(file.declared)
        held = any(self._holding.get(each, action.case_id) != action.case_id for each in people)
        found = held or elsewhere(self._connection, people, action.case_id)
        return "register" if found else None

    def _known_as(self, form: Mapping[str, object]) -> tuple[str, ...]:
        return people_of(self._office.register_key, form)

    def _day(self, file: CaseFile, policy: Policy, lapse: Deemed | None) -> Acceptance | None:
        """The day that an acceptance has to name, and its basis."""
        if lapse is not None:
            return Acceptance(lapse.since.isoformat(), "deemed")
        return acceptance(file, policy, self._today, self._days)


def _act_of(action: Action) -> str:
    """What is decided; of a proposal or an approval the act that it is about."""
    return str(action.facts.get("act") or action.kind)


def _is_that_day(action: Action, owed: Acceptance | None) -> bool:
    facts = action.facts
    return owed is not None and owed == (facts.get("day"), facts.get("basis"))
