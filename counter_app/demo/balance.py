"""The balance: each case in one stage, letters delivered or owed, queries consented, pages true.

Reads what counter and server tell of each case and what its page says to everybody, and compares.
Names cases by number, never a person.
"""

import json
from collections import Counter as Tally
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from counter_app.basics.private_files import write_private
from counter_app.demo.applicant_page import PageWords, read_page
from counter_app.demo.hands import StuckError
from counter_app.demo.letter_truth import letter_faults
from counter_app.demo.page_truth import faults
from counter_app.demo.query_truth import count, query_faults
from counter_app.demo.scene import DemoCase, Scene
from counter_app.desk.status import status
from counter_app.intake.case_told import Told

NAME = "balance.json"
_OPEN_LISTS = (
    "notice_due",
    "deemed",
    "supplement",
    "proposals",
    "returned",
    "conflicts",
    "queued",
)
"""Lists that are empty once all that was begun is done."""
_TOLD_ALIKE = ("stage", "step", "flags", "street", "accepted_on", "due_on", "letters")


@dataclass(frozen=True, slots=True)
class Entry:
    """One case of the balance."""

    case: DemoCase
    told: Told
    """By this counter's store."""
    there: Told
    """By the server."""
    page: PageWords

    def owed(self) -> list[str]:
        """Its letters that still have to be delivered."""
        return [each["number"] for each in _standing(self.told) if not each["delivered"]]


def close_the_books(scene: Scene) -> None:
    """Write the balance beside the pictures; raises StuckError where it does not balance."""
    entries = [_entry(scene, case) for case in scene.cases]
    words = scene.page_words()
    wrong = [
        fault
        for each in entries
        for fault in (
            *_letters(each),
            *told_alike(each.told, each.there),
            *faults(each.told, each.page, words),
        )
    ]
    files = {case.number: scene.file(case) for case in scene.cases}
    wrong += query_faults(files, scene.house.departments.asked())
    wrong += letter_faults(files, {each.case.number: each.there for each in entries})
    sums = _sums(scene, entries) | count(files)._asdict()
    wrong += _together(scene, sums)
    balance = {
        "on": scene.work.seat.station.today().isoformat(),
        "cases": [_line(each) for each in entries],
        "sums": sums,
        "faults": wrong,
    }
    text = json.dumps(balance, ensure_ascii=False, indent=1)
    write_private(scene.out / NAME, text.encode())
    if wrong:
        raise StuckError(f"账不平：{'；'.join(wrong)}")
    scene.log.say(
        f"账平：{sums['cases']} 件各在一处，文书 {sums['letters']} 份，"
        f"送达 {sums['delivered']} 份、待送达 {sums['owed']} 份，"
        f"查询 {sums['asked']} 次都有授权，查询页 {len(entries)} 页都与办件相符"
    )


def _entry(scene: Scene, case: DemoCase) -> Entry:
    work = scene.work
    there = work.counter.case(case.number, work.clerk)
    return Entry(case, scene.told(case), there, read_page(scene.server.fetch(case.address)))


def _line(entry: Entry) -> dict[str, object]:
    told, case = entry.told, entry.case
    files = {each.number: each.file for each in case.handed}
    known = {each["number"] for each in told["letters"]}
    return {
        "number": case.number,
        "files": case.stem,
        "stage": told["stage"],
        "step": told["step"],
        "flags": told["flags"],
        "accepted_on": told["accepted_on"],
        "accepted_basis": told["accepted_basis"],
        "due_on": told["due_on"],
        "letters": [{**each, "file": files.get(each["number"])} for each in told["letters"]],
        "owed": entry.owed(),
        "beside": [asdict(each) for each in case.handed if each.number not in known],
        "page": entry.page._asdict(),
    }


def _letters(entry: Entry) -> list[str]:
    """Each letter that stands has its 文号 and was handed out."""
    handed = {each.number for each in entry.case.handed}
    return [
        f"{each['number']} {lack}"
        for each in _standing(entry.told)
        for lack, there in (("没有文号", each["official"]), ("没有给出", each["number"] in handed))
        if not there
    ]


def told_alike(here: Told, there: Told) -> list[str]:
    """What counter and server tell otherwise than each other."""
    return [
        f"{here['number']} 的 {name}：本机 {here[name]}，服务器 {there[name]}"
        for name in _TOLD_ALIKE
        if here[name] != there[name]
    ]


def _standing(told: Told) -> list[dict[str, Any]]:
    return [each for each in told["letters"] if not each["void"]]


def _sums(scene: Scene, entries: Sequence[Entry]) -> dict[str, Any]:
    counter, clerk = scene.work.counter, scene.work.clerk
    letters = [each for entry in entries for each in _standing(entry.told)]
    found = status(counter.desk)
    return {
        "cases": len(entries),
        "stages": dict(Tally(entry.told["stage"] for entry in entries)),
        "letters": len(letters),
        "delivered": sum(each["delivered"] for each in letters),
        "owed": sum(len(entry.owed()) for entry in entries),
        "here": found.cases,
        "acknowledged": found.acknowledged,
        "lists": {name: len(found) for name, found in counter.work(clerk, _OPEN_LISTS).items()},
    }


def _together(scene: Scene, sums: Mapping[str, Any]) -> list[str]:
    """What does not come to the same from two sides."""
    sides = (
        ("办件", sums["cases"], len({case.number for case in scene.cases})),
        ("本机的办件", sums["cases"], sums["here"]),
        ("送达服务器的办件", sums["cases"], sums["acknowledged"]),
        ("各阶段的办件", sums["cases"], sum(sums["stages"].values())),
        ("送达和待送达的文书", sums["letters"], sums["delivered"] + sums["owed"]),
    )
    unequal = [f"{what}：{one} 和 {other}" for what, one, other in sides if one != other]
    return unequal + [
        f"{name} 清单里还有 {count} 件" for name, count in sums["lists"].items() if count
    ]
