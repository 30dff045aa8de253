"""How often a wrong password may be tried."""

import time
from collections import deque
from collections.abc import Callable

WINDOW_SECONDS = 15 * 60.0
TRIES_PER_EMAIL = 5
TRIES_PER_ADDRESS = 30
# Beyond this many remembered keys the oldest are dropped, so that strangers cannot fill memory.
MAX_KEYS = 10_000


class LoginThrottle:
    """Counts failures in this process per e-mail with address, and per address.

    Several web processes count apart: with four of them, four times as many tries.
    """

    def __init__(self, seconds: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._failures: dict[str, deque[float]] = {}

    def is_open(self, email: str, address: str) -> bool:
        """Whether another try is allowed."""
        pair = self._recent(_pair(email, address))
        return pair < TRIES_PER_EMAIL and self._recent(address) < TRIES_PER_ADDRESS

    def failed(self, email: str, address: str) -> None:
        """Note a wrong password."""
        for key in (_pair(email, address), address):
            self._failures.setdefault(key, deque()).append(self._seconds())
        while len(self._failures) > MAX_KEYS:
            del self._failures[next(iter(self._failures))]

    def succeeded(self, email: str, address: str) -> None:
        """Forget the failures of who is in now."""
        self._failures.pop(_pair(email, address), None)

    def _recent(self, key: str) -> int:
        failures = self._failures.get(key)
        if failures is None:
            return 0
        while failures and failures[0] <= self._seconds() - WINDOW_SECONDS:
            failures.popleft()
        if not failures:
            del self._failures[key]
        return len(failures)


def _pair(email: str, address: str) -> str:
    return f"{email.strip().lower()}\n{address}"
