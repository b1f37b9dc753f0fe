"""Send what waits, batch by batch in the desk's order, and apply the answer to each action."""

from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection

from counter_app.basics.catalogue.store import SERVER_NONSENSE, STORE_PAGE_BROKEN
from counter_app.basics.clock import stamp
from counter_app.basics.errors import CounterError
from counter_app.basics.program import program_version
from counter_app.cases.actions import Action
from counter_app.cases.kinds import KINDS, Nature
from counter_app.sync.around_damage import batch_around
from counter_app.sync.audit_notes import audit_told, noted
from counter_app.sync.contact import forget_contact, make_contact
from counter_app.sync.heads import fork, heed, server_went_back
from counter_app.sync.renumber import renumber
from counter_app.sync.rotation import next_secret, take_next
from counter_app.sync.run import Run
from counter_app.sync.second_tries import may_be_the_line, queue_what_may_go_now
from counter_app.sync.sending import Sender, Sending, sender
from counter_app.wire.messages import (
    BATCH_ACTIONS,
    BATCH_BYTES,
    Answer,
    Ordered,
    PushAnswer,
    PushRequest,
    Verdict,
)
from local_db.actions import chain_head
from local_db.case_log import rebuild
from local_db.incarnation import write_mark
from local_db.not_taken import NotTaken, leave_out, left_out, made_good
from local_db.notes import Note
from local_db.orders import have_order, keep_orders
from local_db.outbox import (
    Return,
    Waiting,
    acknowledge,
    cases_returned,
    next_batch,
    put_return,
    take_off,
)

_TAKEN = (Verdict.APPLIED, Verdict.REPEATED)
_NOT_YET = "restoring"
"""Why a decision was not judged at all: a person sends it again, and it counts meanwhile."""
_BEFORE = "refused_before"
"""Of a decision that was refused, by a server that has forgotten it since: it stays refused."""


class _OfKind(msgspec.Struct):
    kind: str


class _RawContent(msgspec.Struct):
    action_id: str
    salt: str
    content: msgspec.Raw


class _RawPush(msgspec.Struct):
    """`PushRequest` with its parts as they lie in the store; nothing is encoded twice."""

    incarnation: str
    actions: list[msgspec.Raw]
    contents: list[_RawContent]
    given_up: list[str]


def greet(run: Run) -> None:
    """Hear the server before anything is sent: nothing personal goes to another one.

    What its head says is heeded first, so a restored store asks for its own actions as another
    incarnation, and a restored server gets again what it lost.

    Raises:
        CounterError: WRONG_SERVER and the line's troubles.
    """
    following = next_secret(run)
    answer = run.ask("/push", greeting(run, following), PushAnswer)
    with run.store.transaction() as connection:
        heed(run, connection, answer.head)
        queue_what_may_go_now(connection, answer.head)
        take_next(run, connection, following, answer.head)
    write_mark(run.store)
    run.refresh()


def greeting(run: Run, next_secret: str = "") -> bytes:
    """A push of nothing, which says who pushes, and how far its audit goes."""
    with run.store.reading() as connection:
        told = audit_told(connection, run.store.audit_key)
        heard = noted(connection, Note.AUDIT_OF_SERVER)
    return msgspec.json.encode(
        PushRequest(
            incarnation=run.identity.incarnation,
            actions=[],
            contents=[],
            program=program_version(),
            next_secret=next_secret,
            audit_told=told,
            audit_noted=heard,
        )
    )


def push(run: Run) -> None:
    """Send until nothing waits; the next batch is on its way while one is answered and applied.

    It is finished where the answer was plain, else read again from what waits then. A plain answer
    is taken in once the batch behind the next one is on its way: the server need not wait for it.

    Raises:
        CounterError: the line's troubles; what was answered until then is applied.
    """
    with sender(run) as line:
        batch, answered = _next(run), None
        sent = _send(run, line, batch)
        while sent:
            sent.finish()
            following = _next(run, after=batch[-1].position)
            behind = _send(run, line, following)
            if answered:
                _take_in(run, *answered)
                answered = None  # Let go of while the server works: it takes its time.
            answer = sent.answer()
            if not _answers(batch, answer):
                raise CounterError(SERVER_NONSENSE)
            if behind and _is_plain(run, answer):
                behind.finish()
                answered = (batch, answer)
            else:
                if behind:
                    behind.withdraw()
                _take_in(run, batch, answer)
                _introduce_again(run)
                following = _next(run)
                behind = _send(run, line, following)
            batch, sent = following, behind


