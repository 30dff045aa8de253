"""Who buys: customers, orders, products, reminders, and what is told of products."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    BigInteger,
    ForeignKey,
    Identity,
    Index,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from bot.adapters.store.tables.base import NOW, Base


class CustomerRow(Base):
    """A customer as the shop knows them."""

    __tablename__ = "customers"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str | None]
    email: Mapped[str | None] = mapped_column(index=True)
    phone: Mapped[str | None] = mapped_column(index=True)
    language: Mapped[str | None]


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
    updated_at: Mapped[datetime] = mapped_column(server_default=NOW)


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
    updated_at: Mapped[datetime] = mapped_column(server_default=NOW)


class IdentityTryRow(Base):
    """A failed proof of identity."""

    __tablename__ = "identity_tries"

    event_id: Mapped[str] = mapped_column(primary_key=True)
    conversation_id: Mapped[str] = mapped_column(index=True)
    at: Mapped[datetime]


class UsedLinkRow(Base):
    """A one-time identity link that has been used."""

    __tablename__ = "used_links"

    digest: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(server_default=NOW)


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
