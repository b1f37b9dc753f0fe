"""An operator sees to departments over the wire, and at the command line of a counter."""

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from counter_app.basics.catalogue.departments import NOT_THE_OPERATOR
from counter_app.cases.trial_people import TRIAL_PEOPLE
from counter_app.wire.departments import DepartmentRequest, DepartmentsAnswer, DepartmentsRequest
from counter_app.wire.messages import ErrorAnswer
from counter_app.wire.people import SignInAnswer, SignInRequest
from tests.databases import SQLITE, Databases
from tests.unit.server.running_server import RunningServer, running
from tests.unit.server.small_counter import SmallCounter

DATABASES = (SQLITE,)
OPERATOR, CLERK = "guanliyuan", TRIAL_PEOPLE[0].login


@pytest.fixture(scope="module")
def counter(
    tmp_path_factory: pytest.TempPathFactory, database: str, databases: Databases
) -> Iterator[SmallCounter]:
    """A window of a trial server, whose people need no password."""
    with running(tmp_path_factory.mktemp("trial") / "server", database, databases) as server:
        founded(server)
        yield server.counter()


def founded(server: RunningServer) -> None:
    server.command("found-trial")


def session(counter: SmallCounter, login: str) -> str:
    asked = SignInRequest(incarnation=counter.incarnation, login=login, password="")
    said = counter.post("sign-in", msgspec.json.encode(asked))
    return msgspec.json.decode(said.content, type=SignInAnswer).session


def asks(counter: SmallCounter, path: str, login: str, **more: Any) -> Any:
    kind = DepartmentRequest if more else DepartmentsRequest
    asked = kind(incarnation=counter.incarnation, session=session(counter, login), **more)
    said = counter.post(path, msgspec.json.encode(asked))
    answer = DepartmentsAnswer if said.status_code == 200 else ErrorAnswer
    return msgspec.json.decode(said.content, type=answer)


def state(answer: DepartmentsAnswer, department: str) -> str:
    return next(row.state for row in answer.departments if row.department == department)


def test_an_operator_looks_stops_asking_and_lets_it_go_on(counter: SmallCounter) -> None:
    assert state(asks(counter, "departments", OPERATOR), "taxation") == "ok"
    stopped = asks(counter, "pause", OPERATOR, department="taxation", paused=True)
    assert state(stopped, "taxation") == "paused"
    assert state(stopped, "education") == "ok"
    going_on = asks(counter, "pause", OPERATOR, department="taxation", paused=False)
    assert state(going_on, "taxation") == "ok"
    assert state(asks(counter, "retry", OPERATOR, department="taxation"), "taxation") == "ok"


def test_every_item_says_how_it_is_asked(counter: SmallCounter) -> None:
    items = asks(counter, "departments", OPERATOR).items
    assert {each.driver for each in items} == {"letter"}
    assert len(items) == 18


@pytest.mark.parametrize("path", ["departments", "retry", "pause"])
def test_nobody_else_does(counter: SmallCounter, path: str) -> None:
    more = {} if path == "departments" else {"department": "taxation"}
    said = asks(counter, path, CLERK, **more)
    assert (said.code, said.message) == ("not_operator", NOT_THE_OPERATOR.title)


def test_a_department_that_there_is_not_is_malformed(counter: SmallCounter) -> None:
    assert asks(counter, "retry", OPERATOR, department="weather").code == "malformed"


def test_what_is_asked_is_never_shown_with_its_session() -> None:
    asked = DepartmentRequest(incarnation="i", session="secret", department="taxation")
    assert "secret" not in repr(asked)
