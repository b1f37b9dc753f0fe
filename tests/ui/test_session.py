"""One applicant's session: when a field is judged, what undo takes back, what is kept."""

from PySide6.QtWidgets import QApplication

from counter_app.forms.drafts.draft import MEMBERS, SetValue
from counter_app.ui.intake.session import DraftSession
from counter_app.ui.widgets.fields.message import NOTHING
from counter_app.ui.widgets.glyphs import Glyph
from tests.ui.hands import settle, until
from tests.ui.samples import Kept, a_session

PHONE = "applicant.phone"


def an_empty_session() -> DraftSession:
    return a_session({})


def type_in(session: DraftSession, key: str, text: str) -> None:
    for length in range(1, len(text) + 1):
        session.put(key, text[:length])
        settle()


def test_a_field_is_not_judged_while_it_is_typed(look: QApplication) -> None:
    session = an_empty_session()
    type_in(session, PHONE, "1390936612")
    assert session.message(PHONE) == NOTHING
    phone = next(each for each in session.troubles() if each.key == PHONE)
    assert not phone.wrong, "a half-typed field counts as not filled"


def test_it_is_judged_when_it_is_left_and_then_on_every_key(look: QApplication) -> None:
    session = an_empty_session()
    type_in(session, PHONE, "1390936612")
    session.leave(PHONE)
    settle()
    assert session.message(PHONE).glyph is Glyph.WRONG
    session.put(PHONE, "13909366120")
    settle()
    assert session.message(PHONE) == NOTHING
    session.put(PHONE, "139093661")
    settle()
    assert session.message(PHONE) == NOTHING, "typed anew, it is quiet until it is left"
    session.leave(PHONE)
    settle()
    assert session.message(PHONE).glyph is Glyph.WRONG


def test_not_filled_is_said_only_after_the_page_was_left(look: QApplication) -> None:
    session = an_empty_session()
    session.leave(PHONE)
    settle()
    assert session.message(PHONE) == NOTHING
    session.leave_page([PHONE])
    settle()
    message = session.message(PHONE)
    assert (message.text, message.glyph) == ("未填", Glyph.MISSING)


def test_it_judges_once_a_turn(look: QApplication) -> None:
    session = an_empty_session()
    reviews: list[bool] = []
    session.reviewed.connect(lambda: reviews.append(True))
    for text in ("周", "周玉", "周玉兰"):
        session.put("applicant.name", text)
    assert reviews == []
    settle()
    assert reviews == [True]


def test_undo_brings_a_removed_row_back_with_all_that_was_typed(look: QApplication) -> None:
    session = a_session()
    row = session.draft.rows[MEMBERS][1]
    before = session.draft.copy()
    session.remove_row(MEMBERS, row)
    assert row not in session.draft.rows[MEMBERS]
    wanted: list[str] = []
    session.focus_wanted.connect(wanted.append)
    assert session.undo()
    assert session.draft.rows == before.rows
    assert session.draft.values == before.values
    assert wanted
    assert row in wanted[0]


def test_typing_is_one_step_and_what_belongs_together_too(look: QApplication) -> None:
    session = an_empty_session()
    type_in(session, "applicant.name", "周玉兰")
    with session.together():
        session.put("assets.vehicles.none", True, whole=True)
        session.put("assets.other.none", True, whole=True)
    session.undo()
    assert session.value("assets.vehicles.none") is None
    assert session.value("assets.other.none") is None
    assert session.text("applicant.name") == "周玉兰"
    session.undo()
    assert session.text("applicant.name") == ""
    assert not session.undo()


def test_edits_are_kept_within_a_second_in_batches(look: QApplication) -> None:
    session = an_empty_session()
    kept = session.journal
    assert isinstance(kept, Kept)
    for text in ("周", "周玉", "周玉兰"):
        session.put("applicant.name", text)
    assert kept.edits == []
    until(lambda: kept.edits)
    assert kept.labels == ["周玉兰"], "one batch"
    assert kept.edits[-1] == SetValue("applicant.name", "周玉兰")


def test_an_untouched_form_leaves_nothing(look: QApplication) -> None:
    session = a_session({})
    session.save()
    assert isinstance(session.journal, Kept)
    assert session.journal.edits == []


def test_a_character_without_a_glyph_is_told_while_typing(look: QApplication) -> None:
    session = an_empty_session()
    session.put("applicant.name", "王䶮㛃𬱖𡚸")
    assert session.message("applicant.name") == NOTHING
    session.put("applicant.name", "王\U0003fffd")
    message = session.message("applicant.name")
    assert message.glyph is Glyph.REVIEW
    assert "〓" in message.text


def test_redo_does_again_what_was_undone_until_something_new_is_done(look: QApplication) -> None:
    session = a_session()
    session.put("applicant.employer", "一家", whole=True)
    session.put("applicant.phone", "13909366120", whole=True)
    assert not session.redo()
    assert session.undo()
    assert session.undo()
    assert session.redo()
    assert session.text("applicant.employer") == "一家"
    assert session.redo()
    assert session.text("applicant.phone") == "13909366120"
    assert not session.redo()
    session.undo()
    assert session.text("applicant.phone") == "1390936612"
    session.put("applicant.employer", "两家", whole=True)
    assert not session.redo()
