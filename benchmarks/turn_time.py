"""How long a shopper waits for an answer, beside the same model asked directly, message by message.

Two peers answer each message too: stock Rasa (`rasa run`), and the product's own Rasa process,
which leaves out some of stock Rasa's work. Both take it over REST and ask the same action server.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx

from benchmarks.scripts import SCRIPTS, Script
from benchmarks.shoppers import LineShopper, RasaShopper, fresh_user_id, metadata_before
from benchmarks.table import Row, percentile
from bot.adapters.store.engine import make_engine
from bot.adapters.store.turns import PostgresTurnStore
from tests.e2e.installation import Installation

_THOUSAND = 1000
_SETTLE_SECONDS = 0.05


@dataclass
class TurnTimes:
    """Seconds of both sides, turn by turn, and what was told to Rasa with each message."""

    ours: list[float] = field(default_factory=list)
    stock: list[float] = field(default_factory=list)
    own: list[float] = field(default_factory=list)
    recorded: dict[Script, list[Mapping[str, Any]]] = field(default_factory=dict)


async def measure_turns(shop: Installation, stock_url: str, rounds: int) -> TurnTimes:
    """Play every script `rounds` times, each message to all sides, one at a time."""
    times = TurnTimes()
    engine = make_engine(shop.database_url, pool_size=1)
    try:
        async with httpx.AsyncClient(trust_env=False, timeout=60) as client:
            stage = _Stage(shop, stock_url, client, PostgresTurnStore(engine))
            await stage.play(SCRIPTS[0], TurnTimes(), is_ours_first=True)  # warms all sides up
            for number in range(rounds):
                for script in SCRIPTS:
                    await stage.play(script, times, is_ours_first=number % 2 == 0)
    finally:
        await engine.dispose()
    return times


@dataclass(frozen=True, slots=True)
class _Stage:
    shop: Installation
    stock_url: str
    client: httpx.AsyncClient
    store: PostgresTurnStore

    async def play(self, script: Script, times: TurnTimes, *, is_ours_first: bool) -> None:
        """One conversation on all sides; ours and the others take turns in going first."""
        ours = LineShopper(self.shop, self.client, fresh_user_id())
        stock = RasaShopper(self.stock_url, self.client)
        own = RasaShopper(self.shop.rasa_url, self.client)
        told: list[Mapping[str, Any]] = []
        for text in script:
            metadata = await metadata_before(self.store, ours, text)
            told.append(metadata)
            if is_ours_first:
                times.ours.append(await self._ask(ours, text))
            times.stock.append(await stock.ask(text, metadata))
            times.own.append(await own.ask(text, metadata))
            if not is_ours_first:
                times.ours.append(await self._ask(ours, text))
        times.recorded[script] = told

    async def _ask(self, shopper: LineShopper, text: str) -> float:
        seconds = await shopper.ask(text)
        # The answer is at LINE's side a moment before we have written down that it is.
        await asyncio.sleep(_SETTLE_SECONDS)
        return seconds


def turn_rows(times: TurnTimes) -> list[Row]:
    """Median and 95th percentile, beside each peer."""
    told = f"{len(times.ours)} turns, one at a time, from sending the webhook to the answer at LINE"
    peers = (
        (times.stock, "", f"{told}; peer: stock `rasa run`, REST; aim: ratio at most 1.5 at p50"),
        (
            times.own,
            ", own Rasa",
            "peer: our Rasa process, REST: without stock Rasa's needless work",
        ),
    )
    return [
        Row(
            f"turn time p{percent}{name}",
            percentile(times.ours, percent) * _THOUSAND,
            "ms",
            percentile(peer, percent) * _THOUSAND,
            remark,
        )
        for peer, name, remark in peers
        for percent in (50, 95)
    ]
