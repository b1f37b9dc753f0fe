"""A server that was put back gets back what it lost, whoever comes first, and nothing forged."""

import json
from dataclasses import dataclass

import msgspec
import pytest

from central_server.own_chain import Deed, act
from central_server.store.restoring import STEP
from counter_app.cases.actions import Action, Content, Entry, Kind
from counter_app.cases.stages import Step
from counter_app.wire.messages import Ordered, PullAnswer, PushAnswer, Verdict
from tests.unit.server.backups import put_back, rows_of, what_is_there
from tests.unit.server.running_server import RunningServer
from tests.unit.server.small_counter import Sealed, SmallCounter, document

ENTRY = msgspec.json.encode(Entry(msgspec.Raw(b'{"signed": true}')))
Held = dict[str, tuple[Sealed, Ordered]]
"""What a counter holds, by action."""


@dataclass
class Keeper:
    """A counter that keeps all that it sent and fetched, as the real one does."""

    counter: SmallCounter
    held: Held

    def sends(self, *sealed: Sealed) -> list[Verdict]:
        """Push, and keep what the server says of it."""
        answer = self.counter.push(*sealed)
        assert isinstance(answer, PushAnswer), answer
        for each, one in zip(sealed, answer.answers, strict=True):
            if one.ordered:
                self.held[one.action_id] = each, one.ordered
        return [one.verdict for one in answer.answers]

    def fetches(self, cursor: str = "") -> tuple[list[Action], PullAnswer]:
        """Pull one page, and keep it."""
        page = self.counter.pull(cursor)
        assert isinstance(page, PullAnswer), page
        contents: dict[str, Content] = {each.action_id: each for each in page.contents}
        for done, ordered in zip(page.actions, page.ordered, strict=True):
            self.held[done.action_id] = (done, contents.get(done.action_id)), ordered
        return page.actions, page

    def signs(self, case: Sealed) -> Sealed:
        """Another signature of the case."""
        done = case[0]
        return self.counter.act(Kind.FORM_SIGNED, done.case_id, content=ENTRY, stream=done.stream)

    def hands_back(self) -> list[str]:
        """All of it, in the order in which it came."""
        return self.counter.hand_back(*self.held.values())


def keeper(server: RunningServer, code: str, region: str = "620702") -> Keeper:
    return Keeper(server.counter(code, region), {})


def acts(server: RunningServer, case: Sealed) -> None:
    """The server does something to the case by itself."""
    deed = Deed(Kind.REVIEW_OPENED, case[0].case_id, {"step": str(Step.COUNTY)})
    with server.opened() as opened:
        answer = opened.writer.submit(
            lambda connection: act(connection, opened.identity, case[0].stream, deed, opened.now())
        ).result()
    assert answer.verdict is Verdict.APPLIED, answer


APPLIED = [Verdict.APPLIED]


def a_day_that_will_be_lost(server: RunningServer) -> tuple[Keeper, Keeper, Sealed]:
    """Two windows at each other's cases; the server too; each has fetched the rest."""
    one, other = keeper(server, "03"), keeper(server, "04")
    case = one.counter.receive()
    assert one.sends(case) == APPLIED
    return one, other, case


def worked_on(server: RunningServer, one: Keeper, other: Keeper, case: Sealed) -> None:
    second = one.counter.receive(document(region="620724"))
    assert one.sends(second) == APPLIED
    assert other.sends(other.signs(case)) == APPLIED
    again, third = one.signs(case), one.counter.receive()
    assert one.sends(again, third) == APPLIED * 2
    other.fetches()
    assert other.sends(other.signs(third), other.counter.receive()) == APPLIED * 2
    acts(server, third)
    assert one.sends(one.signs(second)) == APPLIED
    for each in (one, other):
        each.fetches()


@pytest.mark.parametrize("first", [0, 1])
def test_whoever_comes_first_everything_stands_where_it_stood(
    own_server: RunningServer, first: int
) -> None:
    one, other, case = a_day_that_will_be_lost(own_server)
    backup = rows_of(own_server)
    worked_on(own_server, one, other, case)
    was = what_is_there(own_server)
    put_back(own_server, backup, one.counter, other.counter)
    assert what_is_there(own_server) != was
    counters = (one, other) if first == 0 else (other, one)
    for each in counters:
        assert set(each.hands_back()) <= {"applied", "repeated"}
    assert what_is_there(own_server) == was
    for each in counters:
        assert set(each.hands_back()) == {"repeated"}
    assert what_is_there(own_server) == was


