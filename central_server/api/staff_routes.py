"""`/api/v1/staff`: an administrator sees to people. A few lines each."""

import msgspec
from sqlalchemy.engine import Connection

from central_server.api.reading import read_message
from central_server.api.visit import Visit
from central_server.people.administered import do_staff, may_administer
from counter_app.basics.catalogue.people import NOT_THE_ADMINISTRATOR
from counter_app.basics.errors import CounterError
from counter_app.basics.passwords import make_verifier, new_first_password
from counter_app.wire.messages import LARGEST_CONTACT
from counter_app.wire.staff import StaffAct, StaffAnswer, StaffRequest

_LARGEST = LARGEST_CONTACT >> 4
_GIVES_OUT = (StaffAct.ADD, StaffAct.RESET)


async def answer_staff(visit: Visit) -> msgspec.Struct:
    """Do one thing about somebody; who there is then, and a first password once."""
    await visit.introduce()
    asked, server = read_message(await visit.body(_LARGEST), StaffRequest), visit.server
    now, password, verifier = server.now(), "", ""
    if not await server.write(lambda c: may_administer(c, asked, visit.device, now)):
        raise CounterError(NOT_THE_ADMINISTRATOR)
    if asked.act in _GIVES_OUT:
        # A password costs time: not for somebody who may not, and not in the transaction.
        password = new_first_password()
        verifier = await server.aside(make_verifier, password)

    def work(connection: Connection) -> StaffAnswer:
        policy = server.policies.look(connection)
        rows = do_staff(connection, policy, asked, visit.device, now, verifier)
        head = visit.head_for(connection, asked.incarnation, now)
        return StaffAnswer(head=head, staff=rows, password=password)

    return await server.write(work)
