"""What customers bought, kept and told of, as the collaborative model learns from it."""

import asyncio
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Float, Row, Select, cast, func, literal, null, select, union_all
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters.store.tables import AdverseEventRow, FeedbackRow, OrderLineRow, OrderRow
from bot.domain.feedback import DISLIKED, HARMED
from bot.domain.ports import Taste
from bot.domain.purchases import NOT_KEPT

_READ_AT_ONCE = 5_000


class PostgresTastes:
    """Implements the `Tastes` port."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def of_customer(self, customer_id: str) -> Taste:
        """One customer's; empty where they have bought nothing."""
        async with self._engine.connect() as connection:
            rows = (await connection.execute(_known(customer_id))).all()
        return _to_taste(rows)

    async def of_all(self) -> Sequence[Taste]:
        """Everybody's who has any, without saying whose."""
        statement = _known().execution_options(yield_per=_READ_AT_ONCE)
        async with self._engine.connect() as connection:
            rows = [row async for row in await connection.stream(statement)]
        return await asyncio.to_thread(_to_tastes, rows)


def _known(customer_id: str | None = None) -> Select[*tuple[Any, ...]]:
    """Customer, product and mean sentiment (null where only bought), by customer."""
    parts = (_bought(), _told(FeedbackRow, FeedbackRow.sentiment), _told(AdverseEventRow, HARMED))
    known = union_all(*parts).subquery()
    statement = (
        select(known.c.customer_id, known.c.product_id, func.avg(known.c.sentiment).label("liking"))
        .group_by(known.c.customer_id, known.c.product_id)
        .order_by(known.c.customer_id)
    )
    return statement.where(known.c.customer_id == customer_id) if customer_id else statement


def _bought() -> Select[*tuple[Any, ...]]:
    return (
        select(
            OrderRow.customer_id, OrderLineRow.product_id, cast(null(), Float).label("sentiment")
        )
        .join(OrderLineRow, OrderLineRow.order_id == OrderRow.id)
        .where(OrderLineRow.product_id.is_not(None))
        .where(OrderRow.status.not_in([status.value for status in NOT_KEPT]))
    )


def _told(table: Any, sentiment: Any) -> Select[*tuple[Any, ...]]:
    value = literal(sentiment) if isinstance(sentiment, float) else sentiment
    return select(table.customer_id, table.product_id, value.label("sentiment")).where(
        table.customer_id.is_not(None), table.product_id.is_not(None)
    )


def _to_tastes(rows: Iterable[Row[Any]]) -> list[Taste]:
    return [_to_taste(own) for _, own in groupby(rows, lambda row: row.customer_id)]


def _to_taste(rows: Iterable[Row[Any]]) -> Taste:
    own = list(rows)
    return Taste(
        bought=frozenset(row.product_id for row in own),
        disliked=frozenset(
            row.product_id for row in own if row.liking is not None and row.liking <= DISLIKED
        ),
    )
