"""How fast one socket may write."""

import time
from collections.abc import Callable


class TokenBucket:
    """At most `capacity` messages at once and `per_second` on the long run."""

    def __init__(
        self, capacity: float, per_second: float, seconds: Callable[[], float] = time.monotonic
    ) -> None:
        self._capacity = capacity
        self._per_second = per_second
        self._seconds = seconds
        self._level = capacity
        self._at = seconds()

    def has_room(self) -> bool:
        """Take one token; False when none is left."""
        now = self._seconds()
        self._level = min(self._capacity, self._level + (now - self._at) * self._per_second)
        self._at = now
        if self._level < 1:
            return False
        self._level -= 1
        return True
