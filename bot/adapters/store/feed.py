"""A web conversation as its shopper sees it."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any

from sqlalchemy import Row, Select, func, literal, null, select, union_all, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters.store.changes import Changes
from bot.adapters.store.engine import flushed_transaction, reading
from bot.adapters.store.tables import (
    AgentRow,
    ConversationRow,
    EventRow,
    OutgoingMessageRow,
    ProfileRow,
)
from bot.domain.conversations import Owner
from bot.domain.messages import Channel, Delivery, EventKind, Reply
from channels.web.ports import FeedAuthor, FeedItem

_SHOWN = (EventKind.TEXT.value, EventKind.POSTBACK.value)
# A message that a person's taking over called back is not shown.
_HIDDEN = Delivery.FAILED.value


class PostgresFeed:
    """Implements the web channel's `ConversationFeed`."""

    def __init__(self, engine: AsyncEngine, changes: Changes) -> None:
        self._engine = engine
        self._reading = reading(engine)
        self._changes = changes

    async def history(
        self, conversation_id: str, after: int | None, limit: int
    ) -> Sequence[FeedItem]:
        """Messages by rising sequence: the first `limit` after `after`, or the newest for None."""
        items = _items(conversation_id).subquery()
        statement = select(items).limit(limit)
        if after is None:
            statement = statement.order_by(items.c.sequence.desc())
        else:
            statement = statement.where(items.c.sequence > after).order_by(items.c.sequence)
        async with self._reading.connect() as connection:
            rows = (await connection.execute(statement)).all()
        return [_to_item(row) for row in (reversed(rows) if after is None else rows)]

    async def mark_seen(self, conversation_id: str, sequence: int) -> None:
        """The shopper's page shows everything up to `sequence`: pending messages are sent."""
        async with flushed_transaction(self._engine) as connection:
            await connection.execute(
                update(OutgoingMessageRow)
                .where(OutgoingMessageRow.conversation_id == conversation_id)
                .where(OutgoingMessageRow.sequence <= sequence)
                .where(OutgoingMessageRow.delivery == Delivery.PENDING.value)
                .values(
                    delivery=Delivery.SENT.value,
                    delivery_reason=None,
                    not_before=None,
                    sent_at=func.now(),
                )
            )

    def changes(self, conversation_id: str) -> AbstractAsyncContextManager[AsyncIterator[None]]:
        """News of one conversation, from the moment the context is entered."""
        return self._changes.of(conversation_id)

    async def owner(self, conversation_id: str) -> Owner:
        """Who answers; the assistant where nobody has written yet."""
        statement = select(ConversationRow.owner).where(ConversationRow.id == conversation_id)
        async with self._reading.connect() as connection:
            return Owner(await connection.scalar(statement) or Owner.ASSISTANT)

    async def prove_identity(self, conversation_id: str, customer_id: str) -> None:
        """The shop's signature says that this shopper is that customer."""
        row = {"id": conversation_id, "channel": Channel.WEB.value, "customer_id": customer_id}
        statement = insert(ConversationRow).values(row)
        async with self._engine.begin() as connection:
            await connection.execute(
                statement.on_conflict_do_update(
                    index_elements=["id"], set_={"customer_id": customer_id}
                )
            )
            await _adopt_profile(connection, conversation_id, customer_id)


async def _adopt_profile(connection: Any, conversation_id: str, customer_id: str) -> None:
    """What the conversation said of itself is the customer's, where the customer said nothing."""
    said = select(literal(f"customer:{customer_id}"), ProfileRow.facts).where(
        ProfileRow.subject == conversation_id
    )
    await connection.execute(
        insert(ProfileRow).from_select(["subject", "facts"], said).on_conflict_do_nothing()
    )


def _items(conversation_id: str) -> Any:
    return union_all(_said(conversation_id), _answered(conversation_id))


def _said(conversation_id: str) -> Select[Any]:
    return select(
        EventRow.sequence,
        EventRow.id,
        literal(FeedAuthor.SHOPPER.value).label("author"),
        func.jsonb_build_object("text", func.coalesce(EventRow.label, EventRow.text)).label("body"),
        EventRow.occurred_at.label("at"),
        null().label("author_name"),
    ).where(EventRow.conversation_id == conversation_id, EventRow.kind.in_(_SHOWN))


def _answered(conversation_id: str) -> Select[Any]:
    return (
        select(
            OutgoingMessageRow.sequence,
            OutgoingMessageRow.id,
            OutgoingMessageRow.author,
            OutgoingMessageRow.body,
            OutgoingMessageRow.created_at.label("at"),
            AgentRow.name.label("author_name"),
        )
        .outerjoin(AgentRow, AgentRow.id == OutgoingMessageRow.agent_id)
        .where(OutgoingMessageRow.conversation_id == conversation_id)
        .where(OutgoingMessageRow.delivery != _HIDDEN)
    )


def _to_item(row: Row[Any]) -> FeedItem:
    author = FeedAuthor(row.author)
    id_ = row.id.rpartition(":")[2] if author is FeedAuthor.SHOPPER else row.id
    return FeedItem(row.sequence, id_, author, Reply.from_json(row.body), row.at, row.author_name)
