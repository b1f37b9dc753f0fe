"""One case for somebody with a session: who may see it, what is masked, and what is recorded."""

import itertools
import json
from typing import Any

import msgspec
import pytest
from sqlalchemy import insert, select

from central_server.store import tables
from central_server.work.case import look, show
from counter_app.basics.catalogue.people import SESSION_OVER
from counter_app.basics.clock import today
from counter_app.basics.errors import CounterError
from counter_app.cases.actions import Kind, Role
from counter_app.cases.rights import CITY, OF_PEOPLE
from counter_app.intake.may import ANOTHERS
from counter_app.wire.work import CaseRequest
from tests.databases import ONLY_SQLITE
from tests.unit.server.deciding.house import STREET, House, Somebody

OTHER_STREET, OTHER_REGION = "620702002", "620721"
REGIONAL = {Role.CLERK, Role.COUNTY, Role.COUNTY_LEAD}


@pytest.fixture
def clerk(house: House) -> Somebody:
    return house.person(Role.CLERK, house.seat())


def asked(house: House, who: Somebody, case: str, unmask: str = "") -> Any:
    """What the person gets: the answer's parts, or None for a case that is not theirs."""
    number = house.state(case).number if len(case) == 36 else case
    request = CaseRequest(incarnation="", session=who.session, number=number, unmask=unmask)
    device, now = who.window.device.device, house.server.now()
    found = house.write(lambda c: look(c, device, request, now))
    if found is None:
        return None
    day, policies = today(house.clock), house.server.policies
    return house.write(lambda c: show(c, policies, *found, day, unmasked=bool(unmask)))


