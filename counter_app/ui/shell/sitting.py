"""Who sat where when the window was begun anew: handed from one process to the next, once.

By the environment, which nobody else can read; nothing of it is kept. Must not open anything.
"""

import contextlib
import json
import os
from typing import NamedTuple

_VARIABLE = "COUNTER_SITTING"


class Sitting(NamedTuple):
    """The clerk, and the applicant and part that were open; empty: 今日.

    `word`: by which whoever has signed in goes on; empty for a picked name. `key`: the draft key
    of the field that had the keyboard; empty where none had.
    """

    clerk: str
    draft: str = ""
    part: str = ""
    word: str = ""
    key: str = ""


def hand_on(sitting: Sitting) -> None:
    """For the process that takes this one's place."""
    os.environ[_VARIABLE] = json.dumps(sitting)


def handed_on() -> Sitting | None:
    """What the process before has handed on; none at a usual start."""
    with contextlib.suppress(ValueError, TypeError):
        return Sitting(*json.loads(os.environ.pop(_VARIABLE, "")))
    return None
