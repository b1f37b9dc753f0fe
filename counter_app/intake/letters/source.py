"""What a letter is made from: the case as it was with the act, and what only the desk knows.

Must not read a store or a clock.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

from counter_app.basics.clock import CHINA
from counter_app.cases.actions import Action
from counter_app.cases.changes.change import words_of
from counter_app.documents.build_view import view_of
from counter_app.documents.letters.from_case import letter_view, papers_of
from counter_app.documents.letters.items import ItemWords
from counter_app.documents.letters.view import HandedPaper, LetterView
from counter_app.documents.letters.words import Words
from counter_app.documents.papers import form_pages
from counter_app.documents.view import PaperView
from counter_app.forms.checks import judge
from counter_app.intake.letters.owed import Items
from counter_app.intake.letters.which import Which
from counter_app.needs.case_file import CaseFile
from counter_app.needs.findings import facts_of
from counter_app.needs.timeline import read_day
from counter_app.rules.assess import assess
from counter_app.rules.halls import find_hall
from counter_app.rules.letter_kinds import Letter
from counter_app.rules.letters import find_office, letter_part
from counter_app.rules.materials import MaterialNeed
from counter_app.rules.policy import Policy

_OF_ITS_COUNTY = frozenset(
    {
        Letter.CORRECTION_GUIDE,
        Letter.REVIEW_RETURN,
        Letter.STOP,
        Letter.EXTENSION,
        Letter.REFUSAL_ANNOUNCEMENT,
        Letter.RESULT,
    }
)
"""Letters that name the hall of the case's region, though the city's desk makes them."""


@dataclass(frozen=True, slots=True)
class LetterPlace:
    """Where the letter is made. `policy`: the case's own; `newest`: that which words letters."""

    policy: Policy
    newest: Policy
    region: str = ""
    window_code: str = ""
    window_label: str = ""
    address: str = ""
    """The applicant's page of the case."""
    trial: bool = False


@dataclass(frozen=True)
class Source:
    """One letter's case: `file` with everything, `then` as it was with the act."""

    file: CaseFile
    which: Which
    place: LetterPlace

    @cached_property
    def then(self) -> CaseFile:
        """The case after the act, so that what came later makes it no other letter."""
        upto = self.file.actions.index(self.made_by) + 1
        return CaseFile(self.file.actions[:upto], self.file.contents)

    @cached_property
    def act(self) -> Action:
        """What the letter tells."""
        return self.which.act

    @cached_property
    def made_by(self) -> Action:
        """With what it came into being: the act, or what voided the letter that told it before."""
        return self.which.made_by

    @cached_property
    def handled_by(self) -> Action:
        """Whom the applicant asks about it: of what was approved, who proposed it."""
        proposal = self.file.action(str(self.made_by.facts.get("proposal") or ""))
        return proposal or self.made_by

    @cached_property
    def at(self) -> datetime:
        """The minute at which it came into being, in China."""
        return datetime.fromisoformat(self.made_by.at).astimezone(CHINA)

    @cached_property
    def day(self) -> date:
        """The legal day on which it came into being, by which it is dated and worded."""
        return read_day(str(self.made_by.facts.get("on") or "")) or self.at.date()

    @cached_property
    def received_on(self) -> date:
        """The day of receipt."""
        return self._received.date()

    @property
    def _received(self) -> datetime:
        return datetime.fromisoformat(self.file.state.received_at).astimezone(CHINA)

    @cached_property
    def paper(self) -> PaperView:
        """The case as its other papers see it."""
        state, place = self.then.state, self.place
        here = self.handled_by.window == place.window_code
        made = view_of(
            self.then.document,
            place.policy,
            self.received_on,
            hall_region=state.stream if self.which.kind in _OF_ITS_COUNTY else place.region,
            received_at=self._received,
            made_at=self.at,
            number=self.file.state.number,
            short_code=state.short_code,
            receipt_url=place.address,
            window_label=place.window_label if here else "",
            clerk=self.handled_by.staff_name,
        )
        return replace(made, form_pages=form_pages(made))

    @cached_property
    def base(self) -> LetterView:
        """What all letters of the case say."""
        which, place = self.which, self.place
        made = letter_view(self.paper, place.newest, self.day, trial=place.trial)
        trace = which.trace
        # A hall receives for other counties too; what is decided is decided by the case's own.
        county = self.file.state.stream
        authority = find_hall(place.newest, county, self.day)
        office = find_office(place.newest, county, self.day)
        return replace(
            made,
            bureau=authority.bureau if authority else "",
            office=office or made.office,
            number=which.number,
            part=letter_part(which.code, which.count),
            official=trace.official if trace else "",
            void=bool(trace and trace.void),
            replaces=trace.replaces if trace else "",
            received_on=self.received_on,
            accepted_on=read_day(self.then.state.accepted_on),
        )

    @cached_property
    def needs(self) -> tuple[MaterialNeed, ...]:
        """The material list with the act."""
        judged = judge(self.then.document, self.day)
        return assess(judged, self.place.policy).materials

    @cached_property
    def items(self) -> Items:
        """Words what is owed."""
        facts = facts_of(self.then, self.place.policy, self.day)
        return Items(self.then, ItemWords(self.base.wording), self.needs, facts)

    def words(self) -> Words:
        """The sentences of this kind of letter."""
        return Words(str(self.which.kind), self.base)

    def said(self) -> dict[str, object]:
        """What a person wrote with the act; of an approved one with its proposal."""
        return self.file.words(words_of(self.act))

    @property
    def has_words(self) -> bool:
        """Whether what a person wrote with the act is here, or there was nothing."""
        written = self.file.action(words_of(self.act))
        named = written.action_id if written else ""
        return not (written and written.content_hash) or named in self.file.contents

    def papers(self, actions: Sequence[Action], **more: object) -> tuple[HandedPaper, ...]:
        """The rows of what these actions brought, as the receipt words them."""
        entries = [self.file.entry(each.action_id) for each in actions]
        found = [each for each in entries if isinstance(each, Mapping)]
        document = {
            **self.paper.document,
            "commitment": None,
            "authorizations": [],
            "materials": found,
            **more,
        }
        return papers_of(replace(self.paper, document=document))
