"""What is asked of departments, as policy has it: every item, what it gives, how it is reached."""

from datetime import date

from counter_app.rules.department_items import (
    Connection,
    connection_of,
    first_items,
    item_of,
    mapped,
    pairs,
    style_of,
)
from counter_app.rules.items import ITEMS
from counter_app.rules.policy import load_policy, replaced
from counter_app.rules.policy_check import check_tables

SHIPPED = load_policy()
TODAY = date(2026, 11, 24)


def test_every_item_that_can_be_asked_says_what_it_gives_and_for_how_long() -> None:
    for name in ITEMS:
        item = item_of(SHIPPED, name, TODAY)
        assert item, name
        assert item.facts
        assert item.lasts_days
        assert all(fact.label for fact in item.facts.values())
        row = SHIPPED.one("item", TODAY, item=name)
        assert row
        assert len(row["gives"]) == len(item.facts)


def test_identity_is_asked_first_and_alone() -> None:
    assert first_items(SHIPPED, TODAY) == ("public_security.identity",)
    nothing = replaced(SHIPPED, {"item": []})
    assert first_items(nothing, TODAY) == ()
    assert item_of(nothing, ITEMS[0], TODAY) is None


def test_a_choice_has_its_words() -> None:
    item = item_of(SHIPPED, "civil_affairs.marriage", TODAY)
    assert item
    assert item.facts["op_type"].words == ("IA", "IB", "ICA", "ICB", "ID")
    assert item.facts["op_date"].kind == "day"


def test_what_has_no_row_goes_by_letter() -> None:
    assert connection_of(SHIPPED, "civil_affairs.marriage", TODAY) == Connection("civil_affairs")


def test_an_item_may_go_another_way_than_its_department() -> None:
    rows = [
        {"department": "civil_affairs", "driver": "call", "address": "http://127.0.0.1:1/"},
        {"department": "civil_affairs", "item": "civil_affairs.economic", "driver": "letter"},
    ]
    policy = replaced(SHIPPED, {"connection": rows})
    assert connection_of(policy, "civil_affairs.marriage", TODAY).driver == "call"
    assert connection_of(policy, "civil_affairs.economic", TODAY).driver == "letter"


def test_a_permission_ends_on_its_day() -> None:
    granted = Connection("housing", granted_until="2026-11-24")
    assert granted.is_permitted(TODAY)
    assert not granted.is_permitted(date(2026, 11, 25))
    assert not Connection("housing", permission="applied").is_permitted(TODAY)


def test_two_styles_ship_and_each_error_of_theirs_means_one_of_ours() -> None:
    ours = {
        "not_permitted", "signature", "key", "quota_minute", "quota_hour", "quota_day",
        "quota_total", "unreachable", "bad_request", "later",
    }  # fmt: skip
    for name in ("plain", "exchange"):
        style = style_of(SHIPPED, name, TODAY)
        assert style
        assert set(style.errors.values()) <= ours
        assert {"query_id", "outcome", "match", "coverage", "records"} <= set(style.answer)
    assert style_of(SHIPPED, "other", TODAY) is None


def test_what_is_mapped_is_a_fact_of_the_item() -> None:
    for row in SHIPPED.rows("style_field", TODAY):
        item = item_of(SHIPPED, row["item"], TODAY)
        found = mapped(SHIPPED, row["style"], row["item"], TODAY)
        assert item
        assert set(found.fields) <= set(item.facts)
        for (name, _code), word in found.words.items():
            assert word in item.facts[name].words


def test_a_line_that_is_none_is_left_out() -> None:
    assert pairs(["a = b", "no line", "= c", "d ="]) == [("a", "b"), ("d", "")]


def test_an_interface_that_nothing_can_be_asked_by_is_said_before_it_holds() -> None:
    style = {
        "style": "new", "signer": "", "signs": [], "time": "iso",
        "request": ["a = person.id_number"], "answer": ["records = data"],
    }  # fmt: skip
    ways = [
        {
            "department": "housing",
            "driver": "call",
            "address": "http://127.0.0.1:9/",
            "style": "new",
        },
        {"department": "taxation", "driver": "call"},
        {"department": "veterans", "driver": "call", "address": "http://h/", "style": "none"},
    ]
    codes = [{"style": "new", "errors": ["0 = ok", "1 = none", "2 = quota_day", "3 = what"]}]
    tables: dict[str, object] = {"style": [style], "style_error": codes, "connection": ways}
    told = _doubts_of(tables)
    assert [each.partition("：")[0] for each in told] == [
        "connection（department=taxation）",
        "connection（department=taxation）",
        "connection（department=veterans）",
        "style（style=new）",
        "style_error（style=new）",
    ]
    assert "3 = what" in told[-1]
    tables["style"] = [{**style, "echo": False}]
    assert len(_doubts_of(tables)) == len(told) - 1


def _doubts_of(tables: dict[str, object]) -> list[str]:
    """What is doubted of these tables and not of the shipped ones without them."""
    without = check_tables({}, SHIPPED).doubts
    return [each for each in check_tables(tables, SHIPPED).doubts if each not in without]


def test_income_is_asked_about_for_the_months_before_this_one() -> None:
    income, estate = (
        item_of(SHIPPED, name, TODAY)
        for name in ("taxation.income", "natural_resources.real_estate")
    )
    assert income
    assert estate
    assert income.period(TODAY) == ("2025-11", "2026-10")
    assert income.period(date(2026, 1, 31)) == ("2025-01", "2025-12")
    assert estate.period(TODAY) == ("", "")
