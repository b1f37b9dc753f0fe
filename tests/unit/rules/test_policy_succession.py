"""A row is known by its keys: the latest that has come holds, `until` retires, unknown is off."""

from datetime import date

import pytest

from counter_app.rules.consent import Asked, queries
from counter_app.rules.deadlines import calendar_of, due, working_days
from counter_app.rules.halls import find_hall
from counter_app.rules.policy import Policy, replaced
from counter_app.rules.policy_check import check_tables
from counter_app.rules.policy_sources import parse_toml
from tests.families import TABLES, TODAY, assessed, document, materials, member, outcomes, single

JUNE = date(2026, 6, 1)
MAY = date(2026, 5, 31)


def policy_of(text: str) -> Policy:
    return replaced(TABLES, parse_toml(text))


MATERIAL = """
[[material]]
key = "income_proof"
from = 2020-01-01
source = "own"
whom = "earner"
clause = "附件3"
"""
TALENT = MATERIAL.replace("income_proof", "talent_document").replace("earner", "applicant")


def names(policy: Policy, on: date = TODAY) -> list[tuple[str, str]]:
    return [(row["key"], row["whom"]) for row in policy.rows("material", on)]


def test_a_successor_takes_its_predecessors_place_in_the_order() -> None:
    later = MATERIAL.replace("2020-01-01", "2026-06-01").replace("earner", "adult")
    policy = policy_of(MATERIAL + TALENT + later)
    before, after = names(policy, MAY), names(policy, JUNE)
    assert before == [("income_proof", "earner"), ("talent_document", "applicant")]
    assert after == [("income_proof", "adult"), ("talent_document", "applicant")]


@pytest.mark.parametrize("first", [True, False])
def test_of_two_rows_of_a_day_the_last_holds(first: bool) -> None:
    rows = [MATERIAL, MATERIAL.replace("earner", "adult")]
    assert names(policy_of("".join(rows if first else rows[::-1]))) == [
        ("income_proof", "adult" if first else "earner")
    ]


def test_until_is_the_last_day_and_revives_nothing() -> None:
    later = MATERIAL.replace("2020-01-01", "2026-06-01\nuntil = 2026-06-30")
    policy = policy_of(MATERIAL + later)
    assert names(policy, date(2026, 6, 30)) == [("income_proof", "earner")]
    assert names(policy, date(2026, 7, 1)) == []


def test_a_retired_row_of_a_region_leaves_the_general_one() -> None:
    policy = policy_of("""
[[income_limit]]
from = 2020-01-01
per_person_monthly = 1000
[[income_limit]]
region = "620702"
from = 2021-01-01
until = 2026-05-31
per_person_monthly = 2000
""")
    assert policy.income_limit("620702", "migrant_worker", 1, MAY) == 2000
    assert policy.income_limit("620702", "migrant_worker", 1, JUNE) == 1000


def test_a_second_row_of_a_department_is_no_second_query() -> None:
    tables = dict(parse_toml('[[query]]\ndepartment = "taxation"\nwhom = "adult"\n'
        'from = 2026-06-01\nasks = "个税"\nwhy = "核收入"\nsensitive = true\n'))  # fmt: skip
    given = TABLES.given("query")
    assert isinstance(given, list)
    policy = replaced(TABLES, {"query": [*given, *tables["query"]]})  # type: ignore[misc]  # rows

    def taxation(on: date) -> list[str]:
        who = Asked("low_income_family", is_applicant=True)
        return [q.asks for q in queries(policy, on, who) if q.department == "taxation"]

    assert taxation(MAY) == ["个人所得税申报收入"]
    assert taxation(JUNE) == ["个税"]


@pytest.mark.parametrize(
    ("table", "key", "row"),
    [
        ("promise", "visits", "own_papers = 3\nvisits = {n}\nsteps = 1\nworking_days = 20"),
        ("consent_words", "purpose",
         'general = "a"\nsensitive = "b"\nrefusal = "c"\npurpose = "{n}"'),
    ],
)  # fmt: skip
def test_a_row_of_the_future_does_not_hold_yet(table: str, key: str, row: str) -> None:
    text = f"[[{table}]]\nfrom = 2020-01-01\n{row}\n[[{table}]]\nfrom = 2030-01-01\n{row}\n"
    policy = policy_of(text.replace("{n}", "7", 1).replace("{n}", "9"))
    assert str(policy.words(table, TODAY)[key]) == "7"
    assert str(policy.words(table, date(2030, 1, 1))[key]) == "9"


def test_the_last_calendar_of_a_year_holds() -> None:
    row = "[[calendar]]\nyear = 2026\nfrom = {}\nholidays = {}\nworkdays = []\n"
    policy = policy_of(row.format("2026-01-01", "[]") + row.format("2026-02-01", '["03-02"]'))
    assert not calendar_of(policy).is_working(date(2026, 3, 2))


# -- what this program does not know ---------------------------------------------------------------

LIMIT = "[[income_limit]]\nfrom = 2020-01-01\nper_person_monthly = 9000\n"


def test_a_limit_for_what_the_program_does_not_know_is_for_a_person() -> None:
    text = LIMIT + LIMIT.replace("2020", "2026") + "single_parent = true\n"
    assert outcomes(document(), policy_of(LIMIT))["income"] == "pass"
    assert outcomes(document(), policy_of(text))["income"] == "review"


