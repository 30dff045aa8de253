"""Messages a second of the whole product, beside bare Rasa with the same messages."""

import asyncio
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import mean
from typing import Any

import httpx

from benchmarks.installation import until_quiet
from benchmarks.scripts import SCRIPTS, Script
from benchmarks.shoppers import LineShopper, RasaShopper, again, fresh_user_id
from benchmarks.table import Row
from tests.e2e.installation import Installation

RASA_CLIENTS = 12
_POSTING = 8  # calls of the webhook under way at once

Recorded = Mapping[Script, Sequence[Mapping[str, Any]]]


@dataclass
class Rates:
    """Messages a second in each round: the whole product, stock Rasa, our Rasa process alone."""

    ours: list[float] = field(default_factory=list)
    stock: list[float] = field(default_factory=list)
    own: list[float] = field(default_factory=list)


async def measure_throughput(
    shop: Installation, stock_url: str, recorded: Recorded, conversations: int, rounds: int = 1
) -> Rates:
    """Messages a second of all sides, `rounds` times in turns.

    `recorded` holds what Rasa is told with each message of each script.
    """
    limits = httpx.Limits(max_connections=RASA_CLIENTS + _POSTING)
    rates = Rates()
    async with httpx.AsyncClient(trust_env=False, timeout=120, limits=limits) as client:
        for _ in range(rounds):
            scripts = [SCRIPTS[number % len(SCRIPTS)] for number in range(conversations)]
            rates.ours.append(await _whole(shop, client, scripts))
            rates.stock.append(await _bare(stock_url, client, scripts, recorded))
            rates.own.append(await _bare(shop.rasa_url, client, scripts, recorded))
    return rates


async def _whole(shop: Installation, client: httpx.AsyncClient, scripts: Sequence[Script]) -> float:
    """All conversations write at once, each its messages in order; done when all is quiet."""
    gate = asyncio.Semaphore(_POSTING)

    async def converse(script: Script) -> None:
        shopper = LineShopper(shop, client, fresh_user_id())
        for text in script:
            async with gate:
                await shopper.write(text)

    began = time.perf_counter()
    await asyncio.gather(*(converse(script) for script in scripts))
    await until_quiet(shop)
    return sum(map(len, scripts)) / (time.perf_counter() - began)


async def _bare(
    rasa_url: str,
    client: httpx.AsyncClient,
    scripts: Sequence[Script],
    recorded: Recorded,
) -> float:
    """A few clients that hold one conversation after the other, each message after its answer."""
    waiting = iter(scripts)

    async def converse() -> None:
        for script in waiting:
            shopper = RasaShopper(rasa_url, client)
            for text, metadata in zip(script, recorded[script], strict=True):
                await shopper.ask(text, again(metadata))

    began = time.perf_counter()
    await asyncio.gather(*(converse() for _ in range(RASA_CLIENTS)))
    return sum(map(len, scripts)) / (time.perf_counter() - began)


def throughput_rows(rates: Rates, conversations: int) -> list[Row]:
    """The mean of all rounds, beside each peer."""
    told = f"{conversations} conversations at once until all is quiet, {len(rates.ours)} round(s)"
    clients = f"peer: {RASA_CLIENTS} clients on REST of"
    what, unit = "throughput of the whole", "messages/s"
    return [
        Row(
            what,
            mean(rates.ours),
            unit,
            mean(rates.stock),
            f"{told}; {clients} stock `rasa run`; aim: ratio at least 0.8",
        ),
        Row(f"{what}, own Rasa", mean(rates.ours), unit, mean(rates.own), f"{clients} our Rasa"),
    ]
