"""What is said: conversations, their events and messages, who answers, what is agreed to."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    ForeignKey,
    Identity,
    Index,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from bot.adapters.store.tables.base import NOW, Base


class ConversationRow(Base):
    """All messages of one customer on one channel, and who owns it."""

    __tablename__ = "conversations"

    id: Mapped[str] = mapped_column(primary_key=True)
    channel: Mapped[str]
    owner: Mapped[str] = mapped_column(server_default="assistant", index=True)
    agent_id: Mapped[str | None] = mapped_column(ForeignKey("agents.id"))
    customer_id: Mapped[str | None] = mapped_column(index=True)
    language: Mapped[str | None]
    pending: Mapped[dict[str, Any] | None]
    shown_products: Mapped[list[Any]] = mapped_column(server_default=text("'[]'::jsonb"))
    # The ingredients that the last answer was about.
    explained: Mapped[list[Any]] = mapped_column(server_default=text("'[]'::jsonb"))
    failures_in_a_row: Mapped[int] = mapped_column(server_default="0")
    reachable: Mapped[bool] = mapped_column(server_default=text("true"))
    disclosed_at: Mapped[datetime | None]
    queue_told_at: Mapped[datetime | None]
    last_incoming_at: Mapped[datetime | None]
    # Up to here an agent has looked at it.
    read_sequence: Mapped[int] = mapped_column(BigInteger, server_default="0")
    created_at: Mapped[datetime] = mapped_column(server_default=NOW)


class EventRow(Base):
    """One accepted event, and the one end it reaches."""

    __tablename__ = "events"
    __table_args__ = (
        Index("ix_events_conversation", "conversation_id", "sequence"),
        Index("ix_events_open", "received_at", postgresql_where=text('"end" is null')),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    # Over all conversations and outgoing messages: one line of time per conversation.
    sequence: Mapped[int] = mapped_column(BigInteger, server_default=text("nextval('timeline')"))
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"))
    kind: Mapped[str]
    text: Mapped[str] = mapped_column(server_default="")
    label: Mapped[str | None]
    message_id: Mapped[str | None] = mapped_column(index=True)
    reply_token: Mapped[str | None]
    details: Mapped[dict[str, Any] | None]
    occurred_at: Mapped[datetime]
    received_at: Mapped[datetime] = mapped_column(server_default=NOW)
    end: Mapped[str | None]
    end_reason: Mapped[str | None]
    ended_at: Mapped[datetime | None]
    # {"language", "intent", "confidence", "tags", "kind"} once it was understood.
    turn: Mapped[dict[str, Any] | None]


class OutgoingMessageRow(Base):
    """One message to a shopper and what became of it; the id is LINE's retry key."""

    __tablename__ = "outgoing_messages"
    __table_args__ = (
        # A job that runs twice stores its answer once.
        UniqueConstraint("event_id", "position"),
        Index("ix_outgoing_conversation", "conversation_id", "sequence"),
        Index(
            "ix_outgoing_pending",
            "conversation_id",
            "sequence",
            postgresql_where=text("delivery = 'pending'"),
        ),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    sequence: Mapped[int] = mapped_column(BigInteger, server_default=text("nextval('timeline')"))
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"))
    event_id: Mapped[str | None] = mapped_column(ForeignKey("events.id"))
    position: Mapped[int] = mapped_column(server_default="0")
    author: Mapped[str]
    agent_id: Mapped[str | None]
    # True for words that go out whoever owns the conversation: safety, the queue's notice.
    whoever_owns: Mapped[bool] = mapped_column(server_default=text("false"))
    body: Mapped[dict[str, Any]]
    delivery: Mapped[str] = mapped_column(server_default="pending")
    delivery_reason: Mapped[str | None]
    attempts: Mapped[int] = mapped_column(server_default="0")
    not_before: Mapped[datetime | None]
    # Set before a try, cleared by its result: found set, the sender died in between.
    tried_at: Mapped[datetime | None]
    platform_message_id: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(server_default=NOW)
    sent_at: Mapped[datetime | None]


class ProfileRow(Base):
    """A shopper's facts; the key is `customer:<id>` once proven, else the conversation's id."""

    __tablename__ = "profiles"

    subject: Mapped[str] = mapped_column(primary_key=True)
    facts: Mapped[dict[str, Any]]
    updated_at: Mapped[datetime] = mapped_column(server_default=NOW)


class ConsentRow(Base):
    """What a shopper said yes or no to, last."""

    __tablename__ = "consents"

    subject: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    granted: Mapped[bool]
    at: Mapped[datetime]


class HandoffRow(Base):
    """One handoff to a person."""

    __tablename__ = "handoffs"
    __table_args__ = (
        # At most one is open in a conversation.
        Index(
            "ix_handoffs_open",
            "conversation_id",
            unique=True,
            postgresql_where=text("closed_at is null"),
        ),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"))
    reason: Mapped[str]
    note: Mapped[str] = mapped_column(server_default="")
    opened_at: Mapped[datetime]
    agent_id: Mapped[str | None]
    claimed_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]


class AgentRow(Base):
    """A person who answers in the console."""

    __tablename__ = "agents"

    id: Mapped[str] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    password_hash: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(server_default=NOW)


class ReviewRow(Base):
    """What a person says a shopper's message means; gone with the message."""

    __tablename__ = "reviews"

    event_id: Mapped[str] = mapped_column(
        ForeignKey("events.id", ondelete="CASCADE"), primary_key=True
    )
    # None: looked at, and nothing to learn from.
    intent: Mapped[str | None]
    # The agent who corrected it in the console; None where the operator decided.
    agent_id: Mapped[str | None] = mapped_column(ForeignKey("agents.id"))
    # Whether the model in use learned from it.
    learned: Mapped[bool] = mapped_column(server_default=text("false"))
    at: Mapped[datetime] = mapped_column(server_default=NOW)
