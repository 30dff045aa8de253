"""Catalogue, orders and the demo shop taken over into a real database."""

import json
import os
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters.imports.catalogue import import_catalogue
from bot.adapters.imports.orders import import_orders
from bot.adapters.imports.report import ImportOptions, ImportReport
from bot.adapters.store.engine import make_engine
from bot.adapters.store.orders import PostgresOrders
from bot.adapters.store.products import PostgresProducts
from bot.demo.load import DEMO, demo_product_ids, load_demo
from bot.domain.errors import InputError
from bot.domain.orders import OrderStatus
from knowledge.ingredients import IngredientTable

TABLE = IngredientTable.load()
NOW = datetime(2026, 11, 21, 10, tzinfo=UTC)
OPTIONS = ImportOptions(timezone=ZoneInfo("Asia/Taipei"))


@pytest.fixture
async def engine(database_url: str) -> AsyncIterator[AsyncEngine]:
    engine = make_engine(database_url)
    yield engine
    await engine.dispose()


async def rows(engine: AsyncEngine, query: str) -> list[Any]:
    async with engine.connect() as connection:
        return [tuple(row) for row in await connection.execute(text(query))]


async def catalogue(engine: AsyncEngine, path: Path, **options: Any) -> ImportReport:
    return await import_catalogue(path, ImportOptions(**options), PostgresProducts(engine), TABLE)


def write(path: Path, content: str) -> Path:
    path.write_text(content, encoding="utf-8")
    return path


def counts(report: ImportReport) -> tuple[int, int, int, int]:
    return report.added, report.changed, report.unchanged, len(report.rejected)


CSV = """id,name,price,stock
a,Dew Serum 30ml,"NT$1,280",4
b,Fog Toner,980,
c,Mist Cream,abc,1
"""


async def test_a_catalogue_is_stored_and_what_is_wrong_is_told(engine, tmp_path: Path) -> None:
    report = await catalogue(engine, write(tmp_path / "shop.csv", CSV))
    assert counts(report) == (2, 0, 0, 1)
    assert [(r.line, r.reason) for r in report.rejected] == [(4, "price: 'abc' is no price")]
    product = await PostgresProducts(engine).find("a")
    assert product is not None
    assert (str(product.prices[0]), product.product_type, product.size_ml) == (
        "NT$1,280",
        "serum",
        30.0,
    )


async def test_a_second_import_changes_nothing_and_a_new_price_changes_one(
    engine, tmp_path: Path
) -> None:
    path = write(tmp_path / "shop.csv", CSV)
    await catalogue(engine, path)
    version = await PostgresProducts(engine).version()
    assert counts(await catalogue(engine, path)) == (0, 0, 2, 1)
    assert await PostgresProducts(engine).version() == version
    write(path, CSV.replace("980", "990"))
    assert counts(await catalogue(engine, path)) == (0, 1, 1, 1)


async def test_a_dry_run_tells_the_same_and_stores_nothing(engine, tmp_path: Path) -> None:
    path = write(tmp_path / "shop.csv", CSV)
    dry = await catalogue(engine, path, dry_run=True)
    assert await rows(engine, "select count(*) from products") == [(0,)]
    assert dry == await catalogue(engine, path)


async def test_a_file_that_breaks_in_the_middle_stores_nothing(engine, tmp_path: Path) -> None:
    path = tmp_path / "shop.csv"
    path.write_bytes(CSV.encode() + b"d,\xff\xfe\xfa,1,1\n")
    with pytest.raises(InputError, match="neither UTF-8 nor UTF-16 nor Big5"):
        await catalogue(engine, path)
    assert await rows(engine, "select count(*) from products") == [(0,)]


async def test_a_shops_own_catalogue_takes_the_demo_shops_place(engine, tmp_path: Path) -> None:
    await load_demo(engine, TABLE, NOW)
    path = write(tmp_path / "shop.csv", CSV)
    report = await catalogue(engine, path, replaces=demo_product_ids())
    assert report.removed == len(demo_product_ids())
    assert await rows(engine, "select id from products order by id") == [("a",), ("b",)]
    assert await load_demo(engine, TABLE, NOW) is False
    assert await rows(engine, "select count(*) from products") == [(2,)]


async def test_the_demo_catalogue_itself_pushes_nothing_out(engine) -> None:
    await load_demo(engine, TABLE, NOW)
    report = await catalogue(engine, DEMO / "catalogue.jsonl", replaces=demo_product_ids())
    assert (report.removed, report.unchanged) == (0, len(demo_product_ids()))


