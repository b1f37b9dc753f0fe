"""Fetched actions that could not be applied: kept with why, told, tried again at each rebuild.

Must not hold anything personal: the reason is the kind of the fault.
"""

from collections.abc import Collection, Mapping

from sqlalchemy import Connection, bindparam, delete, func, select
from sqlalchemy.dialects.sqlite import insert

from local_db.tables import set_aside

_ADD = insert(set_aside).on_conflict_do_nothing()
_OF_CASES = delete(set_aside).where(set_aside.c.case_id == bindparam("of"))


def put_aside(connection: Connection, case_id: str, apart: Mapping[str, str], at: str) -> None:
    """Note actions of a case that were put apart, by their ids."""
    rows = [
        {"action_id": action_id, "case_id": case_id, "reason": reason, "at": at}
        for action_id, reason in apart.items()
    ]
    if rows:
        connection.execute(_ADD, rows)


def take_back(connection: Connection, case_ids: Collection[str]) -> None:
    """Forget what was set aside of these cases, since they are being rebuilt."""
    if case_ids:
        connection.execute(_OF_CASES, [{"of": case_id} for case_id in case_ids])


def count_set_aside(connection: Connection) -> int:
    """How many actions are set aside."""
    return connection.execute(select(func.count()).select_from(set_aside)).scalar_one()


def cases_set_aside(connection: Connection) -> list[str]:
    """The cases of which something is set aside."""
    return list(connection.execute(select(set_aside.c.case_id).distinct()).scalars())
