"""A desk at which one case is claimed and released without a pause until it is killed.

Says `ready`, then each thing after the desk has returned from it: see `short_lives`.
"""

import os
import random
from pathlib import Path

from counter_app.bootstrap import open_counter
from tests.end_to_end.at_the_counter import OWN
from tests.engine import settings
from tests.patience import PATIENCE


def main(folder: str, login: str, number: str, seed: str) -> None:
    """Open the desk, sign in, and claim and release for ever."""
    counter = open_counter(settings(Path(folder), wait_seconds=PATIENCE))
    who = counter.sign_in(login, OWN).clerk
    chance = random.Random(seed)
    os.write(1, b"ready\n")
    while True:
        act = chance.choice(("claim", "claim", "release"))
        counter.claim(act, number, {}, who)
        os.write(1, f"{act}\n".encode())