def told(shown: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(bytes(shown.told))
    return found


def record(house: House, who: Somebody) -> list[tuple[str, str, dict[str, object]]]:
    columns = (tables.audit.c.did, tables.audit.c.case_id, tables.audit.c.detail)
    query = select(*columns).where(tables.audit.c.staff_id == who.staff_id)
    rows = house.write(lambda c: c.execute(query.order_by(tables.audit.c.position)).all())
    return [(did, case, json.loads(detail)) for did, case, detail in rows]


@ONLY_SQLITE
def test_who_sees_a_case_by_role_region_and_street(house: House, clerk: Somebody) -> None:
    case = house.receives(clerk)
    house.completes(clerk, case)
    assert house.decides(clerk, case, Kind.STREET_SET) == "applied"
    regions = ("620702", OTHER_REGION, CITY)
    for role, region, street in itertools.product(OF_PEOPLE, regions, ("", STREET, OTHER_STREET)):
        who = house.person(role, clerk.window, region, street)
        if role in REGIONAL:
            sees = region == "620702" and (street != OTHER_STREET or role is Role.CLERK)
        elif role is Role.COMMUNITY:
            sees = region == "620702" and street in ("", STREET)
        else:
            sees = role is Role.MUNICIPAL and region in ("620702", CITY) and street != OTHER_STREET
        assert (asked(house, who, case) is not None) == sees, (role, region, street)


@ONLY_SQLITE
def test_a_case_without_a_street_reaches_no_street(house: House, clerk: Somebody) -> None:
    case = house.receives(clerk)
    assert asked(house, house.person(Role.COMMUNITY, clerk.window, street=STREET), case) is None
    assert asked(house, house.person(Role.COMMUNITY, clerk.window), case) is not None


@ONLY_SQLITE
def test_the_hall_that_received_it_sees_a_case_of_elsewhere(house: House, clerk: Somebody) -> None:
    seat = house.seat("05", OTHER_REGION)
    there = house.person(Role.CLERK, seat, OTHER_REGION)
    case = house.receives(there)
    shown = asked(house, there, case)
    assert told(shown)["region"] == "620702"
    assert told(shown)["may"] == []
    assert asked(house, clerk, case) is not None


@ONLY_SQLITE
def test_what_is_not_there_and_what_is_not_theirs_are_one_and_recorded(
    house: House, clerk: Somebody
) -> None:
    case = house.receives(clerk)
    other = house.person(Role.COUNTY, clerk.window, OTHER_REGION)
    assert asked(house, other, case) is None
    assert asked(house, other, "620702-2026-03-09999") is None
    number = house.state(case).number
    assert record(house, other) == [
        ("denied", case, {"code": "no_case", "kind": "case", "number": number}),
        ("denied", "", {"code": "no_case", "kind": "case"}),
    ]


def test_names_are_masked_until_there_is_a_reason_for_them(house: House, clerk: Somebody) -> None:
    case = house.receives(clerk)
    shown = asked(house, clerk, case)
    person = house.state(case).person(0)
    (applicant,) = told(shown)["persons"]
    assert applicant == {"person": person, "relation": "申请人", "name": "周*", "tail": "0018"}
    everything = b"".join((bytes(shown.told), bytes(shown.state), *map(bytes, shown.contents)))
    for never in ("周瑞", "620702198803120018", "13993600000"):
        assert never.encode() not in everything
    open_ = asked(house, clerk, case, "核对申请人身份")
    (applicant,) = told(open_)["persons"]
    assert (applicant["name"], applicant["id_number"]) == ("周瑞", "620702198803120018")
    assert msgspec.json.decode(open_.contents[house.state(case).content])["format"] == 1
    assert [(did, detail.get("reason")) for did, _, detail in record(house, clerk)] == [
        ("viewed", None),
        ("unmasked", "核对申请人身份"),
    ]


def test_what_never_travels_by_pull_is_told_here(house: House, clerk: Somebody) -> None:
    case = house.receives(clerk)
    house.completes(clerk, case)
    house.decides(clerk, case, Kind.STREET_SET)
    house.decides(clerk, case, Kind.ACCEPTED)
    community = house.person(Role.COMMUNITY, clerk.window, street=STREET)
    said = house.decides(
        community, case, Kind.OPINION_GIVEN, {"text": "情况属实"}, step="community"
    )
    assert said == "applied"
    (opinion,) = house.state(case).opinions
    county = house.person(Role.COUNTY, clerk.window)
    shown = asked(house, county, case)
    assert set(shown.contents) == {opinion.action}
    assert msgspec.json.decode(shown.contents[opinion.action]) == {"text": "情况属实"}
    acts = [each["act"] for each in told(shown)["may"]]
    assert "set-street" in acts
    assert all(each["server_at"] for each in told(shown)["history"])


def test_nobody_asks_without_a_session_of_this_device(house: House, clerk: Somebody) -> None:
    case = house.receives(clerk)
    other = house.person(Role.CLERK, house.seat("04"))
    other.window = clerk.window
    with pytest.raises(CounterError) as caught:
        asked(house, other, case)
    assert caught.value.entry is SESSION_OVER
    house.clock.advance(hours=13)
    with pytest.raises(CounterError):
        asked(house, clerk, case)


def test_opinions_are_told_with_their_author_revision_and_text(
    house: House, clerk: Somebody
) -> None:
    case = house.receives(clerk)
    house.completes(clerk, case)
    house.decides(clerk, case, Kind.STREET_SET)
    house.decides(clerk, case, Kind.ACCEPTED)
    community = house.person(Role.COMMUNITY, clerk.window, street=STREET)
    house.decides(community, case, Kind.OPINION_GIVEN, {"text": "周瑞情况属实"}, step="community")
    county = house.person(Role.COUNTY, clerk.window)
    (opinion,) = told(asked(house, county, case))["opinions"]
    assert (opinion["revision"], opinion["text"]) == (1, "周*情况属实")
    (opinion,) = told(asked(house, county, case, "核对"))["opinions"]
    assert opinion["text"] == "周瑞情况属实"
    assert opinion["at"]
    assert opinion["by"]


def test_who_did_another_thing_in_the_case_is_told_that_somebody_else_has_to(
    house: House, clerk: Somebody
) -> None:
    case = house.receives(clerk)
    house.completes(clerk, case)
    house.decides(clerk, case, Kind.STREET_SET)
    house.decides(clerk, case, Kind.ACCEPTED)
    both = house.person(Role.COMMUNITY, clerk.window, street=STREET)
    assert house.decides(both, case, Kind.OPINION_GIVEN, step="community") == "applied"
    county = house.person(Role.COUNTY, clerk.window)

    def opinion(who: Somebody) -> list[str]:
        may = {each["act"]: each["lacking"] for each in told(asked(house, who, case))["may"]}
        return list(may["opinion"])

    assert ANOTHERS not in opinion(county)
    house.write(lambda c: c.execute(_gives_the_county(both)))
    assert opinion(both)[0] == ANOTHERS


def _gives_the_county(who: Somebody) -> Any:
    """The same person works for the county as well."""
    row = {"staff_id": who.staff_id, "role": Role.COUNTY, "region": "620702", "street": ""}
    return insert(tables.staff_role).values(row)
