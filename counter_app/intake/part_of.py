"""Where each draft key is asked. Must not know a screen."""

from functools import lru_cache

from counter_app.intake.local import find_local, is_local
from counter_app.intake.steps import WAY, Part

_BY_WORD = {word: info.part for info in WAY for word in info.owns}
_SIGNED = (".signed_by", ".capacity", ".signed_on")


@lru_cache(maxsize=4096)
def part_of(key: str) -> Part:
    """The part where a draft key (or a format-1 path) is asked; what nobody owns, the first."""
    if key.startswith(("consents.", "authorizations[")) and key.endswith(_SIGNED):
        return Part.SIGN
    if is_local(key):
        local = find_local(key)
        return local.part if local else Part.APPLICANT
    return _BY_WORD.get(key.replace("[", ".").partition(".")[0], Part.APPLICANT)