def test_what_comes_in_meanwhile_takes_nobodys_place_and_nobody_misses_anything(
    own_server: RunningServer,
) -> None:
    one, other, case = a_day_that_will_be_lost(own_server)
    newcomer = keeper(own_server, "05")
    backup = rows_of(own_server)
    worked_on(own_server, one, other, case)
    lost, _ = newcomer.fetches()
    newcomer.held.clear()
    put_back(own_server, backup, one.counter, other.counter, newcomer.counter)
    late = newcomer.signs(case)
    assert newcomer.sends(late) == APPLIED
    assert newcomer.held[late[0].action_id][1].order > STEP
    before, page = newcomer.fetches()
    other.hands_back()
    between, page = newcomer.fetches(page.cursor)
    one.hands_back()
    after, page = newcomer.fetches(page.cursor)
    seen = [each.action_id for each in (*before, *between, *after)]
    assert sorted(seen) == sorted(each.action_id for each in lost), "each of them once"
    assert not newcomer.fetches(page.cursor)[0]
    assert page.held == newcomer.fetches()[1].held
    (state,) = (
        json.loads(row["state"])
        for row in rows_of(own_server)["case"]
        if row["case_id"] == case[0].case_id
    )
    assert state["commitment"] == late[0].action_id, "the latest one holds"


def test_nothing_forged_or_altered_is_taken_back(own_server: RunningServer) -> None:
    one, other, _ = a_day_that_will_be_lost(own_server)
    backup = rows_of(own_server)
    third = one.counter.receive()
    signed = one.signs(third)
    one.sends(third, signed)
    put_back(own_server, backup, one.counter, other.counter)
    was = what_is_there(own_server)
    (sealed, ordered), stranger = one.held[third[0].action_id], other.counter.receive()
    done, content = sealed
    assert content
    elsewhere = Ordered(ordered.order + 1, ordered.server_at, ordered.seal)
    earlier = Ordered(ordered.order, "2020-01-01T00:00:00.000+08:00", ordered.seal)
    moved = msgspec.structs.replace(done, stream="620724")
    renamed = msgspec.structs.replace(done, staff_name="别人")
    other_form = Content(content.action_id, content.salt, msgspec.Raw(b"{}"))
    for handed, code in (
        ((sealed, elsewhere), "not_yours"),
        ((sealed, earlier), "not_yours"),
        ((stranger, ordered), "not_yours"),
        (((moved, content), ordered), "not_yours"),
        ((sealed, Ordered(ordered.order, ordered.server_at, "")), "not_yours"),
        (((renamed, content), ordered), "broken_hash"),
        (((done, other_form), ordered), "broken_hash"),
        (((done, None), ordered), "content_missing"),
        (one.held[signed[0].action_id], "not_received"),
    ):
        assert one.counter.hand_back(handed) == [code]
    assert what_is_there(own_server) == was
    assert one.hands_back() == ["repeated", "applied", "applied"]


def test_a_number_stays_with_the_case_that_had_it_first(own_server: RunningServer) -> None:
    one, other, _ = a_day_that_will_be_lost(own_server)
    backup = rows_of(own_server)
    number = "620702-2026-03-00077"
    first = one.counter.receive(number=number)
    assert one.sends(first) == APPLIED
    twin = SmallCounter(one.counter.string, one.counter.address, secret=one.counter.secret)
    second = Keeper(twin, {})
    assert second.sends(twin.receive(document(region="620724"), number=number)) == ["conflict"]
    was = what_is_there(own_server)
    put_back(own_server, backup, one.counter, other.counter, twin)
    assert second.hands_back() == ["applied"]
    assert ("620702-2026-03-00077", "620724") in {
        each[:2] for each in what_is_there(own_server)["case_number"]
    }, "while nobody knows of the other"
    one.hands_back()
    assert what_is_there(own_server) == was


