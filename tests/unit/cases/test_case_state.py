from collections.abc import Sequence

import msgspec
import pytest

from counter_app.cases.actions import Action, Kind, Role, Scalar
from counter_app.cases.case_state import CaseState
from counter_app.cases.following import Asker, why_not
from counter_app.cases.kinds import KINDS
from counter_app.cases.replay import advance, replay
from counter_app.cases.stages import Stage


def action(kind: str, *, role: str = Role.CLERK, stream: str = "620702", **facts: Scalar) -> Action:
    return Action(
        device="d",
        incarnation="i",
        sequence=1,
        action_id=f"id of {kind}",
        case_id="c",
        stream=stream,
        kind=kind,
        window="620702-03",
        staff_id="s",
        staff_name="李静",
        role=role,
        at="2026-11-24T09:00:00.000+08:00",
        facts=facts,
        previous="",
        content_hash="",
        hash="",
    )


RECEIPT = action(
    Kind.CASE_RECEIVED, number="620702-2026-03-00001", short_code="K7Q2M3", token="t", policy="p"
)


def state(*actions: Action) -> CaseState:
    return replay((RECEIPT, *actions))


def test_a_case_begins_with_its_receipt() -> None:
    received = state()
    assert received.stage is Stage.RECEIVED
    assert (received.number, received.window) == ("620702-2026-03-00001", "620702-03")
    for wrong in ([], [action(Kind.PAPER_SENT)], [RECEIPT, RECEIPT]):
        with pytest.raises(ValueError, match="case"):
            replay(wrong)


def test_what_was_done_beside_receipt_is_referred_to() -> None:
    kinds = (Kind.FORM_SIGNED, Kind.CONSENT_GIVEN, Kind.MATERIAL_TAKEN, Kind.DEFERRAL_PROMISED)
    after = state(*map(action, kinds))
    assert after.commitment == "id of FormSigned"
    assert after.authorizations == ("id of ConsentGiven",)
    assert after.materials == ("id of MaterialTaken",)
    assert after.deferrals == ("id of DeferralPromised",)
    assert after.actions == 5


def test_a_paper_is_sent_and_then_seen() -> None:
    sent = action(Kind.PAPER_SENT, paper="receipt", sha256="h", how="printer")
    seen = action(Kind.PAPER_CONFIRMED, paper="receipt", sha256="h", sent=sent.action_id)
    assert not state(sent).papers[0].confirmed
    assert state(sent, seen).papers[0].confirmed


def test_a_second_number_owes_a_receipt_until_one_with_it_is_sent() -> None:
    fresh = action(Kind.RENUMBERED, number="620702-2026-03-00009", former="620702-2026-03-00001")
    owed = state(fresh)
    assert owed.number == "620702-2026-03-00009"
    assert owed.former_numbers == ("620702-2026-03-00001",)
    assert owed.receipt_owed
    paper = {"paper": "receipt", "sha256": "h", "how": "pdf"}
    old = action(Kind.PAPER_SENT, receipt_number="620702-2026-03-00001", **paper)
    new = action(Kind.PAPER_SENT, receipt_number="620702-2026-03-00009", **paper)
    assert state(fresh, old).receipt_owed
    assert not state(fresh, new).receipt_owed


def test_a_kind_of_a_newer_program_changes_nothing_but_the_count() -> None:
    after = state(action("Something"))
    assert after == msgspec.structs.replace(state(), actions=2)


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_has_a_rule(kind: Kind) -> None:
    assert KINDS[kind].name is kind


@pytest.mark.parametrize(
    ("before", "next_action", "answer"),
    [
        ((), RECEIPT, None),
        ((RECEIPT,), RECEIPT, "already_received"),
        ((), action(Kind.PAPER_SENT), "not_received"),
        ((RECEIPT,), action(Kind.PAPER_SENT), None),
        ((RECEIPT,), action("Something"), "unknown_kind"),
        ((RECEIPT,), action(Kind.PAPER_SENT, stream="620721"), "wrong_stream"),
        ((RECEIPT,), action(Kind.PAPER_SENT, role="director"), "wrong_role"),
        ((RECEIPT,), action(Kind.RENUMBERED), "wrong_role"),
        ((RECEIPT,), action(Kind.RENUMBERED, role=Role.WINDOW), None),
    ],
)
def test_what_may_follow_what(
    before: Sequence[Action], next_action: Action, answer: str | None
) -> None:
    now = None
    for each in before:
        now = advance(now, each)
    assert why_not(now, next_action, Asker.RECEIVER) == answer


def test_what_happened_at_a_window_comes_in_after_the_end_too() -> None:
    declined = msgspec.structs.replace(state(), stage=Stage.DECLINED)
    assert why_not(declined, action(Kind.FORM_SIGNED), Asker.RECEIVER) is None


def test_every_stage_has_its_word() -> None:
    assert len({stage.label for stage in Stage}) == len(Stage)