async def test_the_demo_shop_is_loaded_once_and_not_moved_again(engine) -> None:
    assert await load_demo(engine, TABLE, NOW) is True
    first = await rows(engine, "select id, ordered_at, content_hash from orders order by id")
    refills = await rows(engine, "select * from refills order by id")
    assert max(moment for _, moment, _ in first) > NOW - timedelta(days=1)
    assert len(await rows(engine, "select id from customers")) >= 300
    assert await load_demo(engine, TABLE, NOW + timedelta(days=9)) is False
    assert (
        await rows(engine, "select id, ordered_at, content_hash from orders order by id") == first
    )
    assert await rows(engine, "select * from refills order by id") == refills


async def test_the_demo_shops_purchases_set_refills_around_now(engine) -> None:
    await load_demo(engine, TABLE, NOW)
    found = await rows(engine, "select customer_id, product_id, due_on, status from refills")
    assert len(found) > 100
    assert len({(customer, product) for customer, product, _, _ in found}) == len(found)
    assert min(due for _, _, due, _ in found) >= NOW.date() - timedelta(days=46)
    assert sum(due > NOW.date() for _, _, due, _ in found) > 50


PRODUCTS = """id,name,price,size,days_of_supply
serum,Dew Serum,500,30 ml,40
toner,Fog Toner,300,200 ml,60
"""
HEADER = "order_id,customer_id,email,ordered_at,status,product_id,quantity,unit_price\n"
FIRST = "10,C1,a@example.com,2026-11-01 09:30,delivered,serum,1,500\n"


async def orders(engine: AsyncEngine, path: Path, content: str, **options: Any) -> ImportReport:
    given = ImportOptions(timezone=ZoneInfo("Asia/Taipei"), **options)
    return await import_orders(write(path, content), given, engine, NOW)


@pytest.fixture
async def shop(engine: AsyncEngine, tmp_path: Path) -> AsyncEngine:
    await catalogue(engine, write(tmp_path / "products.csv", PRODUCTS))
    return engine


REFILLS = (
    "select order_id, product_id, due_on, days, status, status_reason from refills order by id"
)


async def test_orders_are_stored_with_their_lines_and_customer(shop, tmp_path: Path) -> None:
    content = HEADER + FIRST + "10,C1,a@example.com,2026-11-01 09:30,delivered,toner,2,300\n"
    report = await orders(shop, tmp_path / "orders.csv", content)
    assert (report.read, *counts(report)) == (2, 1, 0, 0, 0)
    order = await PostgresOrders(shop).find("10")
    assert order is not None
    assert order.ordered_at == datetime(2026, 11, 1, 1, 30, tzinfo=UTC)
    assert order.status is OrderStatus.DELIVERED
    assert [(line.name, line.quantity, str(line.unit_price)) for line in order.lines] == [
        ("Dew Serum", 1, "NT$500"),
        ("Fog Toner", 2, "NT$300"),
    ]
    assert await rows(shop, "select id, email from customers") == [("C1", "a@example.com")]


