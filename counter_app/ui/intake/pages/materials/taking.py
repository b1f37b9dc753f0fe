"""What is done with a paper: taken, given back, promised for later, taken instead of sharing.

Changes the session, each act one step of undo. Must not know a widget.
"""

from datetime import date

from counter_app.forms.consents import Material, Obtained
from counter_app.rules.deadlines import WorkingDays
from counter_app.ui.intake.session import DraftSession

TAKEN = ("obtained", "seen_original", "copies", "pages")
PROMISED = ("promised_by", "due_on")


def paper_key(material: Material, person: str, field: str) -> str:
    """The draft key of a taken paper's field."""
    return f"materials.{material}.{person}.{field}"


def promise_key(material: Material, person: str, field: str) -> str:
    """The draft key of a promise's field."""
    return f"deferrals.{material}.{person}.{field}"


def reason_key(material: Material) -> str:
    """Why paper is taken of a shared material; format 1 has no key for it."""
    return f"local.paper_reason.{material}"


def take(session: DraftSession, material: Material, person: str) -> None:
    """Take a paper: original seen, one copy of one page; a promise of it is done with."""
    with session.together():
        for field, value in (
            ("obtained", str(Obtained.PAPER)), ("seen_original", True), ("copies", 1), ("pages", 1)
        ):  # fmt: skip
            key = paper_key(material, person, field)
            if field == "obtained" or session.value(key) is None:
                session.put(key, value, whole=True)
        _clear(session, [promise_key(material, person, field) for field in PROMISED])


def give_back(session: DraftSession, material: Material, person: str) -> None:
    """Take back that a paper was taken."""
    with session.together():
        _clear(session, [paper_key(material, person, field) for field in TAKEN])


def promise(session: DraftSession, today: date, material: Material, person: str) -> None:
    """Let the applicant promise a paper within the working days that policy gives."""
    days = deferrable(session, today, material)
    if days is None:
        return
    day = WorkingDays(session.policy).due(today, days).day
    with session.together():
        name = session.text("applicant.name").strip()
        session.put(promise_key(material, person, "promised_by"), name, whole=True)
        session.put(promise_key(material, person, "due_on"), day.isoformat(), whole=True)


def take_promise_back(session: DraftSession, material: Material, person: str) -> None:
    """Forget a promise."""
    with session.together():
        _clear(session, [promise_key(material, person, field) for field in PROMISED])


def deferrable(session: DraftSession, today: date, material: Material) -> int | None:
    """Within how many working days the material may be brought later; None: it may not."""
    row = session.policy.one("deferrable", today, material=material)
    return None if row is None else int(row["working_days"])


def paper_reasons(session: DraftSession, today: date) -> tuple[str, ...]:
    """Why paper may be taken of what is shared, in the words of policy."""
    return tuple(row["text"] for row in session.policy.rows("paper_reason", today))


def _clear(session: DraftSession, keys: list[str]) -> None:
    for key in keys:
        if session.value(key) is not None:
            session.put(key, None, whole=True)
