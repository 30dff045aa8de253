"""Gives a database what a shop needs: today's schema and, for the demo, its products."""

from collections.abc import Sequence

from bot.adapters.clock import SystemClock
from bot.adapters.shop_file import load_shop_file
from bot.adapters.store.engine import make_engine
from bot.adapters.store.migrate import upgrade
from bot.adapters.store.products import PostgresProducts
from bot.bootstrap.foundation import is_demo
from bot.demo.load import load_demo
from bot.domain.products import Product
from bot.settings import Settings
from knowledge.ingredients import IngredientTable


async def prepare_shop(settings: Settings, url: str) -> bool:
    """Give a database today's schema and, where the shop is the demo one, its products and orders.

    Returns:
        Whether the demo shop was loaded now.
    """
    upgrade(url)
    if not is_demo(settings):
        return False
    engine = make_engine(url, pool_size=2)
    try:
        now = SystemClock(load_shop_file(settings.shop_file).zone).now()
        return await load_demo(engine, IngredientTable.load(), now)
    finally:
        await engine.dispose()


async def shop_products(settings: Settings, url: str) -> Sequence[Product]:
    """The shop's products."""
    await prepare_shop(settings, url)
    engine = make_engine(url, pool_size=1)
    try:
        return await PostgresProducts(engine).all()
    finally:
        await engine.dispose()
