"""An administrator sees to people over the wire: the matrix of who may, where, and what stays."""

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from counter_app.basics.catalogue.people import (
    LOGIN_MALFORMED,
    LOGIN_TAKEN,
    LOGIN_UNKNOWN,
    NOT_THE_ADMINISTRATOR,
    STAFF_SELF,
    STREET_NEEDED,
)
from counter_app.cases.rights import OF_PEOPLE
from counter_app.wire.audit import AuditAnswer, AuditRequest
from counter_app.wire.messages import ErrorAnswer
from counter_app.wire.people import SignInAnswer, SignInRequest
from counter_app.wire.staff import StaffAct, StaffAnswer, StaffRequest
from tests.databases import Databases
from tests.unit.server.running_server import RunningServer, running

OWN = "自己的口令 2026"
CITY, COUNTY, OTHER = "620700", "620702", "620721"


class Office:
    """A counter of a server, and sessions of people with one role each."""

    def __init__(self, server: RunningServer) -> None:
        self._server, self.counter = server, server.counter()
        self._sessions: dict[str, str] = {}

    def hire(self, login: str, role: str, region: str, *more: str) -> None:
        said = self._server.command(
            "add-staff", "某人", "--sign-in", login, "--role", role, "--region", region, *more
        )
        self._sessions[login] = self.sign_in(login, said.splitlines()[-1], OWN)

    def sign_in(self, login: str, password: str, new: str = "") -> str:
        asked = SignInRequest(
            incarnation=self.counter.incarnation, login=login, password=password, new=new
        )
        said = self.counter.post("sign-in", msgspec.json.encode(asked))
        assert said.status_code == 200, said.content
        return msgspec.json.decode(said.content, type=SignInAnswer).session

    def asks(self, who: str, act: StaffAct = StaffAct.LOOK, **more: Any) -> Any:
        asked = StaffRequest(
            incarnation=self.counter.incarnation, session=self._sessions[who], act=act, **more
        )
        said = self.counter.post("staff", msgspec.json.encode(asked))
        answer = StaffAnswer if said.status_code == 200 else ErrorAnswer
        return msgspec.json.decode(said.content, type=answer)

    def record(self, who: str) -> AuditAnswer:
        asked = AuditRequest(incarnation=self.counter.incarnation, session=self._sessions[who])
        said = self.counter.post("audit", msgspec.json.encode(asked))
        return msgspec.json.decode(said.content, type=AuditAnswer)


@pytest.fixture(scope="module")
def office(
    tmp_path_factory: pytest.TempPathFactory, database: str, databases: Databases
) -> Iterator[Office]:
    with running(tmp_path_factory.mktemp("staff") / "server", database, databases) as server:
        office = Office(server)
        office.hire("admin", "administrator", CITY)
        office.hire("county-admin", "administrator", COUNTY)
        office.hire("watch", "auditor", CITY)
        office.hire("forgets", "clerk", COUNTY)
        for role in OF_PEOPLE:
            more = ("--street", "620702001") if role == "community" else ()
            office.hire(f"is-{role}", role, CITY if role == "municipal" else COUNTY, *more)
        yield office


@pytest.mark.parametrize("role", [each for each in OF_PEOPLE if each != "administrator"])
@pytest.mark.parametrize("act", list(StaffAct))
def test_nobody_but_an_administrator_sees_or_does_anything(
    office: Office, role: str, act: StaffAct
) -> None:
    said = office.asks(
        f"is-{role}", act, login="is-clerk", name="某人", roles=("clerk",), regions=(COUNTY,)
    )
    assert isinstance(said, ErrorAnswer)
    assert (said.code, said.message) == ("not_administrator", NOT_THE_ADMINISTRATOR.title)


