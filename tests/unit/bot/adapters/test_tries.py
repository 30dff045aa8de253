"""How long an event is tried counts in time, and faults apart from waiting for Rasa."""

from datetime import timedelta

from bot.adapters.jobs import Tries


class Watch:
    """A stopwatch that the test moves."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


def test_waiting_is_counted_from_the_first_try_however_long_one_takes() -> None:
    watch = Watch()
    tries = Tries(watch)
    assert tries.waited("e1") == timedelta(0)
    watch.seconds += 20
    assert tries.waited("e1") == timedelta(seconds=20)
    assert tries.waited("e2") == timedelta(0)


def test_faults_are_counted_apart_from_waiting() -> None:
    tries = Tries(Watch())
    for _ in range(5):
        tries.waited("e1")
    assert tries.count_fault("e1") == 1
    assert tries.count_fault("e1") == 2


def test_an_event_at_its_end_is_forgotten() -> None:
    watch = Watch()
    tries = Tries(watch)
    tries.waited("e1")
    tries.count_fault("e1")
    tries.forget("e1")
    watch.seconds += 60
    assert tries.waited("e1") == timedelta(0)
    assert tries.count_fault("e1") == 1