def _introduce_again(run: Run) -> None:
    """Show once what this counter was, where a chain of a former string is not taken as its."""
    if run.disowned and not run.introduced_again:
        run.introduced_again = True
        forget_contact(run)
        make_contact(run)


def _answers(batch: Sequence[Waiting], answer: PushAnswer) -> bool:
    """Whether each action got its answer, and what was not taken a reason that can be told."""
    named = [each.action_id for each in answer.answers]
    told = all(each.problem or each.verdict in _TAKEN for each in answer.answers)
    return told and named == [each.action_id for each in batch]


def _next(run: Run, *, after: int = 0) -> list[Waiting]:
    try:
        with run.store.reading() as connection:
            return next_batch(connection, after=after, most=BATCH_ACTIONS, most_bytes=BATCH_BYTES)
    except CounterError as error:
        if error.entry is not STORE_PAGE_BROKEN:
            raise
    return batch_around(run, after)


def _send(run: Run, line: Sender, batch: Sequence[Waiting]) -> Sending | None:
    return line.send(_encoded(run, batch)) if batch else None


def _is_plain(run: Run, answer: PushAnswer) -> bool:
    """Whether applying the answer changes nothing but the outbox."""
    if any(each.problem or each.verdict not in _TAKEN for each in answer.answers):
        return False
    identity, head = run.identity, answer.head
    with run.store.reading() as connection:
        chain = chain_head(connection, identity.enrolment.device, identity.incarnation)
        went_back = server_went_back(connection, identity, head)
    return not went_back and head.acknowledged <= chain.sequence


def _take_in(run: Run, batch: Sequence[Waiting], answer: PushAnswer) -> None:
    with run.store.transaction() as connection:
        went_back = not run.requeued and server_went_back(connection, run.identity, answer.head)
        _apply(run, connection, batch, answer.answers, went_back=went_back)
        heed(run, connection, answer.head)
    write_mark(run.store)
    run.refresh()


def _encoded(run: Run, batch: Sequence[Waiting]) -> bytes:
    """The batch, and a last byte that says nothing: what it says can be read while that waits."""
    with run.store.reading() as connection:
        given_up = left_out(connection, [each.action_id for each in batch])
    said = msgspec.json.encode(
        _RawPush(
            run.identity.incarnation,
            [msgspec.Raw(each.record) for each in batch],
            [
                _RawContent(each.action_id, each.salt, msgspec.Raw(each.content))
                for each in batch
                if each.salt is not None and each.content is not None
            ],
            given_up,
        )
    )
    return said + b"\n"


def _apply(
    run: Run,
    connection: Connection,
    batch: Sequence[Waiting],
    answers: Sequence[Answer],
    *,
    went_back: bool,
) -> None:
    answered = list(zip(batch, answers, strict=True))
    forks = any(_is_fork(run, waiting, answer) for waiting, answer in answered)
    settled, done = [], []
    said: list[tuple[Waiting, Ordered]] = []
    refused: list[NotTaken] = []
    for waiting, answer in answered:
        # What a restored store or a restored server refuses is no fault of the action: it waits,
        # and is sent again in a new incarnation, or after what the server has lost.
        if (forks or went_back) and answer.verdict == Verdict.REFUSED and _is_ours(run, waiting):
            continue
        if _is_disowned(run, waiting, answer):
            run.disowned = True
            continue
        if may_be_the_line(run, waiting, answer):
            continue
        done.append(waiting.position)
        code = answer.problem.code if answer.problem else ""
        if code == _BEFORE:
            continue  # A person has it on the list, or had.
        if answer.ordered:
            said.append((waiting, answer.ordered))
        if answer.verdict == Verdict.REFUSED and code != _NOT_YET and _is_decision(waiting):
            refused.append(NotTaken(waiting.action_id, waiting.case_id, code))
        if not _came_back(run, connection, waiting, answer):
            settled.append(waiting.action_id)
    acknowledge(connection, done)
    _put_in_order(run, connection, said, plain=_is_all_new(answers))
    take_off(connection, settled)
    leave_out(connection, refused, at=stamp(run.clock()))
    _take_off_made_good(connection, answered)
    run.tally.pushed += len(done)
    if forks:
        fork(run, connection)