def test_somebody_is_made_known_and_the_password_is_told_once(office: Office) -> None:
    said = office.asks(
        "admin", StaffAct.ADD, login="new-1", name="新人", roles=("community", "clerk"),
        regions=(COUNTY,), streets=("620702001", "620702002"),
    )  # fmt: skip
    assert said.password
    assert said.password not in repr(said)
    row = next(each for each in said.staff if each.login == "new-1")
    assert row.first
    assert {each.street for each in row.roles} == {"", "620702001", "620702002"}
    assert office.asks("admin").password == ""
    assert office.sign_in("new-1", said.password, OWN)


def test_somebody_is_shut_out_given_another_password_and_another_role(office: Office) -> None:
    made = {"login": "new-2", "name": "新人", "roles": ("clerk",), "regions": (COUNTY,)}
    office.asks("admin", StaffAct.ADD, **made)
    locked = office.asks("admin", StaffAct.LOCK, login="new-2", why="调离")
    assert next(each for each in locked.staff if each.login == "new-2").locked_why == "调离"
    reset = office.asks("admin", StaffAct.RESET, login="new-2")
    assert reset.password
    assert not next(each for each in reset.staff if each.login == "new-2").locked_at
    changed = office.asks(
        "admin", StaffAct.CHANGE, login="new-2", roles=("county",), regions=(OTHER,)
    )
    (held,) = next(each for each in changed.staff if each.login == "new-2").roles
    assert (held.role, held.region) == ("county", OTHER)


def test_a_role_said_over_and_over_is_one_role(office: Office) -> None:
    """Each role in each region and street: multiplied, the one writer would be held for minutes."""
    said = office.asks(
        "admin", StaffAct.ADD, login="often", name="某人", roles=("community",) * 300,
        regions=(COUNTY,) * 400, streets=("620702001",) * 300,
    )  # fmt: skip
    assert len(next(each for each in said.staff if each.login == "often").roles) == 1


def test_a_role_that_is_not_known_here_is_not_left_out_in_silence(office: Office) -> None:
    given = {"login": "two-roles", "name": "某人", "regions": (COUNTY,)}
    said = office.asks("admin", StaffAct.ADD, roles=("clerk", "mayor"), **given)
    assert said.code == "malformed"
    assert not [each for each in office.asks("admin").staff if each.login == "two-roles"]


def test_an_administrator_of_a_region_sees_to_its_people_alone(office: Office) -> None:
    there = {"login": "far", "name": "远人", "roles": ("clerk",), "regions": (OTHER,)}
    assert office.asks("county-admin", StaffAct.ADD, **there).code == "not_administrator"
    office.asks("admin", StaffAct.ADD, **there)
    seen = {each.login for each in office.asks("county-admin").staff}
    assert "is-clerk" in seen
    assert not seen & {"far", "admin", "watch"}
    said = office.asks("county-admin", StaffAct.LOCK, login="far")
    assert said.message == LOGIN_UNKNOWN.title


@pytest.mark.parametrize(
    ("act", "more", "entry"),
    [
        (StaffAct.LOCK, {"login": "admin"}, STAFF_SELF),
        (StaffAct.LOCK, {"login": "nobody-there"}, LOGIN_UNKNOWN),
        (StaffAct.ADD, {"login": "is-clerk", "name": "某人"}, LOGIN_TAKEN),
        (StaffAct.ADD, {"login": "!", "name": "某人"}, LOGIN_MALFORMED),
        (StaffAct.ADD, {"login": "x-1", "name": "某人", "roles": ("community",)}, STREET_NEEDED),
    ],
)
def test_what_cannot_be_done_says_why(
    office: Office, act: StaffAct, more: dict[str, Any], entry: Any
) -> None:
    given = {"roles": ("clerk",), "regions": (COUNTY,), **more}
    assert office.asks("admin", act, **given).message == entry.title


def test_who_did_it_is_on_the_record_by_id(office: Office) -> None:
    office.asks("admin", StaffAct.RESET, login="forgets")
    done = next(each for each in office.record("watch").rows if each.did == "acted")
    assert (done.login, done.detail["kind"]) == ("admin", "reset_password")
    assert "forgets" not in str(done.detail)
