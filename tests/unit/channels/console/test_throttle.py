"""How often a wrong password may be tried."""

from channels.console.throttle import (
    MAX_KEYS,
    TRIES_PER_ADDRESS,
    TRIES_PER_EMAIL,
    WINDOW_SECONDS,
    LoginThrottle,
)


def test_after_five_failures_the_door_is_shut_for_a_quarter_of_an_hour() -> None:
    now = [0.0]
    throttle = LoginThrottle(lambda: now[0])
    for _ in range(TRIES_PER_EMAIL):
        assert throttle.is_open("mei", "10.0.0.1")
        throttle.failed("Mei ", "10.0.0.1")
    assert not throttle.is_open("mei", "10.0.0.1")
    now[0] = WINDOW_SECONDS + 1
    assert throttle.is_open("mei", "10.0.0.1")


def test_a_stranger_elsewhere_does_not_lock_an_agent_out() -> None:
    throttle = LoginThrottle(lambda: 0.0)
    for _ in range(TRIES_PER_EMAIL):
        throttle.failed("mei", "10.0.0.66")
    assert throttle.is_open("mei", "10.0.0.1")


def test_one_address_cannot_try_many_names() -> None:
    throttle = LoginThrottle(lambda: 0.0)
    for number in range(TRIES_PER_ADDRESS):
        throttle.failed(f"agent{number}", "10.0.0.66")
    assert not throttle.is_open("mei", "10.0.0.66")


def test_getting_in_forgets_the_failures() -> None:
    throttle = LoginThrottle(lambda: 0.0)
    for _ in range(TRIES_PER_EMAIL):
        throttle.failed("mei", "10.0.0.1")
    throttle.succeeded("mei", "10.0.0.1")
    assert throttle.is_open("mei", "10.0.0.1")


def test_strangers_cannot_fill_the_memory() -> None:
    throttle = LoginThrottle(lambda: 0.0)
    for number in range(MAX_KEYS):
        throttle.failed("mei", str(number))
    assert len(throttle._failures) <= MAX_KEYS
