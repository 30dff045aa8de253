"""How long something takes, by the clock and of the processor, with how busy the machine was."""

import time
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from benchmarks.machine import describe_load
from benchmarks.table import Row, percentile

Asked = TypeVar("Asked")

_THOUSAND = 1000
_PERCENTS = (50, 95)


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds of each time something was done.

    Attributes:
        clock: as who waits for it sees it; on a busy machine other programs' work counts too.
        processor: of this process, all its threads.
        load: how busy the machine was when it began and when it ended.
    """

    clock: tuple[float, ...]
    processor: tuple[float, ...]
    load: str


async def timed(
    rounds: Iterable[Sequence[Asked]], ask: Callable[[Asked], Awaitable[object]]
) -> Times:
    """Ask every question of every round, one after another; the first round only warms up."""
    clock: list[float] = []
    processor: list[float] = []
    before = describe_load()
    for number, questions in enumerate(rounds):
        for question in questions:
            began, used = time.perf_counter(), time.process_time()
            await ask(question)
            if number:
                clock.append(time.perf_counter() - began)
                processor.append(time.process_time() - used)
    return Times(tuple(clock), tuple(processor), f"{before}, then {describe_load()}")


def time_rows(what: str, ours: Times, peer: Times, remark: str) -> Iterator[Row]:
    """Median and 95th percentile by the clock, then of processor time, beside the peer's."""
    how = f"{remark}; {len(ours.clock)} times, {ours.load}"
    for percent in _PERCENTS:
        yield _row(f"{what} p{percent}", ours.clock, peer.clock, percent, how)
    for percent in _PERCENTS:
        name = f"{what} p{percent}, processor"
        yield _row(name, ours.processor, peer.processor, percent, remark)


def _row(what: str, ours: Sequence[float], peer: Sequence[float], percent: int, remark: str) -> Row:
    found, other = percentile(ours, percent), percentile(peer, percent)
    return Row(what, found * _THOUSAND, "ms", other * _THOUSAND, remark)
