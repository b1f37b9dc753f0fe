"""Work that a running server does again and again beside what it is asked. Must not know which."""

import asyncio
from collections.abc import Awaitable, Callable

from sqlalchemy.exc import SQLAlchemyError

from central_server.edge.shield import went_wrong
from counter_app.basics.errors import CounterError


async def recur(place: str, seconds: float, work: Callable[[], Awaitable[object]]) -> None:
    """Do it, and again so many seconds after it is done, until the server ends.

    A trouble is logged under `place`; the next time may go better.
    """
    while True:
        try:
            await work()
        except (SQLAlchemyError, CounterError) as error:
            went_wrong(place, error, "store")
        except Exception as error:  # else it would not be done again until the next start
            went_wrong(place, error)
        await asyncio.sleep(seconds)
