"""The sweeps come at their pace in every minute of the day."""

from itertools import pairwise

import pytest
from procrastinate.periodic import PeriodicTask

from bot.adapters.jobs import make_jobs

SECONDS_BETWEEN = {
    "retry_stalled": 3,
    "deliver_due": 2,
    "nudge_due": 30,
    "forget_health_facts": 3600,
    "learn_companions": 3600,
}


def sweeps() -> list[PeriodicTask]:
    app = make_jobs("postgresql://nobody@localhost/none").app
    return list(app.periodic_registry.periodic_tasks.values())


@pytest.mark.parametrize("sweep", sweeps(), ids=lambda sweep: sweep.task.name)
def test_a_sweep_comes_evenly_for_ten_minutes(sweep: PeriodicTask) -> None:
    """Also from one minute to the next: a dead worker's job must not wait for a round minute."""
    seconds = SECONDS_BETWEEN[sweep.task.name]
    times = sweep.croniter
    times.set_current(start_time=0.0)
    ticks = [times.get_next(float) for _ in range(600 // seconds + 2)]
    assert {later - earlier for earlier, later in pairwise(ticks)} == {seconds}
