"""The inbox: an event and its job, stored together or not at all.

Calls that come while others are being stored wait and are then stored together, in one transaction:
a busy machine makes larger transactions, not a longer queue.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.adapters.store.engine import flushed_transaction
from bot.adapters.store.tables import ConversationRow, EventRow
from bot.domain.errors import UnavailableError
from bot.domain.messages import IncomingEvent

log = logging.getLogger(__name__)

DeferJob = Callable[[Any, Sequence[tuple[str, str]]], Awaitable[None]]
"""Defers a job for each (event id, conversation id) on a driver connection, in its transaction."""

# Two: while one transaction waits for the disk the next one runs.
_STORED_AT_ONCE = 2
# A batch takes no more calls than fit; one call alone may be larger.
_EVENTS_IN_A_BATCH = 200
_UNREACHABLE = (OperationalError, InterfaceError, PoolTimeoutError, OSError)


@dataclass(slots=True)
class _Batch:
    """Events of calls that are stored together; open to more until their turn comes."""

    events: list[IncomingEvent]
    stored: asyncio.Task[None]
    calls: int = 0

    def has_room(self, events: Sequence[IncomingEvent]) -> bool:
        return len(self.events) + len(events) <= _EVENTS_IN_A_BATCH

    def add(self, events: Sequence[IncomingEvent]) -> None:
        self.events += events
        self.calls += 1


class PostgresInbox:
    """Implements the `Inbox` port; use it within one event loop."""

    def __init__(self, engine: AsyncEngine, defer_jobs: DeferJob) -> None:
        self._engine = engine
        self._defer_jobs = defer_jobs
        self._open: _Batch | None = None
        self._storing = asyncio.Semaphore(_STORED_AT_ONCE)

    async def accept(self, events: Sequence[IncomingEvent]) -> None:
        """Store each new event and defer its job in one transaction; repeats are left out.

        All of it is on disk when this returns.

        Raises:
            UnavailableError: the database does not answer; nothing was stored.
        """
        if not events:
            return
        try:
            await self._store_with_others(events)
        except _UNREACHABLE as error:
            raise UnavailableError("The database does not answer: send it again.") from error

    async def _store_with_others(self, events: Sequence[IncomingEvent]) -> None:
        batch = self._join(events)
        try:
            # A caller that hangs up takes nobody's events with it.
            await asyncio.shield(batch.stored)
        except _UNREACHABLE:
            raise
        except DBAPIError:
            if batch.calls == 1:
                raise
            # One call's events cannot be stored: the others must not fail with it.
            await self._store(events)

    def _join(self, events: Sequence[IncomingEvent]) -> _Batch:
        batch = self._open
        if batch is None or not batch.has_room(events):
            waiting: list[IncomingEvent] = []
            stored = asyncio.create_task(self._store_in_turn(waiting))
            batch = self._open = _Batch(waiting, stored)
        batch.add(events)
        return batch

    async def _store_in_turn(self, waiting: list[IncomingEvent]) -> None:
        async with self._storing:
            if self._open is not None and self._open.events is waiting:
                self._open = None
            await self._store(waiting)

    async def _store(self, events: Sequence[IncomingEvent]) -> None:
        async with flushed_transaction(self._engine) as connection:
            await _lock_conversations(connection, events)
            new = await _insert_events(connection, events)
            # A repeat may also stand in the same batch: each event is deferred once, in order.
            accepted = {
                event.event_id: event.conversation_id for event in events if event.event_id in new
            }
            raw = (await connection.get_raw_connection()).driver_connection
            await self._defer_jobs(raw, list(accepted.items()))
        log.info("accepted %d events, %d repeats", len(new), len(events) - len(new))


async def _lock_conversations(connection: AsyncConnection, events: Sequence[IncomingEvent]) -> None:
    """Make the conversations that are new and lock all of them, in one order.

    Under the lock a conversation's sequence rises with the commits: a reader that has seen number
    11 will never find a number 10 later.
    """
    rows = sorted({(event.conversation_id, event.channel.value) for event in events})
    values = [{"id": id_, "channel": channel} for id_, channel in rows]
    await connection.execute(insert(ConversationRow).values(values).on_conflict_do_nothing())
    await connection.execute(
        select(ConversationRow.id)
        .where(ConversationRow.id.in_([id_ for id_, _ in rows]))
        .order_by(ConversationRow.id)
        .with_for_update(key_share=True)
    )


async def _insert_events(connection: AsyncConnection, events: Sequence[IncomingEvent]) -> set[str]:
    statement = insert(EventRow).on_conflict_do_nothing(index_elements=["id"])
    values = list({event.event_id: _to_row(event) for event in events}.values())
    result = await connection.execute(statement.values(values).returning(EventRow.id))
    return set(result.scalars())


def _to_row(event: IncomingEvent) -> dict[str, Any]:
    return {
        "id": event.event_id,
        "conversation_id": event.conversation_id,
        "kind": event.kind.value,
        "text": event.text,
        "label": event.label,
        "message_id": event.message_id,
        "reply_token": event.reply_token,
        "details": dict(event.details) if event.details else None,
        "occurred_at": event.occurred_at,
    }
