"""`/api/v1/audit`: an auditor reads the server's record. A few lines each."""

import msgspec
from sqlalchemy.engine import Connection

from central_server.api.reading import read_message
from central_server.api.visit import Visit
from central_server.audit.reading import may_read, read_audit, walk
from counter_app.basics.catalogue.people import NOT_THE_AUDITOR
from counter_app.basics.errors import CounterError
from counter_app.wire.audit import AuditAnswer, AuditRequest
from counter_app.wire.messages import LARGEST_CONTACT

_LARGEST = LARGEST_CONTACT >> 4


async def answer_audit(visit: Visit) -> msgspec.Struct:
    """A page of the record, and with `verify` whether it is whole."""
    await visit.introduce()
    asked, server = read_message(await visit.body(_LARGEST), AuditRequest), visit.server
    now = server.now()
    if not await server.write(lambda c: may_read(c, asked, visit.device, now)):
        raise CounterError(NOT_THE_AUDITOR)

    def work(connection: Connection) -> AuditAnswer:
        rows, beyond = read_audit(connection, asked)
        words, sound, devices = walk(connection) if asked.verify else ("", True, ())
        return AuditAnswer(
            head=visit.head_for(connection, asked.incarnation, now),
            rows=rows,
            next=beyond,
            verified=words,
            sound=sound,
            devices=devices,
        )

    return await server.read_much(work)
