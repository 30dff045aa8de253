"""Hears which conversation has something new: one listening connection a process."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator

import psycopg

from bot.adapters.store.engine import plain_url

log = logging.getLogger(__name__)

CHANNEL = "dropwise_changes"
_RECONNECT_SECONDS = 1.0


class Changes:
    """Fans PostgreSQL's notifications out to whoever waits in this process."""

    def __init__(self, url: str) -> None:
        self._url = plain_url(url)
        self._waiting: dict[asyncio.Event, str | None] = {}

    async def run(self) -> None:
        """Listen until cancelled, through restarts of the database."""
        while True:
            with contextlib.suppress(psycopg.OperationalError):
                await self._listen()
            # Whatever was missed while away: everyone looks again.
            self._wake(None)
            await asyncio.sleep(_RECONNECT_SECONDS)

    async def _listen(self) -> None:
        connection = await psycopg.AsyncConnection.connect(self._url, autocommit=True)
        async with connection:
            await connection.execute(f"listen {CHANNEL}")
            self._wake(None)
            async for notice in connection.notifies():
                self._wake(notice.payload)

    def _wake(self, conversation_id: str | None) -> None:
        for event, wanted in self._waiting.items():
            if conversation_id is None or wanted is None or wanted == conversation_id:
                event.set()

    @contextlib.asynccontextmanager
    async def of(self, conversation_id: str | None = None) -> AsyncIterator[AsyncIterator[None]]:
        """News of one conversation (None: of any), from the moment the context is entered.

        Several changes may come as one; one may come where nothing changed.
        """
        event = asyncio.Event()
        self._waiting[event] = conversation_id
        try:
            yield _news(event)
        finally:
            del self._waiting[event]


async def _news(event: asyncio.Event) -> AsyncIterator[None]:
    while True:
        await event.wait()
        event.clear()
        yield
