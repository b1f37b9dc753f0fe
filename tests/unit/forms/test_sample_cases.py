"""The sample applications and the answers that `check` owes."""

import json
from pathlib import Path

import pytest

from counter_app.forms.application_file import read_application
from counter_app.forms.checks import judge
from counter_app.rules.assess import assess
from counter_app.rules.policy import read_tables, replaced
from tests.families import TABLES, TODAY

CASES = Path(__file__).parents[2] / "data" / "cases"
NAMES = sorted(path.stem for path in CASES.glob("case_???.json"))
PUBLISHED = replaced(TABLES, read_tables(CASES / "policy.toml"))


@pytest.mark.parametrize("name", NAMES)
def test_sample_gets_the_expected_answer(name: str) -> None:
    expected = json.loads((CASES / f"{name}.expected.json").read_text("utf-8"))
    policy = PUBLISHED if expected["with_policy"] else TABLES
    judged = judge(read_application(CASES / f"{name}.json"), TODAY)
    errors = sorted([problem.field, problem.code] for problem in judged.errors)
    assert errors == sorted(expected["errors"])
    assert judged.is_assessable is (expected["household"] is not None)
    if not judged.is_assessable:
        return
    assessment = assess(judged, policy)
    for key, value in expected["household"].items():
        assert getattr(assessment.household, key) == value
    assert assessment.outcome == expected["eligibility"]["outcome"]
    found = {finding.rule: finding.outcome for finding in assessment.findings}
    assert found == expected["eligibility"]["findings"]
    materials = sorted(
        [need.material, need.person_id_number or "", need.source, need.status]
        for need in assessment.materials
    )
    assert materials == sorted(expected["materials"])


def test_all_samples_are_there() -> None:
    assert len(NAMES) == 80
