"""A case in review as the server tells it, invented: what differs, what lacks, an opinion.

Must not know a screen.
"""

from typing import Any

from counter_app.intake.opened_case import OpenedCase
from counter_app.rules.items import ITEMS

_ESTATE, _INCOME = "natural_resources.real_estate", "human_resources.pension"
_WAITING = ("civil_affairs.marriage", "taxation.income")
_MAY = (
    "decide-difference",
    "waive",
    "opinion",
    "return",
    "announce-refusal",
    "set-street",
    "deliver",
    "end",
)
_MOST = 18


_MENDED = {
    "decision": "mend_at_department",
    "asked_anew": [{"at": "2026-11-23T09:12:00+08:00", "state": "answered"}],
    "asks_on": "2026-11-26",
}


def told_of_review(opened: OpenedCase, *, decided: bool = False) -> dict[str, Any]:
    """What the server would tell of it at the county's desk."""
    persons = [person for person, _ in opened.situation.persons()]
    asked = [item for item in ITEMS[:_MOST] if item.partition(".")[0] != "education"]
    queries = [_query(person, item) for person in persons for item in (*asked[:9], _WAITING[1])]
    differs = [
        _row(persons[1], _ESTATE, "floor_area", "sum_area", "", "21.30", "differs")
        | {"moves": "人均自有 0.00 → 5.33 m²，仍低于 16", "decisive": True}
        | {"more": ["42.60 m²，份额 1/2，高台县南华镇，住宅，共同共有"]}
        | ({"decision": "correct_declaration"} if decided else {}),
        _row(persons[-1], _INCOME, "monthly_amount", "sum_money", "1620.50", "1743.20", "differs")
        | {"moves": "人均月收入 2,167.63 → 2,198.30 元", "was": "1698.00", "channel": "letter"}
        | (_MENDED if decided else {}),
    ]
    others = [
        _row(person, "public_security.identity", "sex", "text", "female", "female", "agrees")
        for person in persons
    ]
    others += [
        _row(persons[0], _WAITING[0], "op_type", "marriage", "married", "", "unknown"),
        _row(persons[0], _ESTATE, "floor_area", "sum_area", "", "", "agrees")
        | {"outcome": "none", "area": "张掖市"},
    ]
    return {
        "step": "county",
        "stage": "in_review",
        "may": [{"act": act, "lacking": []} for act in _MAY],
        "queries": queries,
        "differences": differs,
        "other_facts": others,
        "compared": {"agrees": len(others) - 1, "differs": 2, "unknown": 1, "not_asked": 0},
        "departments": [
            _department("civil_affairs", "unreachable", "2026-11-24T10:05:00+08:00"),
            _department("taxation", "waiting", "2026-11-23T09:12:00+08:00"),
        ],
        "opinions": [
            {"step": "community", "opinion": "agree", "by": "马小燕", "on": "2026-11-24",
             "void": False, "text": "入户看过，四人同住"}
        ],
        "claim": {"claimed_by": "陈志远", "until": "2026-11-26"},
    }  # fmt: skip


def _query(person: str, item: str) -> dict[str, Any]:
    state = {_WAITING[0]: "failed", _WAITING[1]: "asked"}.get(item, "answered")
    return {"person": person, "item": item, "state": state, "outcome": "found", "coverage": ""}


def _row(
    person: str, item: str, fact: str, rule: str, declared: str, verified: str, result: str
) -> dict[str, Any]:
    return {
        "difference": f"{person}/{item}/{fact}",
        "person": person,
        "item": item,
        "fact": fact,
        "rule": rule,
        "declared": declared,
        "verified": verified,
        "result": result,
        "decisive": False,
        "decision": None,
        "was": None,
        "at": "2026-11-23T09:12:00+08:00",
    }


def _department(name: str, state: str, since: str) -> dict[str, Any]:
    return {"department": name, "state": state, "answered": 0, "asked": 2, "since": since}
