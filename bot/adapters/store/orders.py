"""Orders and the customers they belong to."""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.adapters.store.tables import IdentityTryRow, OrderLineRow, OrderRow
from bot.domain.money import Price
from bot.domain.orders import Order, OrderLine, OrderStatus


class PostgresOrders:
    """Implements the `Orders` port."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def find(self, order_id: str) -> Order | None:
        """One order with its lines, whoever's it is."""
        statement = select(OrderRow.__table__).where(OrderRow.id == order_id)
        async with self._engine.connect() as connection:
            row = (await connection.execute(statement)).one_or_none()
            if row is None:
                return None
            lines = await _lines(connection, [order_id])
        return _to_order(row, lines.get(order_id, []))

    async def of_customer(self, customer_id: str, limit: int = 10) -> Sequence[Order]:
        """A customer's orders, newest first."""
        async with self._engine.connect() as connection:
            return await orders_of(connection, customer_id, limit)


async def orders_of(connection: AsyncConnection, customer_id: str, limit: int) -> Sequence[Order]:
    """A customer's orders with their lines, newest first."""
    statement = (
        select(OrderRow.__table__)
        .where(OrderRow.customer_id == customer_id)
        .order_by(OrderRow.ordered_at.desc(), OrderRow.id.desc())
        .limit(limit)
    )
    rows = (await connection.execute(statement)).all()
    lines = await _lines(connection, [row.id for row in rows])
    return [_to_order(row, lines.get(row.id, [])) for row in rows]


class PostgresIdentityTries:
    """Implements the `IdentityTries` port."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def in_last_hour(self, conversation_id: str, now: datetime) -> int:
        """Failed tries within the hour before `now`."""
        statement = (
            select(func.count())
            .select_from(IdentityTryRow)
            .where(IdentityTryRow.conversation_id == conversation_id)
            .where(IdentityTryRow.at > now - timedelta(hours=1))
        )
        async with self._engine.connect() as connection:
            return int(await connection.scalar(statement) or 0)


async def _lines(
    connection: AsyncConnection, order_ids: Sequence[str]
) -> dict[str, list[OrderLine]]:
    statement = (
        select(OrderLineRow.__table__)
        .where(OrderLineRow.order_id.in_(order_ids))
        .order_by(OrderLineRow.order_id, OrderLineRow.position)
    )
    lines: dict[str, list[OrderLine]] = {}
    for row in await connection.execute(statement):
        lines.setdefault(row.order_id, []).append(_to_line(row))
    return lines


def _to_line(row: Row[Any]) -> OrderLine:
    has_price = row.unit_price is not None and row.currency
    price = Price(row.unit_price, row.currency) if has_price else None
    return OrderLine(row.name, row.quantity, row.product_id, price)


def _to_order(row: Row[Any], lines: Sequence[OrderLine]) -> Order:
    return Order(
        id=row.id,
        customer_id=row.customer_id,
        ordered_at=row.ordered_at,
        status=OrderStatus(row.status),
        lines=tuple(lines),
        carrier=row.carrier,
        tracking_number=row.tracking_number,
        email=row.email,
        phone=row.phone,
    )


def order_digest(order: Order) -> str:
    """A digest that changes with anything of the order."""
    return hashlib.sha256(repr(order).encode()).hexdigest()
