"""Takes in a batch of actions: judged one by one, stored in one transaction.

The streams are locked before anything is read (`store.locks`), so what is judged is what is there
when it is stored. Must not judge: that is `apply_action`.
"""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

import msgspec
from sqlalchemy import delete
from sqlalchemy.engine import Connection

from central_server.apply_action import Judgement, apply_action
from central_server.deciding.decider import Decider
from central_server.holdings import count_in
from central_server.looks import Look, look_at
from central_server.order import OrderSeals, database_time
from central_server.problems import problem
from central_server.situation import Key, Known, Situation, read_situation, refuse_known
from central_server.store import tables
from central_server.store.locks import Top, has_rivals, lock_server, lock_streams
from central_server.store.many_rows import insert_rows, raise_rows, upsert_rows
from central_server.store.rows import Device
from central_server.work.columns import Lister
from central_server.work.sides import keep_sides, type_of
from counter_app.cases.actions import Action, Kind
from counter_app.cases.kinds import is_for_desks
from counter_app.forms import matter
from counter_app.wire.messages import Answer, HandBackRequest, Ordered, PushRequest, Verdict

_encode = msgspec.json.encode


class _Judged(NamedTuple):
    action: Action
    look: Look
    judgement: Judgement


def take_in(
    connection: Connection,
    asker: Device,
    request: PushRequest,
    now: str,
    seals: OrderSeals | None = None,
    decider: Decider | None = None,
    looks: Sequence[Look] | None = None,
    known: Known | None = None,
) -> list[Answer]:
    """Judge and store the batch; one answer an action, in order.

    `seals`: of the answers' orders. `decider`: judges decisions; without it none is taken. `looks`
    where somebody had time for them before. `known`: what this transaction knows already, and
    knows then.

    Raises:
        ClashError: where an id or a token came in another stream meanwhile.
    """
    known = Known() if known is None else known
    known.tops.update(lock_streams(connection, streams_of(request) - known.tops.keys()))
    time = database_time(connection, now)
    situation = read_situation(connection, asker, request.actions, time, known)
    situation.given_up = frozenset(request.given_up)
    if decider:
        situation.decider = decider
        contents = {each.action_id: each for each in request.contents}
        decider.prepare(request.actions, contents)
    judged = [
        _Judged(look.action, look, apply_action(situation, look))
        for look in (looks if looks is not None else look_at(request))
    ]
    kept = [one for one in judged if one.judgement.keep]
    ordered = _store(connection, situation, kept, known.tops, seals)
    known.cases.update(situation.cases)
    return [
        Answer(
            action_id=one.action.action_id,
            verdict=one.judgement.verdict,
            problem=problem(one.judgement.code),
            ordered=ordered.get(one.action.hash) or _ordered_before(situation, one, seals),
        )
        for one in judged
    ]


def _ordered_before(situation: Situation, one: _Judged, seals: OrderSeals | None) -> Ordered | None:
    """The order of what was taken in before this batch."""
    if seals is None or one.judgement.verdict is not Verdict.REPEATED:
        return None
    action = one.action
    stored = situation.stored[action.key]
    return seals.ordered(action.hash, action.stream, stored.order, stored.server_at)


def streams_of(request: PushRequest | HandBackRequest) -> set[str]:
    """The streams into which something of the batch may go."""
    return {one.stream for one in request.actions if matter.is_region(one.stream)}


def _store(
    connection: Connection,
    situation: Situation,
    kept: Sequence[_Judged],
    tops: dict[str, Top],
    seals: OrderSeals | None,
) -> dict[str, Ordered]:
    """Write all that the batch has changed; by their hashes, the order of what was taken in."""
    _store_refusals(connection, situation, kept)
    _store_chains(connection, situation)
    _store_numbers(connection, situation)
    _store_cases(connection, situation, kept)
    taken = [one for one in kept if one.judgement.taken]
    if has_rivals(connection):
        lock_server(connection)
        refuse_known(connection, [one.action for one in taken])
    ordered: dict[str, Ordered] = {}
    for stream in sorted({one.action.stream for one in taken}):
        of_stream = [one for one in taken if one.action.stream == stream]
        begun = _ordered(stream, tops[stream], of_stream, situation.now, seals)
        tops[stream] = Top(begun[-1].order, begun[-1].server_at)
        _append(connection, situation, stream, list(zip(begun, of_stream, strict=True)))
        if seals:
            ordered.update(zip((one.action.hash for one in of_stream), begun, strict=True))
    keep_sides(connection, [one.action for one in taken], situation.now)
    return ordered