def test_what_was_sent_anew_goes_to_its_old_place(own_server: RunningServer) -> None:
    """Its answer had got lost, so its own counter has no seal; another has fetched it."""
    one, other, _ = a_day_that_will_be_lost(own_server)
    backup = rows_of(own_server)
    lost = one.counter.receive()
    one.counter.push(lost)
    other.fetches()
    was = what_is_there(own_server)
    put_back(own_server, backup, one.counter, other.counter)
    assert one.sends(lost) == APPLIED
    assert one.held[lost[0].action_id][1].order > STEP
    other.hands_back()
    assert what_is_there(own_server) == was
    answer = one.counter.push(lost)
    assert isinstance(answer, PushAnswer)
    assert answer.answers[0].ordered == other.held[lost[0].action_id][1]


def test_what_was_refused_between_two_that_are_back_is_judged_again(
    own_server: RunningServer,
) -> None:
    one, other, case = a_day_that_will_be_lost(own_server)
    backup = rows_of(own_server)
    unknown = one.counter.act("FlownAway", case[0].case_id)
    assert one.sends(unknown, one.signs(case)) == ["refused", "applied"]
    put_back(own_server, backup, one.counter, other.counter)
    one.hands_back()
    answers = one.counter.verdicts(unknown, one.signs(case))
    assert answers == [(Verdict.REFUSED, "unknown_kind"), (Verdict.APPLIED, "")]
    assert one.counter.verdicts(unknown) == [(Verdict.REFUSED, "unknown_kind")]


def test_no_decision_is_taken_until_an_administrator_says_that_all_is_back(
    own_server: RunningServer,
) -> None:
    one, other, case = a_day_that_will_be_lost(own_server)
    assert "没有正在进行的恢复" in own_server.command("restored", "--go-on")
    backup = rows_of(own_server)
    put_back(own_server, backup, one.counter, other.counter)
    decided = one.counter.act(Kind.NOTICE_GIVEN, case[0].case_id)
    assert one.counter.verdicts(decided) == [(Verdict.REFUSED, "restoring")]
    assert one.counter.verdicts(one.signs(case)) == [(Verdict.APPLIED, "")], "facts are"
    assert "恢复作决定" in own_server.command("restored", "--go-on")
    assert one.counter.verdicts(decided)[0][1] != "restoring"
    assert "没有正在进行的恢复" in own_server.command("restored", "--go-on")


def test_what_only_its_author_has_comes_back_with_its_author(own_server: RunningServer) -> None:
    """An opinion's words never travel by pull: others hand it back without."""
    author, other, case = a_day_that_will_be_lost(own_server)
    backup = rows_of(own_server)
    words = msgspec.json.encode({"words": "同意"})
    said = author.counter.act(Kind.OPINION_GIVEN, case[0].case_id, content=words)
    with own_server.opened() as server:
        done, content = said
        ordered = server.lore.orders.ordered(done.hash, done.stream, 2, case_time(author, case))
    put_back(own_server, backup, author.counter, other.counter)
    assert other.counter.hand_back(((done, None), ordered)) == ["applied"]
    assert other.counter.hand_back(((done, None), ordered)) == ["repeated"]
    assert len(what_is_there(own_server)["content"]) == 1
    assert author.counter.hand_back((said, ordered)) == ["repeated"]
    assert content
    assert str(bytes(content.content)) in {row[3] for row in what_is_there(own_server)["content"]}


def case_time(keeper: Keeper, case: Sealed) -> str:
    return keeper.held[case[0].action_id][1].server_at


def test_a_device_that_nobody_knows_hands_nothing_back(own_server: RunningServer) -> None:
    one, _, _ = a_day_that_will_be_lost(own_server)
    stranger = SmallCounter(one.counter.string, own_server.address, secret="guessed")
    assert stranger.post("hand-back", b"{}").status_code == 401
    assert one.counter.post("hand-back", b"{}").status_code == 400
    bad = {"incarnation": "i", "actions": [], "ordered": [[1, "", ""]], "contents": []}
    assert one.counter.post("hand-back", json.dumps(bad).encode()).status_code == 400
