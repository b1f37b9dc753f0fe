"""What of a case is copied into the 公租房信息系统, field by field in the order of its screens.

Which fields, and what they are called there, is policy (`hand_over`). A field without content is
left out. Must not know a clipboard or what was copied already.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from counter_app.basics.text import as_read
from counter_app.documents.paper_text import value_in
from counter_app.forms.checks import judge
from counter_app.forms.display import display
from counter_app.forms.housing_application import Region
from counter_app.intake.deeds.ask import Situation
from counter_app.intake.spec_of import find_spec
from counter_app.rules.assess import HouseholdFigures, assess
from counter_app.rules.policy import RowValues
from counter_app.rules.streets import find_street

TABLE = "hand_over"
_AMOUNTS = ("money", "area", "share")
"""Copied as they were typed: another system takes no thousands apart."""


@dataclass(frozen=True, slots=True)
class CopyField:
    """One field to be copied. `key` tells it from the others of its case: nothing personal."""

    key: str
    group: str
    label: str
    value: str


def copy_fields(case: Situation) -> tuple[CopyField, ...]:
    """Everything that has content; of persons and dwellings one after the other, each whole."""
    rows = case.newest.rows(TABLE, case.today)
    known = {**_of_case(case), **_figures(case)}
    found: list[CopyField] = []
    for group in dict.fromkeys(str(row["group"]) for row in rows):
        of_group = [
            each
            for row in rows
            if row["group"] == group
            for each in _expanded(case.file.document, known, row)
        ]
        found += [field for _, field in sorted(of_group, key=lambda each: each[0])]
    return tuple(found)


def _expanded(
    document: Mapping[str, object], known: Mapping[str, str], row: RowValues
) -> Iterator[tuple[int, CopyField]]:
    """The row as often as there is something of it, with which person or line that is."""
    path, group, label = str(row["path"]), str(row["group"]), str(row["label"])
    head, _, rest = path.partition(".")
    if head in ("members", "assets"):
        place, _, key = rest.rpartition(".")
        within = ("household", "members") if head == "members" else ("assets", place, "items")
        listed = value_in(document, *within)
        for at, block in enumerate(listed if isinstance(listed, list) else (), start=1):
            text = _text(".".join((*within, str(at), key)), value_in(block, key))
            if text:
                yield at, CopyField(f"{row['key']}.{at}", f"{group} {at}", label, text)
        return
    text = known.get(path) or _text(path, value_in(document, *path.split(".")))
    if text:
        yield 0, CopyField(str(row["key"]), group, label, text)


def _text(path: str, value: object) -> str:
    spec = find_spec(path)
    if spec is None or value is None:
        return ""
    if spec.kind in _AMOUNTS:
        return as_read(value) if isinstance(value, str) else str(value)
    return display(spec, value)


def _of_case(case: Situation) -> dict[str, str]:
    state, today = case.file.state, case.today
    street = find_street(case.newest, state.stream, state.street, today)
    labels = {str(each): each.label for each in Region}
    phone = case.file.words(state.contact).get("phone") if state.contact else ""
    return {
        "applicant.phone": str(phone or ""),
        "case.number": state.number,
        "case.applied_on": str(value_in(case.file.document, "applied_on") or ""),
        "case.received_on": state.received_at[:10],
        "case.accepted_on": state.accepted_on,
        "case.region": labels.get(state.stream, state.stream),
        "case.street": street.name if street else "",
    }


def _figures(case: Situation) -> dict[str, str]:
    found: HouseholdFigures = assess(judge(case.file.document, case.today), case.policy).household
    return {
        "figures.size": str(found.size or ""),
        "figures.monthly_income": found.monthly_income or "",
        "figures.per_person": found.monthly_income_per_person or "",
        "figures.floor_area": found.floor_area_per_person or "",
    }
