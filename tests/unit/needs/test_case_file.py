"""Which of the contents of a case that have held one is."""

from counter_app.cases.actions import Kind
from tests.unit.needs.files import Story, form


def test_contents_that_held_are_counted_and_others_are_none() -> None:
    story = Story(form()).revises(form())
    first = story.actions[0].action_id
    second = story.file.state.content
    story.does(Kind.FORM_REVISED, base=first)
    proposed = story.actions[-1].action_id
    story.revises(form())
    third = story.file.state.content
    found = [story.file.revision(name) for name in (first, second, proposed, third)]
    assert found == [1, 2, 0, 3]
    assert story.file.state.revision == 3
