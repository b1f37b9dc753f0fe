"""What a window fetches: its hall's receipts and its hall's region, each once, none skipped."""

from counter_app.wire.messages import ErrorAnswer, PullAnswer
from tests.unit.server.running_server import RunningServer
from tests.unit.server.small_counter import SmallCounter, document, ids

_FAR = document(region="620724")


def fetched(counter: SmallCounter, limit: int = 500) -> list[str]:
    return [action.action_id for action in counter.pull_all(limit)]


def test_a_window_gets_what_others_received_for_its_region(own_server: RunningServer) -> None:
    here, there = own_server.counter("01"), own_server.counter("02", "620724")
    for_us = there.receive(document(region="620702"))
    for_them = there.receive(document(region="620724"))
    elsewhere = there.receive(document(region="620725"))
    there.verdicts(for_us, for_them, elsewhere)
    assert fetched(here) == ids([for_us])
    neighbour = own_server.counter("03", "620724")
    assert sorted(fetched(neighbour)) == sorted(ids([for_us, for_them, elsewhere])), "全市通办"


def test_own_actions_do_not_come_back(counter: SmallCounter) -> None:
    case = counter.receive()
    counter.verdicts(case)
    assert case[0].action_id not in fetched(counter)


def test_what_lies_among_ones_own_actions_is_not_passed_over(own_server: RunningServer) -> None:
    here, there = own_server.counter("01"), own_server.counter("02")
    neighbour = own_server.counter("03", "620724")
    theirs = []
    for _ in range(3):
        here.verdicts(*(here.receive() for _ in range(4)))
        beside, near, away = there.receive(), neighbour.receive(), neighbour.receive(_FAR)
        neighbour.verdicts(near, away)
        there.verdicts(beside)
        theirs += [near, beside]
        assert fetched(here, limit=2) == fetched(here) == ids(theirs)
    here.verdicts(*(here.receive() for _ in range(4)))
    assert fetched(here, limit=2) == fetched(here) == ids(theirs)
    assert not fetched(neighbour), "it has sent everything of its region itself"


def test_small_pages_give_the_same_as_large_ones(own_server: RunningServer) -> None:
    here, there = own_server.counter("01"), own_server.counter("02")
    cases = [there.receive() for _ in range(23)]
    there.verdicts(*cases)
    assert fetched(here, limit=5) == fetched(here) == ids(cases)


def test_a_page_brings_content_and_salt_along(own_server: RunningServer) -> None:
    here, there = own_server.counter("01"), own_server.counter("02")
    action, content = there.receive()
    there.verdicts((action, content))
    page = here.pull()
    assert isinstance(page, PullAnswer)
    assert page.actions == [action]
    assert page.contents == [content]


def test_a_cursor_goes_on_where_it_stood(own_server: RunningServer) -> None:
    here, there = own_server.counter("01"), own_server.counter("02")
    there.verdicts(there.receive())
    page = here.pull()
    assert isinstance(page, PullAnswer)
    late = there.receive()
    there.verdicts(late)
    following = here.pull(page.cursor)
    assert isinstance(following, PullAnswer)
    assert [action.action_id for action in following.actions] == ids([late])


def test_a_cursor_that_cannot_be_read_starts_again(counter: SmallCounter) -> None:
    answer = counter.pull("bm9uc2Vuc2U")
    assert isinstance(answer, ErrorAnswer)
    assert answer.code == "cursor"
