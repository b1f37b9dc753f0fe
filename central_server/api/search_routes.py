"""`/api/v1/find`, `/letter`: what people seek and take out with a session. A few lines each."""

from dataclasses import replace

import msgspec
from sqlalchemy.engine import Connection

from central_server.api.reading import read_message
from central_server.api.visit import Visit
from central_server.work.find import catch_up, find
from central_server.work.letter import DOCX, set_docx, take_letter
from central_server.work.rows import Rows
from counter_app.basics.catalogue.acts import CASE_NOT_THEIRS, LETTER_NONE
from counter_app.basics.catalogue.people import TOO_MANY_SEARCHES
from counter_app.basics.catalogue.server import MESSAGE_UNREADABLE
from counter_app.basics.clock import today
from counter_app.basics.errors import CounterError
from counter_app.wire.lists import FindAnswer, FindRequest
from counter_app.wire.messages import LARGEST_CONTACT
from counter_app.wire.work import LetterAnswer, LetterRequest

_LARGEST = LARGEST_CONTACT >> 4
_FORMS = ("pdf", DOCX)


async def answer_find(visit: Visit) -> msgspec.Struct:
    """Cases by name, number or the end of an ID number."""
    await visit.introduce()
    asked, server = read_message(await visit.body(_LARGEST), FindRequest), visit.server
    said = {name: getattr(asked, name).strip() for name in ("name", "number", "tail")}
    if sum(map(bool, said.values())) != 1 or not asked.reason.strip():
        raise CounterError(MESSAGE_UNREADABLE)
    asked = msgspec.structs.replace(asked, **said)
    now, day, key = server.now(), today(server.clock), server.lore.register_key
    if not asked.number:
        await catch_up(server)
    found = await server.write(lambda c: find(c, key, visit.device, asked, now))
    if found is None:
        raise CounterError(TOO_MANY_SEARCHES)

    def work(connection: Connection) -> FindAnswer:
        server.policies.look(connection)
        rows = Rows(connection, server.policies, found.person, day)
        return FindAnswer(
            head=visit.head_for(connection, asked.incarnation, now),
            rows=rows.of(found.cases),
            more=found.more,
        )

    return await server.read_much(work)


async def answer_letter(visit: Visit) -> msgspec.Struct:
    """A letter as it is kept."""
    await visit.introduce()
    asked, server = read_message(await visit.body(_LARGEST), LetterRequest), visit.server
    if asked.form not in _FORMS:
        raise CounterError(MESSAGE_UNREADABLE)
    now = server.now()
    taken = await server.write(lambda c: take_letter(c, server, visit.device, asked, now))
    if taken is None:
        raise CounterError(CASE_NOT_THEIRS)
    if not taken.letter:
        raise CounterError(LETTER_NONE)
    if taken.source is not None:
        taken = replace(taken, content=await server.aside(set_docx, taken.source))
    head = await server.read(lambda c: visit.head_for(c, asked.incarnation, now))
    return LetterAnswer(
        head=head,
        letter=taken.letter,
        paper=taken.paper,
        content=taken.content,
        sha256=taken.sha256,
    )
