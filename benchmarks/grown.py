"""A store of many cases in little time: the rows of a few real ones, copied under other ids.

Only what is counted, found and paged is as in a store that has grown: the copies' records are not
sealed. Must not be used where hashes are looked at.
"""

from typing import Any

from counter_app.bootstrap import Counter
from local_db.incarnation import write_mark

_ID = "printf('%08x', {copy}) || substr({column}, 9)"
_COPY = (
    "INSERT INTO contents SELECT position + :actions, salt, content FROM contents"
    " WHERE position <= :actions_of_one",
    "INSERT INTO actions SELECT position + :actions, {action_id}, {case_id}, device, incarnation,"
    " sequence + :actions, hash || :copy, record FROM actions WHERE position <= :actions_of_one",
    "INSERT INTO cases SELECT {case_id}, stream, substr(number, 1, 15) || :copy ||"
    " substr(number, 16), short_code, token || :copy, stage, received_at, staff_id, receipt_owed,"
    " name, type_label, {content_key}, state, digest FROM cases WHERE rowid <= :cases_of_one",
    "INSERT INTO terms SELECT kind, {term}, newest_first, {case_id} FROM seed_terms",
)


def grow(counter: Counter, cases: int) -> None:
    """Let the counter's store, all of whose cases are delivered, hold about so many."""
    with counter.desk.store.transaction() as connection:
        driver: Any = connection.connection.driver_connection
        driver.execute("PRAGMA cache_size = -262144")
        driver.execute("CREATE TEMP TABLE seed_terms AS SELECT * FROM terms")
        seed, actions = (
            driver.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("cases", "actions")
        )
        copies = cases // seed
        for copy in range(1, copies):
            _copy(driver, copy, seed, actions)
        driver.execute("UPDATE chains SET sequence = sequence * ?", (copies,))
        driver.execute("UPDATE numbers SET highest = highest * ?", (copies,))
        driver.execute("DROP TABLE seed_terms")
    write_mark(counter.desk.store)


def _copy(driver: Any, copy: int, seed: int, actions: int) -> None:
    values = {
        "copy": copy,
        "actions": copy * actions,
        "actions_of_one": actions,
        "cases_of_one": seed,
    }
    columns = {
        name: _ID.format(copy=copy, column=name) for name in ("action_id", "case_id", "content_key")
    }
    # Names and numbers begin otherwise in each copy, so that new ones fall among all of them.
    columns["term"] = f"substr(term, 1, 1) || '{copy:04d}' || substr(term, 2)"
    for statement in _COPY:
        driver.execute(statement.format(**columns), values)
