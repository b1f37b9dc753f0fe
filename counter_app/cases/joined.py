"""Puts a case together from its actions: format 1 as it came in, with what was done since.

The counter hands in raw JSON and gets it back untouched, the applicant's page what it could read.
Must not judge, nor know where actions are kept.
"""

from collections.abc import Collection, Mapping

from counter_app.cases.case_state import CaseState
from counter_app.forms import matter


def parts_named(state: CaseState) -> tuple[str, ...]:
    """The actions whose contents a case is put together from."""
    named = (state.content, state.commitment, *(each for ids in _lists(state) for each in ids))
    return tuple(filter(None, named))


def joined_of(state: CaseState) -> tuple[object, ...]:
    """All of a state on which it depends what of its contents a case is put together from."""
    return state.content, state.commitment, _lists(state)


def may_be_whole(state: CaseState) -> tuple[str, ...]:
    """The actions of which it matters whether they are whole: each stands alone in its list."""
    return tuple(ids[0] for ids in _lists(state) if len(ids) == 1)


def joined(
    state: CaseState,
    content: Mapping[str, object],
    entries: Mapping[str, object],
    whole: Collection[str],
) -> dict[str, object]:
    """The document of a case.

    `entries` are the elements of format 1 by action, as far as they are still there and readable;
    `whole` names the actions whose entry is the value of its whole key instead.
    """

    def values(ids: tuple[str, ...]) -> object:
        found = [entries[each] for each in ids if each in entries]
        if len(ids) == 1 and ids[0] in whole:
            return found[0] if found else None
        return found or None

    commitment = entries.get(state.commitment)
    return matter.join(matter.Parts(dict(content), commitment, *map(values, _lists(state))))


def _lists(state: CaseState) -> tuple[tuple[str, ...], ...]:
    return state.authorizations, state.materials, state.deferrals
