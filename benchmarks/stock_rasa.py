"""Rasa as it comes, for comparison: `rasa run` with our model, tracker store and action server."""

import contextlib
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.installation import find_model
from bot.adapters.processes import Supervisor
from bot.adapters.rasa_process import PYTHON, RasaServer, free_port


@dataclass(frozen=True, slots=True)
class StockRasa:
    """A running one: its address and process, and the seconds from start to a loaded model."""

    url: str
    pid: int
    start_seconds: float


@contextlib.asynccontextmanager
async def stock_rasa(database_url: str, action_url: str, folder: Path) -> AsyncIterator[StockRasa]:
    """Start `rasa run` by its own command line: with all that ours leaves out (bot/nlu/launch)."""
    model, _ = find_model()
    server = RasaServer(model, action_url, database_url, folder / "stock-rasa.log", free_port())
    ours = server.to_child()
    arguments = ours.arguments[ours.arguments.index("run") :]
    stock = replace(ours, name="stock-rasa", arguments=(str(PYTHON), "-m", "rasa", *arguments))
    async with Supervisor(folder / "run-stock") as supervisor:
        began = time.monotonic()
        await supervisor.start(stock)
        seconds = time.monotonic() - began
        yield StockRasa(server.url, supervisor.pid("stock-rasa"), seconds)
