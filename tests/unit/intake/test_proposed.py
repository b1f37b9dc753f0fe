"""What a second person is shown before approving, and what the first one is told afterwards."""

from datetime import date

from counter_app.cases.actions import Kind, Role
from counter_app.intake.deeds.ask import Situation
from counter_app.intake.opened_case import OpenedCase
from counter_app.intake.proposed_told import ProposedAct, proposed, sent_back
from counter_app.rules.policy import load_policy
from tests.unit.needs.files import Story, form

POLICY = load_policy()


def declining() -> Story:
    said = {"facts": "申请的是商品房补贴", "office": "肃南县住建局"}
    facts = {"reason": "not_our_region", "letter": "620702-2026-03-00017-N1"}
    return Story(form()).decides(Kind.PROPOSED, said, act=Kind.DECLINED, **facts)


def waiting(told: Story) -> ProposedAct | None:
    return proposed(Situation(told.file, POLICY, POLICY, date(2026, 11, 24), ()))


def test_all_that_was_said_is_shown_in_the_windows_words() -> None:
    found = waiting(declining())
    assert found
    assert (found.title, found.is_here) == ("不予受理", True)
    assert dict(found.said) == {
        "原因": "不属于本地受理",
        "事实": "申请的是商品房补贴",
        "受理机关": "肃南县住建局",
    }
    assert waiting(Story(form())) is None


def test_where_the_words_are_elsewhere_that_is_said() -> None:
    told = declining()
    told.contents.pop(told.actions[-1].action_id)
    found = waiting(told)
    assert found
    assert not found.is_here


def test_what_the_server_tells_of_it_is_shown_as_if_it_were_here() -> None:
    told = declining()
    name = told.actions[-1].action_id
    words = told.contents.pop(name)
    opened = OpenedCase.of(
        told.file, (POLICY, POLICY), date(2026, 11, 24), (Role.COUNTY_LEAD,), {}
    ).with_words({name: words})
    assert opened.proposed
    assert opened.proposed.is_here
    assert ("事实", "申请的是商品房补贴") in opened.proposed.said


def test_before_the_lapse_the_county_is_not_offered_to_accept() -> None:
    def may(on: date, *roles: Role) -> set[str]:
        policies = (POLICY, POLICY)
        told = OpenedCase.of(Story(form()).file, policies, on, roles, {}).told
        return {each["act"] for each in told["may"]}

    assert "accept" not in may(date(2026, 11, 24), Role.COUNTY)
    assert "accept" in may(date(2026, 11, 24), Role.CLERK)
    assert "accept" in may(date(2026, 12, 14), Role.COUNTY)


def test_a_yes_or_no_is_told_by_its_word() -> None:
    said = {"reason": "两户不是一家"}
    told = Story(form()).decides(Kind.PROPOSED, said, act=Kind.REGISTER_SETTLED, goes_on=False)
    found = waiting(told)
    assert found
    assert dict(found.said)["核定结果"] == "本件不继续"


def test_who_proposed_reads_why_it_was_not_approved_until_it_is_proposed_again() -> None:
    told = declining()
    assert sent_back(told.file) == ""
    proposal = told.actions[-1].action_id
    told.decides(Kind.PROPOSAL_SENT_BACK, {"words": "先请本人说明"}, proposal=proposal)
    assert sent_back(told.file) == "先请本人说明"
    told.decides(Kind.PROPOSED, {}, act=Kind.DECLINED, reason="barred", letter="N1")
    assert sent_back(told.file) == ""
