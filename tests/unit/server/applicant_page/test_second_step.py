"""Name and last four of the ID number lead to more; five wrong tries lock, and all is recorded."""

import asyncio
import json
from pathlib import Path

import pytest
from sqlalchemy import select, update

from central_server.applicant_page.more import Details
from central_server.applicant_page.second_step import Refused, SecondStep
from central_server.letters.kept import Kept
from central_server.letters.upkeep import set_one
from central_server.server import open_server
from central_server.store import tables
from counter_app.cases.actions import Kind, Role, Scalar
from counter_app.needs.compared import difference_of
from tests.databases import SQLITE
from tests.unit.server.deciding.house import STREET, House, Somebody
from tests.unit.server.small_counter import document

NAME, LAST = "周瑞", "0018"
ESTATE = "natural_resources.real_estate"
HERE, THERE = "192.0.2.7", "192.0.2.8"
NOTICE, ACCEPTANCE = "620702-2026-03-00001-B1", "620702-2026-03-00001-S1"


@pytest.fixture
def clerk(house: House) -> Somebody:
    clerk = house.person(Role.CLERK, house.seat())
    address = {"page_address": "https://zhangye.example"}
    house.write(lambda c: c.execute(update(tables.device).values(address)))
    return clerk


def answer(
    house: House, case: str, name: str = NAME, last: str = LAST, visitor: str = HERE
) -> Details | Refused | None:
    token = house.state(case).token
    return asyncio.run(SecondStep(house.server).answer(token, visitor, name, last))


def details(house: House, case: str) -> Details:
    found = answer(house, case)
    assert isinstance(found, Details), found
    return found


def groups(house: House, case: str) -> dict[str, list[str]]:
    """What stands under each heading."""
    told = details(house, case)
    shown = (*told.groups, *told.beneath)
    return {each.title: [line for line, _ in each.lines] for each in shown}


def open_letter(house: House, case: str, ticket: str, letter: str) -> Kept | None:
    token = house.state(case).token
    return asyncio.run(SecondStep(house.server).open_letter(token, ticket, letter))


def record(house: House) -> list[tuple[str, str, dict[str, object]]]:
    """Who did what, of applicants."""
    columns = (tables.audit.c.did, tables.audit.c.case_id, tables.audit.c.detail)
    of_page = select(*columns).where(tables.audit.c.role == "applicant")
    rows = house.write(lambda c: c.execute(of_page.order_by(tables.audit.c.position)).all())
    return [(did, case, json.loads(detail)) for did, case, detail in rows]


def accepted(house: House, clerk: Somebody) -> str:
    case = house.receives(clerk)
    house.completes(clerk, case)
    house.decides(clerk, case, Kind.STREET_SET)
    assert house.decides(clerk, case, Kind.ACCEPTED) == "applied"
    while asyncio.run(set_one(house.server)):
        pass
    return case


def test_the_right_answers_name_what_is_to_be_brought(house: House, clerk: Somebody) -> None:
    case = house.receives(clerk)
    owed = groups(house, case)["要补的材料"]
    assert any("收入证明" in line for line in owed)
    assert record(house) == [
        ("viewed", case, {"how": "page", "number": house.state(case).number}),
    ]


@pytest.mark.parametrize(
    ("name", "last"),
    [
        ("阿依古丽·买买提", "0018"),
        ("阿依古丽・买买提", "００１８"),
        ("阿依古丽 买买提", " 0018 "),
        ("阿依古丽买买提", "0018"),
    ],
)
def test_dots_blanks_and_width_make_no_other_person(
    house: House, clerk: Somebody, name: str, last: str
) -> None:
    case = house.receives(clerk, document(name="阿依古丽·买买提"))
    assert isinstance(answer(house, case, name, last), Details)


