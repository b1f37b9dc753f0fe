"""What a running server does again and again goes on whatever happened once."""

import asyncio

import pytest

from central_server.recurring import recur
from counter_app.basics.catalogue.server import STORE_FAILED
from counter_app.basics.errors import CounterError
from tests.patience import PATIENCE

DATABASES = ()


@pytest.mark.usefixtures("expected_errors")
@pytest.mark.parametrize("trouble", [ArithmeticError("1e30"), CounterError(STORE_FAILED)])
def test_a_trouble_ends_nothing(trouble: Exception) -> None:
    async def again() -> None:
        twice, done = asyncio.Event(), []

        async def work() -> None:
            done.append(1)
            if len(done) == 1:
                raise trouble
            twice.set()

        task = asyncio.create_task(recur("here", 0.0, work))
        try:
            await asyncio.wait_for(twice.wait(), PATIENCE)
        finally:
            task.cancel()

    asyncio.run(again())
