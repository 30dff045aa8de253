"""Conversations as lines of the console's lists."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, Select, func, literal, literal_column, select, true, union_all
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.adapters.store.tables import (
    AgentRow,
    ConversationRow,
    CustomerRow,
    EventRow,
    HandoffRow,
    OutgoingMessageRow,
)
from bot.domain.conversations import Owner
from bot.domain.handoffs import HandoffReason
from bot.domain.messages import SHOPPERS_OWN, Channel
from channels.console import ports

SPOKEN = tuple(kind.value for kind in SHOPPERS_OWN)
_SHORT_ID = 6


async def waiting(connection: AsyncConnection) -> Sequence[ports.ConversationRow]:
    """In the queue, longest wait first."""
    statement = _lines().where(ConversationRow.owner == Owner.QUEUE.value)
    return await _read(connection, statement.order_by(HandoffRow.opened_at))


async def claimed_by(connection: AsyncConnection, agent_id: str) -> Sequence[ports.ConversationRow]:
    """Claimed by this agent and not closed, latest message first."""
    statement = _lines().where(
        ConversationRow.owner == Owner.AGENT.value, ConversationRow.agent_id == agent_id
    )
    return await _read(connection, statement.order_by(literal_column("last.at").desc()))


async def recent(connection: AsyncConnection, limit: int) -> Sequence[ports.ConversationRow]:
    """All conversations, latest message first."""
    newest = (
        select(ConversationRow.id)
        .where(ConversationRow.last_incoming_at.is_not(None))
        .order_by(ConversationRow.last_incoming_at.desc())
        .limit(limit)
    )
    statement = _lines().where(ConversationRow.id.in_(newest))
    return await _read(connection, statement.order_by(literal_column("last.at").desc()))


async def one(connection: AsyncConnection, conversation_id: str) -> ports.ConversationRow | None:
    """One conversation as a line."""
    rows = await _read(connection, _lines().where(ConversationRow.id == conversation_id))
    return rows[0] if rows else None


async def _read(
    connection: AsyncConnection, statement: Select[Any]
) -> Sequence[ports.ConversationRow]:
    return [_to_line(row) for row in await connection.execute(statement)]


def _last() -> Any:
    """The newest message of either side of each conversation."""
    said = select(
        EventRow.sequence,
        literal(ports.Author.SHOPPER.value).label("author"),
        func.coalesce(EventRow.label, EventRow.text).label("text"),
        EventRow.occurred_at.label("at"),
    ).where(EventRow.conversation_id == ConversationRow.id, EventRow.kind.in_(SPOKEN))
    answered = select(
        OutgoingMessageRow.sequence,
        OutgoingMessageRow.author,
        OutgoingMessageRow.body["text"].astext.label("text"),
        OutgoingMessageRow.created_at.label("at"),
    ).where(OutgoingMessageRow.conversation_id == ConversationRow.id)
    both = union_all(
        said.correlate(ConversationRow).order_by(EventRow.sequence.desc()).limit(1),
        answered.correlate(ConversationRow).order_by(OutgoingMessageRow.sequence.desc()).limit(1),
    ).subquery()
    newest = select(both).order_by(both.c.sequence.desc()).limit(1)
    return newest.lateral("last")


def _unread() -> Any:
    return (
        select(func.count())
        .where(EventRow.conversation_id == ConversationRow.id)
        .where(EventRow.kind.in_(SPOKEN))
        .where(EventRow.sequence > ConversationRow.read_sequence)
        .correlate(ConversationRow)
        .scalar_subquery()
    )


def _lines() -> Select[Any]:
    last = _last()
    handoff_is_open = HandoffRow.closed_at.is_(None)
    return (
        select(
            ConversationRow.id,
            ConversationRow.channel,
            ConversationRow.owner,
            ConversationRow.agent_id,
            CustomerRow.name.label("customer_name"),
            AgentRow.name.label("agent_name"),
            HandoffRow.reason,
            HandoffRow.opened_at,
            last.c.text,
            last.c.author,
            last.c.at,
            _unread().label("unread"),
        )
        .select_from(ConversationRow)
        .join(last, true())
        .outerjoin(HandoffRow, (HandoffRow.conversation_id == ConversationRow.id) & handoff_is_open)
        .outerjoin(AgentRow, AgentRow.id == ConversationRow.agent_id)
        .outerjoin(CustomerRow, CustomerRow.id == ConversationRow.customer_id)
    )


def _to_line(row: Row[Any]) -> ports.ConversationRow:
    return ports.ConversationRow(
        id=row.id,
        channel=Channel(row.channel),
        owner=Owner(row.owner),
        title=row.customer_name or f"{row.channel} …{row.id[-_SHORT_ID:]}",
        last_text=row.text or "",
        last_author=ports.Author(row.author),
        last_at=row.at,
        reason=HandoffReason(row.reason) if row.reason else None,
        waiting_since=row.opened_at,
        agent_id=row.agent_id,
        agent_name=row.agent_name,
        unread=row.unread,
    )
