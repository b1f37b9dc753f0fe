"""The gate of every query, whatever people did in whatever order.

Nothing is asked that was not signed for, and nothing that was taken back since.
"""

from datetime import date
from typing import Any, NamedTuple

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from counter_app.cases.actions import Entry, Kind, Scalar
from counter_app.forms import matter
from counter_app.needs.queries import questions
from counter_app.rules.consent import items_granted
from counter_app.rules.items import ITEMS
from counter_app.rules.policy import Policy, replaced
from tests.families import MAN, TABLES, TODAY, WOMAN
from tests.unit.needs.files import Story, form

DATABASES = ()
_ROWS: Any = TABLES.given("query")
GROWN = replaced(
    TABLES, {"query": [{**row, "ask": True, "whom": "person", "until": date.max} for row in _ROWS]}
)
"""A later list that asks nearly everything of everybody."""
SHEETS: dict[str, Policy | None] = {"shipped": TABLES, "grown": GROWN, "lost": None, "p": TABLES}
NUMBERS = (WOMAN, MAN)
OTHER = "620702199001011238"
"""The right number of the applicant, once it was corrected."""
STRANGER = "620702199505051231"


class Said(NamedTuple):
    """What somebody did; `who`: 0 the applicant."""

    kind: str
    who: int
    sheet: str = "shipped"
    items: tuple[str, ...] = ()


OTHERS = ("grants all", "refuses", "withdraws", "another's", "revises", "new number")
people = st.integers(0, 1)
said = st.one_of(
    st.builds(
        Said,
        st.just("grants"),
        people,
        st.sampled_from(("shipped", "grown", "lost")),
        st.lists(st.sampled_from((*ITEMS, "invented.item")), max_size=6).map(tuple),
    ),
    st.builds(Said, st.sampled_from(OTHERS), people, st.just("shipped"), st.just(())),
)


def tells(story: Story, one: Said, told: dict[int, Said | None]) -> None:
    """Let it be done, and note what holds of each person after it."""
    who, number = story.file.state.person(one.who), NUMBERS[one.who]
    if one.kind in ("revises", "new number"):
        changed = dict(story.content)
        if one.kind == "revises":
            changed["applicant"] = {**changed["applicant"], "monthly_income": "17.00"}
        else:
            changed["applicant"] = {**changed["applicant"], "id_number": OTHER}
        if changed != story.content:
            story.revises(changed)
            told.update(dict.fromkeys(told))
        return
    entry: dict[str, object] = {
        "person_id_number": STRANGER if one.kind == "another's" else number,
        "granted": one.kind != "refuses",
        "departments": "all",
        "signed_on": "2026-11-20",
        "signed_by": "某人",
        "capacity": "self",
    }
    signed: dict[str, Scalar] = {
        "signed_hash": matter.signed_hash(story.content),
        "hash_rule": matter.HASH_RULE,
        "policy": one.sheet,
    }
    kind = Kind.CONSENT_GIVEN
    if one.kind == "withdraws":
        kind, signed = Kind.CONSENT_WITHDRAWN, {}
        entry["withdrawn_on"] = "2026-11-24"
    story.does(kind, entry, "2026-11-24", person=who, **signed)
    if one.kind == "grants":
        name = story.actions[-1].action_id
        held = msgspec.json.decode(story.contents[name], type=Entry)
        more: dict[str, Scalar] = {"items": " ".join(one.items)}
        story.contents[name] = msgspec.json.encode(Entry(held.entry, more))
    told[one.who] = one if one.kind.startswith("grants") else None


@settings(max_examples=60, deadline=None)
@given(st.lists(said, max_size=7), st.sampled_from((TABLES, GROWN)), st.booleans())
def test_nothing_is_asked_but_what_the_last_word_of_the_person_lets_be(
    done: list[Said], list_now: Policy, ended: bool
) -> None:
    story = Story(form())
    told: dict[int, Said | None] = {0: None, 1: None}
    for one in done:
        tells(story, one, told)
    story.decides(Kind.ACCEPTED, day="2026-11-24", basis="ordinary", letter="L")
    if ended:
        story.decides(Kind.WITHDRAWN)
    file = story.file
    found = list(questions(file, list_now, SHEETS.__getitem__, TODAY))
    if ended:
        assert found == []
    for question in found:
        position = [file.state.person(at) for at in (0, 1)].index(question.person)
        last = told[position]
        assert last, "somebody refused, withdrew, or has not signed what is declared now"
        sheet = SHEETS[last.sheet]
        assert sheet, "a sheet that nobody knows lets nothing be asked"
        entry = file.entry(question.consent)
        assert isinstance(entry, dict)
        assert entry["person_id_number"] == question.number
        assert question.item in items_granted({**entry, "departments": "all"}, {}, sheet)
        assert last.kind == "grants all" or question.item in last.items
        assert question.consent == file.state.answers[question.person]


@settings(max_examples=20, deadline=None)
@given(st.sampled_from((TABLES, GROWN)))
def test_what_was_granted_and_is_asked_for_is_asked(list_now: Policy) -> None:
    story = Story(form())
    for who in (0, 1):
        tells(story, Said("grants all", who), {})
    story.decides(Kind.ACCEPTED, day="2026-11-24", basis="ordinary", letter="L")
    found = {(q.item, q.number) for q in questions(story.file, list_now, SHEETS.get, TODAY)}
    assert ("civil_affairs.marriage", WOMAN) in found
    assert ("natural_resources.real_estate", MAN) in found
    assert not [item for item, _ in found if item in ("housing.contracts", "veterans.status")]