def test_a_limit_of_a_type_that_the_program_does_not_know_is_for_none_of_ours() -> None:
    text = LIMIT + 'applicant_type = "veteran"\n' + LIMIT
    assert outcomes(document(), policy_of(text))["income"] == "pass"


def test_a_limit_that_is_off_beneath_one_that_goes_before_decides_nothing() -> None:
    text = LIMIT + 'region = "620702"\n' + LIMIT + "single_parent = true\n"
    assert outcomes(document(), policy_of(text))["income"] == "pass"


def test_a_remark_switches_nothing_off() -> None:
    assert outcomes(document(), policy_of(LIMIT + 'note = "x"\n'))["income"] == "pass"


def test_a_threshold_that_is_off_is_for_a_person_unless_none_is_needed() -> None:
    text = "[[floor_area_threshold]]\nfrom = 2020-01-01\nsquare_metres = 1\nheated = true\n"
    assert outcomes(single(), policy_of(text))["housing"] == "pass"


def test_an_age_that_nobody_gives_is_for_a_person() -> None:
    age = "[[age_limit]]\nfrom = 2020-01-01\nadult = 18\nmarriage_male = 22\nmarriage_female = 20\n"
    found = outcomes(document(), policy_of(age + "county = 1\n"))
    assert found["age"] == "review"
    assert found["household"] == "review"
    assert outcomes(document(), policy_of(age))["age"] == "pass"


REVIEW = '[[household_review]]\nrelation = "{}"\nfrom = {}\ntext = "{}"\n'


def test_whose_living_along_is_looked_into_is_said_by_policy_and_day() -> None:
    grandparent = REVIEW.format("grandparent", "2026-01-01", "有祖辈同住，请核户籍")
    policy = policy_of(grandparent)
    made = document("migrant_worker", household={"members": [member(relation="grandparent")]})
    found = {each.rule: each for each in assessed(made, policy).findings}
    assert found["household"].outcome == "review"
    assert found["household"].message == "有祖辈同住，请核户籍"
    brother = document("migrant_worker", household={"members": [member(relation="sibling")]})
    assert outcomes(brother, policy)["household"] == "pass"
    assert outcomes(brother)["household"] == "review", "as shipped"
    later = policy_of(REVIEW.format("grandparent", "2099-01-01", "x"))
    assert outcomes(made, later)["household"] == "pass"
    over = policy_of(grandparent + "until = 2026-01-31\n")
    assert outcomes(made, over)["household"] == "pass"


def test_a_relation_whose_row_is_off_is_for_a_person() -> None:
    off = policy_of(REVIEW.format("child", "2020-01-01", "x") + "under = 18\n")
    made = document("migrant_worker", household={"members": [member(relation="child")]})
    assert outcomes(made, off)["household"] == "review"
    cousin = REVIEW.format("cousin", "2020-01-01", "x")
    assert outcomes(made, policy_of(cousin))["household"] == "pass"
    told = check_tables(parse_toml(cousin), TABLES)
    assert "不认识“cousin”" in told.off[0]


def test_what_an_opinion_rests_on_is_a_field_of_the_form() -> None:
    row = '[[opinion_basis]]\nfrom = 2020-01-01\nstep = "{}"\nfields = ["{}"]\n'
    for fit in ("household", "household.members", "details.contract_number", "assets.vehicles"):
        assert check_tables(parse_toml(row.format("county", fit)), TABLES).doubts == ()
    for unfit in ("household.members.employer", "employer", "applicant.wages"):
        (doubt,) = check_tables(parse_toml(row.format("county", unfit)), TABLES).doubts
        assert unfit in doubt
    (off,) = check_tables(parse_toml(row.format("municipal", "household")), TABLES).off
    assert "municipal" in off


def test_a_material_that_is_off_is_asked_of_nobody() -> None:
    later = MATERIAL.replace("2020-01-01", "2026-01-01").replace("earner", "tenant")
    assert names(policy_of(MATERIAL + later)) == []
    assert policy_of(MATERIAL + later).is_off("material", TODAY, key="income_proof")


def test_a_source_that_the_program_does_not_know_demands_no_paper() -> None:
    text = '[[hardship_source]]\nhardship = "disabled"\nfrom = 2020-01-01\ndepartment = {}\n'
    made = document()
    made["details"]["hardships"] = ["disabled"]

    def proof(department: str) -> str:
        found = materials(made, policy_of(text.format(department)))
        return next(status for material, _, _, status in found if material == "hardship_proof")

    assert proof('""') == "paper_needed"
    assert proof('"red_cross"') == "pending"


def test_a_time_limit_that_nobody_gives_has_no_day() -> None:
    policy = policy_of('[[deadline]]\nkey = "decision"\nworking_days = 20\nunit = "calendar"\n')
    assert working_days(policy, "decision", TODAY) is None
    assert due(policy, "correction_notice", TODAY) is None


def test_a_hall_that_is_not_there_is_none() -> None:
    policy = policy_of('[[hall]]\nregion = "620702"\nname = "甲"\nbureau = "乙"\nfax = "1"\n')
    assert find_hall(policy, "620721", TODAY) is None
    hall = find_hall(policy, "620702", TODAY)
    assert hall is not None
    assert hall.name == "甲"
