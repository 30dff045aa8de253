"""What waits and what works are told apart, and the first round does not count."""

import asyncio
import time

from benchmarks.timing import time_rows, timed


async def wait(seconds: float) -> None:
    await asyncio.sleep(seconds)


async def work(seconds: float) -> None:
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


async def test_waiting_is_on_the_clock_and_costs_no_processor_time():
    waited = await timed([[0.0], [0.05] * 3], wait)
    assert len(waited.clock) == 3
    assert min(waited.clock) >= 0.05
    assert max(waited.processor) < min(waited.clock)


async def test_work_is_told_by_the_processor():
    worked = await timed([[], [0.02, 0.02]], work)
    assert min(worked.processor) >= 0.02


async def test_both_are_rows_beside_the_peers_with_how_busy_the_machine_was():
    ours, peer = await timed([[], [0.001]], work), await timed([[], [0.002]], work)
    rows = list(time_rows("recommend", ours, peer, "ten products"))
    assert [row.what for row in rows] == [
        "recommend p50", "recommend p95",
        "recommend p50, processor", "recommend p95, processor",
    ]  # fmt: skip
    assert all(row.unit == "ms" and row.ours and row.peer for row in rows)
    assert rows[2].ours == ours.processor[0] * 1000
    assert "load" in rows[0].remark
