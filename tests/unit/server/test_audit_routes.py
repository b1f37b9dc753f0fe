"""An auditor reads the server's record over the wire; nobody else does, and looking is on it."""

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from counter_app.basics.catalogue.people import NOT_THE_AUDITOR
from counter_app.cases.trial_people import TRIAL_PEOPLE
from counter_app.wire.audit import AuditAnswer, AuditRequest
from counter_app.wire.messages import ErrorAnswer
from tests.databases import Databases
from tests.unit.server.departments.test_department_routes import founded, session
from tests.unit.server.running_server import running
from tests.unit.server.small_counter import SmallCounter

AUDITOR = "shenji"


@pytest.fixture(scope="module")
def counter(
    tmp_path_factory: pytest.TempPathFactory, database: str, databases: Databases
) -> Iterator[SmallCounter]:
    """A window of a trial server, whose people need no password."""
    with running(tmp_path_factory.mktemp("trial") / "server", database, databases) as server:
        founded(server)
        yield server.counter()


def asks(counter: SmallCounter, who: str, **more: Any) -> Any:
    asked = AuditRequest(incarnation=counter.incarnation, session=session(counter, who), **more)
    said = counter.post("audit", msgspec.json.encode(asked))
    answer = AuditAnswer if said.status_code == 200 else ErrorAnswer
    return msgspec.json.decode(said.content, type=answer)


def test_looking_is_on_the_record_before_it_is_answered(counter: SmallCounter) -> None:
    newest = asks(counter, AUDITOR).rows[0]
    assert (newest.did, newest.login, newest.detail) == ("viewed", AUDITOR, {"kind": "audit look"})


@pytest.mark.parametrize("login", [each.login for each in TRIAL_PEOPLE if each.login != AUDITOR])
def test_nobody_but_an_auditor_reads_it(counter: SmallCounter, login: str) -> None:
    said = asks(counter, login)
    assert isinstance(said, ErrorAnswer)
    assert (said.code, said.message) == ("not_auditor", NOT_THE_AUDITOR.title)
    found = asks(counter, AUDITOR, login=login).rows
    assert any(each.did == "denied" and each.detail["kind"] == "audit look" for each in found)


def test_it_is_narrowed_by_person_and_day_and_goes_on_page_by_page(counter: SmallCounter) -> None:
    for _ in range(3):
        asks(counter, AUDITOR)
    first = asks(counter, AUDITOR, login=AUDITOR, limit=2)
    assert {each.login for each in first.rows} == {AUDITOR}
    assert len(first.rows) == 2
    second = asks(counter, AUDITOR, login=AUDITOR, limit=2, before=first.next)
    assert second.rows[0].position < first.rows[-1].position
    day = first.rows[0].at[:10]
    assert asks(counter, AUDITOR, day=day).rows
    assert not asks(counter, AUDITOR, day="2001-01-01").rows
    assert not asks(counter, AUDITOR, number="620702-2026-03-99999").rows
    assert not asks(counter, AUDITOR, login="nobody").rows


def test_it_is_walked_through_where_that_is_asked_for(counter: SmallCounter) -> None:
    said = asks(counter, AUDITOR, verify=True)
    assert (said.sound, said.devices) == (True, ())
    assert "完整，没有改动" in said.verified
