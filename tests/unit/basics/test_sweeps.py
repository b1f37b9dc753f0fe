"""While a batch is worked on the garbage collector sweeps seldom, and as before after it."""

import gc
from contextlib import suppress

from counter_app.basics.sweeps import OBJECTS_BETWEEN, fewer_sweeps


def test_a_block_that_fails_gives_the_sweeps_back() -> None:
    before = gc.get_threshold()
    with suppress(ValueError), fewer_sweeps():
        assert gc.get_threshold()[0] == OBJECTS_BETWEEN
        raise ValueError("a line that broke")
    assert gc.get_threshold() == before
