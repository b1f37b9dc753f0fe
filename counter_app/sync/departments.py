"""Asks the server, for an operator, how departments are asked. Keeps nothing of an answer."""

from counter_app.basics.clock import Clock
from counter_app.sync.link import OpenLink
from counter_app.sync.question import questions
from counter_app.wire.departments import DepartmentRequest, DepartmentsAnswer, DepartmentsRequest
from local_db.store import Store

_PATHS = {"retry": "/retry", "pause": "/pause", "go-on": "/pause"}


def ask_departments(
    store: Store,
    clock: Clock,
    open_link: OpenLink,
    session: str,
    act: str = "",
    department: str = "",
) -> DepartmentsAnswer:
    """How departments are asked now, after `retry`, `pause` or `go-on` where one of them is named.

    Raises:
        CounterError: as for `questions`; NOT_THE_OPERATOR.
    """
    with questions(store, clock, open_link) as line:
        if not act:
            asked = DepartmentsRequest(incarnation=line.incarnation, session=session)
            return line.ask("/departments", asked, DepartmentsAnswer)
        done = DepartmentRequest(
            incarnation=line.incarnation,
            session=session,
            department=department,
            paused=act == "pause",
        )
        return line.ask(_PATHS[act], done, DepartmentsAnswer)
