"""What a desk may say at each step, and who may not."""

from typing import Any

from msgspec.structs import replace

from counter_app.intake.case_view.opinions import Choice, asked_back, keys_of, ways, why_not
from tests.unit.needs.files import Story, form


def told(step: str, *may: str, proposals: tuple[str, ...] = ()) -> dict[str, Any]:
    return {
        "step": step,
        "may": [{"act": act, "lacking": []} for act in may],
        "proposals": list(proposals),
    }


def test_the_community_agrees_returns_or_disagrees() -> None:
    found = ways(told("community", "opinion", "return"))
    assert [(each.title, each.act) for each in found] == [
        ("同意", "opinion"),
        ("退回补正", "return"),
        ("不同意", "opinion"),
    ]
    assert keys_of(found[2], "人不在", ()) == {"opinion": "disagree", "text": "人不在"}


def test_a_county_announces_a_refusal_before_it_refuses() -> None:
    first = ways(told("county", "opinion", "return", "announce-refusal", "refuse"))[-1]
    assert (first.act, first.names_clauses, first.has_letter) == ("refuse", True, True)
    waits = told("county", "opinion", "announce-refusal")
    waits["may"].append({"act": "refuse", "lacking": ["还没有告知陈述申辩"]})
    assert ways(waits)[-1].act == "announce-refusal"
    assert keys_of(first, "超过", ("housing",)) == {"clauses": ["housing"], "facts": "超过"}


def test_the_city_files_or_sends_back_and_leaves_a_proposal_to_its_lead() -> None:
    assert [each.act for each in ways(told("municipal", "file", "send-back"))] == [
        "file",
        "send-back",
    ]
    assert [
        each.act for each in ways(told("municipal", "file", "send-back", proposals=("1",)))
    ] == ["file"]
    assert ways(told("municipal", "send-back")) == ()


def test_each_line_of_a_return_is_a_remark() -> None:
    back = next(each for each in ways(told("county", "return")) if each.choice is Choice.RETURN)
    said = keys_of(back, "补收入证明\n\n 更正房产 ", ())
    assert said == {"remarks": [{"words": "补收入证明"}, {"words": "更正房产"}]}


def test_a_line_keeps_what_it_is_about_while_it_begins_as_it_was_made() -> None:
    back = next(each for each in ways(told("county", "return")) if each.choice is Choice.RETURN)
    ties = {
        "配偶 赵*的不动产登记：": {"difference": "d1"},
        "单位证明：": {"material": "income_proof"},
    }
    text = "配偶 赵*的不动产登记：申报 无，请更正\n单位证明：\n收入另附说明"
    assert keys_of(back, text, (), ties) == {
        "remarks": [
            {"difference": "d1", "words": "申报 无，请更正"},
            {"material": "income_proof", "words": "单位证明："},
            {"words": "收入另附说明"},
        ]
    }


def test_a_difference_that_is_written_of_goes_out_once() -> None:
    decided = [{"difference": name, "decision": "correct_declaration"} for name in ("d1", "d2")] + [
        {"difference": "d3", "decision": "take_verified"}
    ]
    ties = {"不动产登记：": {"difference": "d1"}}
    both = {"differences": decided}
    assert asked_back(both, "", ties) == 2
    assert asked_back(both, "不动产登记：请更正", ties) == 1


def test_whoever_took_the_case_in_or_reviewed_it_before_may_not() -> None:
    state = replace(Story(form()).file.state, deeds={"received": "1", "first": "2"})
    assert "收件是您办的" in why_not(state, "community", "1")
    assert why_not(state, "community", "2") == ""
    assert "初审是您办的" in why_not(state, "county", "2")
    assert why_not(state, "county", "3") == ""
    assert why_not(state, "employer", "1") == ""
