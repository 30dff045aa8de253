"""Loads the demo shop into a database that holds no other."""

import asyncio
import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from itertools import groupby
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters.imports.catalogue import IngredientNames, read_catalogue
from bot.adapters.imports.report import ImportOptions
from bot.adapters.store.artifacts import PostgresArtifacts
from bot.adapters.store.order_imports import CustomerFacts, PostgresOrderImports
from bot.adapters.store.products import PostgresProducts
from bot.adapters.store.tables import OrderRow, ProductRow
from bot.demo.customers import Customer, read_customers
from bot.demo.orders import OrderRow as DemoOrderRow
from bot.demo.orders import read_orders, shifted
from bot.domain.languages import Language
from bot.domain.money import Price
from bot.domain.orders import Order, OrderLine, OrderStatus
from bot.domain.products import Product
from bot.domain.purchases import refills_of

DEMO = Path(__file__).resolve().parents[2] / "data" / "demo"
_FILES = ("catalogue.jsonl", "customers.jsonl", "orders.csv")
_LOADED = "demo_shop"  # the artifact that says which files are in
_TAIPEI = timezone(timedelta(hours=8))


async def load_demo(
    engine: AsyncEngine, ingredients: IngredientNames, now: datetime, folder: Path = DEMO
) -> bool:
    """Load catalogue, customers and orders (moved to now); False where nothing was to do.

    A database with products of another shop is left alone. Orders come in once and are not moved
    again; the catalogue is brought up to date when its file changes.
    """
    digest = await asyncio.to_thread(_digest, folder)
    artifacts = PostgresArtifacts(engine)
    if await artifacts.active_id(_LOADED) == digest or await _is_of_another_shop(engine, folder):
        return False
    products = await asyncio.to_thread(_read_products, folder, ingredients)
    await PostgresProducts(engine).save(products)
    if not await _has_orders(engine):
        await _load_orders(engine, folder, products, now)
    await artifacts.activate(_LOADED, digest)
    return True


def demo_product_ids(folder: Path = DEMO) -> frozenset[str]:
    """The ids of the demo shop's products, which leave when a shop brings its own."""
    lines = (folder / "catalogue.jsonl").read_text(encoding="utf-8").splitlines()
    return frozenset(json.loads(line)["id"] for line in lines)


def _digest(folder: Path) -> str:
    return hashlib.sha256(b"".join((folder / name).read_bytes() for name in _FILES)).hexdigest()


def _read_products(folder: Path, ingredients: IngredientNames) -> Sequence[Product]:
    return read_catalogue(folder / "catalogue.jsonl", ImportOptions(), ingredients).products


async def _is_of_another_shop(engine: AsyncEngine, folder: Path) -> bool:
    ours = await asyncio.to_thread(demo_product_ids, folder)
    statement = select(func.count(), func.count().filter(ProductRow.id.in_(ours)))
    async with engine.connect() as connection:
        everything, of_demo = (await connection.execute(statement)).one()
    return bool(everything) and not of_demo


async def _has_orders(engine: AsyncEngine) -> bool:
    async with engine.connect() as connection:
        return await connection.scalar(select(OrderRow.id).limit(1)) is not None


async def _load_orders(
    engine: AsyncEngine, folder: Path, products: Sequence[Product], now: datetime
) -> None:
    people = await asyncio.to_thread(read_customers, folder / "customers.jsonl")
    rows = await asyncio.to_thread(read_orders, folder / "orders.csv")
    orders = list(_to_orders(shifted(rows, now), products, people))
    days = {p.id: p.days_of_supply for p in products if p.days_of_supply is not None}
    refills = refills_of(orders, days, _TAIPEI, now.astimezone(_TAIPEI).date())
    customers = [CustomerFacts(**asdict(person)) for person in people]
    await PostgresOrderImports(engine).save(customers, orders, refills)


def _to_orders(
    rows: Iterable[DemoOrderRow], products: Sequence[Product], people: Sequence[Customer]
) -> Iterable[Order]:
    catalogue = {product.id: product for product in products}
    languages = {person.id: Language(person.language) for person in people}
    for order_id, group in groupby(rows, key=lambda row: row.order_id):
        lines = list(group)
        first = lines[0]
        yield Order(
            id=order_id,
            customer_id=first.customer_id,
            ordered_at=first.ordered_at.astimezone(UTC),
            status=OrderStatus(first.status),
            lines=tuple(_to_line(row, catalogue, languages[first.customer_id]) for row in lines),
            carrier=first.carrier or None,
            tracking_number=first.tracking_number or None,
            email=first.email,
            phone=first.phone,
        )


def _to_line(row: DemoOrderRow, catalogue: dict[str, Product], language: Language) -> OrderLine:
    price = Price(Decimal(row.unit_price), row.currency)
    return OrderLine(catalogue[row.product_id].name(language), row.quantity, row.product_id, price)
