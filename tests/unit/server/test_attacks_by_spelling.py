"""One thing written in two ways, or words that nobody expects: no answer fails, no door opens."""

import json
from pathlib import Path

import msgspec
import pytest

from central_server.cli import main
from counter_app.basics.catalogue.forms import POLICY_UNREADABLE
from counter_app.cases.actions import Entry, Kind
from counter_app.cases.keys import enrolment_proof
from counter_app.wire.messages import DocumentsAnswer, PushAnswer, Verdict, credential
from tests.unit.server.attacks import page_of
from tests.unit.server.conftest import codes
from tests.unit.server.raw import head
from tests.unit.server.running_server import RunningServer
from tests.unit.server.small_counter import SmallCounter, document

APPLIED = (Verdict.APPLIED, "")
BEYOND = ["1e99999999999999999999", "-1E-99999999999999999999", "1e1000000000000000000"]


def test_a_number_has_one_spelling(server: RunningServer, counter: SmallCounter) -> None:
    case = counter.receive()
    assert counter.verdicts(case) == [APPLIED]
    start, _, running = case[0].text("number").rpartition("-")
    for longer in (f"{start}-0{running}", f"{start}-000099"):
        assert counter.verdicts(counter.receive(number=longer)) == [(Verdict.REFUSED, "malformed")]
    assert counter.verdicts(counter.receive(number=f"{start}-00002")) == [APPLIED]


@pytest.mark.parametrize("number", BEYOND)
def test_a_number_beyond_every_decimal_is_refused_and_the_rest_goes_on(
    server: RunningServer, counter: SmallCounter, number: str
) -> None:
    case = counter.receive()
    entry = msgspec.json.encode(Entry(msgspec.Raw(f'{{"amount": {number}}}'.encode())))
    paper = counter.act(Kind.MATERIAL_TAKEN, case[0].case_id, content=entry)
    text = json.dumps(document()).replace('{"format": 1', f'{{"later": {number}, "format": 1', 1)
    form, behind = counter.receive(text.encode()), counter.receive()
    assert counter.verdicts(case, paper, form, behind) == [
        APPLIED,
        (Verdict.REFUSED, "malformed"),
        (Verdict.REFUSED, "not_receivable"),
        APPLIED,
    ]
    assert page_of(server, case).status_code == 200


def test_what_a_counter_says_of_itself_moves_no_cursor(server: RunningServer) -> None:
    counter = server.counter(next(codes))
    asked = {
        "incarnation": "x" * (4 << 20),
        "program": "\x1b[2J\x9b\nother",
        "actions": [],
        "contents": [],
    }
    assert counter.post("push", json.dumps(asked).encode()).status_code == 200
    assert server.windows()[counter.device]["program"] == "�[2J��other"
    assert not {"\x1b", "\x9b"} & set(server.command("list-windows"))
    size = server.size()
    assert counter.post("push", json.dumps(asked).encode()).status_code == 200
    assert server.size() < size + (2 << 20)


def test_invented_versions_do_not_stand_before_those_in_force(counter: SmallCounter) -> None:
    answer = counter.documents(want=[f"{each:016x}" for each in range(4000)])
    assert isinstance(answer, DocumentsAnswer)
    assert set(answer.documents) == set(answer.head.versions.values())


def test_who_has_an_old_string_alone_holds_up_nobodys_sync(own_server: RunningServer) -> None:
    counter = own_server.counter()
    proof = credential(counter.device, enrolment_proof(counter.enrolment.seed))
    begun = head("POST", "/api/v1/enrol", f"Authorization: {proof}", "Content-Length: 200000")
    with own_server.lines(begun, begun, begun):
        assert isinstance(counter.push(), PushAnswer)


@pytest.mark.parametrize(
    "text",
    [
        *(f"[page]\nx = {number}\n" for number in BEYOND),
        "[page]\nx = inf\n",
        "[page]\nx = nan\n",
        "[page]\nx = 0x" + "f" * 6000,
        "x" + ".x" * 5000 + " = 1",
        "x = 1 #" + " " * (5 << 20),
    ],
    ids=len,
)
def test_a_policy_that_no_version_could_hold_changes_nothing(
    server: RunningServer, tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    file = tmp_path / "p.toml"
    file.write_text(text, "utf-8")
    assert main(["import-policy", str(file), *server.place]) == 2
    assert POLICY_UNREADABLE.title.partition("{")[0] in capsys.readouterr().err