@pytest.mark.parametrize(("name", "last"), [("龑", "002X"), ("䶮", "002x"), ("䶮", "００２ｘ")])
def test_a_rare_name_and_an_x_are_taken_as_people_can_type_them(
    house: House, clerk: Somebody, name: str, last: str
) -> None:
    content = document(name="王䶮")
    content["applicant"]["id_number"] = "62070219880312002X"
    case = house.receives(clerk, content)
    assert isinstance(answer(house, case, f"王{name}", last), Details)


@pytest.mark.parametrize(
    ("name", "last"), [("周某", LAST), (NAME, "0019"), ("", LAST), (NAME, ""), ("·", LAST)]
)
def test_anything_else_learns_nothing_but_how_many_tries_are_left(
    house: House, clerk: Somebody, name: str, last: str
) -> None:
    case = house.receives(clerk)
    assert answer(house, case, name, last) == Refused(left=4)
    assert record(house)[0][0] == "denied"


def test_five_wrong_tries_lock_a_receipt_from_wherever_they_come(
    house: House, clerk: Somebody
) -> None:
    case = house.receives(clerk)
    for left in (4, 3, 2, 1):
        assert answer(house, case, last="9999", visitor=f"192.0.2.{left}") == Refused(left)
    assert answer(house, case, last="9999") == Refused(0, 15)
    assert answer(house, case, visitor=THERE) == Refused(0, 15)


def test_five_wrong_tries_lock_an_address_for_every_receipt(house: House, clerk: Somebody) -> None:
    cases = [house.receives(clerk) for _ in range(6)]
    for case in cases[:5]:
        answer(house, case, last="9999")
    assert answer(house, cases[5]) == Refused(0, 15)
    assert isinstance(answer(house, cases[5], visitor=THERE), Details)


def test_another_process_gives_no_try_more(
    house: House, clerk: Somebody, tmp_path: Path, database: str
) -> None:
    case = house.receives(clerk)
    token = house.state(case).token
    for _ in range(5):
        answer(house, case, last="9999")
    url = house.server.engine.url.render_as_string(hide_password=False)
    if database == SQLITE:
        url = f"sqlite:///{tmp_path / 'server.db'}"
    other = open_server(url, house.clock, tmp_path)
    found = asyncio.run(SecondStep(other).answer(token, HERE, NAME, LAST))
    other.close()
    assert found == Refused(0, 15)


def test_time_alone_unlocks(house: House, clerk: Somebody) -> None:
    case = house.receives(clerk)
    for _ in range(5):
        answer(house, case, last="9999")
    house.later(minutes=14)
    assert answer(house, case) == Refused(0, 1)
    house.later(minutes=2)
    assert isinstance(answer(house, case), Details)


def test_a_right_answer_gives_all_tries_back(house: House, clerk: Somebody) -> None:
    case = house.receives(clerk)
    for _ in range(3):
        for _ in range(4):
            answer(house, case, last="9999")
        assert isinstance(answer(house, case), Details)
        house.later(minutes=16)


def test_a_letter_is_the_bytes_that_were_kept_and_goes_on_the_record(
    house: House, clerk: Somebody
) -> None:
    case = accepted(house, clerk)
    shown = details(house, case)
    (letter,) = shown.letters
    assert (letter.title, letter.number, letter.can_open) == ("受理通知书", ACCEPTANCE, True)
    opened = open_letter(house, case, shown.ticket, ACCEPTANCE)
    assert opened
    assert opened.sha256 == house.state(case).letters[0].sha256
    assert record(house)[-1][2]["letter"] == ACCEPTANCE


def test_looking_delivers_nothing_without_a_signed_consent(house: House, clerk: Somebody) -> None:
    case = accepted(house, clerk)
    shown = details(house, case)
    open_letter(house, case, shown.ticket, ACCEPTANCE)
    assert Kind.DELIVERED not in house.kinds(case)
    assert "不算送达" in shown.notes[0]


