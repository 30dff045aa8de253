"""The tables of the one database, as SQLAlchemy sees them; migrations/ makes them.

Rows are named after the domain's words. Personal data stands in conversations, events,
outgoing_messages, profiles, consents, handoffs, refills, feedback, adverse_events, customers and
orders; forgetting a customer means these tables and Rasa's own `events` (in the schema `rasa`).
Reviews go with their events. What customers buy together is learnt anew every night from what is
there then, and names no customer.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    BigInteger,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    LargeBinary,
    Numeric,
    String,
    Text,
    UniqueConstraint,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

_NOW = func.now()


class Base(DeclarativeBase):
    """Every table of ours; Procrastinate's and Rasa's are theirs."""

    type_annotation_map = {  # noqa: RUF012 (SQLAlchemy's own convention)
        datetime: DateTime(timezone=True),
        dict[str, Any]: JSONB,
        list[Any]: JSONB,
        str: Text,
        bytes: LargeBinary,
        Decimal: Numeric,
    }


class CustomerRow(Base):
    """A customer as the shop knows them."""

    __tablename__ = "customers"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str | None]
    email: Mapped[str | None] = mapped_column(index=True)
    phone: Mapped[str | None] = mapped_column(index=True)
    language: Mapped[str | None]


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
    created_at: Mapped[datetime] = mapped_column(server_default=_NOW)


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
    received_at: Mapped[datetime] = mapped_column(server_default=_NOW)
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
    created_at: Mapped[datetime] = mapped_column(server_default=_NOW)
    sent_at: Mapped[datetime | None]


class ProfileRow(Base):
    """A shopper's facts; the key is `customer:<id>` once proven, else the conversation's id."""

    __tablename__ = "profiles"

    subject: Mapped[str] = mapped_column(primary_key=True)
    facts: Mapped[dict[str, Any]]
    updated_at: Mapped[datetime] = mapped_column(server_default=_NOW)


class ConsentRow(Base):
    """What a shopper said yes or no to, last."""

    __tablename__ = "consents"

    subject: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    granted: Mapped[bool]
    at: Mapped[datetime]


class OrderRow(Base):
    """One order of one customer."""

    __tablename__ = "orders"

    id: Mapped[str] = mapped_column(primary_key=True)
    customer_id: Mapped[str] = mapped_column(ForeignKey("customers.id"), index=True)
    ordered_at: Mapped[datetime] = mapped_column(index=True)
    status: Mapped[str]
    email: Mapped[str | None]
    phone: Mapped[str | None]
    carrier: Mapped[str | None]
    tracking_number: Mapped[str | None]
    content_hash: Mapped[str]


class OrderLineRow(Base):
    """One product of an order."""

    __tablename__ = "order_lines"

    order_id: Mapped[str] = mapped_column(
        ForeignKey("orders.id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[str | None] = mapped_column(index=True)
    name: Mapped[str]
    quantity: Mapped[int]
    unit_price: Mapped[Decimal | None]
    currency: Mapped[str | None] = mapped_column(String(3))


class ProductRow(Base):
    """One product; `facts` is the rest of the domain's Product as JSON."""

    __tablename__ = "products"

    id: Mapped[str] = mapped_column(primary_key=True)
    price: Mapped[Decimal]
    currency: Mapped[str] = mapped_column(String(3))
    stock: Mapped[int | None]
    facts: Mapped[dict[str, Any]]
    content_hash: Mapped[str]
    updated_at: Mapped[datetime] = mapped_column(server_default=_NOW)


class EmbeddingRow(Base):
    """The vector (float32, little endian) of one passage text under one model."""

    __tablename__ = "embeddings"

    model_id: Mapped[str] = mapped_column(primary_key=True)
    content_hash: Mapped[str] = mapped_column(primary_key=True)
    vector: Mapped[bytes]


class ArtifactRow(Base):
    """What processes swap to when it changes: the trained Rasa model, the index.

    `kind` is "rasa_model" (with its file) or "index" (id alone: each machine builds its own from
    the catalogue and the stored vectors).
    """

    __tablename__ = "artifacts"

    kind: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[bytes | None]
    active: Mapped[bool] = mapped_column(server_default=text("false"))
    created_at: Mapped[datetime] = mapped_column(server_default=_NOW)


class RefillRow(Base):
    """A product that runs dry on a day, for a customer or a conversation."""

    __tablename__ = "refills"
    __table_args__ = (
        UniqueConstraint("order_id", "product_id"),
        Index(
            "ix_refills_due",
            "due_on",
            postgresql_where=text("status in ('scheduled', 'snoozed')"),
        ),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    customer_id: Mapped[str | None] = mapped_column(index=True)
    conversation_id: Mapped[str | None] = mapped_column(index=True)
    product_id: Mapped[str | None]
    order_id: Mapped[str | None]
    due_on: Mapped[date]
    days: Mapped[int | None]
    status: Mapped[str] = mapped_column(server_default="scheduled")
    status_reason: Mapped[str | None]
    nudged_at: Mapped[datetime | None]
    message_id: Mapped[str | None]
    updated_at: Mapped[datetime] = mapped_column(server_default=_NOW)


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
    created_at: Mapped[datetime] = mapped_column(server_default=_NOW)


class IdentityTryRow(Base):
    """A failed proof of identity."""

    __tablename__ = "identity_tries"

    event_id: Mapped[str] = mapped_column(primary_key=True)
    conversation_id: Mapped[str] = mapped_column(index=True)
    at: Mapped[datetime]


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
    at: Mapped[datetime] = mapped_column(server_default=_NOW)


class UsedLinkRow(Base):
    """A one-time identity link that has been used."""

    __tablename__ = "used_links"

    digest: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(server_default=_NOW)


class AdverseEventRow(Base):
    """Something that happened to a shopper's body, kept for the shop's duty to report."""

    __tablename__ = "adverse_events"

    event_id: Mapped[str] = mapped_column(primary_key=True)
    conversation_id: Mapped[str] = mapped_column(index=True)
    # The customer whose identity was proven then.
    customer_id: Mapped[str | None] = mapped_column(index=True)
    product_id: Mapped[str | None]
    red_flags: Mapped[list[Any]]
    at: Mapped[datetime]


class FeedbackRow(Base):
    """How a product works for a shopper."""

    __tablename__ = "feedback"

    event_id: Mapped[str] = mapped_column(primary_key=True)
    conversation_id: Mapped[str] = mapped_column(index=True)
    # The customer whose identity was proven then.
    customer_id: Mapped[str | None] = mapped_column(index=True)
    product_id: Mapped[str | None]
    sentiment: Mapped[float]
    kind: Mapped[str] = mapped_column(server_default="other")
    # How long the product had been in use, where told.
    days: Mapped[int | None]
    at: Mapped[datetime]


class SecretRow(Base):
    """Keys that the installation made for itself."""

    __tablename__ = "secrets"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]
