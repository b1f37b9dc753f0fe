"""Takes in a batch of actions: judged one by one, stored in one transaction.

The stream's counter row is bumped as the last work before the rows that need it, so positions
are given in the order in which transactions commit. Must not judge: that is `apply_action`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
from sqlalchemy import delete, insert, select
from sqlalchemy.engine import Connection

from central_server.apply_action import Judgement, apply_action
from central_server.problems import problem
from central_server.situation import Key, Situation, read_situation
from central_server.store import tables
from central_server.store.rows import Device
from central_server.store.upserts import upsert
from counter_app.cases.actions import Action, Content
from counter_app.cases.numbers import CaseNumber
from counter_app.wire.messages import Answer, PushRequest, Verdict

_encode = msgspec.json.encode


@dataclass(frozen=True, slots=True)
class _Judged:
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
    taken = [one for one in kept if one.judgement.verdict is not Verdict.REFUSED]
    for stream in sorted({one.action.stream for one in taken}):
        _append(
            connection, situation, stream, [one for one in taken if one.action.stream == stream]
        )


def _store_refusals(connection: Connection, situation: Situation, kept: Sequence[_Judged]) -> None:
    """The last word on each place of the chain: a refusal, or none any more."""
    table = tables.refusal
    refused: dict[Key, dict[str, object]] = {}
    for one in kept:
        device, incarnation, sequence = one.action.key
        refused.pop(one.action.key, None)
        if one.judgement.verdict is Verdict.REFUSED:
            refused[one.action.key] = {
                "device": device,
                "incarnation": incarnation,
                "sequence": sequence,
                "hash": one.action.hash,
                "problem": one.judgement.code,
                "refused_at": situation.now,
            }
    upsert(connection, table, list(refused.values()))
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
        {
            "device": device,
            "incarnation": incarnation,
            "owner": chain.owner,
            "sequence": chain.sequence,
            "hash": chain.hash,
        }
        for (device, incarnation), chain in situation.chains.items()
        if chain.sequence
    ]
    upsert(connection, tables.chain, rows)


def _store_numbers(connection: Connection, situation: Situation) -> None:
    """Whose the new numbers are, and the highest of each window and year."""
    if not situation.new_numbers:
        return
    rows = []
    highest: dict[tuple[str, str, int], int] = {}
    for text in situation.new_numbers:
        stream, case_id = situation.numbers[text]
        rows.append({"number": text, "stream": stream, "case_id": case_id})
        number = CaseNumber.parse(text)
        assert number, "judged by apply_action"
        key = (number.county, number.window, number.year)
        highest[key] = max(number.running, highest.get(key, 0))
    connection.execute(insert(tables.case_number), rows)
    upsert(connection, tables.number_known, _raised(connection, highest))


def _raised(
    connection: Connection, highest: dict[tuple[str, str, int], int]
) -> list[dict[str, object]]:
    table = tables.number_known
    rows: list[dict[str, object]] = []
    for (county, window, year), running in highest.items():
        query = select(table.c.running).where(
            table.c.county == county, table.c.window == window, table.c.year == year
        )
        if running > (connection.execute(query).scalar() or 0):
            rows.append({"county": county, "window": window, "year": year, "running": running})
    return rows


def _store_cases(connection: Connection, situation: Situation) -> None:
    rows = []
    for stream, case_id in sorted(situation.changed):
        case = situation.cases[stream, case_id]
        rows.append(
            {
                "stream": stream,
                "case_id": case_id,
                "hall": case.hall,
                "number": case.state.number if case.numbered else None,
                "token": case.state.token,
                "state": _encode(case.state),
            }
        )
    upsert(connection, tables.case, rows)


def _append(
    connection: Connection, situation: Situation, stream: str, taken: Sequence[_Judged]
) -> None:
    last = _bump(connection, stream, len(taken))
    rows, contents = [], []
    for position, one in enumerate(taken, last - len(taken) + 1):
        action = one.action
        rows.append(
            {
                "stream": stream,
                "position": position,
                "device": action.device,
                "incarnation": action.incarnation,
                "sequence": action.sequence,
                "action_id": action.action_id,
                "case_id": action.case_id,
                "hall": situation.cases[stream, action.case_id].hall,
                "hash": action.hash,
                "problem": one.judgement.code,
                "received_at": situation.now,
                "body": _encode(action),
            }
        )
        if one.content:
            contents.append(
                {
                    "stream": stream,
                    "position": position,
                    "salt": one.content.salt,
                    "content": bytes(one.content.content),
                }
            )
    connection.execute(insert(tables.action), rows)
    if contents:
        connection.execute(insert(tables.content), contents)


def _bump(connection: Connection, stream: str, count: int) -> int:
    """The stream's new last position. Holds the counter row until the commit that is near."""
    table = tables.stream
    found = connection.execute(
        select(table.c.position).where(table.c.stream == stream).with_for_update()
    ).scalar()
    position: int = (found or 0) + count
    upsert(connection, table, [{"stream": stream, "position": position}])
    return position
