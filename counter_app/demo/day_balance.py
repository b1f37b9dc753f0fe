"""The books of the day, written as JSON.

One stage a case, each query with its consent, each letter delivered or owed, each page the truth.
Names cases by number, never a person.
"""

import json
from collections import Counter as Tally
from pathlib import Path
from typing import Any

from counter_app.basics.private_files import write_private
from counter_app.demo.applicant_page import read_page
from counter_app.demo.balance import NAME, told_alike
from counter_app.demo.day_cases import STAGES, DayCase
from counter_app.demo.hands import StuckError
from counter_app.demo.house import House
from counter_app.demo.letter_truth import letter_faults
from counter_app.demo.log import Log
from counter_app.demo.own_server import OwnServer
from counter_app.demo.page_truth import faults
from counter_app.demo.query_truth import count, query_faults
from counter_app.desk.decide import case_file
from counter_app.desk.find_case import get_by_number
from counter_app.desk.status import status
from counter_app.intake.case_told import Told
from counter_app.needs.case_file import CaseFile

_STEPS = ("community", "county", "municipal")


def close_the_day(
    out: Path, log: Log, house: House, server: OwnServer, cases: list[DayCase]
) -> None:
    """Write the balance; raises StuckError where it does not balance."""
    for each in house.windows:
        each.seat.sync()
    files = {case.number: _file(case) for case in cases}
    told = {case.number: case.window.told(case.number) for case in cases}
    words = house.policy.words("page", house.today)
    wrong = [*query_faults(files, house.departments.asked()), *_together(house, cases, told)]
    wrong += letter_faults(files, told)
    for case in cases:
        page = read_page(server.fetch(case.address))
        here = _here(case)
        wrong += [*_stands(case, told[case.number]), *_letters(told[case.number])]
        wrong += [*told_alike(here, told[case.number]), *faults(here, page, words)]
    letters = [each for one in told.values() for each in one["letters"] if not each["void"]]
    queries = count(files)
    sums = {
        "cases": len(cases),
        "stages": dict(Tally(str(one["step"] or one["stage"]) for one in told.values())),
        "letters": len(letters),
        "delivered": sum(each["delivered"] for each in letters),
        "owed": sum(not each["delivered"] for each in letters),
        **queries._asdict(),
    }
    lines = [_line(case, told[case.number]) for case in cases]
    balance = {"on": house.today.isoformat(), "cases": lines, "sums": sums, "faults": wrong}
    write_private(out / NAME, json.dumps(balance, ensure_ascii=False, indent=1).encode())
    if wrong:
        raise StuckError(f"账不平：{'；'.join(wrong)}")
    log.say(
        f"账平：{sums['cases']} 件各在一处，查询 {queries.asked} 次都有授权，"
        f"文书 {sums['letters']} 份，送达 {sums['delivered']} 份、待送达 {sums['owed']} 份，"
        f"查询页 {len(cases)} 页都与办件相符"
    )


def _file(case: DayCase) -> CaseFile:
    """All of it, as it lies at the window that received it."""
    desk = case.window.seat.counter.desk
    with desk.store.reading() as connection:
        return case_file(connection, get_by_number(desk, case.number).case_id)


def _here(case: DayCase) -> Told:
    counter = case.window.seat.counter
    return counter.opened_case(
        get_by_number(counter.desk, case.number).case_id, case.window.clerk
    ).told


def _stands(case: DayCase, told: Told) -> list[str]:
    """Where its fate says that it is, and nowhere else."""
    stands = (told["stage"], told["step"])
    return (
        []
        if stands == STAGES[case.fate]
        else [f"{case.number} 在 {stands}，不在 {STAGES[case.fate]}"]
    )


def _letters(told: Told) -> list[str]:
    return [
        f"{each['number']} 没有文号"
        for each in told["letters"]
        if not each["void"] and not each["official"]
    ]


def _together(house: House, cases: list[DayCase], told: dict[str, Told]) -> list[str]:
    """What desks have on their lists is what stands there, each case on one of them."""
    bench = house.bench
    hands = (bench.community, bench.county, bench.municipal)
    wrong: list[str] = []
    for step, hand in zip(_STEPS, hands, strict=True):
        rows = hand.seat.counter.work_list(step, hand.clerk)
        listed = sorted(str(row["number"]) for row in rows)
        stand = sorted(number for number, one in told.items() if one["step"] == step)
        if listed != stand:
            wrong.append(f"{step} 清单有 {len(listed)} 件，应有 {len(stand)} 件")
    received = sum(status(each.seat.counter.desk).queued for each in house.windows)
    if received:
        wrong.append(f"还有 {received} 条没有上传")
    if len({case.number for case in cases}) != len(cases):
        wrong.append("编号有重复")
    return wrong


def _line(case: DayCase, told: Told) -> dict[str, Any]:
    return {
        "number": case.number,
        "fate": case.fate,
        "type": str(case.twin.of),
        "stage": told["stage"],
        "step": told["step"],
        "flags": told["flags"],
        "due_on": told["due_on"],
        "letters": told["letters"],
        "queries": len(told["queries"]),
    }
