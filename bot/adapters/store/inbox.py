"""The inbox: an event and its job, stored together or not at all."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.adapters.store.tables import ConversationRow, EventRow
from bot.domain.errors import UnavailableError
from bot.domain.messages import IncomingEvent

log = logging.getLogger(__name__)

DeferJob = Callable[[Any, Sequence[tuple[str, str]]], Awaitable[None]]
"""Defers a job for each (event id, conversation id) on a driver connection, in its transaction."""


class PostgresInbox:
    """Implements the `Inbox` port."""

    def __init__(self, engine: AsyncEngine, defer_jobs: DeferJob) -> None:
        self._engine = engine
        self._defer_jobs = defer_jobs

    async def accept(self, events: Sequence[IncomingEvent]) -> None:
        """Store each new event and defer its job in one transaction; repeats are left out.

        Raises:
            UnavailableError: the database does not answer; nothing was stored.
        """
        if not events:
            return
        try:
            await self._store(events)
        except (OperationalError, InterfaceError, PoolTimeoutError, OSError) as error:
            raise UnavailableError("The database does not answer: send it again.") from error

    async def _store(self, events: Sequence[IncomingEvent]) -> None:
        async with self._engine.begin() as connection:
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
