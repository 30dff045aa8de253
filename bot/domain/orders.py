"""A customer's orders as far as the assistant may speak of them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.money import Price


class OrderStatus(StrEnum):
    """Where an order is."""

    PROCESSING = "processing"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    CANCELLED = "cancelled"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One product of an order; `name` is as sold, `product_id` None where it left the catalogue."""

    name: str
    quantity: int = 1
    product_id: str | None = None
    unit_price: Price | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """One order of one customer."""

    id: str
    customer_id: str
    ordered_at: datetime
    status: OrderStatus
    lines: tuple[OrderLine, ...] = ()
    carrier: str | None = None
    tracking_number: str | None = None
    email: str | None = None
    phone: str | None = None