def _put_in_order(
    run: Run, connection: Connection, said: Sequence[tuple[Waiting, Ordered]], *, plain: bool
) -> None:
    """Keep the orders; what is new there stands behind all that is here, and changes no state.

    It does where an action of the case that was done before it has no order, or a lower one: what
    was refused, or answered before and the answer lost; and where it had another order before.
    """
    plain = plain and not have_order(connection, (waiting.position for waiting, _ in said))
    keep_orders(connection, ((waiting.position, ordered) for waiting, ordered in said))
    cases = dict.fromkeys(waiting.case_id for waiting, _ in said)
    mixed = list(cases) if not plain else sorted(cases.keys() & cases_returned(connection))
    if mixed and not run.broken:  # What cannot be read cannot be computed anew either.
        rebuild(connection, mixed, at=stamp(run.clock()))


def _take_off_made_good(connection: Connection, answered: Sequence[tuple[Waiting, Answer]]) -> None:
    """What was refused and is taken now, as a new decision, nobody need look at any more."""
    cases = cases_returned(connection)
    taken = [
        msgspec.json.decode(waiting.record, type=Action)
        for waiting, answer in answered
        if waiting.case_id in cases and answer.verdict in _TAKEN and _is_decision(waiting)
    ]
    if taken:
        take_off(connection, made_good(connection, taken))


def _is_all_new(answers: Sequence[Answer]) -> bool:
    return all(each.verdict is Verdict.APPLIED for each in answers)


def _is_decision(waiting: Waiting) -> bool:
    kind = KINDS.get(msgspec.json.decode(waiting.record, type=_OfKind).kind)
    return kind is not None and kind.nature is Nature.DECISION


def _is_ours(run: Run, waiting: Waiting) -> bool:
    """Whether the action is of the chain that this counter writes now."""
    identity = run.identity
    return (waiting.device, waiting.incarnation) == (
        identity.enrolment.device,
        identity.incarnation,
    )


def _is_disowned(run: Run, waiting: Waiting, answer: Answer) -> bool:
    """An action of a former string that the server does not take as this counter's: asked once.

    It does after the counter has shown again what it was before.
    """
    if run.introduced_again or answer.problem is None or answer.problem.code != "not_yours":
        return False
    return waiting.device != run.identity.enrolment.device


def _is_fork(run: Run, waiting: Waiting, answer: Answer) -> bool:
    """The server has another action under this key: this store was restored from a backup."""
    if run.forked or answer.verdict != Verdict.REFUSED or answer.problem is None:
        return False
    if answer.problem.code == "broken_chain" and run.broken:
        return _is_ours(run, waiting)  # What stood before it cannot be read any more.
    return answer.problem.code == "other_content" and _is_ours(run, waiting)


def _came_back(run: Run, connection: Connection, waiting: Waiting, answer: Answer) -> bool:
    """Put it on a person's list where a person must look; True where it stands there now."""
    problem = answer.problem
    if problem is None:
        return False
    refused = answer.verdict == Verdict.REFUSED
    if problem.code == "number_taken" and not refused and renumber(run, connection, waiting):
        return False
    if answer.verdict in _TAKEN:
        return False
    run.tally.refused += refused
    run.tally.conflicts += not refused
    put_return(
        connection,
        Return(
            action_id=waiting.action_id,
            case_id=waiting.case_id,
            verdict=str(answer.verdict),
            code=problem.code,
            message=problem.message,
            advice=problem.advice,
            answered_at=stamp(run.clock()),
        ),
    )
    return True
