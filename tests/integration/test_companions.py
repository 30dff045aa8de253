"""What customers buy together, learnt from real rows and shared through the database."""

import io
import zipfile
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import insert, text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters.store.artifacts import PostgresArtifacts
from bot.adapters.store.engine import make_engine
from bot.adapters.store.products import PostgresProducts
from bot.adapters.store.tables import (
    AdverseEventRow,
    CustomerRow,
    FeedbackRow,
    OrderLineRow,
    OrderRow,
)
from bot.adapters.store.tastes import PostgresTastes
from bot.demo.load import load_demo
from bot.domain.orders import OrderStatus
from bot.domain.ports import Taste
from knowledge.companion_keeper import KIND, CompanionKeeper
from knowledge.ingredients import IngredientTable
from knowledge.names import family_of
from tests.fakes import product

NIGHT = datetime(2026, 11, 22, 3, 43, tzinfo=UTC)
PRODUCTS = [
    product(id_, id_, "", 500, brand=brand, ingredients=None)
    for id_, brand in (("a", "Heron"), ("b", "Lark"), ("c", "Heron"), ("d", "Lark"), ("e", "Wren"))
]
FAMILIES = {item.id: family_of(item) for item in PRODUCTS}


@pytest.fixture
async def engine(database_url: str) -> AsyncIterator[AsyncEngine]:
    engine = make_engine(database_url)
    yield engine
    await engine.dispose()


async def buy(
    engine: AsyncEngine,
    customer: str,
    *product_ids: str | None,
    status: OrderStatus = OrderStatus.DELIVERED,
) -> None:
    """One more order of that customer."""
    async with engine.begin() as connection:
        await connection.execute(
            text("insert into customers (id) values (:id) on conflict do nothing"), {"id": customer}
        )
        count = await connection.scalar(text("select count(*) from orders"))
        order = {"id": f"O{count}", "customer_id": customer, "ordered_at": NIGHT}
        await connection.execute(
            insert(OrderRow).values(**order, status=status.value, content_hash="")
        )
        for position, product_id in enumerate(product_ids):
            line = {"order_id": order["id"], "position": position, "product_id": product_id}
            await connection.execute(insert(OrderLineRow).values(**line, name="", quantity=1))


async def tell(engine: AsyncEngine, customer: str, product_id: str, sentiment: float) -> None:
    row = {"event_id": f"{customer}/{product_id}/{sentiment}", "conversation_id": "line:U1"}
    async with engine.begin() as connection:
        await connection.execute(
            insert(FeedbackRow).values(
                **row, customer_id=customer, product_id=product_id, sentiment=sentiment, at=NIGHT
            )
        )


async def pairs(engine: AsyncEngine, count: int) -> None:
    """Half the customers have a and b, half c and d."""
    async with engine.begin() as connection:
        ids = [f"customer-{number}" for number in range(count)]
        await connection.execute(insert(CustomerRow), [{"id": id_} for id_ in ids])
        order = {"ordered_at": NIGHT, "status": "delivered", "content_hash": ""}
        await connection.execute(
            insert(OrderRow), [{"id": id_, "customer_id": id_, **order} for id_ in ids]
        )
        await connection.execute(
            insert(OrderLineRow),
            [
                {"order_id": id_, "position": place, "product_id": one, "name": "", "quantity": 1}
                for number, id_ in enumerate(ids)
                for place, one in enumerate("ab" if number % 2 else "cd")
            ],
        )


def keeper(engine: AsyncEngine) -> CompanionKeeper:
    return CompanionKeeper(
        PostgresTastes(engine), PostgresArtifacts(engine), lambda: PRODUCTS, lambda: FAMILIES
    )


async def artifacts(engine: AsyncEngine) -> int:
    async with engine.connect() as connection:
        query = text("select count(*) from artifacts where kind = :kind")
        return int(await connection.scalar(query, {"kind": KIND}) or 0)


async def test_a_taste_is_what_was_bought_and_kept_and_what_was_told(engine: AsyncEngine) -> None:
    await buy(engine, "C1", "a", None)
    await buy(engine, "C1", "a", "b")
    await buy(engine, "C1", "c", status=OrderStatus.RETURNED)
    await buy(engine, "C1", "c", status=OrderStatus.CANCELLED)
    await tell(engine, "C1", "d", 0.8)
    await tell(engine, "C1", "b", -0.9)
    await buy(engine, "C2", "e")
    tastes = PostgresTastes(engine)
    assert await tastes.of_customer("C1") == Taste(
        frozenset({"a", "b", "d"}), disliked=frozenset({"b"})
    )
    assert await tastes.of_customer("nobody") == Taste()
    everybody = await tastes.of_all()
    assert sorted(len(taste.bought) for taste in everybody) == [1, 3]


