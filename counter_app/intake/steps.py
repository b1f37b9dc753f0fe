"""The eight parts of the way, in one table: number, names, what of the form is asked there."""

from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """A part of the way; the value is its name in code."""

    APPLICANT = "applicant"
    TYPE = "type"
    HOUSEHOLD = "household"
    ASSETS = "assets"
    MATERIALS = "materials"
    CONSENT = "consent"
    SIGN = "sign"
    RECEIVE = "receive"


@dataclass(frozen=True, slots=True)
class PartInfo:
    """How a part is called and what belongs to it."""

    part: Part
    number: int
    title: str
    short: str
    unit: str
    """The measure word of what is missing in it."""
    owns: tuple[str, ...]
    """The first words of the draft keys that are asked there."""


WAY = (
    PartInfo(
        Part.APPLICANT, 1, "申请人", "申请人", "处", ("applicant", "applied_on", "region", "proxy")
    ),
    PartInfo(Part.TYPE, 2, "申请人类型", "类型", "处", ("details",)),
    PartInfo(Part.HOUSEHOLD, 3, "同住家庭成员", "成员", "处", ("household",)),
    PartInfo(Part.ASSETS, 4, "六项资产", "资产", "类", ("assets",)),
    PartInfo(Part.MATERIALS, 5, "材料", "材料", "份", ("materials", "deferrals")),
    PartInfo(Part.CONSENT, 6, "授权与承诺", "授权", "人", ("authorizations", "consents")),
    PartInfo(Part.SIGN, 7, "核对签字", "签字", "份", ("commitment",)),
    PartInfo(Part.RECEIVE, 8, "收件", "收件", "份", ()),
)

_BY_PART = {info.part: info for info in WAY}


def info_of(part: Part) -> PartInfo:
    """The table's line of a part."""
    return _BY_PART[part]


def part_after(part: Part) -> Part | None:
    """The next part of the way; None after the last."""
    at = info_of(part).number
    return WAY[at].part if at < len(WAY) else None


def part_before(part: Part) -> Part | None:
    """The part before; None before the first."""
    at = info_of(part).number
    return WAY[at - 2].part if at > 1 else None
