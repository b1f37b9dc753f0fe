"""The second step: who answers name and last four rightly is told more, and may open letters.

Five wrong tries lock a receipt, and five of one address everything that is tried from there; both
are counted in the store, so neither another process nor a restart gives a try more. All of it goes
on the record, nothing of it into an address, a cookie or a log. Must not know HTML.
"""

from dataclasses import dataclass

from sqlalchemy.engine import Connection

from central_server.applicant_page.applicant import is_applicant
from central_server.applicant_page.details import Telling
from central_server.applicant_page.lookup import find_receipt
from central_server.applicant_page.more import Details
from central_server.applicant_page.owed import read_content
from central_server.applicant_page.ticket import (
    address_key,
    is_ticket,
    ticket_key,
    write_ticket,
)
from central_server.audit.log import audit_of
from central_server.deciding.files import read_file
from central_server.letters.kept import Kept, find_kept, letters_kept
from central_server.own_chain import Deed, act
from central_server.people.bounds import WITHIN
from central_server.people.tries import Keys, What, give_back, take_try
from central_server.server import Server
from central_server.store.locks import lock_streams
from counter_app.basics.clock import today
from counter_app.cases.actions import Kind, Scalar
from counter_app.cases.audit import Did, Who
from counter_app.cases.case_state import CaseState
from counter_app.cases.keys import secret_hash

_APPLICANT = "applicant"
_HOW = "page"
_PROOF = '{"proof": "申请人在查询页打开"}'.encode()


@dataclass(frozen=True, slots=True)
class Refused:
    """Not told: so many tries are left, or so many minutes to wait."""

    left: int = 0
    minutes: int = 0


class SecondStep:
    """Over one running server."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._key = ticket_key(server.lore.register_key)

    async def answer(
        self, token: str, visitor: str, name: str, last_four: str
    ) -> Details | Refused | None:
        """Judge the two answers; None where there is no case to ask about."""
        server, now = self._server, self._server.now()
        keys: Keys = {
            What.ADDRESS: address_key(self._key, visitor),
            What.RECEIPT: secret_hash(token),
        }

        def work(connection: Connection) -> CaseState | Refused | None:
            receipt = find_receipt(connection, token)
            content = read_content(receipt.arrived) if receipt and receipt.arrived else None
            if receipt is None or receipt.arrived is None or content is None:
                return None
            state = receipt.arrived.state
            taken = take_try(connection, keys, now)
            is_right = taken.locked is None and is_applicant(content, name, last_four)
            if is_right:
                give_back(connection, keys)
            self._record(connection, Did.VIEWED if is_right else Did.DENIED, state, now)
            if is_right:
                return state
            wait = taken.locked or WITHIN
            return Refused(taken.left, 0 if taken.left else -(-wait.seconds // 60))

        found = await server.write(work)
        if not isinstance(found, CaseState):
            return found
        return await server.read_much(lambda connection: self._tell(connection, found))

    async def open_letter(self, token: str, ticket: str, letter: str) -> Kept | None:
        """The bytes of a letter for whoever has a ticket; what is so opened may be delivered."""
        server = self._server
        if not is_ticket(self._key, token, ticket, server.clock()):
            return None

        kept = await server.read(lambda connection: _find_letter(connection, token, letter))
        if kept:
            await server.write(lambda connection: self._opened(connection, token, letter))
        return kept

    def _opened(self, connection: Connection, token: str, letter: str) -> None:
        """Put it on the record; with a signed consent it is a delivery (second-half rule 20)."""
        now, server = self._server.now(), self._server
        lock_streams(connection, [_state(connection, token).stream])
        state = _state(connection, token)  # as it is under the lock
        if state.agreed_electronic and not state.letters_known[letter].delivered:
            facts: dict[str, Scalar] = {
                "letter": letter,
                "way": "electronic",
                "on": today(server.clock).isoformat(),
            }
            deed = Deed(Kind.DELIVERED, state.case_id, facts, _PROOF)
            act(connection, server.identity, state.stream, deed, now, server.lore.orders)
        self._record(connection, Did.VIEWED, state, now, letter=letter)

    def _tell(self, connection: Connection, state: CaseState) -> Details:
        server = self._server
        policy = server.policies.of_case(connection, state.policy, state.wording)
        day = today(server.clock)
        telling = Telling(
            read_file(connection, state.stream, state.case_id),
            policy,
            server.policies.in_force,
            day,
            letters_kept(connection, state.case_id),
        )
        return telling.told(write_ticket(self._key, state.token, server.clock()))

    def _record(
        self, connection: Connection, did: Did, state: CaseState, now: str, **detail: Scalar
    ) -> None:
        who = Who("", _APPLICANT, self._server.identity.server)
        said = {"how": _HOW, "number": state.number, **detail}
        log = audit_of(connection)
        log.record(connection, who, did, at=now, case_id=state.case_id, detail=said)


def _state(connection: Connection, token: str) -> CaseState:
    """Of a case that is known to be there."""
    receipt = find_receipt(connection, token)
    arrived = receipt.arrived if receipt else None
    assert arrived, "cases never go"
    return arrived.state


def _find_letter(connection: Connection, token: str, letter: str) -> Kept | None:
    """The letter of the receipt's case, as it was set; none that is void."""
    receipt = find_receipt(connection, token)
    if receipt is None or receipt.arrived is None:
        return None
    state = receipt.arrived.state
    trace = state.letters_known.get(letter)
    return find_kept(connection, state.case_id, letter) if trace and not trace.void else None
