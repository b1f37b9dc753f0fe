"""All that a paper is made from, as one frozen value that callers build.

Papers never look anything up: the same view gives the same bytes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from counter_app.rules.assess import HouseholdFigures
from counter_app.rules.consent import Query
from counter_app.rules.halls import Hall

_NO_FIGURES, _NO_HALL = HouseholdFigures(), Hall()


class Copy(StrEnum):
    """Which copy of a paper: an empty form, the 签字稿, the received one, one with 样张 across."""

    BLANK = "blank"
    SIGNING = "signing"
    FINAL = "final"
    SAMPLE = "sample"


@dataclass(frozen=True, slots=True)
class PaperPerson:
    """Somebody of the household as the papers see them, with what is asked about them."""

    name: str
    id_number: str
    position: int = 0
    """In the household; 0 is the applicant."""
    relation: str = ""
    """与本人关系, empty for the applicant."""
    is_minor: bool = False
    needs_separate_consent: bool = False
    """Under the age below which all of a person's information is sensitive."""
    queries: tuple[Query, ...] = ()


@dataclass(frozen=True, slots=True)
class FormOpinion:
    """What one office said of a case, as it stands in its cell of the 审核表."""

    text: str
    by: str = ""
    """经办人; empty where an office signed on paper of its own."""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class PaperView:
    """One case as its papers see it.

    `document` is format 1 as it came, right or wrong. `number` and `received_at` are empty before
    receipt. `content_hash` is hex; papers print its first eight characters.
    """

    document: Mapping[str, object]
    figures: HouseholdFigures = _NO_FIGURES
    number: str = ""
    short_code: str = ""
    revision: int = 1
    content_hash: str = ""
    receipt_url: str = ""
    hall: Hall = _NO_HALL
    """Where it was taken in; empty for a region that policy does not know."""
    window_label: str = ""
    clerk: str = ""
    made_at: datetime | None = None
    """The moment that the PDF carries; the receipt prints it as 收件时间."""
    policy: str = ""
    answer_by: date | None = None
    """The day by which the bureau says whether it accepts."""
    answer_provisional: bool = False
    answer_days: int = 5
    """Within how many working days; 0 where policy does not say."""
    people: tuple[PaperPerson, ...] = ()
    """The household, the applicant first."""
    granted: Mapping[int, frozenset[str]] = field(default_factory=dict)
    """Position → the items that a person granted, where the answer was not as a whole."""
    form_pages: int = 0
    """Pages of the signed 审核表, for the receipt's list; 0: counted when the receipt is set."""
    signed_too: tuple[tuple[str, int], ...] = ()
    """Papers that format 1 does not know and that were printed to be signed: title, people."""
    wording: Mapping[str, object] = field(default_factory=dict)
    """The policy table `papers`: the bureau's words on receipt, consent sheet and 签字稿."""
    opinions: tuple[FormOpinion | None, ...] = ()
    """What community or employer, county and city said; empty until the case is decided."""
    trial: bool = False
    """Made at a counter of a trial server."""
