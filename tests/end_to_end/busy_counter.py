"""A counter that works without a pause until it is killed: see `short_lives`.

Says each thing only after the desk has returned from it, a line each: `edit DRAFT COUNT`,
`parked DRAFT`, `received NUMBER CASE`.
"""

import os
import random
from pathlib import Path

from counter_app.basics.clock import system_clock
from counter_app.bootstrap import Counter
from counter_app.desk import drafts
from counter_app.desk.clerks import Clerk
from counter_app.desk.receive import receive
from tests.engine import another, clerk_of, counter_at, raw
from tests.patience import PATIENCE


def say(*words: object) -> None:
    """One line, at once."""
    # In one piece: of `print`, which writes a line in several, a kill leaves half a line.
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


def work(counter: Counter, clerk: Clerk, seed: int, *, with_sync: bool) -> None:
    """Type, park, receive, for ever."""
    chance = random.Random(seed)
    order = 0
    while True:
        draft_id = drafts.start(counter.desk, clerk).draft_id
        for count in range(1, chance.randint(2, 12)):
            drafts.record(counter.desk, draft_id, [{"edit": count}], label="王芳")
            say("edit", draft_id, count)
        if chance.random() < 0.3:
            drafts.park(counter.desk, draft_id)
            say("parked", draft_id)
            continue
        order += 1
        document = raw(another(order) | {"run": f"{seed}-{order}"})
        received = receive(counter.desk, document, clerk, draft_id=draft_id)
        say("received", received.number, received.case_id, draft_id)
        if with_sync and chance.random() < 0.3:
            say("synced", counter.sync_once().pushed)


def main(folder: str, string: str, seed: str, *more: str) -> None:
    """Open the counter and work."""
    with counter_at(Path(folder), system_clock, string, wait_seconds=PATIENCE) as counter:
        say("ready")
        work(counter, clerk_of(counter), int(seed), with_sync="sync" in more)
