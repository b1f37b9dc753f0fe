"""Short codes that are free in this store: neither a draft nor a case has them."""

from sqlalchemy import Connection, bindparam, select, union_all

from counter_app.cases.short_codes import new_short_code
from local_db.index import TermKind
from local_db.statements import driver_text, run
from local_db.tables import drafts, terms

_TAKEN = driver_text(
    union_all(
        select(drafts.c.draft_id).where(drafts.c.short_code == bindparam("code")),
        select(terms.c.case_id).where(
            terms.c.kind == bindparam("kind"), terms.c.term == bindparam("code")
        ),
    )
)


def free_short_code(connection: Connection) -> str:
    """A code that nothing here carries yet; taken by the row that the caller then writes."""
    while True:
        code = new_short_code()
        wanted = {"code": code, "kind": int(TermKind.SHORT_CODE)}
        if run(connection, _TAKEN, wanted).fetchone() is None:
            return code
