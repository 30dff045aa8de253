"""The demo shop's catalogue as products, the ingredient table, and the real encoder once."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from bot.domain.languages import Language
from bot.domain.money import Price
from bot.domain.products import Product
from knowledge.embeddings import build_embedder
from knowledge.ingredients import IngredientTable

DEMO_CATALOGUE = Path(__file__).resolve().parents[3] / "data" / "demo" / "catalogue.jsonl"


def to_product(row: dict, table: IngredientTable) -> Product:
    return Product(
        id=row["id"],
        names=_by_language(row["name"]),
        prices=tuple(Price(Decimal(str(v)), c) for c, v in row["price"].items()),
        brand=row["brand"],
        product_type=row["product_type"],
        size=row["size"],
        size_ml=row["size_ml"],
        ingredients=table.parse_inci(row["ingredients"]),
        key_ingredients=tuple(table.normalise(name) for name in row["key_ingredients"]),
        skin_types=tuple(row["skin_types"]),
        unsuitable_skin_types=tuple(row["unsuitable_skin_types"]),
        concerns=tuple(row["concerns"]),
        descriptions=_by_language(row["description"]),
        how_to_use=_by_language(row["how_to_use"]),
        stock=row["stock"],
        days_of_supply=row["days_of_supply"],
        url=row["url"],
        family=row["family"],
    )


def _by_language(texts: dict) -> dict:
    return {Language(language): text for language, text in texts.items()}


@pytest.fixture(scope="session")
def table():
    return IngredientTable.load()


@pytest.fixture(scope="session")
def demo_catalogue_rows():
    lines = DEMO_CATALOGUE.read_text(encoding="utf-8").splitlines()
    return {row["id"]: row for row in map(json.loads, lines)}


@pytest.fixture(scope="session")
def demo_products(demo_catalogue_rows, table):
    return tuple(to_product(row, table) for row in demo_catalogue_rows.values())


@pytest.fixture(scope="session")
def embedder():
    return build_embedder()
