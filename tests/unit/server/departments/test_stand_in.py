"""`counter-departments` answers out of its file, in both styles, slow and wrong as it is told."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from central_server.stand_in.cli import main
from counter_app.basics.catalogue.departments import ANSWERS_UNREADABLE
from counter_app.basics.errors import CounterError
from tests.unit.server.departments.standing import StandIn, standing_in

WHO = "620702198803120018"
MARRIAGE, IDENTITY = "civil_affairs.marriage", "public_security.identity"
ANSWERS = {
    "people": {
        WHO: {
            MARRIAGE: {
                "outcome": "found",
                "match": {"number": 1, "name": 1},
                "coverage": {"area": "620700", "as_of": "2026-11-20"},
                "records": [{"op_type": "IA", "op_date": "2010-05-01"}],
            },
            IDENTITY: {"match": {"number": 1, "name": 1}, "records": [{"sex": "male"}]},
        }
    }
}


def plain(item: str, query: str = "q1") -> dict[str, object]:
    return {
        "query_id": query,
        "item": item,
        "consent": "c1",
        "asked_by": "某人",
        "person": {"name": "周瑞", "id_number": WHO},
    }


@pytest.fixture(scope="module")
def stand_in() -> Iterator[StandIn]:
    with standing_in(ANSWERS) as running:
        yield running


def test_it_says_what_its_file_says_of_a_person(stand_in: StandIn) -> None:
    said = stand_in.post("plain", plain(MARRIAGE)).json()
    assert said["query_id"] == "q1"
    assert said["outcome"] == "found"
    assert said["records"] == [{"op_type": "IA", "op_date": "2010-05-01"}]
    assert stand_in.asked[-1] | {"at": ""} == {
        "at": "",
        "style": "plain",
        "query_id": "q1",
        "item": MARRIAGE,
        "person": WHO,
        "consent": "c1",
        "asked_by": "某人",
        "case_number": "",
        "name": "周瑞",
        "material": "",
    }


def test_of_whom_it_knows_nothing_it_says_none(stand_in: StandIn) -> None:
    assert stand_in.post("plain", plain("housing.contracts")).json()["outcome"] == "none"


def test_the_national_exchange_has_its_own_envelope_names_and_codes(stand_in: StandIn) -> None:
    body = {
        "gjgxjhpt_rid": "r",
        "sfzh": WHO,
        "additional": {"qqbh": "q2", "cxsx": IDENTITY, "sqbh": "c2"},
    }
    said = stand_in.post("exchange", body).json()
    assert said["status"] == "success"
    assert said["qqbh"] == "q2"
    assert said["result"]["data"] == [{"xb": "1"}]
    assert stand_in.asked[-1]["consent"] == "c2"


def test_it_is_down_wrong_or_late_on_demand(stand_in: StandIn) -> None:
    stand_in.control(items={MARRIAGE: {"down": True}})
    assert stand_in.post("plain", plain(MARRIAGE)).status_code == 503
    stand_in.control(items={MARRIAGE: {"error": "quota"}})
    assert stand_in.post("plain", plain(MARRIAGE)).json()["error"] == "quota"
    body = {"sfzh": WHO, "additional": {"qqbh": "q3", "cxsx": MARRIAGE}}
    assert stand_in.post("exchange", body).json()["result"]["errorcode"] == "-6"
    stand_in.control(items={MARRIAGE: {"wrong": "other"}})
    assert stand_in.post("plain", plain(MARRIAGE)).json()["query_id"] == "another"
    stand_in.control(items={MARRIAGE: {"later_s": 3600}})
    assert stand_in.post("plain", plain(MARRIAGE, "q4")).json()["error"] == "later"
    stand_in.control(items={MARRIAGE: {}})
    assert stand_in.post("plain", plain(MARRIAGE, "q4")).json()["outcome"] == "found"


def test_what_is_not_signed_with_its_key_is_turned_away() -> None:
    with standing_in({**ANSWERS, "key": "secret"}) as stand_in:
        assert stand_in.post("plain", plain(MARRIAGE)).json()["error"] == "signature"


def test_what_has_another_shape_changes_nothing(stand_in: StandIn) -> None:
    assert stand_in.post("control", b'{"items": 3}').status_code == 400
    assert stand_in.post("no-style", {}).status_code == 404


def test_a_file_that_cannot_be_read_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "answers.json"
    file.write_text("[]")
    assert main(["--port", "0", "--answers", str(file)]) == 2
    assert str(CounterError(ANSWERS_UNREADABLE, file=file.name)) in capsys.readouterr().err
