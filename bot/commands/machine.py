"""The parts of a running installation that several commands start: Rasa, its model, a worker."""

import asyncio
import contextlib
import logging
import logging.config
from collections.abc import AsyncIterator, Mapping
from typing import Any, TypedDict

from bot.adapters.rasa_process import free_port
from bot.bootstrap.foundation import Foundation
from bot.bootstrap.work import open_work
from bot.commands.models import keep_model, rasa_beside, warm_up
from bot.commands.process import serving
from bot.domain.errors import DropwiseError
from bot.domain.messages import Channel
from bot.domain.ports import Sender
from bot.settings import Settings
from bot.worker import action_app

log = logging.getLogger(__name__)


class GivenRasa(TypedDict):
    """A Rasa that somebody else runs, and where it expects the action server."""

    action_port: int | None
    rasa_url: str | None


def given_rasa(settings: Settings) -> GivenRasa:
    """What the settings say of a Rasa that runs already; empty where we start our own."""
    rasa_url = str(settings.rasa_url).rstrip("/") if settings.rasa_url else None
    return GivenRasa(action_port=settings.action_port, rasa_url=rasa_url)


@contextlib.asynccontextmanager
async def running_worker(
    base: Foundation,
    senders: Mapping[Channel, Sender],
    *,
    action_port: int | None = None,
    rasa_url: str | None = None,
) -> AsyncIterator[None]:
    """Jobs, action server and, unless `rasa_url` names one, the Rasa of one machine."""
    port = action_port or free_port()
    rasa_port = free_port()
    async with contextlib.AsyncExitStack() as stack:
        # Rasa loads while the embedder does: each takes many seconds.
        loading = asyncio.create_task(
            _own_rasa(stack, base, f"http://127.0.0.1:{port}/webhook", rasa_port)
            if rasa_url is None
            else asyncio.sleep(0),
            name="load Rasa",
        )
        stack.push_async_callback(_ended, loading)
        address = rasa_url or f"http://127.0.0.1:{rasa_port}"
        work, executor = await stack.enter_async_context(open_work(base, senders, address))
        await stack.enter_async_context(serving(action_app(executor), port))
        await loading
        background = [
            asyncio.create_task(base.jobs.run(work), name="jobs"),
            asyncio.create_task(keep_model(base, address), name="model"),
            asyncio.create_task(warm_up(address), name="first message"),
        ]
        for task in background:
            stack.push_async_callback(_ended, task)
        yield


async def _own_rasa(
    stack: contextlib.AsyncExitStack, base: Foundation, action_url: str, port: int
) -> None:
    await stack.enter_async_context(rasa_beside(base.settings, base.url, action_url, port))


async def _ended(task: "asyncio.Task[Any]") -> None:
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError, DropwiseError):
        await task
