"""What was said of a stranger, since it was asked under a wrong number: sealed, never read again.

The record keeps that there was an answer, and its hash; the content is erased (bureau hole 11, 个人
信息保护法第四十七条). Must not decide who is whom.
"""

from collections.abc import Iterator

from sqlalchemy import delete, select, tuple_
from sqlalchemy.engine import Connection

from central_server.own_chain import Deed
from central_server.store.tables import action, content
from counter_app.cases.actions import Kind
from counter_app.needs.answers import ANSWERED
from counter_app.needs.case_file import CaseFile
from counter_app.needs.subjects import number_of, number_when


def sealed(connection: Connection, file: CaseFile, query: str) -> Deed:
    """Erase what came to a question, and say that it is not used."""
    answers = {each.query: each.answer for each in file.state.queries}
    if answer := answers.get(query):
        where = select(action.c.stream, action.c.position).where(action.c.action_id == answer)
        place = tuple_(content.c.stream, content.c.position)
        connection.execute(delete(content).where(place.in_(where)))
    return Deed(Kind.QUERY_DISCARDED, file.state.case_id, {"query": query})


def strangers_entered(connection: Connection, file: CaseFile) -> Iterator[Deed]:
    """The same for what persons entered while another number was declared."""
    for trace in file.state.queries:
        if trace.consent or trace.state != ANSWERED:
            continue
        now, then = (
            number_of(file, trace.person),
            number_when(file, trace.answer, trace.person),
        )
        if now and then and now != then:
            yield sealed(connection, file, trace.query)
