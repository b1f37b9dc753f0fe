"""So many a minute for each key: a token bucket each. Must not know what a key means."""

import time
from collections.abc import Callable

_MOST_KEYS = 20_000


class Buckets:
    """A full bucket is not kept; when too many keys are known, the longest unused ones go."""

    def __init__(
        self,
        a_minute: float,
        at_once: float | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._a_second = a_minute / 60
        self._full = float(a_minute if at_once is None else at_once)
        self._clock = clock
        self._levels: dict[str, tuple[float, float]] = {}

    def has(self, key: str) -> bool:
        """Whether one is left."""
        return self._level(key) >= 1

    def take(self, key: str) -> bool:
        """Take one; False where none is left."""
        level = self._level(key)
        self._levels.pop(key, None)
        taken = level >= 1
        self._levels[key] = (level - taken, self._clock())
        if len(self._levels) > _MOST_KEYS:
            self._forget()
        return taken

    def _level(self, key: str) -> float:
        if key not in self._levels:
            return self._full
        level, at = self._levels[key]
        return min(self._full, level + (self._clock() - at) * self._a_second)

    def _forget(self) -> None:
        """Drop the longer unused half: keys are in the order of their last use."""
        for key in list(self._levels)[: _MOST_KEYS // 2]:
            del self._levels[key]
