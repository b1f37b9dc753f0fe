"""The audit's chain by hand: what an entry may say, and what is named when it was tampered with."""

from collections.abc import Callable

import msgspec
import pytest

from counter_app.cases.audit import AuditEntry, AuditHead, Did, Who, head_of, is_own, next_entry
from counter_app.cases.audit_check import Broken, Fault, first_fault, verify

Bent = Callable[[list[AuditEntry]], list[AuditEntry]]
KEY, OTHER = bytes(32), bytes(range(32))
WHO = Who("clerk-1", "clerk", "de01" * 4, "620702-03")
AT = "2026-11-24T09:00:00.000+08:00"


def log(*chains: str) -> list[AuditEntry]:
    entries: list[AuditEntry] = []
    for chain in chains:
        last = entries[-1] if entries else None
        entries.append(next_entry(KEY, last, chain, WHO, Did.VIEWED, at=AT, case_id="c"))
    return entries


def put(entry: AuditEntry, **changes: object) -> AuditEntry:
    return msgspec.structs.replace(entry, **changes)


def test_a_log_as_it_was_written_is_sound() -> None:
    entries = log("a", "a", "a", "b", "b")
    assert [each.sequence for each in entries] == [1, 2, 3, 1, 2]
    assert verify([KEY], entries).told() == {"sound": True, "entries": 5, "first": None}
    assert verify([KEY], []).fault is None
    assert verify([OTHER, KEY], entries).fault is None


@pytest.mark.parametrize(
    ("bent", "fault"),
    [
        (lambda e: [e[0], put(e[1], staff_id="clerk-2"), *e[2:]], Fault(Broken.ALTERED, "a", 2)),
        (lambda e: [e[0], *e[2:]], Fault(Broken.REMOVED, "a", 3)),
        (lambda e: e[1:], Fault(Broken.REMOVED, "a", 2)),
        (lambda e: [e[0], e[2], e[1], *e[3:]], Fault(Broken.MOVED, "a", 3)),
        (lambda e: [e[0], put(e[2], at=""), *e[1:]], Fault(Broken.ADDED, "a", 3)),
        (lambda e: [e[0], e[1], e[1], *e[2:]], Fault(Broken.ADDED, "a", 2)),
        (lambda e: [*e[:3], *e[4:]], Fault(Broken.REMOVED, "b", 2)),
    ],
)  # fmt: skip
def test_the_first_place_is_named(bent: Bent, fault: Fault) -> None:
    found = verify([KEY], bent(log("a", "a", "a", "b", "b")))
    assert found.fault == fault
    assert f"{fault.chain} 第 {fault.sequence} 条" in found.sentence()


def test_a_store_that_was_put_back_shows_what_it_lost() -> None:
    """The other side had noted five of its first life; it has two of them and went on as b."""
    whole = log("a", "a", "a", "a", "a")
    head = head_of(KEY, whole[-1])
    back = whole[:2]
    back.append(next_entry(KEY, back[-1], "b", WHO, Did.BEGAN, at=AT))
    assert first_fault([KEY], back, [head]) == Fault(Broken.CUT, "a", 3)


def test_a_head_that_nobody_told_says_nothing() -> None:
    invented = AuditHead(position=99, chain="a", sequence=99, mac="0" * 64, proof="0" * 32)
    assert not is_own([KEY], invented)
    assert first_fault([KEY], log("a"), [invented]) is None
    foreign = head_of(OTHER, log("a", "a")[-1])
    assert first_fault([KEY], log("a"), [foreign]) is None


def test_a_rewritten_past_differs_from_what_was_noted() -> None:
    """Whoever has the key can write a whole new log; who noted an end of the old one sees it."""
    head = head_of(KEY, log("a", "a")[-1])
    entries = log("a")
    entries.append(next_entry(KEY, entries[-1], "a", WHO, Did.EXPORTED, at=AT))
    assert first_fault([KEY], entries) is None
    assert first_fault([KEY], entries, [head]) == Fault(Broken.ALTERED, "a", 2)


@pytest.mark.parametrize("detail", [{"name": "周玉兰"}, {"text": "13909366120"}, {"hits": "周"}])
def test_an_entry_says_nothing_that_has_no_place_in_it(detail: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=next(iter(detail))):
        next_entry(KEY, None, "a", WHO, Did.SEARCHED, at=AT, detail=detail)


def test_a_reason_is_cut_where_it_is_too_long() -> None:
    entry = next_entry(KEY, None, "a", WHO, Did.UNMASKED, at=AT, detail={"reason": "核" * 999})
    assert len(msgspec.json.decode(entry.detail)["reason"]) == 200
