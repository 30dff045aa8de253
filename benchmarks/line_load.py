"""A load generator in a process of its own: signed LINE events at an even rate.

    python -m benchmarks.line_load PLAN URL RATE

PLAN holds a JSON line `{"body", "headers"}` a call. Calls are sent on time whether or not earlier
ones were answered (an open loop), so a slow server cannot slow its own measuring. Prints one JSON
object: `seconds` (of each answered call), `statuses` (how many of each), `late_seconds` (how far
behind its plan the generator itself was at most).
"""

import asyncio
import json
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import aiohttp

MOST_CALLS = 10_000
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}
_ANSWER_SECONDS = 30.0


async def run(plan: Sequence[Mapping[str, Any]], url: str, rate: float) -> dict[str, Any]:
    """Send the calls, `rate` a second.

    Raises:
        ValueError: the address is not on this machine, or the plan is too long.
    """
    if urlsplit(url).hostname not in _LOOPBACK:
        raise ValueError("This load is for a server on this machine alone.")
    if len(plan) > MOST_CALLS:
        raise ValueError(f"A plan holds at most {MOST_CALLS} calls.")
    seconds: list[float] = []
    statuses: Counter[str] = Counter()
    timeout = aiohttp.ClientTimeout(total=_ANSWER_SECONDS)
    late = 0.0
    async with aiohttp.ClientSession(timeout=timeout) as session, asyncio.TaskGroup() as calls:
        start = time.perf_counter()
        for number, call in enumerate(plan):
            planned = start + number / rate
            await asyncio.sleep(max(0.0, planned - time.perf_counter()))
            late = max(late, time.perf_counter() - planned)
            calls.create_task(_call(session, url, call, seconds, statuses))
    return {"seconds": seconds, "statuses": statuses, "late_seconds": late}


async def _call(
    session: aiohttp.ClientSession,
    url: str,
    call: Mapping[str, Any],
    seconds: list[float],
    statuses: Counter[str],
) -> None:
    began = time.perf_counter()
    try:
        async with session.post(url, data=call["body"], headers=call["headers"]) as answer:
            await answer.read()
    except (aiohttp.ClientError, TimeoutError) as error:
        statuses[type(error).__name__] += 1
    else:
        seconds.append(time.perf_counter() - began)
        statuses[str(answer.status)] += 1


def main() -> None:
    """Run a plan and print what came of it."""
    file, url, rate = sys.argv[1:]
    with Path(file).open(encoding="utf-8") as lines:
        plan = [json.loads(line) for line in lines]
    print(json.dumps(asyncio.run(run(plan, url, float(rate)))))


if __name__ == "__main__":
    main()
