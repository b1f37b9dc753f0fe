"""A letter as the server has set and kept it, where it says so: the same bytes for everybody.

Must not set one.
"""

from counter_app.basics.catalogue.acts import CASE_NOT_THEIRS, LETTER_NONE
from counter_app.basics.errors import CounterError
from counter_app.desk.desk import Desk
from counter_app.desk.server_asked import answered
from counter_app.intake.letters.issued import Issued, issued_there
from counter_app.sync.link import OpenLink
from counter_app.sync.work import ask_letter


def letter_of_server(
    desk: Desk, open_link: OpenLink, session: str, number: str, letter: str = ""
) -> Issued | None:
    """The letter, without a name the last one; None where the server has none to give.

    Raises:
        CounterError: SESSION_OVER; troubles of the line but that it is down.
    """

    def ask() -> Issued | None:
        told = (desk.store, desk.clock, open_link, session, number)
        pdf = ask_letter(*told, letter)
        docx = ask_letter(*told, pdf.letter, "docx")
        return issued_there(pdf.paper, pdf.letter, pdf.content, docx.content)

    try:
        return answered(ask) if session else None
    except CounterError as error:
        if error.entry in (LETTER_NONE, CASE_NOT_THEIRS):
            return None
        raise
