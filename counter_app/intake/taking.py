"""What is done with a paper: taken, given back, promised for later, taken instead of sharing.

Changes the opened, each act one step of undo. Must not know a widget.
"""

from datetime import date

from counter_app.forms.consents import Material, Obtained
from counter_app.intake.open_draft import OpenDraft
from counter_app.rules.deadlines import calendar_of

TAKEN = ("obtained", "seen_original", "copies", "pages")
PROMISED = ("promised_by", "due_on")


def paper_key(material: Material, person: str, field: str) -> str:
    """The draft key of a taken paper's field."""
    return f"materials.{material}.{person}.{field}"


def promise_key(material: Material, person: str, field: str) -> str:
    """The draft key of a promise's field."""
    return f"deferrals.{material}.{person}.{field}"


def take(opened: OpenDraft, material: Material, person: str) -> None:
    """Take a paper: original seen, one copy of one page; a promise of it is done with."""
    with opened.together():
        for field, value in (
            ("obtained", str(Obtained.PAPER)), ("seen_original", True), ("copies", 1), ("pages", 1)
        ):  # fmt: skip
            key = paper_key(material, person, field)
            if field == "obtained" or opened.value(key) is None:
                opened.put(key, value, whole=True)
        _clear(opened, [promise_key(material, person, field) for field in PROMISED])


def give_back(opened: OpenDraft, material: Material, person: str) -> None:
    """Take back that a paper was taken."""
    with opened.together():
        _clear(opened, [paper_key(material, person, field) for field in TAKEN])


def promise(opened: OpenDraft, today: date, material: Material, person: str) -> None:
    """Let the applicant promise a paper within the working days that policy gives."""
    days = deferrable(opened, today, material)
    if days is None:
        return
    day = calendar_of(opened.policy).due(today, days).day
    with opened.together():
        name = opened.text("applicant.name").strip()
        opened.put(promise_key(material, person, "promised_by"), name, whole=True)
        opened.put(promise_key(material, person, "due_on"), day.isoformat(), whole=True)


def take_promise_back(opened: OpenDraft, material: Material, person: str) -> None:
    """Forget a promise."""
    with opened.together():
        _clear(opened, [promise_key(material, person, field) for field in PROMISED])


def deferrable(opened: OpenDraft, today: date, material: Material) -> int | None:
    """Within how many working days the material may be brought later; None: it may not."""
    row = opened.policy.one("deferrable", today, material=material)
    return None if row is None else int(row["working_days"])


def paper_reasons(opened: OpenDraft, today: date) -> tuple[str, ...]:
    """Why paper may be taken of what is shared, in the words of policy."""
    return tuple(row["text"] for row in opened.policy.rows("paper_reason", today))


def _clear(opened: OpenDraft, keys: list[str]) -> None:
    for key in keys:
        if opened.value(key) is not None:
            opened.put(key, None, whole=True)