async def test_who_changed_their_mind_about_a_product_is_taken_at_the_mean(
    engine: AsyncEngine,
) -> None:
    await tell(engine, "C1", "a", -0.4)
    await tell(engine, "C1", "a", 0.9)
    assert not (await PostgresTastes(engine).of_customer("C1")).disliked


async def test_a_product_that_harmed_is_disliked(engine: AsyncEngine) -> None:
    await buy(engine, "C1", "a")
    row = {"event_id": "E", "conversation_id": "line:U1", "red_flags": [], "at": NIGHT}
    async with engine.begin() as connection:
        await connection.execute(
            insert(AdverseEventRow).values(**row, customer_id="C1", product_id="a")
        )
    assert (await PostgresTastes(engine).of_customer("C1")).disliked == {"a"}


async def test_a_new_shop_has_no_model_and_learns_as_soon_as_it_has_orders(
    engine: AsyncEngine,
) -> None:
    shop = keeper(engine)
    noon = NIGHT.replace(hour=12)
    await shop.learn_if_due(noon)
    assert await artifacts(engine) == 0
    await pairs(engine, 120)
    await shop.learn_if_due(noon)
    scores = await shop.companions.scores_for("customer-1", ["a"])
    assert not set(scores) & {FAMILIES["a"], FAMILIES["b"]}
    assert (await shop.companions.scores_for(None, ["a"]))[FAMILIES["b"]] > 0.5
    assert shop.companions.popularity[FAMILIES["a"]] == 1.0


async def test_another_process_takes_over_what_was_learnt(engine: AsyncEngine) -> None:
    await pairs(engine, 120)
    one, other = keeper(engine), keeper(engine)
    await other.refresh()
    assert not other.companions.popularity
    await one.learn_if_due(NIGHT)
    await other.refresh()
    assert other.companions.popularity == one.companions.popularity
    expected = await one.companions.scores_for(None, ["c"])
    assert await other.companions.scores_for(None, ["c"]) == expected != {}


async def test_it_is_learnt_once_a_night_and_the_old_model_is_dropped(engine: AsyncEngine) -> None:
    await pairs(engine, 120)
    shop = keeper(engine)
    await shop.learn_if_due(NIGHT)
    first = await PostgresArtifacts(engine).active_id(KIND)
    await buy(engine, "new", "a", "e")
    await shop.learn_if_due(NIGHT + timedelta(hours=1))
    await shop.learn_if_due(NIGHT.replace(hour=1) + timedelta(days=1))
    assert await PostgresArtifacts(engine).active_id(KIND) == first
    await shop.learn_if_due(NIGHT + timedelta(days=1))
    assert await PostgresArtifacts(engine).active_id(KIND) != first
    assert await artifacts(engine) == 1
    assert FAMILIES["e"] in shop.companions.popularity


async def test_no_customer_is_in_what_is_stored(engine: AsyncEngine) -> None:
    await pairs(engine, 120)
    await keeper(engine).learn_if_due(NIGHT)
    store = PostgresArtifacts(engine)
    content = await store.content(KIND, await store.active_id(KIND) or "")
    with zipfile.ZipFile(io.BytesIO(content or b"")) as file:
        told = b"".join(file.read(name) for name in file.namelist())
    assert FAMILIES["a"].encode() in told
    assert b"customer" not in told


async def test_a_model_that_cannot_be_read_is_left_and_learnt_anew(engine: AsyncEngine) -> None:
    await pairs(engine, 120)
    await PostgresArtifacts(engine).activate(KIND, "broken", b"broken")
    shop = keeper(engine)
    await shop.refresh()
    assert not shop.companions.popularity
    await shop.learn_if_due(NIGHT)
    assert shop.companions.popularity


async def test_the_demo_shop_has_enough_orders_for_companions(engine: AsyncEngine) -> None:
    await load_demo(engine, IngredientTable.load(), NIGHT)
    products = await PostgresProducts(engine).all()
    families = {item.id: family_of(item) for item in products}
    shop = CompanionKeeper(
        PostgresTastes(engine), PostgresArtifacts(engine), lambda: products, lambda: families
    )
    await shop.learn_if_due(NIGHT)
    scores = await shop.companions.scores_for(None, [products[0].id])
    assert scores
    assert set(scores) <= set(families.values())
    assert set(shop.companions.popularity) <= set(families.values())
