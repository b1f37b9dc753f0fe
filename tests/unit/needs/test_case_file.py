"""Which of the contents of a case that have held one is; a case with one action more."""

from counter_app.cases.actions import Kind
from counter_app.needs.case_file import CaseFile
from counter_app.needs.lacking import commitment_lacking
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


def test_with_one_action_more_it_is_what_all_of_them_make() -> None:
    other = form(region="620725")
    story = Story(form()).signs().takes("income_proof", None).does(Kind.MATERIAL_RETURNED, of="x")
    story.decides(Kind.STREET_SET, street="620702001").revises(other).signs()
    story.decides(Kind.ACCEPTED, {"remark": "x"}, day="2026-11-24", basis="ordinary")
    first = story.actions[0]
    grown = CaseFile([first], {first.action_id: story.contents[first.action_id]})
    for at, done in enumerate(story.actions[1:], 2):
        assert grown.people
        list(commitment_lacking(grown))  # What it found is handed on only where it still holds.
        grown = grown.after(done, story.contents.get(done.action_id))
        afresh = CaseFile(story.actions[:at], story.contents)
        assert (grown.state, grown.document) == (afresh.state, afresh.document)
        assert (grown.declared, grown.people) == (afresh.declared, afresh.people)
        assert list(commitment_lacking(grown)) == list(commitment_lacking(afresh))
