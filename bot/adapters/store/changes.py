"""Hears which conversation has something new: one listening connection a process."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from typing import Self

import psycopg

from bot.adapters.store.engine import plain_url

log = logging.getLogger(__name__)

CHANNEL = "dropwise_changes"
ANY = ""
_RECONNECT_SECONDS = 1.0


class Changes:
    """Fans PostgreSQL's notifications out to whoever waits in this process."""

    def __init__(self, url: str) -> None:
        self._url = plain_url(url)
        self._listeners: set[_Listener] = set()

    async def run(self) -> None:
        """Listen until cancelled, through restarts of the database."""
        while True:
            with contextlib.suppress(psycopg.OperationalError):
                await self._listen()
            # Whatever was missed while away: everyone looks again.
            self._tell(ANY)
            await asyncio.sleep(_RECONNECT_SECONDS)

    async def _listen(self) -> None:
        connection = await psycopg.AsyncConnection.connect(self._url, autocommit=True)
        async with connection:
            await connection.execute(f"listen {CHANNEL}")
            self._tell(ANY)
            async for notice in connection.notifies():
                self._tell(notice.payload)

    def _tell(self, conversation_id: str) -> None:
        for listener in self._listeners:
            listener.hear(conversation_id)

    @contextlib.asynccontextmanager
    async def of(self, conversation_id: str) -> AsyncIterator[AsyncIterator[None]]:
        """News of one conversation (ANY: of any), from the moment the context is entered.

        Several changes may come as one; one may come where nothing changed.
        """
        listener = _Listener(conversation_id)
        self._listeners.add(listener)
        try:
            yield listener
        finally:
            self._listeners.discard(listener)


class _Listener:
    """One who waits; changes that were not looked at yet are one.

    No generator: those end for good when a wait is cancelled, as a timeout does.
    """

    def __init__(self, wanted: str) -> None:
        self._wanted = wanted
        self._event = asyncio.Event()

    def hear(self, conversation_id: str) -> None:
        if ANY in (conversation_id, self._wanted) or conversation_id == self._wanted:
            self._event.set()

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> None:
        await self._event.wait()
        self._event.clear()
