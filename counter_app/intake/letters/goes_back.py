"""The 材料退还清单 that goes with an end. Must not set it."""

from counter_app.intake.letters.source import Source
from counter_app.intake.letters.which import Letters, Wanted
from counter_app.rules.letter_kinds import Letter
from counter_app.rules.letters import find_series


def goes_back_by(source: Source) -> str:
    """Its number; empty where nothing lies here."""
    policy = source.place.newest
    lists = find_series(policy, Letter.RETURN_LIST, source.day)
    if lists is None or not source.then.state.materials:
        return ""
    letters = Letters(source.then, policy, source.day)
    return letters.find(Wanted(str(Letter.RETURN_LIST))).number
