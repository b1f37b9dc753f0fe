"""Sets what is owed, one letter after the other; one that cannot be set waits for its lease.

Runs in each process of the server. Must not decide which letters there are.
"""

from functools import partial

from sqlalchemy.engine import Connection
from sqlalchemy.exc import SQLAlchemyError

from central_server.edge.shield import went_wrong
from central_server.letters.kept import Owed, find_owed, keep, lease
from central_server.letters.source import read_source
from central_server.own_chain import Deed, act
from central_server.recurring import recur
from central_server.server import Server
from central_server.store.locks import lock_streams
from counter_app.cases.actions import Kind
from counter_app.intake.letters.issued import pdf_of_letter
from counter_app.intake.letters.letter_of import letter_of
from counter_app.intake.letters.source import Source

_LOOKS_AGAIN_SECONDS = 2.0


async def keep_letters(server: Server) -> None:
    """Set what is owed as it comes, for as long as the server runs."""
    await recur("letters", _LOOKS_AGAIN_SECONDS, partial(_set_all, server))


async def _set_all(server: Server) -> None:
    while await set_one(server):
        pass


async def set_one(server: Server) -> bool:
    """Set one letter that is owed; False where there is none."""
    now = server.now()
    owed = await server.read(lambda connection: find_owed(connection, now))
    if owed is None:
        return False
    if await server.write(lambda connection: lease(connection, owed, now)):
        try:
            await set_letter(server, owed)
        except SQLAlchemyError:
            raise
        except Exception as error:  # one letter that cannot be set holds up no other
            went_wrong("letters", error)
    return True


async def set_letter(server: Server, owed: Owed) -> bool:
    """Set it and keep its bytes; False where the server cannot yet."""
    source = await server.read_much(
        lambda connection: read_source(connection, server.policies, server.clock, owed)
    )
    if source is None:
        return False
    pdf = await server.aside(_set, source)
    now = server.now()
    await server.write(lambda connection: _keep(server, connection, owed, source, pdf, now))
    return True


def _set(source: Source) -> bytes:
    return pdf_of_letter(source.which, letter_of(source))


def _keep(
    server: Server, connection: Connection, owed: Owed, source: Source, pdf: bytes, now: str
) -> None:
    lock_streams(connection, [owed.stream])
    known = source.which.trace
    sha256 = keep(connection, owed, pdf, now)
    if sha256 and known and not known.sha256:
        deed = Deed(Kind.LETTER_KEPT, owed.case_id, {"letter": owed.letter, "sha256": sha256})
        act(connection, server.identity, owed.stream, deed, now, server.lore.orders)
