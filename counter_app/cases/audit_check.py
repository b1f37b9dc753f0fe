"""Whether a log of `cases.audit` is as it was written, and the first place at which it is not.

Must not know stores: entries come in the order of their positions.
"""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from counter_app.cases.audit import FIRST, AuditEntry, AuditHead, is_own, is_same, mac_of


class Broken(StrEnum):
    """What is wrong with a log."""

    ALTERED = "altered"
    REMOVED = "removed"
    ADDED = "added"
    MOVED = "moved"
    CUT = "cut"

    @property
    def label(self) -> str:
        """For people."""
        return _LABELS[self]


_LABELS = {
    Broken.ALTERED: "这一条被改动",
    Broken.REMOVED: "它前面缺了记录",
    Broken.ADDED: "这一条是添加的",
    Broken.MOVED: "这一条换了位置",
    Broken.CUT: "从这一条起被截去（对方记到的更多）",
}


class Fault(NamedTuple):
    """The first place at which a log is not as it was written."""

    broken: Broken
    chain: str
    sequence: int


class Verified(NamedTuple):
    """What a verifying found: how many entries there are up to the first fault, if there is one."""

    entries: int
    fault: Fault | None

    def told(self) -> dict[str, object]:
        """As `audit verify --json` says it."""
        fault = self.fault
        first = fault and {
            "what": fault.broken,
            "chain": fault.chain,
            "sequence": fault.sequence,
        }
        return {"sound": fault is None, "entries": self.entries, "first": first}

    def sentence(self) -> str:
        """For people."""
        if self.fault is None:
            return f"审计记录 {self.entries} 条，完整，没有改动"
        place = f"第一处在 {self.fault.chain} 第 {self.fault.sequence} 条"
        return f"审计记录被动过：{place}，{self.fault.broken.label}。请保留现场，报告审计人员"


def verify(
    keys: Sequence[bytes], entries: Iterable[AuditEntry], noted: Iterable[AuditHead] = ()
) -> Verified:
    """Walk a log and count it."""
    count = 0

    def counted() -> Iterator[AuditEntry]:
        nonlocal count
        for entry in entries:
            count += 1
            yield entry

    fault = first_fault(keys, counted(), noted)
    return Verified(count, fault)


def first_fault(
    keys: Sequence[bytes], entries: Iterable[AuditEntry], noted: Iterable[AuditHead] = ()
) -> Fault | None:
    """Walk a log in the order of its positions; None where it is sound.

    `noted`: heads of this log that somebody else kept; one that the keys do not prove says nothing.
    """
    awaited: dict[tuple[str, int], set[str]] = {}
    for head in noted:
        if is_own(keys, head):
            awaited.setdefault((head.chain, head.sequence), set()).add(head.mac)
    ends: dict[str, int] = {}
    last: AuditEntry | None = None
    walk = _pairs(entries)
    for entry, following in walk:
        place = (entry.chain, entry.sequence)
        broken = _broken(keys, last, entry, following)
        if broken is Broken.REMOVED and _comes_later(last, entry, walk):
            broken = Broken.MOVED
        if not broken and awaited.pop(place, {entry.mac}) != {entry.mac}:
            broken = Broken.ALTERED
        if broken:
            return Fault(broken, *place)
        ends[entry.chain] = entry.sequence
        last = entry
    if awaited:
        chain, sequence = min(awaited)
        return Fault(Broken.CUT, chain, min(ends.get(chain, 0) + 1, sequence))
    return None


def _broken(
    keys: Sequence[bytes],
    last: AuditEntry | None,
    entry: AuditEntry,
    following: AuditEntry | None,
) -> Broken | None:
    before = last.mac if last else FIRST
    if not any(is_same(mac_of(key, entry), entry.mac) for key in keys):
        # Where what follows goes on with what was before, this one stands between.
        return Broken.ADDED if following and following.previous == before else Broken.ALTERED
    if entry.previous == before and entry.position == (last.position if last else 0) + 1:
        return None
    if last and (entry.chain, entry.sequence) == (last.chain, last.sequence):
        return Broken.ADDED
    if entry.previous == before:
        return Broken.MOVED
    return Broken.REMOVED


def _comes_later(
    last: AuditEntry | None,
    entry: AuditEntry,
    walk: Iterator[tuple[AuditEntry, AuditEntry | None]],
) -> bool:
    """Whether what should stand here stands further on, or this one stood here before."""
    before = last.mac if last else FIRST
    if last and last.chain == entry.chain and entry.sequence <= last.sequence:
        return True
    return any(each.previous == before for each, _ in walk)


def _pairs(entries: Iterable[AuditEntry]) -> Iterator[tuple[AuditEntry, AuditEntry | None]]:
    """Each entry with the one that follows it."""
    present: AuditEntry | None = None
    for entry in entries:
        if present is not None:
            yield present, entry
        present = entry
    if present is not None:
        yield present, None
