import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from counter_app.basics.catalogue.store import (
    CLOCK_SET_BACK,
    DRAFT_GONE,
    NOT_ENROLLED,
    NOT_RECEIVABLE,
)
from counter_app.basics.errors import CounterError, Entry
from counter_app.basics.exact_json import dumps, loads
from counter_app.bootstrap import Counter, opened_counter
from counter_app.cases.actions import Action, Kind
from counter_app.cases.chain import FIRST, is_sound
from counter_app.cases.keys import new_id, receipt_key
from counter_app.cases.kinds import KINDS, facts_are_fit
from counter_app.cases.receipts import is_genuine, read_token
from counter_app.cases.replay import replay
from counter_app.desk import drafts
from counter_app.desk.case import get_case
from counter_app.desk.clerks import Clerk, window_clerk
from counter_app.desk.clock_check import confirm_clock
from counter_app.desk.papers import Printing, paper_confirmed, paper_sent
from counter_app.desk.receive import Checked, receive
from counter_app.desk.status import status
from counter_app.forms import matter
from local_db.actions import actions_of
from local_db.cases import find_state
from tests import families
from tests.conftest import SettableClock
from tests.engine import another, clerk_of, counter_at, enrolment, raw, receive_one, settings


def _actions(counter: Counter, case_id: str) -> list[Action]:
    with counter.desk.store.reading() as connection:
        return actions_of(connection, case_id)


def _fails(counter: Counter, document: bytes, clerk: Clerk, **more: str) -> Entry:
    with pytest.raises(CounterError) as caught:
        receive(counter.desk, document, clerk, **more)
    return caught.value.entry


def test_a_case_is_received_with_number_receipt_and_code(
    tmp_path: Path, clock: SettableClock
) -> None:
    with counter_at(tmp_path, clock) as counter:
        received = receive_one(counter)
    assert received.number == "620702-2026-03-00001"
    assert received.received_at == clock()
    address, _, token = received.receipt_url.rpartition("/r/")
    read = read_token(token)
    assert address == enrolment().public_address
    assert read
    assert is_genuine(read, receipt_key(enrolment().seed))


def test_every_sample_comes_out_as_it_went_in(
    tmp_path: Path, clock: SettableClock, checkout: Path
) -> None:
    cases = sorted((checkout / "tests" / "data" / "cases").glob("case_???.json"))
    documents = [loads(path.read_text("utf-8-sig")) for path in cases]
    fit = [each for each in documents if isinstance(each, dict) and not matter.receivable(each)]
    assert len(fit) > len(cases) / 2
    with counter_at(tmp_path, clock) as counter:
        for document in fit:
            received = receive(counter.desk, dumps(document).encode(), clerk_of(counter))
            came = loads(get_case(counter.desk, received.case_id).document.decode())
            assert came == {
                key: each for key, each in document.items() if not _is_nothing(key, each)
            }


def _is_nothing(key: str, value: object) -> bool:
    """Whether a key says nothing beside the content: absent, null and empty are the same."""
    supplement = key in ("commitment", "authorizations", "materials", "deferrals")
    return supplement and value in (None, [])


def test_content_is_kept_byte_for_byte_even_where_it_is_odd(
    tmp_path: Path, clock: SettableClock
) -> None:
    odd = another(1) | {"later": {"x": [1.5, 100.0]}, "materials": "无", "deferrals": [None, 7]}
    with counter_at(tmp_path, clock) as counter:
        written = raw(odd).replace(b"100.0", b"1.00E+02")
        received = receive(counter.desk, written, clerk_of(counter))
        document = get_case(counter.desk, received.case_id).document
    assert b'"later":{"x": [1.5, 1.00E+02]}' in document
    assert json.loads(document) == odd


def test_the_same_content_gives_the_stored_answer(tmp_path: Path, clock: SettableClock) -> None:
    with counter_at(tmp_path, clock) as counter:
        first = receive_one(counter)
        clock.advance(hours=1)
        spelt = json.dumps(another(0), indent=2).encode()
        again = receive(counter.desk, spelt, clerk_of(counter))
        assert again.already
        assert (again.case_id, again.number) == (first.case_id, first.number)
        assert again.received_at == first.received_at
        assert status(counter.desk).cases == 1
        assert receive_one(counter, 2).number.endswith("00002")


def test_many_hands_at_once_receive_once_and_give_each_number_once(
    tmp_path: Path, clock: SettableClock
) -> None:
    with counter_at(tmp_path, clock) as counter:
        clerk = clerk_of(counter)
        documents = [raw(another(order % 10)) for order in range(40)]
        with ThreadPoolExecutor(4) as hands:
            found = list(hands.map(lambda each: receive(counter.desk, each, clerk), documents))
        assert sorted({each.number[-5:] for each in found}) == [f"{n:05}" for n in range(1, 11)]
        assert sum(not each.already for each in found) == 10


