"""Leaving a part alone that keeps failing, so that nobody waits for it."""

import time
from collections.abc import Callable


class CircuitBreaker:
    """Opens after failures in a row and lets one try through when it has rested.

    The pattern is Nygard's, "Release It!" (2007), chapter 5. For use within one event loop.
    """

    def __init__(
        self,
        failures: int = 3,
        rest_seconds: float = 60.0,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._allowed = failures
        self._rest_seconds = rest_seconds
        self._now = now
        self._failed = 0
        self._closed_from = 0.0

    def lets_through(self) -> bool:
        """Whether to try now; after a rest only the first who asks is let through."""
        if self._failed < self._allowed:
            return True
        if self._now() < self._closed_from:
            return False
        self._rest()
        return True

    def succeeded(self) -> None:
        """It answered."""
        self._failed = 0

    def failed(self) -> None:
        """It did not."""
        self._failed += 1
        if self._failed >= self._allowed:
            self._rest()

    def _rest(self) -> None:
        self._closed_from = self._now() + self._rest_seconds
