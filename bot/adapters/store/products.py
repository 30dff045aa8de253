"""The catalogue's products as rows."""

import asyncio
import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from sqlalchemy import Row, bindparam, delete, func, select, update
from sqlalchemy.dialects.postgresql import Insert, insert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.adapters.store.tables import ProductRow
from bot.domain.claims import RULES_VERSION
from bot.domain.claims.product_copy import to_lawful
from bot.domain.languages import Language
from bot.domain.money import Price
from bot.domain.products import Product

_CHUNK = 500
_TUPLES = (
    "ingredients",
    "key_ingredients",
    "skin_types",
    "unsuitable_skin_types",
    "concerns",
    "highlights",
)
_TEXTS = ("names", "descriptions", "how_to_use")
_COPY = ("names", "descriptions", "how_to_use", "highlights")
_PLAIN = (
    "brand",
    "product_type",
    "size",
    "size_ml",
    "days_of_supply",
    "url",
    "kind",
    "is_mini",
    "family",
)


@dataclass(frozen=True, slots=True)
class Changes:
    """What storing products changed."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0


class PostgresProducts:
    """Products by id, all of them, and stored in bulk."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def all(self) -> Sequence[Product]:
        """Every product, by id."""
        async with self._engine.connect() as connection:
            statement = select(ProductRow.__table__).order_by(ProductRow.id)
            rows = (await connection.execute(statement)).all()
        return await asyncio.to_thread(_to_products, rows)

    async def find(self, product_id: str) -> Product | None:
        """One product as it is now."""
        async with self._engine.connect() as connection:
            statement = select(ProductRow.__table__).where(ProductRow.id == product_id)
            row = (await connection.execute(statement)).one_or_none()
            return to_product(row) if row else None

    async def judge_anew(self) -> int:
        """Keep today's judgement of what was judged under other rules on claims; how many it was.

        Milliseconds a product, which no later look at the catalogue shall spend again. What is
        stored meanwhile goes before.
        """
        judged = ProductRow.facts["judged"].astext
        stale = select(ProductRow.__table__).where(judged.is_distinct_from(RULES_VERSION))
        async with self._engine.connect() as connection:
            rows = (await connection.execute(stale)).all()
        for start in range(0, len(rows), _CHUNK):
            some = rows[start : start + _CHUNK]
            values = await asyncio.to_thread(_to_changes, some)
            async with self._engine.begin() as connection:
                await connection.execute(_JUDGE, values)
        return len(rows)

    async def version(self) -> str:
        """A text that changes when any product does; cheap enough to ask every second."""
        statement = select(func.count(), func.max(ProductRow.updated_at))
        async with self._engine.connect() as connection:
            count, newest = (await connection.execute(statement)).one()
        return f"{count}@{newest}"

    async def compare(
        self, products: Sequence[Product], replacing: Collection[str] = ()
    ) -> Changes:
        """What `save` would change; nothing is."""
        async with self._engine.connect() as connection:
            plan = await _plan(connection, products, replacing)
        return plan.changes

    async def save(self, products: Sequence[Product], replacing: Collection[str] = ()) -> Changes:
        """Store all in one transaction, or none; what is the same already is left alone.

        Products with an id in `replacing` that are not stored now leave.
        """
        async with self._engine.begin() as connection:
            plan = await _plan(connection, products, replacing)
            for start in range(0, len(plan.new), _CHUNK):
                await connection.execute(_upsert(plan.new[start : start + _CHUNK]))
            if plan.leaving:
                await connection.execute(delete(ProductRow).where(ProductRow.id.in_(plan.leaving)))
        return plan.changes


@dataclass(frozen=True, slots=True)
class _Plan:
    """Rows to write, ids to delete, and both counted."""

    new: Sequence[dict[str, Any]]
    leaving: Sequence[str]
    changes: Changes


async def _plan(
    connection: AsyncConnection, products: Sequence[Product], replacing: Collection[str]
) -> _Plan:
    values = {product.id: to_values(product) for product in products}
    hashes = await connection.execute(select(ProductRow.id, ProductRow.content_hash))
    known = {row.id: row.content_hash for row in hashes}
    new = [row for id_, row in values.items() if known.get(id_) != row["content_hash"]]
    added = sum(row["id"] not in known for row in new)
    leaving = sorted(known.keys() & set(replacing) - values.keys())
    changes = Changes(added, len(new) - added, len(values) - len(new), len(leaving))
    return _Plan(new, leaving, changes)


