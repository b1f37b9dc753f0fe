"""The policy at the window: new for the next applicant, the same for who was there before."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from counter_app.intake.answers import (
    GENERAL,
    SENSITIVE,
    answer,
    household,
    toggle,
)
from counter_app.intake.papers.draft_papers import printed_policy
from counter_app.intake.signatures import beside_document, content_hash, sheets, sign
from counter_app.rules.consent import items_granted
from counter_app.rules.policy import load_policy, replaced
from counter_app.rules.policy_sources import parse_toml
from counter_app.rules.policy_store import OF_0_1
from counter_app.rules.policy_tables import Document
from counter_app.ui.application import Front
from counter_app.ui.case.case_tray import load_case
from counter_app.ui.case.received import ReceivedPlace
from counter_app.ui.intake.applicant_place import ApplicantPlace
from counter_app.ui.intake.session import DraftSession
from local_db.notes import Note, write_note
from local_db.policies import keep_texts
from tests.conftest import SettableClock
from tests.families import TABLES
from tests.ui import counter
from tests.ui.family import family
from tests.ui.hands import until
from tests.ui.samples import CLERK, STATION, a_session


@pytest.fixture
def front(look: QApplication, tmp_path: Path, clock: SettableClock) -> Iterator[Front]:
    with counter.opened(tmp_path, clock) as window:
        yield window


def say(front: Front, text: str) -> None:
    """The server's policy has come, as a sync leaves it."""
    policy = replaced(load_policy(), parse_toml(text))
    here = counter.opening(front).counter
    texts = {version: policy.text(document) for version, document in (
        (policy.version, Document.RULES), (policy.wording, Document.WORDING)
    )}  # fmt: skip
    with here.desk.store.transaction() as connection:
        assert keep_texts(connection, texts) == 0
        write_note(connection, Note.POLICY, policy.version)
        write_note(connection, Note.WORDING, policy.wording)
    here.policies.look_again()


TITLE = '[papers.receipt]\ntitle = "新回执"\n'


def test_the_next_applicant_gets_what_came_and_who_is_there_keeps_theirs(front: Front) -> None:
    first = counter.fill(front, family(right=True))
    before = first.session.policy.wording
    say(front, TITLE)
    front.window.new_applicant()
    second = front.window.place()
    assert isinstance(second, ApplicantPlace)
    first.session.put("applicant.phone", "13993600001", whole=True)
    first.session.catch_up()
    assert first.session.policy.wording == before
    assert second.session.policy.wording != before


def test_a_received_case_is_set_in_the_words_it_was_received_with(front: Front) -> None:
    counter.fill(front, family(right=True))
    counter.press_receive(front)
    until(lambda: isinstance(front.window.place(), ReceivedPlace))
    counter.idle(front)
    seat = counter.opening(front).seat
    (row,) = _cases(front)
    before = load_case(seat, row)
    say(front, TITLE)
    after = load_case(seat, row)
    assert seat.tools.counter.policies.in_force.wording != before.wording
    assert after.view.wording == before.view.wording
    assert (after.wording, after.view.policy) == (before.wording, before.view.policy)


def _cases(front: Front) -> list[str]:
    from counter_app.desk.search import Filter, listing

    return [row.case_id for row in listing(counter.opening(front).counter.desk, Filter.ALL).rows]


def test_the_foot_tells_that_rows_are_switched_off(front: Front) -> None:
    opening = counter.opening(front)
    say(front, '[[slip]]\nkey = "a"\nnote = "b"\n[papers.receipt]\ntitle = 5\n')
    opening.connection.changed.emit()
    assert len(opening.counter.policies.switched_off) == 1
    said = [each.text() for each in front.window.bar.findChildren(QLabel)]
    assert any("政策停用 1 行" in text for text in said)


# -- consents --------------------------------------------------------------------------------------


@pytest.fixture
def session(look: QApplication) -> DraftSession:
    return a_session(family(right=True))


def _consent(session: DraftSession, sensitive: bool) -> dict[str, str]:
    applicant = household(session, STATION.today())[0]
    answer(session, CLERK, applicant, GENERAL, True)
    answer(session, CLERK, household(session, STATION.today())[0], SENSITIVE, sensitive)
    session.catch_up()
    sheet = next(each for each in sheets(session) if each.who == applicant.person)
    sign(session, sheet, "2026-11-24", "09:30")
    session.catch_up()
    return dict(beside_document(session)["authorizations[0]"])


def test_a_consent_names_the_items_that_were_asked_and_granted(session: DraftSession) -> None:
    more = _consent(session, sensitive=False)
    asked, items = more["asked"].split(), more["items"].split()
    assert {"civil_affairs.marriage", "civil_affairs.assistance"} <= set(asked)
    assert "civil_affairs.marriage" in items
    assert "civil_affairs.assistance" not in items
    entry = {"granted": True, "departments": ["civil_affairs"], "signed_on": "2026-11-24"}
    assert items_granted(entry, more, TABLES) == set(items)


def test_all_in_one_word_names_every_item(session: DraftSession) -> None:
    more = _consent(session, sensitive=True)
    assert more["asked"] == more["items"]


def test_a_line_taken_out_after_signing_waits_for_a_new_signature(session: DraftSession) -> None:
    _consent(session, sensitive=True)
    applicant = household(session, STATION.today())[0]
    marriage = next(q for q in applicant.asked if q.items == ("civil_affairs.marriage",))
    toggle(session, applicant, marriage)
    session.catch_up()
    sheet = next(each for each in sheets(session) if each.who == applicant.person)
    assert sheet.state.value == "stale"


# -- papers that lie there for signature -----------------------------------------------------------


def test_papers_that_lie_there_are_signed_as_they_were_printed(session: DraftSession) -> None:
    draft = session.draft
    assert printed_policy(draft) == ("", "")
    kept = "local.printed.application_form"
    session.put(f"{kept}.hash", content_hash(draft), whole=True)
    assert printed_policy(draft) == (OF_0_1, "")
    session.put(f"{kept}.policy", "1" * 16, whole=True)
    session.put(f"{kept}.wording", "2" * 16, whole=True)
    assert printed_policy(draft) == ("1" * 16, "2" * 16)
    session.put("applicant.employer", "另一家", whole=True)
    assert printed_policy(draft) == ("", "")
