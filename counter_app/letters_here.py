"""Letters of a case at this counter: found, set or fetched, kept and put on record as printed.

Must not decide which letters a case has.
"""

from collections.abc import Callable
from dataclasses import dataclass

from counter_app.basics.catalogue.acts import CASE_NUMBER_UNKNOWN
from counter_app.basics.errors import CounterError
from counter_app.cases.case_state import CaseState
from counter_app.cases.receipts import receipt_address
from counter_app.desk.acting import get_state
from counter_app.desk.clerks import Clerk
from counter_app.desk.decide import case_file
from counter_app.desk.desk import Desk
from counter_app.desk.find_case import acceptance_unanswered, get_by_number
from counter_app.desk.kept_letters import letter_of_server
from counter_app.desk.papers import Printing, find_kept, paper_sent
from counter_app.desk.people_here import is_trial
from counter_app.intake.letters.issued import Issued, paper_of, set_letter
from counter_app.intake.letters.of_case import LettersOfCase, view_of
from counter_app.intake.letters.source import LetterPlace
from counter_app.intake.letters.which import Letters, Wanted, Which
from counter_app.kept_policies import KeptPolicies
from counter_app.sync.link import OpenLink


@dataclass(frozen=True)
class LettersHere:
    """`open_link`: the line to the server, which keeps what it has set."""

    desk: Desk
    policies: KeptPolicies
    open_link: OpenLink

    def issue(
        self, number: str, wanted: Wanted, who: Clerk, words: Callable[[], dict[str, bytes]]
    ) -> Issued:
        """Hand out a letter of a case: as it was printed before, else set now and kept.

        Raises:
            CounterError: CASE_NUMBER_UNKNOWN, LETTER_NONE, ACT_LETTER_OFF; LETTER_AT_SERVER where
                what it tells travels by no pull and nobody can be asked; what papers raise.
        """
        try:
            state = get_by_number(self.desk, number)
        except CounterError as error:
            named = wanted.numbers[0] if wanted.numbers else ""
            link = self.open_link
            elsewhere = letter_of_server(self.desk, link, who.session, number, named)
            if error.entry is not CASE_NUMBER_UNKNOWN or elsewhere is None:
                raise
            return elsewhere
        letters = self.of_case(state.case_id).letters
        file, newest = letters.file, letters.codes
        which = letters.find(wanted)
        sent = letters.sent(which)
        kept = find_kept(self.desk, sent) if sent else None
        if kept:
            issued = Issued(which.kind, which.number, *kept, reprint=True)
        elif issued_there := self._set_there(number, which, who):
            issued = issued_there
        else:
            place = self._place(state)
            view = view_of(which, file, place, words)
            issued = set_letter(which, view)
        printing = Printing(
            copy="final",
            layout=paper_of(which).layout_version,
            wording=newest.wording,
            letter=which.number,
            of=" ".join(which.of),
            docx=issued.docx,
        )
        name = str(which.kind)
        paper_sent(
            self.desk, who, name, issued.pdf, "pdf", case_id=state.case_id, printing=printing
        )
        return issued

    def _set_there(self, number: str, which: Which, who: Clerk) -> Issued | None:
        """The letter as the server keeps it, where it has said that it does.

        Not one that is void: what was kept before does not say so.
        """
        if which.trace is None or not which.trace.sha256 or which.trace.void:
            return None
        return letter_of_server(self.desk, self.open_link, who.session, number, which.number)

    def of_case(self, case_id: str) -> LettersOfCase:
        """All letters of a case, and what each is set from; raises CASE_UNKNOWN."""
        with self.desk.store.reading() as connection:
            state = get_state(connection, case_id)
            file = case_file(connection, case_id)
            waits = acceptance_unanswered(connection, state)
        newest, today = self.policies.in_force, self.desk.now().date()
        return LettersOfCase.of(Letters(file, newest, today, waits), self._place(state))

    def _place(self, state: CaseState) -> LetterPlace:
        """Where and by which policy a letter of the case is made."""
        window = self.desk.window()
        policy = self.policies.of_case(state.policy, state.wording)
        trial = is_trial(self.desk)
        if window is None:
            return LetterPlace(policy, self.policies.in_force, trial=trial)
        return LetterPlace(
            policy,
            self.policies.in_force,
            region=window.county,
            window_code=window.code,
            window_label=window.label,
            address=receipt_address(window.public_address, state.token),
            trial=trial,
        )
