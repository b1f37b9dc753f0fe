"""Takes in a batch of actions: judged one by one, stored in one transaction.

The stream's counter row is bumped as the last work before the rows that need it, so positions
are given in the order in which transactions commit. Must not judge: that is `apply_action`.
"""

from collections.abc import Sequence
from typing import NamedTuple

import msgspec
from sqlalchemy import delete, select
from sqlalchemy.engine import Connection

from central_server.apply_action import Judgement, apply_action
from central_server.holdings import count_in
from central_server.problems import problem
from central_server.situation import Key, Situation, read_situation
from central_server.store import tables
from central_server.store.many_rows import insert_rows, upsert_rows
from central_server.store.rows import Device
from counter_app.cases.actions import Action, Content
from counter_app.wire.messages import Answer, PushRequest

_encode = msgspec.json.encode


class _Judged(NamedTuple):
    action: Action
    content: Content | None
    judgement: Judgement


def take_in(connection: Connection, asker: Device, request: PushRequest, now: str) -> list[Answer]:
    """Judge and store the batch; one answer an action, in order."""
    contents = {content.action_id: content for content in request.contents}
    situation = read_situation(connection, asker, request.actions, now)
    judged = []
    for action in request.actions:
        content = contents.get(action.action_id)
        judged.append(_Judged(action, content, apply_action(situation, action, content)))
    _store(connection, situation, [one for one in judged if one.judgement.keep])
    return [
        Answer(
            action_id=one.action.action_id,
            verdict=one.judgement.verdict,
            problem=problem(one.judgement.code),
        )
        for one in judged
    ]


def _store(connection: Connection, situation: Situation, kept: Sequence[_Judged]) -> None:
    _store_refusals(connection, situation, kept)
    _store_chains(connection, situation)
    _store_numbers(connection, situation)
    _store_cases(connection, situation)
    taken = [one for one in kept if one.judgement.taken]
    for stream in sorted({one.action.stream for one in taken}):
        _append(
            connection, situation, stream, [one for one in taken if one.action.stream == stream]
        )


def _store_refusals(connection: Connection, situation: Situation, kept: Sequence[_Judged]) -> None:
    """The last word on each place of the chain: a refusal, or none any more."""
    table, now = tables.refusal, situation.now
    refused: dict[Key, tuple[object, ...]] = {}
    for one in kept:
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
    rows = [
        (device, incarnation, chain.owner, chain.sequence, chain.hash)
        for (device, incarnation), chain in situation.chains.items()
        if chain.sequence
    ]
    upsert_rows(connection, tables.chain, rows)


def _store_numbers(connection: Connection, situation: Situation) -> None:
    """Whose the new numbers are, and the highest of each window and year."""
    if not situation.new_numbers:
        return
    insert_rows(
        connection,
        tables.case_number,
        [(str(number), *situation.numbers[str(number)]) for number in situation.new_numbers],
    )
    raised = {(each.county, each.window, each.year) for each in situation.new_numbers}
    rows = [(*window, situation.highest[window]) for window in sorted(raised)]
    upsert_rows(connection, tables.number_known, rows)


def _store_cases(connection: Connection, situation: Situation) -> None:
    rows = []
    for stream, case_id in sorted(situation.changed):
        case = situation.cases[stream, case_id]
        number = case.state.number if case.numbered else None
        state = _encode(case.state)
        rows.append(
            (stream, case_id, case.hall, number, case.state.token, state, case.state.matter)
        )
    upsert_rows(connection, tables.case, rows)
    insert_rows(connection, tables.case_place, situation.new_places)


def _append(
    connection: Connection, situation: Situation, stream: str, taken: Sequence[_Judged]
) -> None:
    first = _bump(connection, stream, len(taken)) - len(taken) + 1
    numbered = list(enumerate(taken, first))
    count_in(
        connection,
        stream,
        (
            (position, situation.cases[stream, one.action.case_id].hall, one.action)
            for position, one in numbered
        ),
    )
    insert_rows(
        connection,
        tables.action,
        [_action_row(situation, stream, position, one) for position, one in numbered],
    )
    insert_rows(
        connection,
        tables.content,
        [
            (stream, position, one.content.salt, bytes(one.content.content))
            for position, one in numbered
            if one.content
        ],
    )


def _action_row(
    situation: Situation, stream: str, position: int, one: _Judged
) -> tuple[object, ...]:
    action = one.action
    return (
        stream,
        position,
        action.device,
        action.incarnation,
        action.sequence,
        action.action_id,
        action.case_id,
        situation.cases[stream, action.case_id].hall,
        action.hash,
        one.judgement.code,
        situation.now,
        _encode(action),
    )


def _bump(connection: Connection, stream: str, count: int) -> int:
    """The stream's new last position. Holds the counter row until the commit that is near."""
    table = tables.stream
    found = connection.execute(
        select(table.c.position).where(table.c.stream == stream).with_for_update()
    ).scalar()
    position: int = (found or 0) + count
    upsert_rows(connection, table, [(stream, position)])
    return position
