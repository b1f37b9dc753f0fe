"""The 文号 of a letter, as policy words it; whoever gives the running number keeps its register."""

from datetime import date

from counter_app.documents.wording import Wording
from counter_app.rules.letter_kinds import Letter
from counter_app.rules.letters import find_office, find_series
from counter_app.rules.policy import Policy


def official_number(policy: Policy, letter: Letter, region: str, on: date, count: int) -> str:
    """甘区住建公租补〔2026〕47号: no leading zero (GB/T 9704). Nothing where it has none."""
    office, series = find_office(policy, region, on), find_series(policy, letter, on)
    if office is None or series is None or not series.series:
        return ""
    words = Wording(policy.words("letters", on), "letters")
    facts = {"office": office.code, "series": series.series, "year": on.year, "n": count}
    return words.text("common", "official", **facts)
