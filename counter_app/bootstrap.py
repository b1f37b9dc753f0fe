"""The composition root: the one place that knows every real part. Qt-free.

`__main__` and the commands open a `Counter` here; the window is added above it. Parts that cost
time to import (the network, Alembic) are imported when they are first needed.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from counter_app.basics.clock import Clock, system_clock
from counter_app.desk.desk import Desk
from counter_app.kept_policies import KeptPolicies
from counter_app.settings import Settings
from local_db.identity import find_identity
from local_db.incarnation import settle_incarnation
from local_db.store import open_store

if TYPE_CHECKING:
    from counter_app.desk.clerks import Clerk
    from counter_app.desk.decide import Done
    from counter_app.desk.find_case import Work
    from counter_app.desk.office_desk import OfficeDesk
    from counter_app.desk.review_desk import ReviewDesk
    from counter_app.desk.sign_in import SignedIn
    from counter_app.intake.letters.issued import Issued
    from counter_app.intake.letters.of_case import LettersOfCase
    from counter_app.intake.letters.which import Wanted
    from counter_app.intake.opened_case import OpenedCase
    from counter_app.letters_here import LettersHere
    from counter_app.sync.link import OpenLink
    from counter_app.sync.sync_once import SyncOutcome
    from counter_app.wire.work import ClaimAnswer


@dataclass(frozen=True, slots=True)
class Counter:
    """The open counter: what a person can do is in `counter_app.desk`, on its `desk`."""

    settings: Settings
    desk: Desk
    policies: KeptPolicies

    def sync_once(self) -> "SyncOutcome":
        """Send and fetch once; never raises for a trouble of the line, see `SyncOutcome`.

        What it fetched of policy is in force from then on.
        """
        from counter_app.sync.sync_once import sync_once

        outcome = sync_once(
            self.desk.store,
            self.desk.clock,
            self._open_link(),
            self.policies.missing,
            secret_days=self.settings.secret_days,
        )
        self.policies.look_again()
        return outcome

    def sign_in(self, login: str, password: str, new: str = "") -> "SignedIn":
        """Let somebody in, with the server where it answers; raises what `desk.sign_in` does."""
        from counter_app.desk.sign_in import sign_in

        return sign_in(self.desk, self._open_link(), login, password, new)

    def act(self, name: str, number: str, keys: Mapping[str, object], who: "Clerk") -> "Done":
        """Do one of the acts of `intake.deeds` to a case, under the case's own policy.

        Raises:
            CounterError: CASE_NUMBER_UNKNOWN, at a desk CASE_NOT_CLAIMED_HERE; what
                `desk.decide.do` and the act's keys raise.
        """
        from counter_app.basics.catalogue.acts import ACT_NOTHING_WAITS, CASE_NOT_CLAIMED_HERE
        from counter_app.desk.claiming import claimed_here, fetch_to_approve
        from counter_app.desk.decide import LACKING, do
        from counter_app.desk.find_case import get_by_number
        from counter_app.intake.deeds.given import Given
        from counter_app.intake.deeds.table import ACTS, APPROVE, SUPPLEMENT, make
        from counter_app.needs.asked import Asked

        if name == SUPPLEMENT:
            return self._take_pieces(number, keys, who)

        otherwise = ACT_NOTHING_WAITS if name == APPROVE else CASE_NOT_CLAIMED_HERE
        with claimed_here(self.desk, otherwise):
            fetch_to_approve(self.desk, self.sync_once, number)
            state = get_by_number(self.desk, number)
            policy = self.policies.of_case(state.policy, state.wording)
            newest, today = self.policies.in_force, self.desk.now().date()
            done = do(
                self.desk,
                self.sync_once,
                who,
                state.case_id,
                lambda file: make(ACTS[name], Given(file, policy, newest, today, keys)),
                Asked(policy),
            )
        return self._with_lacks(done, name, number, who) if done.problem == LACKING else done

    def _with_lacks(self, done: "Done", name: str, number: str, who: "Clerk") -> "Done":
        """Name what the server found lacking: what hangs on answers, only it can say."""
        from counter_app.intake.deeds.table import ACTS

        act = done.action.facts.get("act") or done.action.kind
        same = {each for each, row in ACTS.items() if row.kind == act} | {name}
        may = self.case(number, who).get("may")
        named = [each for each in may if each["act"] in same] if isinstance(may, list) else []
        lacks = dict.fromkeys(words for each in named for words in each["lacking"])
        return replace(done, lacks=tuple(lacks))

    def case(self, number: str, who: "Clerk", unmask: str = "") -> dict[str, object]:
        """What there is to tell of a case: by the server where it answers, else by this store.

        Names and numbers come from the server alone, with a reason in `unmask`.

        Raises:
            CounterError: CASE_NUMBER_UNKNOWN, CASE_NOT_THEIRS; troubles of the line.
        """
        from counter_app.desk.asked_case import told_by_server
        from counter_app.desk.claiming import kept_answer
        from counter_app.desk.find_case import get_by_number
        from counter_app.desk.recorded import record_view
        from counter_app.intake.persons_told import told_of
        from counter_app.sync.work import ask_case

        desk, link = self.desk, self._open_link()
        told = who.session and told_by_server(
            desk,
            self.sync_once,
            lambda: ask_case(desk.store, desk.clock, link, who.session, number, unmask),
            number,
            keep=not unmask,
        )
        if told:
            return told
        case_id = get_by_number(desk, number).case_id
        record_view(desk, who, case_id)
        if kept := kept_answer(desk, case_id):
            return kept
        return told_of(self.opened_case(case_id, who).teller)

    def words_of(self, number: str, who: "Clerk") -> dict[str, bytes]:
        """What of a case travels by no pull, by action; nothing where the server cannot be asked.

        Raises:
            CounterError: CASE_NUMBER_UNKNOWN, CASE_NOT_THEIRS; troubles of the line.
        """
        import json

        contents = self.case(number, who).get("contents")
        read = contents.items() if isinstance(contents, dict) else ()
        return {name: json.dumps(said).encode() for name, said in read}

    def claim(
        self, name: str, number: str, keys: Mapping[str, object], who: "Clerk"
    ) -> "ClaimAnswer":
        """Do one of `intake.deeds.claiming`: the server alone keeps who works at a case.

        Raises:
            CounterError: SERVER_OUT_OF_REACH where somebody has signed in without the server;
                CASE_NOT_THEIRS; troubles of the line.
        """
        from counter_app.desk.claiming import Line, claim_here
        from counter_app.intake.deeds.claiming import CLAIMING

        reason, to = str(keys.get("reason") or ""), str(keys.get("to") or "")
        session, act = _session_of(who), CLAIMING[name].act
        line = Line(self._open_link(), self.sync_once)
        return claim_here(self.desk, line, session, number, act, reason, to)

    def review_desk(self, who: "Clerk") -> "ReviewDesk":
        """The work lists of the person and what is claimed of them, asked of the server.

        Raises:
            CounterError: SERVER_OUT_OF_REACH where somebody has signed in without the server.
        """
        from counter_app.desk.claiming import Line
        from counter_app.desk.review_desk import ReviewDesk

        line = Line(self._open_link(), self.sync_once)
        return ReviewDesk(self.desk, line, _session_of(who))

    def office(self, who: "Clerk") -> "OfficeDesk":
        """What is seen to at the server by operator, auditor and administrator.

        Raises:
            CounterError: SERVER_OUT_OF_REACH where somebody has signed in without the server.
        """
        from counter_app.desk.office_desk import OfficeDesk

        return OfficeDesk(self.desk, self._open_link(), _session_of(who))

    def opened_case(self, case_id: str, who: "Clerk") -> "OpenedCase":
        """A case with what the person may do to it, and what each act asks.

        Raises:
            CounterError: CASE_UNKNOWN.
        """
        from counter_app.cases.rights import roles_in
        from counter_app.desk.acting import get_state
        from counter_app.desk.decide import case_file
        from counter_app.desk.find_case import acceptance_unanswered
        from counter_app.intake.opened_case import OpenedCase
        from local_db.orders import server_times

        with self.desk.store.reading() as connection:
            state = get_state(connection, case_id)
            file = case_file(connection, case_id)
            server_at = server_times(connection, case_id)
            unanswered = acceptance_unanswered(connection, state)
        policy = self.policies.of_case(state.policy, state.wording)
        regions = (state.stream, *((window.region,) if (window := self.desk.window()) else ()))
        roles = roles_in(who.roles, regions)
        policies = (policy, self.policies.in_force)
        today = self.desk.now().date()
        return OpenedCase.of(file, policies, today, roles, server_at, unanswered)

    def letter(self, number: str, wanted: "Wanted", who: "Clerk") -> "Issued":
        """Hand out a letter of a case; raises what `letters_here` does."""
        return self._letters.issue(number, wanted, who, lambda: self.words_of(number, who))

    def _take_pieces(self, number: str, keys: Mapping[str, object], who: "Clerk") -> "Done":
        """Take one piece after the other; the first that does not go ends it."""
        from counter_app.basics.catalogue.acts import ACT_NO_PIECES
        from counter_app.basics.errors import CounterError

        said = keys.get("pieces")
        pieces = [each for each in said if isinstance(each, dict)] if isinstance(said, list) else []
        if not pieces:
            raise CounterError(ACT_NO_PIECES)
        for piece in pieces:
            done = self.act("take-material", number, piece, who)
            if done.problem:
                break
        return done

    def letters_of(self, case_id: str) -> "LettersOfCase":
        """All letters of a case, and what each is set from; raises CASE_UNKNOWN."""
        return self._letters.of_case(case_id)

    @property
    def _letters(self) -> "LettersHere":
        from counter_app.letters_here import LettersHere

        return LettersHere(self.desk, self.policies, self._open_link())

    def work_list(self, name: str, who: "Clerk") -> Iterator[dict[str, object]]:
        """The cases of one list, those that are due first: the server's where it answers.

        What waits here, or came back, the server does not know of: that stands beneath.
        """
        found = self._listed_by_server(name, who)
        yield from found or ()
        known = None if found is None else {each["number"] for each in found}
        for each in self.work(who, (name,))[name]:
            state, row = each.state, each.row
            if known is not None and (state.number in known or not (row.queued or row.came_back)):
                continue
            yield {
                "number": state.number,
                "name": each.row.name,
                "type": each.row.type_label,
                "stage": str(state.stage),
                "step": str(state.step) if state.step else None,
                "due_on": each.due or None,
                "why": each.why,
            }

    def _listed_by_server(self, name: str, who: "Clerk") -> list[dict[str, object]] | None:
        """None where only this store can say."""
        from counter_app.desk.server_asked import answered, waits
        from counter_app.sync.lists import ask_list

        if not who.session or name == "queued":
            return None
        if waits(self.desk):
            self.sync_once()
        desk, link = self.desk, self._open_link()
        rows = answered(lambda: ask_list(desk.store, desk.clock, link, who.session, name))
        if rows is None:
            return None
        return [
            {
                "number": each.number,
                "name": each.name,
                "type": each.type,
                "stage": each.stage,
                "step": each.step or None,
                "due_on": each.due_on or None,
                "why": each.why,
                "used": each.used,
                "claimed_by": each.claimed_by or None,
            }
            for each in rows
        ]

    def work(self, who: "Clerk", names: Iterable[str]) -> "dict[str, list[Work]]":
        """The cases of these lists, looked through once; of each list those due first."""
        from counter_app.desk.claiming import is_desk
        from counter_app.desk.find_case import Work, standing_cases
        from counter_app.intake.work_lists import LISTS, CaseStanding

        today, at_desk = self.desk.now().date(), is_desk(self.desk)
        found: dict[str, list[Work]] = {name: [] for name in names}
        for state, row in standing_cases(self.desk):
            policy = self.policies.of_case(state.policy, state.wording)
            case = CaseStanding(
                state,
                policy,
                today,
                who.staff_id,
                row.queued,
                row.came_back,
                is_claimed=at_desk,  # nothing else lies there
            )
            for name, listed in found.items():
                if why := LISTS[name](case):
                    listed.append(Work(state, row, why, case.due))
        for listed in found.values():
            listed.sort(key=lambda each: (each.due or "9", each.state.number))
        return found

    def renew(self, session: str) -> str:
        """Let a session hold longer; gives until when, by the server's time."""
        from counter_app.sync.sign_in import ask_renew

        return ask_renew(self.desk.store, self.desk.clock, self._open_link(), session)

    def sign_out(self, session: str) -> None:
        """End a session at the server."""
        from counter_app.sync.sign_in import ask_sign_out

        ask_sign_out(self.desk.store, self.desk.clock, self._open_link(), session)

    def _open_link(self) -> "OpenLink":
        from counter_app.sync.http_link import http_link

        with self.desk.store.reading() as connection:
            identity = find_identity(connection)
        anchors = identity.anchors if identity else ()
        return lambda address: http_link(address, self.settings.timeout_seconds, anchors)

    def tend(self) -> None:
        """Bring what an older program left up to date, batch by batch; others work between."""
        from counter_app.desk.upkeep import tend

        while tend(self.desk):
            pass

    def close(self) -> None:
        """Give the store back."""
        self.desk.store.close()


def _session_of(who: "Clerk") -> str:
    """For what the server alone can do; SERVER_OUT_OF_REACH for who signed in without it."""
    from counter_app.basics.catalogue.store import SERVER_OUT_OF_REACH
    from counter_app.basics.errors import CounterError

    if not who.session:
        raise CounterError(SERVER_OUT_OF_REACH)
    return who.session


def open_counter(settings: Settings, *, clock: Clock = system_clock) -> Counter:
    """Open the counter of the settings' data directory, or make it.

    Raises:
        CounterError: the store's troubles.
    """
    store = open_store(settings.data, wait_seconds=settings.wait_seconds)
    try:
        settle_incarnation(store)
    except BaseException:
        store.close()
        raise
    policies = KeptPolicies(store, settings.policy)
    return Counter(settings, Desk(store, clock, settings.public_url), policies)


@contextmanager
def opened_counter(settings: Settings, *, clock: Clock = system_clock) -> Iterator[Counter]:
    """The counter for the length of a block."""
    counter = open_counter(settings, clock=clock)
    try:
        yield counter
    finally:
        counter.close()
