"""Stores orders in bulk, with their customers and the refills that the purchases set."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, and_, delete, exists, func, or_, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine
from sqlalchemy.orm import aliased

from bot.adapters.store.orders import order_digest
from bot.adapters.store.products import Changes
from bot.adapters.store.tables import CustomerRow, OrderLineRow, OrderRow, RefillRow
from bot.domain.orders import Order
from bot.domain.purchases import NOT_KEPT, PurchasedRefill
from bot.domain.refills import RefillStatus

_CHUNK = 500
_WAITING = (RefillStatus.SCHEDULED.value, RefillStatus.SNOOZED.value)
_NOT_KEPT = tuple(status.value for status in NOT_KEPT)

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class CustomerFacts:
    """What an order file says of a customer; what is None is not said."""

    id: str
    name: str | None = None
    email: str | None = None
    phone: str | None = None
    language: str | None = None


class PostgresOrderImports:
    """Orders, customers and refills written together."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def compare(self, orders: Sequence[Order]) -> Changes:
        """What `save` would change of the orders; nothing is."""
        async with self._engine.connect() as connection:
            return (await _plan(connection, orders))[1]

    async def save(
        self,
        customers: Sequence[CustomerFacts],
        orders: Sequence[Order],
        refills: Sequence[PurchasedRefill],
    ) -> Changes:
        """Store all in one transaction, or nothing; what is the same already is left alone.

        A refill that a shopper has put off, stopped or been told of keeps its state. Refills of
        orders not kept are stopped, and so are those of a purchase that was made again since.
        """
        async with self._engine.begin() as connection:
            new, changes = await _plan(connection, orders)
            for some in _chunks(customers):
                await _store_customers(connection, some)
            for batch in _chunks(new):
                await _store_orders(connection, batch)
            for chunk in _chunks(refills):
                await _store_refills(connection, chunk)
            await _stop_refills(connection)
        return changes


async def _plan(
    connection: AsyncConnection, orders: Sequence[Order]
) -> tuple[list[Order], Changes]:
    """The orders to write, and all of them counted."""
    known: dict[str, str] = {}
    for ids in _chunks(order.id for order in orders):
        rows = await connection.execute(
            select(OrderRow.id, OrderRow.content_hash).where(OrderRow.id.in_(ids))
        )
        known |= {row.id: row.content_hash for row in rows}
    new = [order for order in orders if known.get(order.id) != order_digest(order)]
    added = sum(order.id not in known for order in new)
    return new, Changes(added, len(new) - added, len(orders) - len(new))


async def _store_customers(connection: AsyncConnection, customers: Sequence[CustomerFacts]) -> None:
    """What is said now replaces what was known; what is not said stays."""
    values = [
        {name: getattr(customer, name) for name in CustomerFacts.__slots__}
        for customer in customers
    ]
    statement = insert(CustomerRow).values(values)
    said = {
        name: func.coalesce(statement.excluded[name], getattr(CustomerRow, name))
        for name in ("name", "email", "phone", "language")
    }
    await connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=said))


async def _store_orders(connection: AsyncConnection, orders: Sequence[Order]) -> None:
    statement = insert(OrderRow).values([_order_values(order) for order in orders])
    columns = [column.name for column in OrderRow.__table__.columns if column.name != "id"]
    await connection.execute(
        statement.on_conflict_do_update(
            index_elements=["id"], set_={name: statement.excluded[name] for name in columns}
        )
    )
    ids = [order.id for order in orders]
    await connection.execute(delete(OrderLineRow).where(OrderLineRow.order_id.in_(ids)))
    lines = [values for order in orders for values in _line_values(order)]
    for some in _chunks(lines):
        await connection.execute(insert(OrderLineRow).values(some))


def _order_values(order: Order) -> dict[str, Any]:
    return {
        "id": order.id,
        "customer_id": order.customer_id,
        "ordered_at": order.ordered_at,
        "status": order.status.value,
        "email": order.email,
        "phone": order.phone,
        "carrier": order.carrier,
        "tracking_number": order.tracking_number,
        "content_hash": order_digest(order),
    }


def _line_values(order: Order) -> list[dict[str, Any]]:
    return [
        {
            "order_id": order.id,
            "position": position,
            "product_id": line.product_id,
            "name": line.name,
            "quantity": line.quantity,
            "unit_price": line.unit_price.amount if line.unit_price else None,
            "currency": line.unit_price.currency if line.unit_price else None,
        }
        for position, line in enumerate(order.lines)
    ]


async def _store_refills(connection: AsyncConnection, refills: Sequence[PurchasedRefill]) -> None:
    """New refills; one that still stands as it was set follows a changed order."""
    statement = insert(RefillRow).values(
        [
            {
                "customer_id": refill.customer_id,
                "product_id": refill.product_id,
                "order_id": refill.order_id,
                "due_on": refill.due_on,
                "days": refill.days,
                # Not touched by the shopper: as old as the purchase.
                "updated_at": refill.purchased_at,
            }
            for refill in refills
        ]
    )
    new = statement.excluded
    moved = or_(
        RefillRow.due_on.is_distinct_from(new.due_on),
        RefillRow.days.is_distinct_from(new.days),
        RefillRow.customer_id.is_distinct_from(new.customer_id),
    )
    await connection.execute(
        statement.on_conflict_do_update(
            index_elements=["order_id", "product_id"],
            set_={name: new[name] for name in ("due_on", "days", "customer_id", "updated_at")},
            where=and_(RefillRow.status == RefillStatus.SCHEDULED.value, moved),
        )
    )


async def _stop_refills(connection: AsyncConnection) -> None:
    """Stop waiting refills of orders not kept, and of purchases that were made again since."""
    await connection.execute(_stop("order not kept", _order_is_not_kept()))
    await connection.execute(_stop("bought again", _was_bought_again()))


def _stop(reason: str, condition: ColumnElement[bool]) -> Any:
    return (
        update(RefillRow)
        .where(RefillRow.status.in_(_WAITING), RefillRow.order_id.is_not(None), condition)
        .values(status=RefillStatus.STOPPED.value, status_reason=reason)
    )


def _order_is_not_kept() -> ColumnElement[bool]:
    return exists().where(OrderRow.id == RefillRow.order_id, OrderRow.status.in_(_NOT_KEPT))


def _was_bought_again() -> ColumnElement[bool]:
    first, again = aliased(OrderRow), aliased(OrderRow)
    return exists().where(
        first.id == RefillRow.order_id,
        again.customer_id == RefillRow.customer_id,
        again.status.not_in(_NOT_KEPT),
        tuple_(again.ordered_at, again.id) > tuple_(first.ordered_at, first.id),
        OrderLineRow.order_id == again.id,
        OrderLineRow.product_id == RefillRow.product_id,
    )


def _chunks(items: Iterable[Item]) -> Iterator[list[Item]]:
    """As many at a time as one statement takes well."""
    rest = iter(items)
    while chunk := list(islice(rest, _CHUNK)):
        yield chunk