def _store_refusals(connection: Connection, situation: Situation, kept: Sequence[_Judged]) -> None:
    """The last word on each place of the chain: a refusal, or none any more."""
    table, now = tables.refusal, situation.now
    refused: dict[Key, tuple[object, ...]] = {}
    for one in () if all(one.judgement.taken for one in kept) else kept:
        action = one.action
        refused.pop(action.key, None)
        if not one.judgement.taken:
            answer = (situation.stored[action.key].hash, one.judgement.code, now)
            refused[action.key] = (*action.key, *answer)
    upsert_rows(connection, table, list(refused.values()))
    for key in situation.mended:
        device, incarnation, sequence = key
        connection.execute(
            delete(table).where(
                table.c.device == device,
                table.c.incarnation == incarnation,
                table.c.sequence == sequence,
            )
        )


def _store_chains(connection: Connection, situation: Situation) -> None:
    """One that is new is not written over one that another has made known meanwhile."""
    for known, write in ((True, upsert_rows), (False, insert_rows)):
        rows = [
            (device, incarnation, chain.owner, chain.sequence, chain.hash)
            for (device, incarnation), chain in situation.chains.items()
            if chain.sequence and chain.known is known
        ]
        write(connection, tables.chain, rows)
    for chain in situation.chains.values():
        chain.known = chain.known or bool(chain.sequence)


def _store_numbers(connection: Connection, situation: Situation) -> None:
    """Whose the new numbers are, and the highest of each window and year."""
    if not situation.new_numbers:
        return
    insert_rows(
        connection,
        tables.case_number,
        sorted((text, *situation.numbers[text]) for text in situation.new_numbers),
    )
    raised = {(each.county, each.window, each.year) for each in situation.new_numbers.values()}
    rows = [(*window, situation.highest[window]) for window in sorted(raised)]
    raise_rows(connection, tables.number_known, rows, tables.number_known.c.running)


def _store_cases(connection: Connection, situation: Situation, kept: Sequence[_Judged]) -> None:
    new, rows, lister = [], [], Lister(connection)
    types = {one.action.case_id: type_of(one.look.content) for one in kept if _begins(one)}
    for stream, case_id in sorted(situation.changed):
        case = situation.cases[stream, case_id]
        number = case.state.number if case.numbered else None
        state = _encode(case.state)
        row = (stream, case_id, case.hall, number, case.state.token, state, case.state.matter)
        listed = (*row, *lister.of(case.state))
        if case_id in types:
            new.append((*listed, types[case_id]))
        else:
            rows.append(listed)
    upsert_rows(connection, tables.case, new)
    upsert_rows(connection, tables.case, rows)
    insert_rows(connection, tables.case_place, sorted(situation.new_places))


def _begins(one: _Judged) -> bool:
    return one.judgement.taken and one.action.kind == Kind.CASE_RECEIVED


def _ordered(
    stream: str, top: Top, taken: Sequence[_Judged], now: str, seals: OrderSeals | None
) -> list[Ordered]:
    """The orders that these actions get: behind all that the stream has, and never before it."""
    server_at = max(now, top.server_at)
    orders = enumerate(taken, top.position + 1)
    if seals is None:
        return [Ordered(order, server_at, "") for order, _ in orders]
    return [seals.ordered(one.action.hash, stream, order, server_at) for order, one in orders]


def _append(
    connection: Connection,
    situation: Situation,
    stream: str,
    taken: Sequence[tuple[Ordered, _Judged]],
) -> None:
    last = taken[-1][0]
    upsert_rows(connection, tables.stream, [(stream, last.order, last.server_at)])
    halls = [situation.cases[stream, one.action.case_id].hall for _, one in taken]
    placed = [
        (ordered.order, hall, one.action) for (ordered, one), hall in zip(taken, halls, strict=True)
    ]
    count_in(connection, stream, placed)
    rows = map(partial(_action_row, stream), halls, taken)
    insert_rows(connection, tables.action, list(rows))
    insert_rows(
        connection,
        tables.content,
        [
            (stream, ordered.order, found.salt, bytes(found.content), is_for_desks(one.action))
            for ordered, one in taken
            if (found := one.look.content)
        ],
    )


def _action_row(stream: str, hall: str, taken: tuple[Ordered, _Judged]) -> tuple[object, ...]:
    ordered, (action, look, judgement) = taken
    return (
        stream,
        ordered.order,
        action.device,
        action.incarnation,
        action.sequence,
        action.action_id,
        action.case_id,
        hall,
        action.hash,
        judgement.code,
        ordered.server_at,
        look.record,
        ordered.seal,
    )