async def test_orders_imported_twice_change_nothing(shop, tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    await orders(shop, path, HEADER + FIRST)
    refills = await rows(shop, "select * from refills")
    assert counts(await orders(shop, path, HEADER + FIRST)) == (0, 0, 1, 0)
    assert await rows(shop, "select * from refills") == refills


async def test_a_dry_run_of_orders_stores_nothing(shop, tmp_path: Path) -> None:
    report = await orders(shop, tmp_path / "orders.csv", HEADER + FIRST, dry_run=True)
    assert counts(report) == (1, 0, 0, 0)
    for table in ("orders", "customers", "order_lines", "refills"):
        assert await rows(shop, f"select count(*) from {table}") == [(0,)]


async def test_a_purchase_sets_a_refill_for_as_long_as_all_pieces_last(
    shop, tmp_path: Path
) -> None:
    content = HEADER + FIRST.replace("serum,1", "serum,2")
    await orders(shop, tmp_path / "orders.csv", content)
    due = date(2026, 11, 1) + timedelta(days=2 * 40 - 5)
    assert await rows(shop, REFILLS) == [("10", "serum", due, 80, "scheduled", None)]


async def test_buying_again_stops_the_older_refill(shop, tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    await orders(shop, path, HEADER + FIRST)
    await orders(shop, path, HEADER + FIRST.replace("10,C1", "11,C1").replace("11-01", "11-15"))
    states = [(row[0], row[4], row[5]) for row in await rows(shop, REFILLS)]
    assert states == [("10", "stopped", "bought again"), ("11", "scheduled", None)]


async def test_an_older_order_that_comes_late_sets_no_refill_beside_the_newer(
    shop, tmp_path: Path
) -> None:
    path = tmp_path / "orders.csv"
    await orders(shop, path, HEADER + FIRST)
    await orders(shop, path, HEADER + FIRST.replace("10,C1", "9,C1").replace("11-01", "10-25"))
    waiting = await rows(shop, "select order_id from refills where status = 'scheduled'")
    assert waiting == [("10",)]


@pytest.mark.parametrize("status", ["cancelled", "returned"])
async def test_an_order_that_is_not_kept_stops_its_refill(
    shop, tmp_path: Path, status: str
) -> None:
    path = tmp_path / "orders.csv"
    await orders(shop, path, HEADER + FIRST)
    report = await orders(shop, path, HEADER + FIRST.replace("delivered", status))
    assert counts(report) == (0, 1, 0, 0)
    assert [(row[4], row[5]) for row in await rows(shop, REFILLS)] == [
        ("stopped", "order not kept")
    ]


async def test_what_ran_dry_long_ago_sets_no_refill(shop, tmp_path: Path) -> None:
    await orders(shop, tmp_path / "orders.csv", HEADER + FIRST.replace("2026-11-01", "2026-06-01"))
    assert await rows(shop, REFILLS) == []


async def test_a_refill_that_the_shopper_put_off_stays_so(shop, tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    await orders(shop, path, HEADER + FIRST)
    async with shop.begin() as connection:
        await connection.execute(
            text("update refills set status = 'snoozed', due_on = '2027-01-01'")
        )
    await orders(shop, path, HEADER + FIRST.replace("serum,1", "serum,2"))
    assert [row[2] for row in await rows(shop, REFILLS)] == [date(2027, 1, 1)]


async def test_a_changed_order_has_its_lines_replaced(shop, tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    await orders(shop, path, HEADER + FIRST + FIRST.replace("serum", "toner"))
    assert counts(await orders(shop, path, HEADER + FIRST)) == (0, 1, 0, 0)
    assert await rows(shop, "select product_id from order_lines") == [("serum",)]


async def test_an_order_with_a_wrong_line_is_left_out_whole(shop, tmp_path: Path) -> None:
    content = HEADER + FIRST + FIRST.replace("serum,1", "toner,many")
    report = await orders(shop, tmp_path / "orders.csv", content)
    assert await rows(shop, "select count(*) from orders") == [(0,)]
    assert [(r.line, r.reason) for r in report.rejected] == [
        (2, "left out with its order 10: line 3 is wrong"),
        (3, "quantity: 'many' is no whole number"),
    ]


async def test_orders_in_json_lines_hold_their_lines(shop, tmp_path: Path) -> None:
    order = {
        "order_id": 10,
        "customer": {"id": "C1", "name": "Ann", "email": "a@example.com"},
        "ordered_at": "2026-11-01T09:30:00+08:00",
        "status": "shipped",
        "lines": [{"product_id": "serum", "quantity": 2}, {"name": "Fog Toner"}],
    }
    await orders(shop, tmp_path / "orders.jsonl", json.dumps(order))
    found = await PostgresOrders(shop).find("10")
    assert found is not None
    assert [(line.product_id, line.name, line.quantity) for line in found.lines] == [
        ("serum", "Dew Serum", 2),
        ("toner", "Fog Toner", 1),
    ]
    assert await rows(shop, "select id, name, email from customers") == [
        ("C1", "Ann", "a@example.com")
    ]


async def test_what_an_order_does_not_say_of_a_customer_stays_known(shop, tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    await orders(shop, path, HEADER + FIRST)
    await orders(shop, path, HEADER + FIRST.replace("a@example.com", "").replace("10,", "11,"))
    assert await rows(shop, "select email from customers") == [("a@example.com",)]


async def test_two_thousand_orders_come_in_at_once(shop, tmp_path: Path) -> None:
    lines = "".join(
        f"{number},C{number % 300},c{number % 300}@example.com,2026-10-{number % 28 + 1:02},"
        f"delivered,{('serum', 'toner')[number % 2]},1,500\n"
        for number in range(2_000)
    )
    report = await orders(shop, tmp_path / "orders.csv", HEADER + lines)
    assert counts(report) == (2_000, 0, 0, 0)
    waiting = await rows(shop, "select customer_id, product_id from refills")
    assert len(waiting) == len(set(waiting))


SHARED = os.environ.get("DROPWISE_SHARED", "")
REAL = Path(SHARED) / "data" / "catalogue" / "sephora2023_kaggle_skincare_products.csv"


@pytest.mark.skipif(
    not (SHARED and REAL.is_file()),
    reason="set DROPWISE_SHARED to the folder of the real catalogue",
)
async def test_the_real_catalogue_comes_in_whole_and_twice_the_same(engine) -> None:
    report = await catalogue(engine, REAL)
    assert (report.read, *counts(report)) == (2_420, 2_420, 0, 0, 0)
    assert counts(await catalogue(engine, REAL)) == (0, 0, 2_420, 0)
    products = await PostgresProducts(engine).all()
    assert {price.currency for product in products for price in product.prices} == {"USD"}
    singles = [product for product in products if product.kind == "single"]
    assert sum(product.product_type is not None for product in singles) >= len(singles) * 0.88
    assert sum(product.kind == "set" for product in products) >= 196
    assert sum(product.is_mini for product in products) >= 180
