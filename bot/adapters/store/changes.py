"""Hears which conversation has something new: one listening connection a process."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator

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
        """News of one conversation, from the moment the context is entered.

        Several changes may come as one; one may come where nothing changed.
        """
        async with self._listening(conversation_id) as listener:
            yield _without_id(listener)

    @contextlib.asynccontextmanager
    async def of_all(self) -> AsyncIterator[AsyncIterator[str]]:
        """Ids of conversations with news; ANY means that any may have some."""
        async with self._listening(ANY) as listener:
            yield listener.news()

    @contextlib.asynccontextmanager
    async def _listening(self, conversation_id: str) -> AsyncIterator["_Listener"]:
        listener = _Listener(conversation_id)
        self._listeners.add(listener)
        try:
            yield listener
        finally:
            self._listeners.discard(listener)


class _Listener:
    """One who waits; changes of one conversation that were not taken yet are one."""

    def __init__(self, wanted: str) -> None:
        self._wanted = wanted
        self._changed: dict[str, None] = {}
        self._event = asyncio.Event()

    def hear(self, conversation_id: str) -> None:
        if ANY in (conversation_id, self._wanted) or conversation_id == self._wanted:
            self._changed[conversation_id] = None
            self._event.set()

    async def news(self) -> AsyncIterator[str]:
        while True:
            await self._event.wait()
            self._event.clear()
            changed, self._changed = self._changed, {}
            for conversation_id in changed:
                yield conversation_id


async def _without_id(listener: _Listener) -> AsyncIterator[None]:
    async for _ in listener.news():
        yield
