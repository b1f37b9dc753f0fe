"""Whether an applicant's page says what is so of the case, in the words of policy.

Told by the window's own store, so that counter and server are compared. Must not fetch a page.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from counter_app.cases.stages import Stage
from counter_app.demo.applicant_page import PageWords
from counter_app.intake.case_told import Told

Words = Mapping[str, Any]
"""The policy's table `page`."""
_HAS_RESULT = (Stage.DECLINED, Stage.REFUSED, Stage.ENDED)
_DAY_OF_ITS_OWN = ("supplement", "deemed_accepted")
"""Where the page names another day than the one by which the window has to do something."""


def faults(told: Told, page: PageWords, words: Words) -> list[str]:
    """What the page says otherwise than the case stands."""
    standing = _standing(told)
    part = words[standing]
    owed = {
        "service": f"{words['service']}{words['trial']}",
        "heading": "".join(part["heading"]),
        "number": told["number"],
    }
    if standing not in _DAY_OF_ITS_OWN:
        owed["until"] = _until(told, part, words)
    return [
        f"{told['number']} 的查询页写着“{said}”，应当是“{should}”"
        for name, should in owed.items()
        if (said := getattr(page, name)) != should
    ]


def _standing(told: Told) -> str:
    """The part of the page's words that is of such a case."""
    stage = Stage(told["stage"])
    if stage is Stage.IN_REVIEW:
        return "stopped" if "stopped" in told["flags"] else str(told["step"])
    if told["deemed"]:
        return "deemed_accepted"
    return "has_result" if stage in _HAS_RESULT else str(stage)


def _until(told: Told, part: Words, words: Words) -> str:
    if "until" not in part or not told["due_on"] or told["days_left"] < 0:
        return ""
    day = date.fromisoformat(told["due_on"])
    text = str(part["until"].format(day=words["day"].format(month=day.month, day=day.day)))
    return text + (words["clock"]["provisional"] if told["provisional_calendar"] else "")
