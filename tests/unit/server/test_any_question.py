"""Whatever somebody with a session asks, the answer is never 500: every call, on both databases."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counter_app.wire.messages import credential
from tests.databases import Databases
from tests.unit.server.departments.test_department_routes import founded, session
from tests.unit.server.raw import ask, status
from tests.unit.server.running_server import RunningServer, running
from tests.unit.server.test_any_input import ANYTHING, NUMBERS, TEXT, no_harm

_EXAMPLES, _THOROUGH = 12, 600
ALIKE: dict[type, st.SearchStrategy[Any]] = {
    str: TEXT,
    int: NUMBERS,
    bool: st.booleans(),
    list: st.lists(TEXT, max_size=4),
    dict: st.dictionaries(TEXT, TEXT, max_size=2),
}
NUMBER = "620702-2026-03-00001"
QUESTIONS: dict[str, tuple[str, dict[str, Any]]] = {
    "case": ("lijing", {"number": NUMBER, "unmask": "电话询问"}),
    "colleagues": ("zhouying", {"number": NUMBER}),
    "claim": ("zhaolei", {"number": NUMBER, "act": "take", "reason": "", "to": ""}),
    "list": (
        "lijing",
        {
            "list": "in_review",
            "after": "2026-11-27 x",
            "limit": 5,
            "filter": {"region": "", "street": "", "step": "", "claimed": "", "urgency": ""},
        },
    ),
    "find": ("lijing", {"reason": "来人询问", "name": "", "number": "", "tail": "0012"}),
    "letter": ("lijing", {"number": NUMBER, "letter": "1", "form": "pdf"}),
    "departments": ("guanliyuan", {}),
    "retry": ("guanliyuan", {"department": "taxation"}),
    "pause": ("guanliyuan", {"department": "taxation", "paused": False}),
    "audit": ("shenji", {"login": "", "number": "", "day": "", "before": 0, "limit": 5}),
    "staff": (
        "guanliyuan",
        {
            "act": "change",
            "login": "x",
            "name": "某人",
            "roles": ["clerk"],
            "regions": ["620702"],
            "streets": ["620702001"],
            "why": "",
        },
    ),
    "renew": ("lijing", {}),
}


class Desk:
    """A window of a trial server, and a session of each person who asks something."""

    def __init__(self, server: RunningServer) -> None:
        founded(server)
        self.server, self.counter = server, server.counter()
        people = {who for who, _ in QUESTIONS.values()}
        self.sessions = {who: session(self.counter, who) for who in people}

    def asks(self, path: str, said: Any) -> bytes:
        body = json.dumps(said).encode("utf-8", "surrogatepass")
        lines = (
            f"POST /api/v1/{path} HTTP/1.1",
            "Host: a",
            "Connection: close",
            f"Content-Length: {len(body)}",
            f"Authorization: {credential(self.counter.device, self.counter.secret)}",
        )
        return ask(self.counter.address, "\r\n".join([*lines, "", ""]).encode() + body)

    def question(self, path: str) -> dict[str, Any]:
        who, said = QUESTIONS[path]
        at = {"incarnation": self.counter.incarnation, "session": self.sessions[who]}
        asked: dict[str, Any] = json.loads(json.dumps({**at, **said}))
        return asked


@pytest.fixture(scope="module")
def desk(
    tmp_path_factory: pytest.TempPathFactory, database: str, databases: Databases
) -> Iterator[Desk]:
    with running(tmp_path_factory.mktemp("asked") / "server", database, databases) as server:
        yield Desk(server)


def is_answered(desk: Desk, path: str, said: Any) -> bytes:
    answer = desk.asks(path, said)
    no_harm(desk.server, answer)
    assert status(answer) < 500, (path, said, answer[-300:])
    return answer


@pytest.mark.parametrize("path", QUESTIONS)
def test_any_question_has_an_answer(desk: Desk, path: str, thorough: bool) -> None:
    @settings(max_examples=_THOROUGH if thorough else _EXAMPLES, deadline=None)
    @given(st.data())
    def any_question(data: st.DataObject) -> None:
        said = desk.question(path)
        names = sorted(set(said) - {"session"})
        for name in data.draw(st.sets(st.sampled_from(names), min_size=1, max_size=2)):
            inner = said[name] if isinstance(said[name], dict) else {}
            if inner and data.draw(st.booleans()):
                inner[data.draw(st.sampled_from(sorted(inner)))] = data.draw(ANYTHING)
            else:
                said[name] = data.draw(ALIKE[type(said[name])] | ANYTHING)
        is_answered(desk, path, said)

    any_question()


@pytest.mark.parametrize("before", [(1 << 63) - 1, 1 << 63, 1 << 64, -1])
def test_a_page_of_the_record_before_any_place(desk: Desk, before: int) -> None:
    answer = is_answered(desk, "audit", {**desk.question("audit"), "before": before})
    assert status(answer) == 200
    assert b'"did"' in answer


def test_what_an_auditor_typed_is_not_on_the_record(desk: Desk) -> None:
    is_answered(desk, "audit", {**desk.question("audit"), "number": "周瑞"})
    answer = is_answered(desk, "audit", desk.question("audit"))
    assert "周瑞" not in answer.decode()


def test_what_is_blank_is_not_what_is_sought(desk: Desk) -> None:
    """The end of a number beside a blank name is what is sought, and so it is on the record."""
    blank = {"name": " ", "number": "", "tail": "0012"}
    # By somebody who has not sought as often as one may while any question was asked.
    said = {**desk.question("find"), **blank, "session": desk.sessions["zhaolei"]}
    assert status(is_answered(desk, "find", said)) == 200
    newest = is_answered(desk, "audit", {**desk.question("audit"), "login": "zhaolei"})
    assert b'"by":"tail"' in newest


@pytest.mark.parametrize("path", QUESTIONS)
@pytest.mark.parametrize("token", ["", "x", "\u0000", "A" * 9000])
def test_nobody_asks_without_a_session(desk: Desk, path: str, token: str) -> None:
    answer = is_answered(desk, path, {**desk.question(path), "session": token})
    assert status(answer) == 401
    assert b'"no_session"' in answer
