"""A part that keeps failing is left alone for a while."""

from bot.services.circuit_breaker import CircuitBreaker


class Time:
    """Seconds that a test lets pass."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


def test_it_rests_after_failures_in_a_row_and_then_lets_one_try() -> None:
    time = Time()
    breaker = CircuitBreaker(failures=2, rest_seconds=60, now=time)
    breaker.failed()
    assert breaker.lets_through()
    breaker.failed()
    assert not breaker.lets_through()
    time.seconds += 60
    assert breaker.lets_through()
    assert not breaker.lets_through()


def test_a_failed_try_begins_another_rest_and_a_good_one_ends_it() -> None:
    time = Time()
    breaker = CircuitBreaker(failures=1, rest_seconds=60, now=time)
    breaker.failed()
    time.seconds += 60
    assert breaker.lets_through()
    breaker.failed()
    time.seconds += 59
    assert not breaker.lets_through()
    time.seconds += 1
    assert breaker.lets_through()
    breaker.succeeded()
    assert breaker.lets_through()
    assert breaker.lets_through()


def test_failures_with_successes_between_are_not_in_a_row() -> None:
    breaker = CircuitBreaker(failures=2, now=Time())
    breaker.failed()
    breaker.succeeded()
    breaker.failed()
    assert breaker.lets_through()
