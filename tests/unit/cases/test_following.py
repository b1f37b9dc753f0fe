"""What may follow what: nature × stage × role × whose the case is, over one table of the test."""

import itertools

import msgspec
import pytest

from counter_app.cases import kinds
from counter_app.cases.actions import Kind, Role
from counter_app.cases.following import Asker, why_not
from counter_app.cases.kinds import KindOfAction, May, Nature
from counter_app.cases.stages import Stage
from tests.unit.cases.test_case_state import action, state

_OPEN = frozenset({Stage.RECEIVED, Stage.IN_REVIEW})
_MAY = {
    May.RECEIVER: {Asker.RECEIVER},
    May.CONCERNED: {Asker.RECEIVER, Asker.CONCERNED},
    May.SERVER: {Asker.SERVER},
    May.CONCERNED_OR_SERVER: {Asker.RECEIVER, Asker.CONCERNED, Asker.SERVER},
}


@pytest.mark.parametrize(("nature", "may"), list(itertools.product(Nature, May)))
def test_nature_stage_role_and_right_decide_together(
    monkeypatch: pytest.MonkeyPatch, nature: Nature, may: May
) -> None:
    tried = KindOfAction(
        name=Kind.FORM_SIGNED,
        nature=nature,
        words="",
        stages=_OPEN,
        roles=frozenset({Role.CLERK}),
        may=may,
    )
    monkeypatch.setitem(kinds.KINDS, Kind.FORM_SIGNED, tried)
    for stage, role, asker in itertools.product(Stage, Role, Asker):
        now = msgspec.structs.replace(state(), stage=stage)
        answer = why_not(
            now, action(Kind.FORM_SIGNED, role=role, seen="", content=now.content), asker
        )
        if role is not Role.CLERK:
            assert answer == "wrong_role"
        elif asker not in _MAY[may]:
            assert answer == "not_received"
        elif nature is not Nature.FACT and stage not in _OPEN:
            assert answer == "wrong_stage"
        else:
            assert answer is None


def test_nobody_but_the_server_delivers_as_the_server() -> None:
    facts = {"letter": "620702-2026-03-00001-S1", "way": "electronic", "on": "2026-11-24"}
    by_page = action(Kind.DELIVERED, role=Role.SYSTEM, **facts)
    assert why_not(state(), by_page, Asker.SERVER) is None
    assert why_not(state(), by_page, Asker.CONCERNED) == "wrong_role"
    assert why_not(state(), by_page, Asker.STRANGER) == "not_received"


def test_the_table_of_kinds_says_everything_of_each() -> None:
    for name, kind in kinds.KINDS.items():
        assert kind.name is name
        assert kind.words
        assert kind.roles
        assert all(fact.longest > 0 for fact in kind.facts.values() if fact.type is str), name
    assert set(kinds.KINDS) == set(Kind)
    assert [kind.name for kind in kinds.KINDS.values() if kind.first] == [Kind.CASE_RECEIVED]


@pytest.mark.parametrize(
    ("facts", "fit"),
    [
        ({"number": "620702-2026-03-00002"}, True),
        ({}, False),
        ({"number": 3}, False),
        ({"number": "6" * 31}, False),
        ({"number": "6\x00"}, False),
        ({"number": "6", "of a later program": "x"}, True),
        ({"number": "6", "of a later program": "x" * 501}, False),
        ({"number": "6", "n" * 41: "x"}, False),
        ({"number": "6", "count": 1 << 63}, False),
        ({"number": "6", **{f"n{each}": True for each in range(40)}}, False),
    ],
)
def test_facts_are_of_their_type_and_length(facts: dict[str, object], fit: bool) -> None:
    assert kinds.facts_are_fit(action(Kind.RENUMBERED, **facts)) is fit


def test_a_number_is_no_truth() -> None:
    assert kinds.facts_are_fit(action(Kind.FORM_SIGNED, whole=True, hash_rule=2))
    assert not kinds.facts_are_fit(action(Kind.FORM_SIGNED, whole=1))
    assert not kinds.facts_are_fit(action(Kind.FORM_SIGNED, hash_rule=True))
