"""How far a case is: stages, the steps of review, and the words for them."""

from enum import StrEnum


class Stage(StrEnum):
    """Business status of a case; how far it has been delivered is never mixed into it."""

    RECEIVED = "received"
    SUPPLEMENT = "supplement"
    """Before acceptance: the notice of what is missing was given."""
    ACCEPTED = "accepted"
    IN_REVIEW = "in_review"
    FILED = "filed"
    DECLINED = "declined"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    ENDED = "ended"

    @property
    def label(self) -> str:
        """The word of the screens and papers."""
        return _LABELS[self]

    @property
    def is_end(self) -> bool:
        """Whether nothing is decided of the case any more."""
        return self not in LIVE


class Step(StrEnum):
    """Where in review a case is; only beside `Stage.IN_REVIEW`."""

    COMMUNITY = "community"
    EMPLOYER = "employer"
    COUNTY = "county"
    PUBLICITY = "publicity"
    MUNICIPAL = "municipal"

    @property
    def label(self) -> str:
        """The word of the screens and papers."""
        return _STEPS[self]

    @property
    def is_first(self) -> bool:
        """Whether the first opinion is given here."""
        return self in (Step.COMMUNITY, Step.EMPLOYER)


LIVE = frozenset({Stage.RECEIVED, Stage.SUPPLEMENT, Stage.ACCEPTED, Stage.IN_REVIEW})
"""Where something is still to be decided."""

_LABELS = {
    Stage.RECEIVED: "已收件",
    Stage.SUPPLEMENT: "待补正",
    Stage.ACCEPTED: "已受理",
    Stage.IN_REVIEW: "审核中",
    Stage.FILED: "已备案（轮候）",
    Stage.DECLINED: "不予受理",
    Stage.REFUSED: "审核不通过",
    Stage.WITHDRAWN: "已撤回",
    Stage.ENDED: "终止办理",
}
_STEPS = {
    Step.COMMUNITY: "街道社区审核",
    Step.EMPLOYER: "工作单位审核",
    Step.COUNTY: "县区审核",
    Step.PUBLICITY: "公示",
    Step.MUNICIPAL: "市级备案",
}