def test_with_a_signed_consent_opening_a_letter_delivers_it_once(
    house: House, clerk: Somebody
) -> None:
    case = accepted(house, clerk)
    person = house.state(case).person(0)
    agrees = house.fact(clerk, case, Kind.ELECTRONIC_DELIVERY_AGREED, {}, person=person)
    assert house.push(clerk.window, agrees) == ["applied"]
    shown = details(house, case)
    assert "就算送达" in shown.notes[0]
    for _ in range(2):
        assert open_letter(house, case, shown.ticket, ACCEPTANCE)
    assert house.kinds(case).count(Kind.DELIVERED) == 1
    (letter,) = house.state(case).letters
    assert (letter.way, letter.delivered_on) == ("electronic", house.today)


def test_a_ticket_is_for_one_receipt_and_a_while(house: House, clerk: Somebody) -> None:
    case, other = accepted(house, clerk), house.receives(clerk)
    ticket = details(house, case).ticket
    assert open_letter(house, case, details(house, other).ticket, ACCEPTANCE) is None
    for wrong in ("", "x", ticket[:-4] + "AAAA", "é", ticket * 2):
        assert open_letter(house, case, wrong, ACCEPTANCE) is None
    house.later(minutes=11)
    assert open_letter(house, case, ticket, ACCEPTANCE) is None


def test_a_void_letter_and_one_of_another_case_are_not_opened(
    house: House, clerk: Somebody
) -> None:
    case = accepted(house, clerk)
    shown = details(house, case)
    assert open_letter(house, case, shown.ticket, "620702-2026-03-00009-S1") is None
    void = house.decides(clerk, case, Kind.LETTER_VOIDED, letter=ACCEPTANCE, reason="写错")
    assert void == "applied"
    assert open_letter(house, case, shown.ticket, ACCEPTANCE) is None
    assert details(house, case).letters == ()


def test_how_it_ended_and_what_was_thought_is_told_here(house: House, clerk: Somebody) -> None:
    case = accepted(house, clerk)
    community = house.person(Role.COMMUNITY, clerk.window, street=STREET)
    county = house.person(Role.COUNTY, clerk.window)
    city = house.person(Role.MUNICIPAL, clerk.window, region="620700")
    house.decides(community, case, Kind.OPINION_GIVEN, step="community", opinion="disagree")
    house.waits_for_nobody(county, case)
    house.decides(county, case, Kind.OPINION_GIVEN, step="county")
    assert "审核意见" not in groups(house, case)
    assert groups(house, case)["办理经过"][:2] == ["县区审核完成", "街道社区审核完成"]
    assert "不同意" not in repr(details(house, case))
    assert house.decides(city, case, Kind.FILED) == "applied"
    found = groups(house, case)
    assert found["结果"] == ["已备案，进入轮候"]
    assert found["审核意见"] == ["街道社区审核：不同意", "县区审核：同意"]
    assert "理由" not in found
    assert found["办理经过"][0] == "备案，进入轮候"


def test_the_words_of_a_return_are_told_only_here(house: House, clerk: Somebody) -> None:
    case = accepted(house, clerk)
    community = house.person(Role.COMMUNITY, clerk.window, street=STREET)
    letter = "620702-2026-03-00001-T1"
    words = {"remarks": [{"field": "details.residence_address", "words": "住址与户口簿不一致"}]}
    told = house.decides(community, case, Kind.RETURNED, said=words, letter=letter, items=1)
    assert told == "applied"
    found = groups(house, case)
    assert found["退回补正"] == ["居住地地址：住址与户口簿不一致。"]
    assert found["办理经过"] == ["退回补正 1 份", "受理", "收到材料", "窗口收件"]
    assert details(house, case).letters[-1].note == "请到窗口领取"


