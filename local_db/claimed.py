"""The cases that lie at a desk while they are claimed there: what is held of them, and its end.

An action of this desk's own stays as a record without what it brought, since its chain goes on from
it; one that is not delivered keeps that too. Must not decide what may lie here: the server says.
"""

from collections.abc import Collection, Iterable, Mapping

import msgspec
from sqlalchemy import Connection, Table, delete, select
from sqlalchemy.dialects.sqlite import insert

from counter_app.cases.actions import Action, Content, Kind
from counter_app.wire.holding import Holding
from local_db.actions import own_chains
from local_db.orders import HERE
from local_db.tables import (
    actions,
    cases,
    contents,
    kept_papers,
    orders,
    outbox,
    returns,
    set_aside,
    terms,
    told,
)


class _Told(msgspec.Struct):
    contents: dict[str, msgspec.Raw] = {}


_IN = 400
_OF_CASE = (told, set_aside, returns, terms, cases)
"""Tables with rows of a case that say something of it."""


def held_cases(connection: Connection) -> dict[str, str]:
    """Case → what of it lies here that the server has taken in."""
    query = select(actions.c.case_id, actions.c.hash).join(orders, HERE)
    here = query.where(actions.c.case_id.in_(select(cases.c.case_id)))
    hashes: dict[str, list[str]] = {}
    for case_id, digest in connection.execute(here):
        hashes.setdefault(case_id, []).append(digest)
    return {case_id: str(Holding().with_hashes(each)) for case_id, each in hashes.items()}


def bring_back(connection: Connection, brought: Mapping[str, Content]) -> None:
    """Keep what actions brought that lie here without it: own ones of a case that is here again."""
    bare = select(actions.c.action_id, actions.c.position).where(
        actions.c.position.not_in(select(contents.c.position)),
        actions.c.action_id.in_(list(brought)),
    )
    for action_id, position in connection.execute(bare).all():
        each = brought[action_id]
        row = {"position": position, "salt": each.salt, "content": bytes(each.content)}
        connection.execute(insert(contents).values(row))


def erase_all_but(connection: Connection, claimed: Collection[str]) -> int:
    """Erase what this desk holds of other cases; gives of how many."""
    known = select(actions.c.case_id).union(select(cases.c.case_id), select(told.c.case_id))
    others = sorted(set(connection.execute(known).scalars()) - set(claimed))
    return sum(_erase(connection, case_id) for case_id in others)


def keep_told(connection: Connection, case_id: str, answer: bytes, at: str) -> None:
    """Keep what the server told last of a case that is here; nothing of another."""
    if connection.execute(select(cases.c.case_id).where(cases.c.case_id == case_id)).first():
        row = {"case_id": case_id, "answer": answer, "at": at}
        changed = {"answer": answer, "at": at}
        kept = insert(told).values(row)
        connection.execute(kept.on_conflict_do_update(index_elements=["case_id"], set_=changed))


def find_told(connection: Connection, case_id: str) -> tuple[bytes, str] | None:
    """What the server told last of the case, and when."""
    row = connection.execute(
        select(told.c.answer, told.c.at).where(told.c.case_id == case_id)
    ).one_or_none()
    return (row.answer, row.at) if row else None


def told_contents(connection: Connection, case_id: str) -> dict[str, bytes]:
    """By action, what the server told last of what never travels by pull; nothing at windows."""
    kept = find_told(connection, case_id)
    if kept is None:
        return {}
    found = msgspec.json.decode(kept[0], type=_Told).contents
    return {name: bytes(raw) for name, raw in found.items()}


def _erase(connection: Connection, case_id: str) -> bool:
    rows = connection.execute(
        select(actions.c.position, actions.c.device, actions.c.incarnation, actions.c.record)
        .add_columns(outbox.c.position.label("queued"))
        .outerjoin(outbox, outbox.c.position == actions.c.position)
        .where(actions.c.case_id == case_id)
    ).all()
    own = {(each.device, each.incarnation) for each in own_chains(connection)}
    strange = [row.position for row in rows if (row.device, row.incarnation) not in own]
    done = [row.position for row in rows if row.queued is None]
    gone = _without(connection, contents, done) + _without(connection, actions, strange)
    _without(connection, orders, strange)
    _erase_papers(connection, [row.record for row in rows if row.queued is None])
    for table in _OF_CASE:
        gone += connection.execute(delete(table).where(table.c.case_id == case_id)).rowcount
    return gone > 0


def _without(connection: Connection, table: Table, positions: Iterable[int]) -> int:
    of_all = list(positions)
    parts = [of_all[at : at + _IN] for at in range(0, len(of_all), _IN)]
    return sum(
        connection.execute(delete(table).where(table.c.position.in_(part))).rowcount
        for part in parts
    )


def _erase_papers(connection: Connection, records: Iterable[bytes]) -> None:
    """The letters of the case that were printed here."""
    printed = (msgspec.json.decode(record, type=Action) for record in records)
    names = [str(one.facts.get("sha256")) for one in printed if one.kind == Kind.PAPER_SENT]
    if names:
        connection.execute(delete(kept_papers).where(kept_papers.c.sha256.in_(names)))
