"""The numbers of letters: counted within the case by their code, which is policy."""

from datetime import date

import pytest

from counter_app.basics.catalogue.acts import ACT_LETTER_OFF
from counter_app.basics.errors import CounterError
from counter_app.cases.actions import Kind
from counter_app.needs.letters import next_letter
from counter_app.rules.policy import load_policy
from tests.unit.needs.files import Story, form

ON = date(2026, 11, 27)


def test_a_void_letter_counts_too() -> None:
    story = Story(form())
    state, policy = story.file.state, load_policy()
    first = next_letter(state, "correction_notice", policy, ON)
    assert first == f"{state.number}-B1"
    story.does(Kind.NOTICE_GIVEN, letter=first, items=1, seen="", content=state.content)
    story.does(Kind.LETTER_VOIDED, letter=first, reason="wrong", seen="", content=state.content)
    assert next_letter(story.file.state, "correction_notice", policy, ON) == f"{state.number}-B2"


def test_a_letter_that_policy_does_not_know_has_no_number() -> None:
    with pytest.raises(CounterError) as caught:
        next_letter(Story(form()).file.state, "love_letter", load_policy(), ON)
    assert caught.value.entry is ACT_LETTER_OFF
