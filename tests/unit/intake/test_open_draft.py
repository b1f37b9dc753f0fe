"""An applicant without a window: opened, typed, answered, signed and judged by a plain program."""

import subprocess
import sys

from counter_app.forms.drafts.draft import MEMBERS, Draft, SetValue
from counter_app.forms.drafts.from_document import from_document
from counter_app.intake.open_draft import OpenDraft
from counter_app.intake.review import reviewer
from counter_app.intake.said import NOTHING, Tone
from tests.families import TABLES, TODAY, document

WITHOUT_A_WINDOW = """
import sys
from datetime import date

from counter_app.forms.drafts.draft import MEMBERS
from counter_app.intake.answers import GENERAL, SENSITIVE, answer, household
from counter_app.intake.new_draft import new_draft
from counter_app.intake.open_draft import OpenDraft
from counter_app.intake.review import reviewer
from counter_app.intake.signatures import beside_document, sheets, sign, signed_document
from counter_app.intake.standing import standings
from counter_app.intake.still_owed import still_owed
from counter_app.intake.taking import take
from counter_app.rules.policy import load_policy

today = date(2026, 11, 24)
draft, begun = new_draft(today, "620702")
opened = OpenDraft(draft, reviewer(load_policy(), lambda: today), begun)
for key, text in (("name", "周玉兰"), ("id_number", "620702198403159044"), ("sex", "female")):
    opened.put(f"applicant.{key}", text)
    opened.leave(f"applicant.{key}")
son = opened.add_row(MEMBERS)
for key, text in (("name", "赵雨桐"), ("relation", "child"), ("id_number", "62070220170502901X")):
    opened.put(f"{MEMBERS}.{son}.{key}", text, whole=True)
opened.judge_now()
for question in (GENERAL, SENSITIVE):
    answer(opened, "李静", household(opened, today)[0], question, True)
opened.judge_now()
for sheet in sheets(opened)[:2]:
    sign(opened, sheet, "2026-11-24", "09:30")
opened.judge_now()
take(opened, standings(opened)[1].material, "case")
opened.judge_now()
print([each.state.value for each in sheets(opened)], still_owed(opened)[0])
print(len(signed_document(opened)["authorizations"]), sorted(beside_document(opened)))
print([name for name in sys.modules if name.partition(".")[0] in ("PySide6", "shiboken6")])
"""


def test_a_program_without_qt_asks_the_same_decisions() -> None:
    ran = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", WITHOUT_A_WINDOW],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    states, beside, qt = ran.stdout.splitlines()
    assert states.startswith("['signed', 'signed', 'unanswered']")
    assert "1 份文书没签" in states
    assert beside == "1 ['authorizations[0]', 'commitment']"
    assert qt == "[]"


def opened(draft: Draft | None = None) -> OpenDraft:
    return OpenDraft(draft or Draft(), reviewer(TABLES, lambda: TODAY))


def test_what_was_typed_is_told_to_be_wrong_once_it_was_left() -> None:
    here = opened()
    here.put("applicant.phone", "1390936612")
    here.judge_now()
    assert here.said("applicant.phone") == NOTHING
    here.leave("applicant.phone")
    assert here.said("applicant.phone").tone is Tone.WRONG


def test_a_judgement_stands_until_the_next_whatever_is_typed() -> None:
    here = opened(from_document(document()))
    before = here.review
    here.put("applicant.monthly_income", "1.00", whole=True)
    assert here.review is before
    here.judge_now()
    assert here.review.assessment.household != before.assessment.household


def test_a_document_is_written_once_between_two_edits() -> None:
    here = opened(from_document(document()))
    written = here.written()
    assert here.written() is written
    here.put("applicant.phone", "13909366121", whole=True)
    assert here.written() is not written
    assert written.document["applicant"]["phone"] == "13909366120"


def test_a_row_put_between_two_judgements_moves_nobody() -> None:
    here = opened(from_document(document()))
    (first,) = here.draft.rows["household.members"]
    here.add_row("household.members", 0)
    household = here.review.household
    who = household.find(first)
    assert who is not None
    assert who.position == 1
    assert household.find(here.draft.rows["household.members"][0]) is None


def test_what_was_taken_to_be_kept_is_not_taken_again() -> None:
    here = opened()
    assert here.take_unsaved() == ()
    here.put("applicant.name", "周玉兰")
    assert here.take_unsaved() == (SetValue("applicant.name", "周玉兰"),)
    assert here.take_unsaved() == ()


def test_emptying_a_field_is_one_step_of_its_own() -> None:
    here = opened()
    for value in ("城投", "城投物业"):
        here.put("applicant.employer", value)
    here.leave("applicant.employer")
    here.put("applicant.employer", "")
    here.leave("applicant.employer")
    assert here.undo()
    assert here.text("applicant.employer") == "城投物业"


def test_a_step_of_which_nothing_is_seen_is_gone_over() -> None:
    here = opened()
    here.put("applicant.name", "周玉兰")
    here.put("applicant.employer", "无")
    here.put("applicant.employer", "")
    here.leave("applicant.employer")
    assert here.undo()
    assert here.text("applicant.name") == ""
    assert not here.undo()


def test_what_was_changed_is_told_beside_a_doubt() -> None:
    here = opened()
    here.put("applicant.id_number", "'810000198403159049")
    here.leave("applicant.id_number")
    here.judge_now()
    said = here.said("applicant.id_number")
    assert said.words == "已去掉前面的撇号；居住证或永居证号，有的部门查不到，请留意"
    assert said.tone is Tone.REVIEW


def test_a_paper_that_is_no_card_is_not_read_as_one() -> None:
    here = opened()
    here.put("applicant.id_kind", "passport", whole=True)
    here.put("applicant.id_number", "o1-23456 78")
    here.leave("applicant.id_number")
    assert here.text("applicant.id_number") == "O1-2345678"


def test_a_relation_becomes_the_forms_word_for_a_member_alone() -> None:
    opened = OpenDraft(from_document(document()), reviewer(TABLES, lambda: TODAY))
    (member,) = opened.draft.rows[MEMBERS]
    kept = {f"{MEMBERS}.{member}.relation": "parent", "proxy.relation": "父亲"}
    for key in kept:
        opened.put(key, "父亲")
        opened.leave(key)
    assert {key: opened.text(key) for key in kept} == kept
