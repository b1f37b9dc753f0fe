"""What the applicant's page says of a case on its way: where it stands, until when, never how."""

import pytest

from central_server.applicant_page.lookup import find_receipt
from central_server.applicant_page.pages import page_for
from central_server.applicant_page.view import StatusPage
from counter_app.basics.clock import CHINA
from counter_app.cases.actions import Kind, Role
from tests.databases import ONLY_SQLITE
from tests.unit.server.deciding.house import STREET, House, Somebody

pytestmark = ONLY_SQLITE  # days are moved, and a PostgreSQL's clock is its own


@pytest.fixture
def clerk(house: House) -> Somebody:
    return house.person(Role.CLERK, house.seat())


def shown(house: House, case: str) -> StatusPage:
    """The page of the case's receipt, today."""
    token = house.state(case).token
    policies, today = house.server.policies, house.clock().astimezone(CHINA).date()
    with house.server.engine.connect() as connection:
        receipt = find_receipt(connection, token)
        return page_for(receipt, policies.look(connection), today)


def said(house: House, case: str) -> tuple[str, str]:
    """Heading, and until when."""
    page = shown(house, case)
    return "".join(page.heading), page.clock.until if page.clock else ""


def test_from_receipt_to_the_list(house: House, clerk: Somebody) -> None:
    case = house.receives(clerk)
    assert said(house, case) == ("已收件", "12 月 1 日前告知")
    house.completes(clerk, case)
    house.decides(clerk, case, Kind.STREET_SET)
    assert house.decides(clerk, case, Kind.ACCEPTED) == "applied"
    assert said(house, case) == ("街道社区审核中", "12 月 22 日前办结")
    community = house.person(Role.COMMUNITY, clerk.window, street=STREET)
    county = house.person(Role.COUNTY, clerk.window)
    city = house.person(Role.MUNICIPAL, clerk.window, region="620700")
    assert house.decides(community, case, Kind.OPINION_GIVEN, step="community") == "applied"
    assert said(house, case)[0] == "县区审核中"
    house.waits_for_nobody(county, case)
    assert house.decides(county, case, Kind.OPINION_GIVEN, step="county") == "applied"
    assert said(house, case)[0] == "市级审核中"
    assert house.decides(city, case, Kind.FILED) == "applied"
    assert said(house, case) == ("已备案，进入轮候", "")
    today = house.clock().astimezone(CHINA)
    assert shown(house, case).steps[-1].note == f"{today.month} 月 {today.day} 日"


def test_what_is_to_be_brought_is_counted_and_never_named(house: House, clerk: Somebody) -> None:
    case = house.receives(clerk)
    told = house.decides(clerk, case, Kind.NOTICE_GIVEN, items=3, until="2026-12-10")
    assert told == "applied"
    assert said(house, case) == ("请补正材料", "12 月 10 日前补来")
    page = shown(house, case)
    assert page.owed
    assert page.owed.title == "有 3 份要补，12 月 10 日前"
    assert "收入" not in "".join(page.sentences)


def test_after_the_lapse_it_says_so_and_after_any_end_nothing_of_how(
    house: House, clerk: Somebody
) -> None:
    case = house.receives(clerk)
    house.later(days=8)
    assert said(house, case)[0] == "视为受理"
    other = house.receives(clerk)
    facts = {"reason": "false_statement", "letter": "620702-2026-03-00002-N1"}
    house.decides(clerk, other, Kind.PROPOSED, act=Kind.DECLINED, **facts)
    waiting = house.state(other).open_proposal
    assert waiting
    lead = house.person(Role.COUNTY_LEAD, clerk.window)
    approve = {"act": Kind.DECLINED, "proposal": waiting.action, **facts}
    assert house.decides(lead, other, Kind.APPROVED, **approve) == "applied"
    page = shown(house, other)
    assert "".join(page.heading) == "已有结果，请看告知书"
    assert page.steps == ()
    assert "虚假" not in "".join(page.sentences)


def test_a_withdrawn_case_says_that_it_is(house: House, clerk: Somebody) -> None:
    case = house.receives(clerk)
    assert house.decides(clerk, case, Kind.WITHDRAWN) == "applied"
    assert said(house, case) == ("申请已撤回", "")


def reviewed(house: House, clerk: Somebody) -> tuple[str, Somebody]:
    """An accepted case, and whose community it is at."""
    case = house.receives(clerk)
    house.completes(clerk, case)
    house.decides(clerk, case, Kind.STREET_SET)
    assert house.decides(clerk, case, Kind.ACCEPTED) == "applied"
    return case, house.person(Role.COMMUNITY, clerk.window, street=STREET)


def test_a_return_says_how_much_until_when_and_once_it_is_delivered_that_the_clock_stands(
    house: House, clerk: Somebody
) -> None:
    case, community = reviewed(house, clerk)
    letter = "620702-2026-03-00001-X1"
    said_ = {"remarks": [{"field": "details.residence_address", "words": "住址不一致"}]}
    assert house.decides(community, case, Kind.RETURNED, said_, letter=letter, items=2) == "applied"
    page = shown(house, case)
    assert said(house, case) == ("街道社区审核中", "12 月 22 日前办结")
    assert page.owed
    assert page.owed.title == "有 2 份要补，12 月 9 日前"
    assert "住址" not in repr(page)
    delivered = house.fact(
        clerk, case, Kind.DELIVERED, {}, letter=letter, way="in_hand", on=house.today
    )
    assert house.push(clerk.window, delivered) == ["applied"]
    assert said(house, case) == ("暂停计时", "")
    owed = shown(house, case).owed
    assert owed
    assert owed.title == "有 2 份要补，12 月 9 日前"


def test_all_that_was_asked_for_is_there_and_the_office_answers_from_then(
    house: House, clerk: Somebody
) -> None:
    case = house.receives(clerk)
    letter = "620702-2026-03-00001-B1"
    house.decides(clerk, case, Kind.NOTICE_GIVEN, letter=letter, items=1, until="2026-12-10")
    handed = house.fact(
        clerk, case, Kind.DELIVERED, {}, letter=letter, way="in_hand", on=house.today
    )
    house.push(clerk.window, handed)
    house.later(days=2)
    notice = house.state(case).notices[0].action
    house.push(clerk.window, house.paper(clerk, case, settles=notice, last=True))
    assert said(house, case) == ("补正已收齐", "12 月 3 日前告知")
    house.later(days=8)
    page = shown(house, case)
    assert page.heading == ("视为受理",)
    assert page.steps[1].note == "11 月 26 日起视为受理"


def test_an_overdue_case_still_says_by_when_it_was_to_be_decided(
    house: House, clerk: Somebody
) -> None:
    case, _ = reviewed(house, clerk)
    house.later(days=60)
    clock = shown(house, case).clock
    assert clock
    assert (clock.days, clock.until) == ("", "12 月 22 日前办结")
