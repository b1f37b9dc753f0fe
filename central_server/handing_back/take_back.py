"""Takes back what a restored server has lost, from whichever counter holds it.

What bears the server's own seal was judged when it was first taken in: it is not judged again, and
stands where it stood. So counters may come in any order, and the outcome is the same. Must not
take anything else: what has no seal is pushed by its owner.
"""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select
from sqlalchemy.engine import Connection

from central_server.deciding.files import CaseFiles, forms_named
from central_server.deciding.filling import fill_register
from central_server.deciding.register import lock_people, people_of
from central_server.handing_back.handed import Handed, Known, read_known
from central_server.handing_back.write import fill, write
from central_server.order import OrderSeals
from central_server.problems import problem
from central_server.push import streams_of
from central_server.store.locks import lock_server, lock_streams
from central_server.store.rows import find_device
from central_server.store.tables import chain
from central_server.work.sides import keep_sides_of
from counter_app.cases.actions import Action, Kind
from counter_app.cases.chain import has_its_content, is_whole
from counter_app.cases.kinds import KINDS, GoesTo
from counter_app.wire.messages import Answer, HandBackRequest, Verdict

_COUNTY_DIGITS = 6


def take_back(
    connection: Connection, seals: OrderSeals, register_key: bytes, request: HandBackRequest
) -> list[Answer]:
    """Store what is proved and not here; one answer an action, in order.

    What of it was accepted holds its household again: who hands back first changes nothing.

    Codes: `not_yours` (the seal is none of this server's), `broken_hash`, `content_missing`,
    `other_content` (its place, id or key has another action), `not_received` (the receipt of its
    case is not here yet).
    """
    contents = {each.action_id: each for each in request.contents}
    handed = [
        Handed(done, ordered, contents.get(done.action_id))
        for done, ordered in zip(request.actions, request.ordered, strict=True)
    ]
    streams = streams_of(request)
    tops = lock_streams(connection, streams)
    _lock_chains(connection, handed)
    forms = forms_named(connection, CaseFiles(), request.actions, contents)
    people = {each for form in forms for each in people_of(register_key, form)}
    if people:
        lock_people(connection, people)
    lock_server(connection)
    known = read_known(connection, handed, streams)
    answers, taken = [], []
    for one in handed:
        answer = _answer(connection, seals, known, one)
        answers.append(answer)
        if answer.verdict is Verdict.APPLIED:
            taken.append(one)
            known.take(one)
        elif answer.verdict is Verdict.REPEATED and one.content:
            fill(connection, one)
    write(connection, known, taken, tops)
    cases = sorted({one.case for one in taken})
    fill_register(connection, register_key, cases)
    if taken:
        last = max(one.ordered.server_at for one in taken)
        keep_sides_of(connection, cases, date.fromisoformat(last[:10]), {each for _, each in cases})
    return answers


def _answer(connection: Connection, seals: OrderSeals, known: Known, one: Handed) -> Answer:
    code = _fault(seals, one) or _clash(connection, known, one)
    here = known.at.get(one.place) == one.action.hash
    taken = Verdict.REPEATED if here else Verdict.APPLIED
    return Answer(
        action_id=one.action.action_id,
        verdict=Verdict.REFUSED if code else taken,
        problem=problem(code),
        ordered=None if code else one.ordered,
    )


def _fault(seals: OrderSeals, one: Handed) -> str:
    """What is wrong with the action by itself."""
    done, content = one.action, one.content
    if not seals.is_good(done.hash, done.stream, one.ordered):
        return "not_yours"
    if not is_whole(done) or not has_its_content(done, content):
        return "broken_hash"
    return "content_missing" if content is None and _travels(done) else ""


def _travels(done: Action) -> bool:
    """Whether who fetches the action gets its content too; else its author alone has it."""
    kind = KINDS.get(done.kind)
    return bool(done.content_hash) and (kind is None or kind.goes_to is GoesTo.HALL)


def _clash(connection: Connection, known: Known, one: Handed) -> str:
    """What stands against it in the store, or in what was handed back before it."""
    done = one.action
    here = (
        known.at.get(one.place),
        known.places.get(done.action_id, (None,))[0],
        known.chained.get((done.stream, *done.key)),
    )
    elsewhere = known.streams.get(done.case_id, done.stream) != done.stream
    if elsewhere or any(hash_ not in (None, done.hash) for hash_ in here):
        return "other_content"
    if one.case in known.halls:
        return ""
    if done.kind != Kind.CASE_RECEIVED:
        return "not_received"
    device = find_device(connection, done.device)
    # Of a window that this store has forgotten its code tells the county of its hall.
    known.halls[one.case] = device.region if device else done.window[:_COUNTY_DIGITS]
    return ""


def _lock_chains(connection: Connection, handed: Iterable[Handed]) -> None:
    for device, incarnation in sorted({each.action.key[:2] for each in handed}):
        of_chain = (chain.c.device == device, chain.c.incarnation == incarnation)
        connection.execute(select(chain.c.sequence).where(*of_chain).with_for_update())
