"""What the server does once acts are stored: 文号, holds and releases, opens review, asks a person.

All in the transaction of the decision, so that nothing is accepted and not reviewed. Must not
judge.
"""

from collections.abc import Iterator

from sqlalchemy.engine import Connection

from central_server.deciding.decider import Decider, Settled
from central_server.deciding.office import Office
from central_server.deciding.official import give
from central_server.deciding.register import hold, is_held, overlap, release
from central_server.letters.kept import owe
from central_server.own_chain import Deed, act
from central_server.push import take_in
from central_server.store.rows import Device
from counter_app.cases.actions import Action, Kind, Scalar
from counter_app.cases.case_state import CaseState
from counter_app.cases.stages import LIVE, Step
from counter_app.needs.day import PIECES
from counter_app.wire.messages import Answer, PushRequest


def take_batch(
    connection: Connection, asker: Device, request: PushRequest, now: str, office: Office
) -> list[Answer]:
    """Judge and store a batch with its decisions, and do what follows of them.

    Raises:
        ClashError: as `push.take_in`.
    """
    decider = Decider(connection, office, now)
    answers = take_in(connection, asker, request, now, office.orders, decider)
    decider.stored()
    for one in decider.settled:
        for deed in (
            *_numbered(connection, decider, one, office),
            *_deeds(connection, decider, one),
        ):
            act(connection, office.identity, one.state.stream, deed, now, office.orders)
    return answers


def _numbered(
    connection: Connection, decider: Decider, one: Settled, office: Office
) -> Iterator[Deed]:
    """The 文号 of the letter that tells the decision, or comes in another's place: it is owed."""
    facts = one.action.facts
    name = "instead" if one.action.kind == Kind.LETTER_VOIDED else "letter"
    number = str(facts.get(name) or "")
    if one.code or not number:
        return
    owe(connection, one.state, number)
    policy = office.policies.look(connection)
    if official := give(connection, one.state, number, policy, decider.today):
        kept: dict[str, Scalar] = {"letter": number, "official": official}
        yield Deed(Kind.LETTER_KEPT, one.state.case_id, kept)


def _deeds(connection: Connection, decider: Decider, one: Settled) -> Iterator[Deed]:
    """Keep the register, and say what the server has to write of the case."""
    action, code, state = one
    if action.kind in PIECES:
        if not code and _is_questioned(decider, action, state):
            facts: dict[str, Scalar] = {"decision": state.accepted_by, "fact": action.action_id}
            yield Deed(Kind.DECISION_QUESTIONED, state.case_id, facts)
    elif action.kind != Kind.ACCEPTED:
        if not code and not is_held(state):
            release(connection, state.case_id)
    elif not code:
        people = decider.people(action)
        hold(connection, people, state.stream, state.case_id, state.accepted_on)
        yield Deed(Kind.REVIEW_OPENED, state.case_id, {"step": Step.COMMUNITY})
    elif code == "register" and not state.contested:
        found = overlap(connection, decider.people(action), state.case_id)
        yield Deed(Kind.CONTESTED, state.case_id, {"overlap": str(found)})


def _is_questioned(decider: Decider, action: Action, state: CaseState) -> bool:
    """Whether a late piece shows that all was there before the recorded day (second-half rule 9).

    The recorded day stands until two persons have corrected it; by lapse there is nothing earlier.
    """
    if state.stage not in LIVE or state.accepted_basis == "deemed":
        return False
    return "" < decider.found_day(action) < state.accepted_on
