"""Whatever departments and counters say of anybody: what is kept can be kept, compared and told.

An answer by call or in a file either is none or has nothing but what its item gives; one that a
person entered, with whatever a counter made of it, stops nobody from looking at the case.
"""

import json
from datetime import date
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from central_server.departments.reading import ANSWERED, MALFORMED, read_reply
from counter_app.basics.exact_json import quick_loads
from counter_app.cases.actions import Kind
from counter_app.forms import matter
from counter_app.intake.sides_told import Sides
from counter_app.needs.compared import compared, decisions
from counter_app.needs.tasks import tasks_of
from counter_app.rules.department_answers import OUTCOMES
from counter_app.rules.department_items import item_of, mapped, style_of
from counter_app.rules.items import ITEMS
from tests.families import TABLES, TODAY
from tests.unit.needs.test_compared import accepted

DATABASES = ()
_SHIPPED = [known for name in ITEMS if (known := item_of(TABLES, name, TODAY))]
_KNOWN = [known.item for known in _SHIPPED]
_FACTS = sorted({fact for known in _SHIPPED for fact in known.facts})
_PARTS = ("query_id", "outcome", "match", "coverage", "records", "error", "as_of", "area", "status")
_TEXTS = st.text(max_size=12) | st.sampled_from(
    ["q", "found", "none", "2026-11-20", "2026-02-30", "1e400", "-0", "１２", "\ud800", "a\u0000",
     "1", "current", "history", "IA", "9" * 400, "NaN", "1/0", "50%", "龚\ue863", "\u3000", "true",
     "0E9999"]
)  # fmt: skip
_SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | _TEXTS
_NAMES = st.sampled_from((*_FACTS, *_PARTS)) | st.text(max_size=5)
ANYTHING = st.recursive(
    _SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_NAMES, inner, max_size=5),
    max_leaves=14,
)
RECORDS = st.lists(
    st.dictionaries(st.sampled_from(_FACTS), ANYTHING, max_size=6) | ANYTHING, max_size=4
)


def _is_kept(raw: bytes, item: str, style: str) -> None:
    known, named = style_of(TABLES, style, TODAY), item_of(TABLES, item, TODAY)
    assert known
    assert named
    names = mapped(TABLES, style, item, TODAY)
    reply = read_reply(raw, known, named, names, {"query.query_id": "q"}, TODAY)
    if reply.kind != ANSWERED:
        assert not reply.records
        assert len(reply.said) <= 20
        return
    content = reply.content(item=item, person="p")
    assert matter.is_bounded(content)
    assert matter.is_writable(quick_loads(content))
    assert reply.outcome in OUTCOMES | {"to_person"}
    for record in reply.records:
        assert set(record) <= set(named.facts)
    if as_of := reply.coverage.get("as_of"):
        date.fromisoformat(as_of)


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(_KNOWN), st.sampled_from(("plain", "exchange")),
    st.dictionaries(st.sampled_from(_PARTS), ANYTHING), RECORDS,
)  # fmt: skip
def test_what_is_kept_of_an_answer_is_what_its_item_gives(
    item: str, style: str, more: dict[str, Any], records: list[Any]
) -> None:
    if style == "plain":
        said: dict[str, Any] = {"query_id": "q", "outcome": "found", "records": records, **more}
    else:
        result = {"data": records, "cxjg": "found", "hcjg": more.get("match"), **more}
        said = {"qqbh": "q", "result": result}
    _is_kept(json.dumps(said).encode(), item, style)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=60), st.integers(0, 200), st.integers(0, 60))
@example(b"\xff\xfe", 0, 0)
def test_what_is_broken_anywhere_is_read_whole_or_not_at_all(
    noise: bytes, at: int, length: int
) -> None:
    right = json.dumps(
        {"query_id": "q", "outcome": "found", "match": {"number": 1, "name": 1},
         "coverage": {"area": "620700"}, "records": [{"op_type": "IA", "op_date": "2010-05-01"}]}
    ).encode()  # fmt: skip
    _is_kept(right[:at] + noise + right[at + length :], "civil_affairs.marriage", "plain")


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(_KNOWN), st.sampled_from([*sorted(OUTCOMES), "sure"]), RECORDS | ANYTHING,
    ANYTHING,
)  # fmt: skip
@example(
    "natural_resources.real_estate", "found", [{"state": ["current"], "floor_area": "9"}], None
)
@example("civil_affairs.marriage", "found", [{"op_type": {"a": 1}, "op_date": 3}], {"as_of": [1]})
def test_whatever_was_entered_by_hand_can_be_looked_at(
    item: str, outcome: str, records: object, coverage: object
) -> None:
    said = {"records": records, "coverage": coverage}
    try:
        if not matter.is_writable(quick_loads(json.dumps(said).encode())):
            return
    except ValueError:  # such words the server does not take in
        return
    story = accepted()
    who = story.file.state.person(0)
    for query in ("by hand", "and again"):
        story.decides(
            Kind.ANSWER_ENTERED, said, query=query, item=item, person=who, outcome=outcome,
            channel="letter",
        )  # fmt: skip
    file = story.file
    assert MALFORMED not in [one.result for one in compared(file, TABLES, TODAY)]
    decisions(file, TABLES, TODAY)
    tasks_of(file.state)
    json.dumps(Sides(file, TABLES, TODAY).told())
    Sides(file, TABLES, TODAY).findings()