def _upsert(rows: Sequence[dict[str, Any]]) -> Insert:
    statement = insert(ProductRow).values(rows)
    columns = ("price", "currency", "stock", "facts", "content_hash")
    return statement.on_conflict_do_update(
        index_elements=["id"],
        set_={name: statement.excluded[name] for name in columns} | {"updated_at": func.now()},
    )


_PRODUCTS = ProductRow.metadata.tables[ProductRow.__tablename__]
_JUDGE = (
    update(_PRODUCTS)
    .where(_PRODUCTS.c.id == bindparam("stored_id"))
    .where(_PRODUCTS.c.content_hash == bindparam("stored_hash"))
    .values(
        facts=bindparam("facts"),
        content_hash=bindparam("content_hash"),
        updated_at=func.now(),
    )
)


def _to_changes(rows: Iterable[Row[Any]]) -> list[dict[str, Any]]:
    """The parameters of `_JUDGE` for rows as they were read."""
    return [_to_change(row) for row in rows]


def _to_change(row: Row[Any]) -> dict[str, Any]:
    values = to_values(to_product(row))
    return {
        "stored_id": row.id,
        "stored_hash": row.content_hash,
        "facts": values["facts"],
        "content_hash": values["content_hash"],
    }


def to_values(product: Product) -> dict[str, Any]:
    """A product as the columns of its row: as the shop lists it, and what may be shown of it."""
    shown = to_lawful(product)
    product = shown.listed or shown
    facts = to_facts(product) | {"judged": RULES_VERSION}
    if shown.listed:
        facts["lawful"] = {name: to_facts(shown).get(name, {}) for name in _COPY}
    first = product.prices[0]
    values = {
        "id": product.id,
        "price": first.amount,
        "currency": first.currency,
        "stock": product.stock,
        "facts": facts,
    }
    canonical = json.dumps(values, sort_keys=True, default=str, ensure_ascii=False)
    return {**values, "content_hash": hashlib.sha256(canonical.encode()).hexdigest()}


def to_facts(product: Product) -> dict[str, Any]:
    """What has no column of its own, as JSON values; what is empty is left out."""
    facts: dict[str, Any] = {name: getattr(product, name) for name in _PLAIN}
    for name in _TEXTS:
        facts[name] = {language.value: text for language, text in getattr(product, name).items()}
    for name in _TUPLES:
        value = getattr(product, name)
        facts[name] = None if value is None else list(value)
    facts["prices"] = {price.currency: str(price.amount) for price in product.prices[1:]}
    return {name: value for name, value in facts.items() if value not in (None, {}, [])}


def _to_products(rows: Iterable[Row[Any]]) -> list[Product]:
    return [to_product(row) for row in rows]


def to_product(row: Row[Any]) -> Product:
    """A row as the domain's product, with the copy that may be shown.

    A row judged under other rules than today's is judged anew.
    """
    listed = _to_listed(row, row.facts)
    if row.facts.get("judged") != RULES_VERSION:
        return to_lawful(listed)
    lawful = row.facts.get("lawful")
    return replace(_to_listed(row, {**row.facts, **lawful}), listed=listed) if lawful else listed


def _to_listed(row: Row[Any], facts: Mapping[str, Any]) -> Product:
    others = facts.get("prices", {})
    fields: dict[str, Any] = {name: facts[name] for name in _PLAIN if name in facts}
    fields |= {name: _by_language(facts.get(name, {})) for name in _TEXTS}
    fields |= {name: tuple(facts[name]) for name in _TUPLES if name in facts}
    prices = (
        Price(row.price, row.currency),
        *(Price(Decimal(amount), currency) for currency, amount in others.items()),
    )
    return Product(id=row.id, prices=prices, stock=row.stock, **fields)


def _by_language(texts: Mapping[str, str]) -> dict[Language, str]:
    return {Language(language): text for language, text in texts.items()}
