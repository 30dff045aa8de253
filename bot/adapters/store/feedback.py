"""What shoppers told of products: of one of them for advice, of all for the operator."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    cast,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.adapters.store.tables import AdverseEventRow, FeedbackRow
from bot.domain.feedback import HARMED, FeedbackKind, FeedbackSummary, ProductFeedback

_NEWEST = 200

_Rows = type[FeedbackRow] | type[AdverseEventRow]


class PostgresFeedback:
    """Implements the `FeedbackRecords` port."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def of_customer(
        self, customer_id: str | None, conversation_id: str | None
    ) -> Sequence[ProductFeedback]:
        """What this customer or this conversation told, newest first; at most 200."""
        async with self._engine.connect() as connection:
            return await feedback_of(connection, customer_id, conversation_id)

    async def summary(self) -> Sequence[FeedbackSummary]:
        """All feedback by product, the most spoken of first."""
        told = union_all(_told(FeedbackRow), _told(AdverseEventRow)).subquery()
        statement = select(
            told.c.product_id, told.c.kind, func.count(), func.sum(told.c.sentiment)
        ).group_by(told.c.product_id, told.c.kind)
        async with self._engine.connect() as connection:
            rows = (await connection.execute(statement)).all()
        return _to_summaries([(row[0], FeedbackKind(row[1]), row[2], row[3]) for row in rows])


async def feedback_of(
    connection: AsyncConnection, customer_id: str | None, conversation_id: str | None
) -> Sequence[ProductFeedback]:
    """See `FeedbackRecords.of_customer`."""
    told = union_all(
        *(
            _told(table).where(_is_of(table, customer_id, conversation_id))
            for table in (FeedbackRow, AdverseEventRow)
        )
    ).subquery()
    statement = (
        select(told)
        .where(told.c.product_id.is_not(None))
        .order_by(told.c.at.desc(), told.c.event_id.desc())
        .limit(_NEWEST)
    )
    rows = (await connection.execute(statement)).all()
    return [
        ProductFeedback(row.product_id, row.sentiment, FeedbackKind(row.kind), row.at, row.days)
        for row in rows
    ]


def _told(table: _Rows) -> Select[*tuple[Any, ...]]:
    """Both sorts of row in one shape: a reaction is irritation of the worst sentiment."""
    told: tuple[ColumnElement[Any], ...] = (
        literal(HARMED).label("sentiment"),
        literal(FeedbackKind.IRRITATION.value).label("kind"),
        cast(null(), Integer).label("days"),
    )
    if table is FeedbackRow:
        columns = FeedbackRow.__table__.c
        told = (columns.sentiment, columns.kind, columns.days)
    return select(table.event_id, table.product_id, table.at, *told)


def _is_of(
    table: _Rows, customer_id: str | None, conversation_id: str | None
) -> ColumnElement[bool]:
    """Rows of the customer, and of the conversation while nobody else was proven in it."""
    is_here = table.conversation_id == conversation_id
    if customer_id is None:
        return is_here & table.customer_id.is_(None)
    return or_(table.customer_id == customer_id, is_here & table.customer_id.is_(None))


def _to_summaries(
    rows: Sequence[tuple[str | None, FeedbackKind, int, float]],
) -> Sequence[FeedbackSummary]:
    by_product: dict[str | None, list[tuple[FeedbackKind, int, float]]] = {}
    for product_id, kind, count, total in rows:
        by_product.setdefault(product_id, []).append((kind, count, total))
    summaries = [_to_summary(product_id, told) for product_id, told in by_product.items()]
    return sorted(summaries, key=lambda item: (-item.count, item.product_id or ""))


def _to_summary(
    product_id: str | None, told: Sequence[tuple[FeedbackKind, int, float]]
) -> FeedbackSummary:
    count = sum(number for _, number, _ in told)
    mean = sum(total for _, _, total in told) / count
    kinds = sorted(
        ((kind, number) for kind, number, _ in told), key=lambda pair: (-pair[1], pair[0])
    )
    return FeedbackSummary(product_id, count, mean, tuple(kinds))
