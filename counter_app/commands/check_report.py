"""What `check` prints of a file: one JSON object a line, or the same for people to read.

A report comes in pieces, so that a file with a million errors needs no line of their length in
memory. Must not judge.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

import msgspec

from counter_app.asking.problem import Problem
from counter_app.basics.text import one_line
from counter_app.forms.checks import Judged
from counter_app.forms.display import place_of
from counter_app.rules.assess import Assessment
from counter_app.rules.eligibility import NAMES, Finding
from counter_app.rules.materials import MaterialNeed


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that could be read; `assessment` is None while errors stand in its way."""

    file: str
    judged: Judged
    assessment: Assessment | None

    @property
    def is_good(self) -> bool:
        """Whether the file has no error and is not ineligible."""
        outcome = self.assessment.outcome if self.assessment else ""
        return not self.judged.errors and outcome != "ineligible"


Report = Callable[[Checked], Iterator[bytes]]

_FEW = 1000
_encode = msgspec.json.Encoder().encode
_encode_ascii = json.JSONEncoder().encode


def as_json(checked: Checked) -> Iterator[bytes]:
    """One line of JSON, as interfaces.md has it."""
    errors, warnings = checked.judged.errors, checked.judged.warnings
    rest = _assessed(checked.assessment)
    if len(errors) + len(warnings) <= _FEW:
        told = {"file": checked.file, "errors": errors, "warnings": warnings, **rest}
        yield _bytes(told) + b"\n"
        return
    yield _bytes({"file": checked.file})[:-1] + b', "errors": '
    yield from _list(errors)
    yield b', "warnings": '
    yield from _list(warnings)
    yield b", " + _bytes(rest)[1:] + b"\n"


def _list(problems: tuple[Problem, ...]) -> Iterator[bytes]:
    """A list of problems in pieces of a thousand."""
    yield b"["
    waiting, joint = iter(problems), b""
    while some := tuple(islice(waiting, _FEW)):
        yield joint + _bytes(some)[1:-1]
        joint = b", "
    yield b"]"


def _assessed(assessment: Assessment | None) -> dict[str, object]:
    if assessment is None:
        return {"household": None, "eligibility": None, "materials": None}
    figures = assessment.household
    return {
        "household": {
            "size": figures.size,
            "monthly_income": figures.monthly_income,
            "monthly_income_per_person": figures.monthly_income_per_person,
            "floor_area_per_person": figures.floor_area_per_person,
        },
        "eligibility": {
            "outcome": assessment.outcome,
            "findings": assessment.findings,
        },
        "materials": [
            {
                "material": need.material,
                "person_id_number": need.person_id_number,
                "source": need.source,
                "status": need.status,
            }
            for need in assessment.materials
        ],
    }


def _bytes(value: object) -> bytes:
    """UTF-8; a lone surrogate, which UTF-8 has no bytes for, is written as its escape."""
    try:
        return msgspec.json.format(_encode(value), indent=0)
    except UnicodeEncodeError:
        return _encode_ascii(msgspec.to_builtins(value)).encode()


_OUTCOMES = {"eligible": "符合", "needs_review": "待核", "ineligible": "不符合"}
_MARKS = {"pass": "✓", "review": "△", "fail": "×"}
_STATUSES = {
    "generated": "自动生成",
    "obtained": "已取得",
    "pending": "待部门答复",
    "missing": "缺，申请人自备",
    "paper_needed": "须纸质",
}


def as_text(checked: Checked) -> Iterator[bytes]:
    """The same for people: what to mend, then figures, findings and materials."""
    for line in _lines(checked):
        yield (one_line(line) + "\n").encode("utf-8", "backslashreplace")


def _lines(checked: Checked) -> Iterator[str]:
    errors, warnings = checked.judged.errors, checked.judged.warnings
    yield f"{checked.file}：" + (f"要处理 {len(errors)} 处" if errors else "填写完整")
    for problem in errors:
        yield f"  ! {place_of(problem.field)}：{problem.message}"
    for problem in warnings:
        yield f"  ? {place_of(problem.field)}：{problem.message}"
    if checked.assessment is None:
        yield "  改好后再算家庭情况、受理条件和材料"
    else:
        yield from _assessed_lines(checked.assessment)


def _assessed_lines(assessment: Assessment) -> Iterator[str]:
    figures = assessment.household
    area = figures.floor_area_per_person
    yield (
        f"  家庭 {figures.size} 人，月收入 {figures.monthly_income} 元，"
        f"人均 {figures.monthly_income_per_person} 元"
        + (f"，人均住房 {area} m²" if area is not None else "")
    )
    yield f"  受理条件：{_OUTCOMES[assessment.outcome]}"
    for finding in assessment.findings:
        yield _finding_line(finding)
    yield "  材料："
    for need in assessment.materials:
        yield _material_line(need)


def _finding_line(finding: Finding) -> str:
    name = NAMES[finding.rule]
    return f"    {_MARKS[finding.outcome]} {name}：{finding.message}（{finding.clause}）"


def _material_line(need: MaterialNeed) -> str:
    whose = f"（{need.person_name}）" if need.person_name else ""
    return f"    {need.material.label}{whose}：{_STATUSES[need.status]}"
