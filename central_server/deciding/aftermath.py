"""What the server does once acts are stored: 文号, holds and releases, opens review, asks a person.

All in the transaction of the decision, so that nothing is accepted and not reviewed. Must not
judge.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from sqlalchemy.engine import Connection

from central_server.deciding.decider import CHANGING, ENDING, Decider, Settled, concerns
from central_server.deciding.files import CaseFiles
from central_server.deciding.office import Office
from central_server.deciding.official import give
from central_server.deciding.register import elsewhere, hold, is_held, names_people, release
from central_server.departments.desk import Desk
from central_server.departments.mended import return_settled
from central_server.departments.settle import settle_batch
from central_server.letters.kept import owe
from central_server.looks import Look
from central_server.own_chain import Deed, act_all
from central_server.push import take_in
from central_server.situation import Known
from central_server.store.rows import Device
from counter_app.cases.actions import Action, Kind, Scalar
from counter_app.cases.case_state import CaseState
from counter_app.cases.stages import LIVE, Stage, Step
from counter_app.needs.day import PIECES
from counter_app.needs.timeline import read_day
from counter_app.rules.clock import day_to_correct
from counter_app.wire.messages import Answer, PushRequest, Verdict


def take_batch(
    connection: Connection,
    asker: Device,
    request: PushRequest,
    now: str,
    office: Office,
    looks: Sequence[Look] | None = None,
) -> list[Answer]:
    """Judge and store a batch with its decisions, and do what follows of them.

    `looks`: as `push.take_in`.

    Raises:
        ClashError: as `push.take_in`.
    """
    decider, known = Decider(connection, office, now), Known()
    answers = take_in(connection, asker, request, now, office.orders, decider, looks, known)
    decider.files.stored()
    own = _Own(connection, office, now, decider.files, known)
    for one in decider.settled:
        own.write_of(one.state.case_id)
        own.add(one.state.stream, _numbered(connection, decider, one, office))
        own.add(one.state.stream, _deeds(connection, decider, one))
    own.write()
    taken = [
        each
        for each, answer in zip(request.actions, answers, strict=True)
        if answer.verdict in (Verdict.APPLIED, Verdict.CONFLICT)
    ]
    desk = Desk(connection, office, datetime.fromisoformat(now), decider.files)
    settle_batch(desk, taken)
    return answers


class _Own:
    """What the server writes of a batch: at one go, as far as nothing of it is asked for before."""

    def __init__(
        self, connection: Connection, office: Office, now: str, files: CaseFiles, known: Known
    ) -> None:
        self._connection, self._office, self._now = connection, office, now
        self._files, self._known = files, known
        self._deeds: dict[str, list[Deed]] = {}
        self._cases: set[str] = set()

    def add(self, stream: str, deeds: Iterable[Deed]) -> None:
        """One after the other, behind what is there."""
        for deed in deeds:
            self._deeds.setdefault(stream, []).append(deed)
            self._cases.add(deed.case_id)

    def write_of(self, case_id: str) -> None:
        """Write all of it before a case is looked at of which there is something."""
        if case_id in self._cases:
            self.write()

    def write(self) -> None:
        """Append it to the server's chains."""
        office = self._office
        by, now, orders = office.identity, self._now, office.orders
        for stream, deeds in self._deeds.items():
            for each in act_all(self._connection, by, stream, deeds, now, orders, self._known):
                if each.taken:
                    self._files.wrote(each.action, each.content)
        self._deeds.clear()
        self._cases.clear()


def _numbered(
    connection: Connection, decider: Decider, one: Settled, office: Office
) -> Iterator[Deed]:
    """The 文号 of the letter that tells the decision, or comes in another's place: it is owed."""
    facts = one.action.facts
    name = "instead" if one.action.kind == Kind.LETTER_VOIDED else "letter"
    number = str(facts.get(name) or "")
    told = one.action.kind == Kind.DELIVERED  # It names a letter, and makes none.
    if one.code or not number or told or not concerns(one.action, one.state):
        return
    owe(connection, one.state, number)
    policy = office.policies.look(connection)
    if official := give(connection, one.state, number, policy, decider.today):
        kept: dict[str, Scalar] = {"letter": number, "official": official}
        yield Deed(Kind.LETTER_KEPT, one.state.case_id, kept)


def _deeds(connection: Connection, decider: Decider, one: Settled) -> Iterator[Deed]:
    """Keep the register, and say what the server has to write of the case."""
    action, code, state, day, author = one
    case = state.case_id
    if day:
        yield Deed(Kind.DAY_DOUBTED, case, {"fact": action.action_id, "day": day})
    if author:
        yield Deed(Kind.AUTHOR_DOUBTED, case, {"fact": action.action_id, "why": author})
    if code:
        if code == "register":
            yield from _contested(connection, decider, action)
        return
    if fact := _questioning(decider, action, state):
        yield Deed(Kind.DECISION_QUESTIONED, case, {"decision": state.accepted_by, "fact": fact})
    if action.kind in CHANGING and (step := _reopened(decider, action, state)):
        yield Deed(Kind.STEP_REOPENED, case, {"step": step, "because": action.action_id})
    if state.returned and (mended := decider.mended_with(action)):
        yield return_settled(case, mended)
    if names_people(action) and is_held(state):
        contested = () if decider.is_alone(action) else _contested(connection, decider, action)
        hold(connection, decider.people(action), state.stream, case, state.accepted_on)
        decider.held()
        yield from contested
    if action.kind == Kind.ACCEPTED:
        yield Deed(Kind.REVIEW_OPENED, case, {"step": decider.first_step(action)})
    elif action.kind in ENDING and not is_held(state):
        release(connection, case)


def _contested(connection: Connection, decider: Decider, action: Action) -> tuple[Deed, ...]:
    """That the county has to choose, and beside which case; nothing where it is to already.

    Asked of the case as it is now: the same batch may have brought it up.
    """
    if decider.file(action).state.contested:
        return ()
    found = elsewhere(connection, decider.people(action), action.case_id)
    if found is None:
        return ()
    facts: dict[str, Scalar] = {"overlap": str(found.overlap)}
    if found.number:
        facts["other"] = found.number
    return (Deed(Kind.CONTESTED, action.case_id, facts),)


def _reopened(decider: Decider, action: Action, state: CaseState) -> Step | None:
    """The step that a change takes the case back to, where it touches what was looked at there."""
    return decider.step_to_reopen(action) if state.stage is Stage.IN_REVIEW else None


def _questioning(decider: Decider, action: Action, state: CaseState) -> str:
    """The fact that an acceptance would have heeded (second-half rules 8 and 9); empty: none.

    A piece that came late, or one whose day the county has settled, shows that all was there before
    the recorded day; that a notice had been delivered in time, that nothing had lapsed. The
    recorded day stands until two persons have corrected it; by lapse there is nothing earlier.
    """
    if action.kind == Kind.DELIVERED:
        open_ = state.stage in LIVE and decider.had_not_lapsed(action)
        return action.action_id if open_ else ""
    settled = action.kind == Kind.APPROVED and action.facts["act"] == Kind.DAY_CORRECTED
    fact = action.action_id if action.kind in PIECES else ""
    fact = str(action.facts.get("of") or "") if settled else fact
    if not fact or state.stage not in LIVE or state.accepted_basis == "deemed":
        return ""
    recorded, found = read_day(state.accepted_on), read_day(decider.found_day(action))
    earlier = recorded and found and day_to_correct(recorded, found)
    return fact if earlier else ""
