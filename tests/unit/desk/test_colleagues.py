"""To whom a case may be handed: an older server does not tell, and a login is typed then."""

from pathlib import Path

import msgspec

from counter_app.basics.clock import stamp
from counter_app.desk.claiming import Line
from counter_app.desk.review_desk import ReviewDesk
from counter_app.sync.link import OpenLink
from counter_app.wire.enrolment import write_enrolment
from counter_app.wire.messages import EnrolAnswer, ErrorAnswer, Head
from counter_app.wire.work import Colleague, ColleaguesAnswer
from tests.conftest import SettableClock
from tests.engine import SERVER, counter_at, enrolment
from tests.unit.sync.lines import answering

NUMBER = "620702-2026-03-00001"


def told(tmp_path: Path, clock: SettableClock, status: int, said: bytes) -> tuple[Colleague, ...]:
    head = Head(server=SERVER, epoch="0" * 16, time=stamp(clock()))
    known = msgspec.json.encode(EnrolAnswer(head=head))

    def answer(path: str, _body: bytes) -> tuple[int, bytes]:
        return (200, known) if path.endswith("/enrol") else (status, said)

    with answering(answer) as address:
        string = write_enrolment(enrolment(server_address=address))
        with counter_at(tmp_path / "counter", clock, string) as counter:
            link: OpenLink = counter._open_link()
            line = Line(link, counter.sync_once)
            return ReviewDesk(counter.desk, line, "s" * 20).colleagues(NUMBER)


def test_a_server_of_before_tells_nobody(tmp_path: Path, clock: SettableClock) -> None:
    not_there = msgspec.json.encode(ErrorAnswer(code="not_found", message="", advice=""))
    assert told(tmp_path, clock, 404, not_there) == ()


def test_who_is_told_is_told_as_the_server_has_them(tmp_path: Path, clock: SettableClock) -> None:
    head = Head(server=SERVER, epoch="0" * 16, time=stamp(clock()))
    people = [Colleague(login="wangmin", name="王敏")]
    answer = msgspec.json.encode(ColleaguesAnswer(head=head, colleagues=people))
    assert told(tmp_path, clock, 200, answer) == tuple(people)
    assert "王敏" not in repr(people)
