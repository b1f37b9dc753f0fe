"""Properties of checks, drafts and hashes that hold for any JSON."""

import copy
from collections.abc import Iterator
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from counter_app.basics.exact_json import canonical, dumps, loads
from counter_app.forms import matter
from counter_app.forms.checks import judge
from counter_app.forms.display import place_of
from counter_app.forms.drafts.draft import (
    AddRow,
    Draft,
    Edit,
    RemoveRow,
    SetValue,
    edit_from_json,
    edit_to_json,
)
from counter_app.forms.drafts.from_document import from_document
from counter_app.forms.drafts.to_document import to_document, write
from counter_app.rules.assess import assess
from tests.families import DETAILS, TABLES, TODAY, document, errors, member, single
from tests.texts import text_at

texts = st.text(st.characters(exclude_categories=[]), max_size=20) | st.sampled_from(
    ["", " ", "无", "resident", "passport", "1", "-1", "2026-11-20", "2025-01", "all", "\ud800"]
)
numbers = st.from_regex(
    r"-?(0|[1-9][0-9]{0,9})(\.[0-9]{1,8})?([eE][-+]?[0-9]{1,3})?", fullmatch=True
)
scalars = st.none() | st.booleans() | texts | numbers.map(loads)
anything = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in a document."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield (*path, key)
            yield from places(each, (*path, key))
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield (*path, index)
            yield from places(each, (*path, index))


def bend(right: dict[str, Any], path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    bent = copy.deepcopy(right)
    place: Any = bent
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return bent


RIGHT = [document(kind) for kind in DETAILS] + [single(kind) for kind in DETAILS]
RIGHT[0]["assets"]["real_estate"] = {
    "items": [
        {"owner": "a", "address": "b", "region": "620702", "use": "dwelling", "floor_area": "3"}
    ]
}
RIGHT[1]["materials"] = [
    {"material": "education", "obtained": "paper", "person_id_number": None, "files": []}
]
bent_documents = st.sampled_from(RIGHT).flatmap(
    lambda right: st.builds(bend, st.just(right), st.sampled_from(list(places(right))), anything)
)


@given(st.dictionaries(texts, anything) | bent_documents)
def test_nothing_raises_whatever_the_json(bent: dict[str, Any]) -> None:
    judged = judge(bent, TODAY)
    assert list(judged.warnings) is not None
    assessment = assess(judged, TABLES)
    if judged.is_assessable:
        assert len(assessment.findings) == 8
        assert assessment.household.monthly_income is not None
    for problem in judged.errors:
        assert problem.message
        assert not judged.valid(problem.field)
        assert isinstance(place_of(problem.field), str)
        assert isinstance(text_at(bent, problem.field), str)
    matter.receivable(bent)
    matter.concerns(bent)
    matter.signed_hash(bent)
    to_document(from_document(bent))


@given(bent_documents)
def test_the_same_document_gets_the_same_answer(bent: dict[str, Any]) -> None:
    before = dumps(bent)
    first = judge(bent, TODAY)
    again = judge(loads(before), TODAY)
    assert first.errors == again.errors
    assert assess(first, TABLES) == assess(again, TABLES)
    assert dumps(bent) == before


@given(bent_documents, st.sampled_from([(), ("applicant",), ("details",), ("household",)]))
def test_an_unknown_key_adds_one_error(bent: dict[str, Any], path: tuple[str, ...]) -> None:
    block: Any = bent
    for step in path:
        block = block.get(step) if isinstance(block, dict) else None
    before = errors(bent)
    if not isinstance(block, dict) or ("format", "invalid") in before:
        return
    if path == ("details",) and any(field == "details.applicant_type" for field, _ in before):
        return
    more = errors(bend(bent, (*path, "想不到的键"), None))
    added = (".".join((*path, "想不到的键")), "unknown_field")
    assert sorted([*before, added]) == sorted(more)


@given(st.sampled_from(RIGHT), st.data())
def test_absent_null_and_blank_are_the_same(right: dict[str, Any], data: st.DataObject) -> None:
    path = data.draw(st.sampled_from([p for p in places(right) if isinstance(p[-1], str)]))
    absent = copy.deepcopy(right)
    block: Any = absent
    for step in path[:-1]:
        block = block[step]
    del block[path[-1]]
    blank = data.draw(st.sampled_from([None, "", " ", "\u3000\n"]))
    assert errors(absent) == errors(bend(right, path, blank))


@given(bent_documents)
def test_a_draft_gives_back_what_it_holds(bent: dict[str, Any]) -> None:
    draft = from_document(bent)
    written = to_document(draft)
    again = from_document(written)
    assert to_document(again) == written
    for key in draft.values:
        path = write(draft).path_of(key)
        if path is not None:
            assert write(draft).key_of(path) == key


@given(st.sampled_from(RIGHT))
def test_a_right_document_survives_a_draft(right: dict[str, Any]) -> None:
    written = to_document(from_document(right))
    assert errors(written) == []
    assert matter.signed_hash(written) == matter.signed_hash(right)


keys = st.sampled_from(
    ["applicant.name", "details.applicant_type", "local.note", "household.members.u1.name"]
)
rows = st.sampled_from(
    [("household.members", "u1"), ("household.members", "u2"), ("assets.vehicles.items", "v1")]
)
edits: st.SearchStrategy[Edit] = st.one_of(
    st.builds(SetValue, keys, st.none() | texts | st.booleans()),
    st.builds(lambda row, at: AddRow(*row, at), rows, st.integers(0, 3)),
    st.builds(lambda row: RemoveRow(*row), rows),
)


def _has_its_row(draft: Draft, edit: Edit) -> bool:
    if isinstance(edit, SetValue) and edit.key.startswith("household"):
        return "u1" in draft.rows.get("household.members", [])
    return True


@given(st.lists(edits, max_size=12))
def test_every_edit_can_be_undone_and_saved(made: list[Edit]) -> None:
    draft = Draft("me")
    for edit in made:
        if not _has_its_row(draft, edit):
            continue
        before = draft.copy()
        saved = edit_from_json(loads(dumps(edit_to_json(edit))))
        undo = draft.apply(_plain(saved))
        undone = draft.copy()
        for back in undo:
            undone.apply(back)
        assert undone.values == before.values
        assert {k: v for k, v in undone.rows.items() if v} == {
            k: v for k, v in before.rows.items() if v
        }


def _plain(edit: Edit) -> Edit:
    return AddRow(edit.rows, edit.uuid, int(edit.at)) if isinstance(edit, AddRow) else edit


@given(anything)
def test_exact_json_gives_back_what_it_wrote(value: Any) -> None:
    assert loads(dumps(value)) == value
    assert canonical(loads(dumps(value))) == canonical(value)


@given(st.dates(date(1900, 1, 1), date(2026, 11, 20)))
def test_a_person_is_of_age_from_the_birthday(born: date) -> None:
    from counter_app.forms.people import age

    years = age(born, TODAY)
    assert 0 <= years <= 126
    birthday_passed = (TODAY.month, TODAY.day) >= (born.month, born.day)
    assert years == TODAY.year - born.year - (0 if birthday_passed else 1)


@given(st.permutations(["id_number", "name", "relation", "employer", "monthly_income"]))
def test_the_order_of_keys_is_nothing(order: list[str]) -> None:
    right = member()
    shuffled = {key: right[key] for key in order}
    one, other = document(), document(household={"members": [shuffled]})
    assert matter.content_key(one) == matter.content_key(other)
    assert errors(one) == errors(other)