def test_beside_the_receipt_stands_what_was_done_before(
    tmp_path: Path, clock: SettableClock
) -> None:
    document = another(1) | {
        "materials": [{"material": "income_proof", "person_id_number": None, "obtained": "paper"}],
        "deferrals": [{"material": "labour_contract", "person_id_number": None}],
    }
    more = {
        "commitment": {"medium": "ink"},
        "authorizations[0]": {"items": "civil_affairs.marriage"},
        "authorizations[1]": {"explained_by": "李静"},
    }
    with counter_at(tmp_path, clock) as counter:
        desk, clerk = counter.desk, clerk_of(counter)
        draft = drafts.start(desk, clerk)
        sent = paper_sent(desk, clerk, "signing_copy", b"%PDF", "printer", draft_id=draft.draft_id)
        for _ in range(2):
            paper_confirmed(desk, clerk, sent)
        clock.advance(minutes=5)
        received = receive(desk, raw(document), clerk, draft_id=draft.draft_id, more=more)
        done = _actions(counter, received.case_id)
        assert [each.kind for each in done] == [
            Kind.CASE_RECEIVED,
            Kind.PAPER_SENT,
            Kind.PAPER_CONFIRMED,
            Kind.FORM_SIGNED,
            Kind.CONSENT_GIVEN,
            Kind.CONSENT_GIVEN,
            Kind.MATERIAL_TAKEN,
            Kind.DEFERRAL_PROMISED,
        ]
        assert done[1].action_id == sent
        assert done[1].at < done[0].at
        assert done[3].facts["signed_hash"] == done[4].facts["signed_hash"]
        assert received.short_code == draft.short_code
        assert drafts.open_drafts(desk) == ()
        case = get_case(desk, received.case_id)
        assert case.state.papers[0].confirmed
        assert case.granted == {0: "civil_affairs.marriage"}


def test_what_is_made_here_says_all_that_it_owes(tmp_path: Path, clock: SettableClock) -> None:
    document = another(1) | {
        "materials": [{"material": "income_proof", "person_id_number": None, "obtained": "paper"}]
    }
    first = document["applicant"]["id_number"]
    persons = tuple(new_id() for _ in range(matter.person_count(document)))
    sheet = Printing("signing", "authorization/1")
    with counter_at(tmp_path, clock) as counter:
        desk, clerk = counter.desk, clerk_of(counter)
        draft = drafts.start(desk, clerk).draft_id
        paper_sent(desk, clerk, "authorization", b"old", "pdf", draft_id=draft, printing=sheet)
        paper_sent(desk, clerk, "authorization", b"%PDF", "pdf", draft_id=draft, printing=sheet)
        checked = Checked("0123456789abcdef", "fedcba9876543210", persons)
        received = receive(desk, raw(document), clerk, draft_id=draft, checked=checked)
        done = _actions(counter, received.case_id)
        state = get_case(desk, received.case_id).state
    for action in done:
        owed = {name for name, fact in KINDS[action.kind].facts.items() if fact.owed}
        assert owed <= set(action.facts), action.kind
        assert facts_are_fit(action)
    assert state.persons == persons
    assert (state.matter, state.wording) == ("public_rental_housing", "fedcba9876543210")
    assert state.papers[-1].copy == "signing"
    consent = next(each for each in done if each.kind == Kind.CONSENT_GIVEN)
    named = json.loads(raw(document))["authorizations"][0]["person_id_number"]
    assert consent.facts["person"] == persons[0 if named == first else 1]
    assert consent.facts["sheet"] == hashlib.sha256(b"%PDF").hexdigest()
    assert consent.facts["policy"] == "0123456789abcdef"


def test_people_without_a_draft_get_ids_too(tmp_path: Path, clock: SettableClock) -> None:
    members = [{"name": "甲"}, "no object", {"name": "乙"}]
    document = families.put(another(1), "household.members", members)
    with counter_at(tmp_path, clock) as counter:
        received = receive(counter.desk, raw(document), clerk_of(counter))
        persons = get_case(counter.desk, received.case_id).state.persons
        assert len(set(persons)) == 4
        crowd = families.put(another(1), "household.members", [{}] * 400)
        many = get_case(
            counter.desk, receive(counter.desk, raw(crowd), clerk_of(counter)).case_id
        ).state
    assert many.persons == ()
    assert many.person(3) == many.person(3) != many.person(4)


