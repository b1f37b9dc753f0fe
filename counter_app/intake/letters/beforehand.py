"""A letter as it would be, were an act done now: to be read whole before it is decided.

Nothing is kept of it; its number is given with the act alone. Must not read a store.
"""

from dataclasses import dataclass
from datetime import datetime

from msgspec.structs import replace

from counter_app.cases.actions import Action, Scalar
from counter_app.cases.deed import Deed
from counter_app.cases.keys import new_id
from counter_app.documents.letters.view import LetterView
from counter_app.intake.letters.letter_of import letter_of
from counter_app.intake.letters.source import LetterPlace, Source
from counter_app.intake.letters.which import Letters, Wanted, Which
from counter_app.needs.case_file import CaseFile

_ACT, _LETTER = "act", "letter"


@dataclass(frozen=True, slots=True)
class Author:
    """Who would do it, as what and when."""

    staff_id: str
    name: str
    role: str
    at: datetime


def letter_before(
    file: CaseFile, deed: Deed, author: Author, place: LetterPlace
) -> tuple[Which, LetterView]:
    """The letter that the deed would make; of what is proposed that of the act itself.

    Raises:
        CounterError: LETTER_NONE, ACT_LETTER_OFF.
    """
    act = _as_done(file, deed, author)
    after = file.after(act, deed.content)
    letters = Letters(after, place.newest, author.at.date())
    which = letters.find(Wanted("", (str(act.facts.get(_LETTER, "")),)))
    return which, letter_of(Source(after, which, place))


def _as_done(file: CaseFile, deed: Deed, author: Author) -> Action:
    kind = str(deed.facts.get(_ACT) or deed.kind)
    facts: dict[str, Scalar] = {"on": author.at.date().isoformat(), **deed.facts}
    facts.pop(_ACT, None)
    return replace(
        file.actions[-1],
        action_id=new_id(),
        kind=kind,
        at=author.at.isoformat(timespec="milliseconds"),
        staff_id=author.staff_id,
        staff_name=author.name,
        role=author.role,
        facts=facts,
    )
