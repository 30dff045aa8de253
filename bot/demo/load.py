"""Loads the demo shop into a database that holds no other."""

from datetime import datetime
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters.imports.catalogue import IngredientNames

DEMO = Path(__file__).resolve().parents[2] / "data" / "demo"


async def load_demo(
    engine: AsyncEngine, ingredients: IngredientNames, now: datetime, folder: Path = DEMO
) -> bool:
    """Load catalogue, customers and orders (shifted to now); False where nothing was to do."""
    raise NotImplementedError


def demo_product_ids(folder: Path = DEMO) -> frozenset[str]:
    """The ids of the demo shop's products, which leave when a shop brings its own."""
    raise NotImplementedError