def test_actions_carry_nothing_personal_and_form_an_unbroken_chain(
    tmp_path: Path, clock: SettableClock
) -> None:
    with counter_at(tmp_path, clock) as counter:
        done = [
            each for n in range(3) for each in _actions(counter, receive_one(counter, n).case_id)
        ]
        assert [each.sequence for each in done] == list(range(1, len(done) + 1))
        assert [each.previous for each in done] == [FIRST, *(each.hash for each in done[:-1])]
        assert all(is_sound(each, None) for each in done)
        assert not any(
            word in str(each.facts) for each in done for word in ("周玉兰", families.MAN, "139093")
        )


def test_the_stored_state_is_what_its_actions_say(tmp_path: Path, clock: SettableClock) -> None:
    with counter_at(tmp_path, clock) as counter:
        received = receive_one(counter)
        paper_sent(
            counter.desk, clerk_of(counter), "receipt", b"%PDF", "pdf", case_id=received.case_id
        )
        with counter.desk.store.reading() as connection:
            stored = find_state(connection, received.case_id)
            assert stored == replay(actions_of(connection, received.case_id))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("applicant.name", "  "),
        ("applicant.id_number", families.ABSENT),
        ("applicant.id_kind", "library_card"),
        ("region", "110000"),
        ("details.applicant_type", None),
        ("format", 2),
        ("applicant.employer", "\ud800"),
        ("household.members", [{"name": "\udfff"}]),
    ],
)
def test_what_receipt_needs_is_said_in_the_forms_words(
    tmp_path: Path, clock: SettableClock, path: str, value: object
) -> None:
    document = json.dumps(families.put(another(1), path, value)).encode()
    with counter_at(tmp_path, clock) as counter:
        draft = drafts.start(counter.desk, clerk_of(counter))
        with pytest.raises(CounterError) as caught:
            receive(counter.desk, document, clerk_of(counter), draft_id=draft.draft_id)
        assert caught.value.entry is NOT_RECEIVABLE
        assert "请" in caught.value.advice
        assert status(counter.desk).cases == 0
        assert len(drafts.open_drafts(counter.desk)) == 1
        assert receive_one(counter, 2).number.endswith("00001")


@pytest.mark.parametrize("document", [b"", b"[]", b"{", b"\xff", b"[" * 100_000])
def test_what_is_no_application_is_said(
    tmp_path: Path, clock: SettableClock, document: bytes
) -> None:
    with counter_at(tmp_path, clock) as counter:
        assert _fails(counter, document, clerk_of(counter)) is NOT_RECEIVABLE


def test_a_document_with_errors_is_received_all_the_same(
    tmp_path: Path, clock: SettableClock
) -> None:
    document = families.put(another(1), "applicant.id_number", "没带证件")
    document["assets"] = {"x": 10**400}
    with counter_at(tmp_path, clock) as counter:
        assert receive(counter.desk, raw(document), clerk_of(counter)).number


def test_the_window_hands_over_what_it_holds_without_a_file(
    tmp_path: Path, clock: SettableClock
) -> None:
    with counter_at(tmp_path, clock) as counter:
        first = receive(counter.desk, another(1), clerk_of(counter))
        assert receive(counter.desk, raw(another(1)), clerk_of(counter)).case_id == first.case_id


def test_a_draft_that_is_gone_receives_nothing(tmp_path: Path, clock: SettableClock) -> None:
    with counter_at(tmp_path, clock) as counter:
        clerk = clerk_of(counter)
        assert _fails(counter, raw(another(1)), clerk, draft_id="x") is DRAFT_GONE
        assert status(counter.desk).cases == 0
        assert receive_one(counter, 2).number.endswith("00001")


def test_a_counter_that_is_no_window_receives_nothing(tmp_path: Path) -> None:
    with opened_counter(settings(tmp_path)) as counter:
        assert _fails(counter, raw(another(1)), clerk_of(counter)) is NOT_ENROLLED
        with pytest.raises(CounterError) as caught:
            window_clerk(counter.desk)
        assert caught.value.entry is NOT_ENROLLED


def test_numbers_begin_again_with_the_year(tmp_path: Path, clock: SettableClock) -> None:
    with counter_at(tmp_path, clock) as counter:
        receive_one(counter, 1)
        clock.advance(days=40)
        assert receive_one(counter, 2).number == "620702-2027-03-00001"


def test_a_clock_set_back_is_said_until_a_person_says_that_it_is_right(
    tmp_path: Path, clock: SettableClock
) -> None:
    with counter_at(tmp_path, clock) as counter:
        receive_one(counter, 1)
        clock.advance(minutes=-1)
        receive_one(counter, 2)
        clock.advance(days=-3)
        assert _fails(counter, raw(another(3)), clerk_of(counter)) is CLOCK_SET_BACK
        confirm_clock(counter.desk)
        assert receive_one(counter, 3).number.endswith("00003")
