"""Papers that went out: to the printer or a file, seen by a person, kept and printed again.

`PaperSent` and `PaperConfirmed` are two actions; of a draft they wait beside it and become actions
when it is received. Must not set a paper: it is handed the PDF.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from counter_app.basics.catalogue.store import DRAFT_GONE, PAPER_GONE
from counter_app.basics.clock import stamp
from counter_app.basics.errors import CounterError
from counter_app.cases.actions import Action, Kind, Scalar
from counter_app.cases.audit import Did
from counter_app.cases.keys import new_id
from counter_app.desk.acting import act_on, begin, get_state
from counter_app.desk.clerks import Clerk
from counter_app.desk.desk import Desk
from counter_app.desk.recorded import put_on_record
from local_db import drafts as draft_rows
from local_db.actions import actions_of, find_action
from local_db.cases import find_state
from local_db.drafts import DraftPaper
from local_db.incarnation import write_mark
from local_db.papers import find_paper, keep_paper


@dataclass(frozen=True, slots=True)
class Printing:
    """What was set, beside its bytes; empty where it is unknown, as of papers printed by 0.1."""

    copy: str = ""
    """`signing`, `final`, `sample` or `blank`."""
    layout: str = ""
    """Name and version of the layout: `application_form/3`."""
    wording: str = ""
    """Version of the wording."""
    person: str = ""
    """Id of the person, of papers that are one person's."""
    letter: str = ""
    """The number of a letter."""
    of: str = ""
    """The numbers of the letters that a 送达回证 is about, with spaces between."""
    docx: bytes = b""
    """The same as .docx, kept beside the PDF."""

    def facts(self) -> dict[str, Scalar]:
        """What an action keeps of it."""
        values = {"copy": self.copy, "layout": self.layout, "wording": self.wording}
        values |= {"person": self.person, "letter": self.letter, "of": self.of}
        return {name: value for name, value in values.items() if value}


@dataclass(frozen=True, slots=True)
class SentPaper:
    """One printing of a paper. `how`: `printer` or `pdf`."""

    sent: str
    paper: str
    sha256: str
    how: str
    at: datetime
    confirmed: bool
    copy: str


_UNKNOWN = Printing()


def paper_sent(
    desk: Desk,
    clerk: Clerk,
    paper: str,
    pdf: bytes,
    how: str,
    *,
    case_id: str | None = None,
    draft_id: str | None = None,
    printing: Printing = _UNKNOWN,
) -> str:
    """Keep the PDF as it was handed out and note that it was sent; gives the sending's id.

    Raises:
        CounterError: CASE_UNKNOWN, DRAFT_GONE, CLOCK_SET_BACK, or the store's troubles.
    """
    with desk.store.transaction() as connection:
        sha256 = keep_paper(connection, pdf, stamp(desk.now()))
        if case_id is None:
            sheet = (paper, sha256, how)
            put_on_record(connection, desk, clerk, Did.PRINTED, paper=paper, how=how)
            return _sent_of_draft(connection, desk, clerk, sheet, printing, draft_id)
        facts: dict[str, Scalar] = {"paper": paper, "sha256": sha256, "how": how}
        facts |= printing.facts()
        if printing.docx:
            facts["docx"] = keep_paper(connection, printing.docx, stamp(desk.now()))
        state = get_state(connection, case_id)
        if paper == "receipt":
            facts["receipt_number"] = state.number
        action, _ = act_on(begin(connection, desk, clerk), state, Kind.PAPER_SENT, facts)
    write_mark(desk.store)
    return action.action_id


def list_printed(desk: Desk, clerk: Clerk, paper: str, how: str, case_id: str = "") -> str:
    """Record that a list was printed, which is nobody's evidence and not kept; gives an id.

    `case_id`: the case that it is about. Raises CASE_UNKNOWN for one that is not here.
    """
    with desk.store.transaction() as connection:
        detail: dict[str, Scalar] = {"paper": paper, "how": how}
        if case_id:
            detail["number"] = get_state(connection, case_id).number
        put_on_record(connection, desk, clerk, Did.PRINTED, case_id, **detail)
    return new_id()


