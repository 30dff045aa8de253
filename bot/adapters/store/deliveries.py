"""What delivery reads and writes."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, case, or_, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters.store.engine import flushed_transaction, reading
from bot.adapters.store.tables import ConversationRow, EventRow, OutgoingMessageRow
from bot.domain.conversations import Owner
from bot.domain.messages import Author, Channel, Delivery, OutgoingMessage, Reply
from bot.domain.ports import Waiting

# More than any channel takes in one call.
_BATCH = 10


class PostgresDeliveryStore:
    """Implements the `DeliveryStore` port."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._reading = reading(engine)

    async def next_batch(self, conversation_id: str, now: datetime) -> Sequence[Waiting]:
        """The pending messages of the oldest unsent answer, in order; empty when none is due."""
        statement = (
            select(
                OutgoingMessageRow.__table__,
                ConversationRow.channel,
                ConversationRow.owner,
                EventRow.reply_token,
                EventRow.occurred_at.label("token_born_at"),
            )
            .join(ConversationRow, ConversationRow.id == OutgoingMessageRow.conversation_id)
            .outerjoin(EventRow, EventRow.id == OutgoingMessageRow.event_id)
            .where(OutgoingMessageRow.conversation_id == conversation_id)
            .where(OutgoingMessageRow.delivery == Delivery.PENDING.value)
            .order_by(OutgoingMessageRow.sequence)
            .limit(_BATCH)
        )
        async with self._reading.connect() as connection:
            rows = (await connection.execute(statement)).all()
        # The first one decides: what is later must not overtake what waits.
        if not rows or (rows[0].not_before and rows[0].not_before > now):
            return ()
        return [_to_waiting(row) for row in rows if row.event_id == rows[0].event_id]

    async def begin(self, batch: Sequence[Waiting], now: datetime) -> bool:
        """Note, before sending, that it is tried now; False where another process was quicker.

        It is on disk, and so is all that was committed before, when this returns True.
        """
        as_read = [(waiting.message.id, waiting.message.attempts) for waiting in batch]
        async with self._engine.connect() as connection:
            result = await connection.execute(
                update(OutgoingMessageRow)
                .where(tuple_(OutgoingMessageRow.id, OutgoingMessageRow.attempts).in_(as_read))
                .where(OutgoingMessageRow.delivery == Delivery.PENDING.value)
                .values(tried_at=now, attempts=OutgoingMessageRow.attempts + 1)
            )
            if result.rowcount != len(as_read):
                return False
            await connection.commit()
        return True

    async def record(
        self,
        ids: Sequence[str],
        delivery: Delivery,
        now: datetime,
        reason: str | None = None,
        platform_ids: Sequence[str | None] = (),
    ) -> None:
        """Note what became of messages; one that is known to be sent stays so."""
        known = {id_: told for id_, told in zip(ids, platform_ids, strict=False) if told}
        async with flushed_transaction(self._engine) as connection:
            await connection.execute(
                update(OutgoingMessageRow)
                .where(OutgoingMessageRow.id.in_(ids))
                .where(OutgoingMessageRow.delivery != Delivery.SENT.value)
                .values(
                    delivery=delivery.value,
                    delivery_reason=reason,
                    tried_at=None,
                    sent_at=now if delivery is Delivery.SENT else None,
                    platform_message_id=case(known, value=OutgoingMessageRow.id) if known else None,
                )
            )

    async def postpone(self, ids: Sequence[str], until: datetime, reason: str) -> None:
        """Leave messages pending until a later time."""
        async with self._engine.begin() as connection:
            await connection.execute(
                update(OutgoingMessageRow)
                .where(OutgoingMessageRow.id.in_(ids))
                .values(not_before=until, tried_at=None, delivery_reason=reason)
            )

    async def conversations_due(self, now: datetime, limit: int = 500) -> Sequence[str]:
        """Conversations on pushing channels with a message that may be tried (again) now."""
        statement = (
            select(OutgoingMessageRow.conversation_id)
            .join(ConversationRow, ConversationRow.id == OutgoingMessageRow.conversation_id)
            .where(ConversationRow.channel != Channel.WEB.value)
            .where(OutgoingMessageRow.delivery == Delivery.PENDING.value)
            .where(
                or_(OutgoingMessageRow.not_before.is_(None), OutgoingMessageRow.not_before <= now)
            )
            .distinct()
            .limit(limit)
        )
        async with self._reading.connect() as connection:
            return list((await connection.execute(statement)).scalars())


def _to_waiting(row: Row[Any]) -> Waiting:
    message = OutgoingMessage(
        id=row.id,
        conversation_id=row.conversation_id,
        channel=Channel(row.channel),
        author=Author(row.author),
        reply=Reply.from_json(row.body),
        event_id=row.event_id,
        # The token answers the event once: only the first message of an answer may use it.
        reply_token=row.reply_token,
        token_born_at=row.token_born_at,
        attempts=row.attempts,
    )
    return Waiting(message, Owner(row.owner), row.whoever_owns, row.created_at, row.tried_at)