def test_what_is_to_be_mended_is_told_by_office_and_never_by_value(
    house: House, clerk: Somebody
) -> None:
    case = accepted(house, clerk)
    county = reach_county(house, clerk, case)
    difference = difference_of(house.state(case).person(0), ESTATE, "floor_area")
    mend: dict[str, Scalar] = {"difference": difference, "decision": "mend_at_department"}
    assert house.decides(county, case, Kind.DIFFERENCE_SETTLED, {}, **mend) == "no_difference"
    answers(house, clerk, case)
    assert house.decides(county, case, Kind.DIFFERENCE_SETTLED, {}, **mend) == "applied"
    assert "到部门更正登记" not in groups(house, case)
    letter = "620702-2026-03-00001-X1"
    words = {"remarks": [{"difference": difference, "words": "请更正"}]}
    house.decides(county, case, Kind.RETURNED, words, letter=letter, items=1)
    found = groups(house, case)
    (office,) = found["到部门更正登记"]
    assert office.startswith("房产：不动产")
    assert found["退回补正"] == ["周瑞的房产（与部门登记不一致）：请更正。"]


def answers(house: House, clerk: Somebody, case: str) -> None:
    """The land register has written: a dwelling that was not declared."""
    flat = {"floor_area": "190.00", "co_ownership": "sole", "state": "current"}
    coverage = {"area": "620700", "as_of": house.today}
    facts: dict[str, Scalar] = {"query": "q1", "item": ESTATE, "outcome": "found"}
    facts |= {"person": house.state(case).person(0), "channel": "letter", "as_of": house.today}
    said = {"records": [flat], "coverage": coverage}
    entered = house.words(clerk, case, Kind.ANSWER_ENTERED, said, **facts)
    assert house.push(clerk.window, entered) == ["applied"]


def takes(house: House, county: Somebody, case: str) -> None:
    """What the land register says is taken."""
    difference = difference_of(house.state(case).person(0), ESTATE, "floor_area")
    taken: dict[str, Scalar] = {"difference": difference, "decision": "take_verified"}
    assert house.decides(county, case, Kind.DIFFERENCE_SETTLED, {}, **taken) == "applied"


def reach_county(house: House, clerk: Somebody, case: str) -> Somebody:
    community = house.person(Role.COMMUNITY, clerk.window, street=STREET)
    assert house.decides(community, case, Kind.OPINION_GIVEN, step="community") == "applied"
    return house.person(Role.COUNTY, clerk.window)


def test_a_refusal_is_told_with_its_reasons_once_it_is_decided(
    house: House, clerk: Somebody
) -> None:
    case = accepted(house, clerk)
    county = reach_county(house, clerk, case)
    lead, stem = house.person(Role.COUNTY_LEAD, clerk.window), "620702-2026-03-00001"
    words = {"facts": "名下已有住房"}
    facts: dict[str, Scalar] = {"clauses": "housing"}
    answers(house, clerk, case)
    takes(house, county, case)
    told = house.decides(county, case, Kind.REFUSAL_ANNOUNCED, words, letter=f"{stem}-P1", **facts)
    assert told == "applied"
    before = groups(house, case)
    assert before["办理经过"][0] == "告知拟不通过，可以陈述申辩"
    assert "理由" not in before
    assert "名下已有" not in repr(details(house, case))
    heard = house.fact(county, case, Kind.HEARING_HELD, {}, on=house.today)
    assert house.push(county.window, heard) == ["applied"]
    named: dict[str, Scalar] = {"act": Kind.REFUSED, "letter": f"{stem}-V1", **facts}
    assert house.decides(county, case, Kind.PROPOSED, words, **named) == "applied"
    assert "名下已有" not in repr(details(house, case)), "a proposal is nobody's business yet"
    waiting = house.state(case).open_proposal
    assert waiting
    approved = {**named, "proposal": waiting.action}
    assert house.decides(lead, case, Kind.APPROVED, **approved) == "applied"
    found = groups(house, case)
    assert found["结果"] == ["审核不通过"]
    assert found["理由"] == ["名下已有住房。", "住房：人均自有 190.00 m²，不低于 16。"]
    assert found["办理经过"][0] == "审核不通过"


def test_an_erased_form_asks_nothing(house: House, clerk: Somebody) -> None:
    case = house.receives(clerk)
    house.write(lambda c: c.execute(tables.content.delete()))
    assert answer(house, case) is None
    assert record(house) == []
