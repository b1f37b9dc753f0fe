"""Who signs in at this counter: what the server said of its people, and who has been here."""

from counter_app.cases.trial_people import STAFF, TRIAL
from counter_app.desk.desk import Desk
from local_db.notes import Note, read_notes
from local_db.staff import KnownPerson, known_people


def is_trial(desk: Desk) -> bool:
    """Whether the server is one for trying alone: papers and pages say 试用."""
    return _said(desk) == TRIAL


def has_people(desk: Desk) -> bool:
    """Whether people of this hall sign in; until then they pick a name."""
    return _said(desk) in (STAFF, TRIAL)


def people_here(desk: Desk) -> list[KnownPerson]:
    """Who has signed in at this counter, the latest first."""
    with desk.store.reading() as connection:
        return known_people(connection)


def _said(desk: Desk) -> str:
    with desk.store.reading() as connection:
        return read_notes(connection).get(Note.PEOPLE, "")