def paper_confirmed(desk: Desk, clerk: Clerk, sent: str) -> None:
    """Note that a person saw the paper come out; a second confirmation changes nothing.

    Raises:
        CounterError: PAPER_GONE where nothing was sent under the id.
    """
    with desk.store.transaction() as connection:
        if draft_rows.find_paper(connection, sent):
            now = stamp(desk.now())
            put_on_record(
                connection, desk, clerk, Did.ACTED, kind=Kind.PAPER_CONFIRMED, action=sent
            )
            draft_rows.confirm_paper(connection, sent, now, clerk.staff_id, clerk.name)
            return
        action = find_action(connection, sent)
        state = find_state(connection, action.case_id) if action else None
        if action is None or state is None:
            raise CounterError(PAPER_GONE)
        if any(trace.sent == sent and trace.confirmed for trace in state.papers):
            return
        facts: dict[str, Scalar] = {
            "paper": action.text("paper"),
            "sha256": action.text("sha256"),
            "sent": sent,
        }
        act_on(begin(connection, desk, clerk), state, Kind.PAPER_CONFIRMED, facts)
    write_mark(desk.store)


def kept_paper(desk: Desk, sha256: str) -> bytes:
    """The PDF as it was handed out, for a reprint; raises PAPER_GONE."""
    with desk.store.reading() as connection:
        pdf = find_paper(connection, sha256)
    if pdf is None:
        raise CounterError(PAPER_GONE)
    return pdf


def find_kept(desk: Desk, sent: Action) -> tuple[bytes, bytes] | None:
    """PDF and .docx of a printing, where both are kept here."""
    with desk.store.reading() as connection:
        pdf = find_paper(connection, sent.text("sha256"))
        docx = find_paper(connection, str(sent.facts.get("docx") or ""))
    return (pdf, docx) if pdf is not None and docx is not None else None


def papers_of(
    desk: Desk, *, case_id: str | None = None, draft_id: str | None = None
) -> tuple[SentPaper, ...]:
    """What was sent of a case or a draft, in order; papers of other windows are not kept here."""
    with desk.store.reading() as connection:
        if draft_id is not None:
            return tuple(map(_of_draft, draft_rows.papers_of(connection, draft_id)))
        if case_id is None:
            return ()
        state = get_state(connection, case_id)
        actions = actions_of(connection, case_id)
    confirmed = {trace.sent for trace in state.papers if trace.confirmed}
    sent = [action for action in actions if action.kind == Kind.PAPER_SENT]
    return tuple(_of_case(action, action.action_id in confirmed) for action in sent)


def _sent_of_draft(
    connection: Connection,
    desk: Desk,
    clerk: Clerk,
    sheet: tuple[str, str, str],
    printing: Printing,
    draft_id: str | None,
) -> str:
    if draft_id is None or draft_rows.find_draft(connection, draft_id) is None:
        raise CounterError(DRAFT_GONE)
    paper, sha256, how = sheet
    printed = DraftPaper(
        sent=new_id(),
        draft_id=draft_id,
        paper=paper,
        sha256=sha256,
        how=how,
        at=stamp(desk.now()),
        staff_id=clerk.staff_id,
        staff_name=clerk.name,
        role=clerk.role,
        copy=printing.copy,
        layout=printing.layout,
        wording=printing.wording,
        person=printing.person,
    )
    draft_rows.add_paper(connection, printed)
    return printed.sent


def _of_draft(paper: DraftPaper) -> SentPaper:
    return SentPaper(
        sent=paper.sent,
        paper=paper.paper,
        sha256=paper.sha256,
        how=paper.how,
        at=datetime.fromisoformat(paper.at),
        confirmed=paper.confirmed_at is not None,
        copy=paper.copy,
    )


def _of_case(action: Action, confirmed: bool) -> SentPaper:
    return SentPaper(
        sent=action.action_id,
        paper=action.text("paper"),
        sha256=action.text("sha256"),
        how=action.text("how"),
        at=datetime.fromisoformat(action.at),
        confirmed=confirmed,
        copy=str(action.facts.get("copy", "")),
    )
