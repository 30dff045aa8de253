"""The demo shop's catalogue, read straight from its file for tests that need no database."""

import json
from collections.abc import Sequence
from decimal import Decimal

from bot.domain.languages import Language
from bot.domain.messages import ProductCard
from bot.domain.money import Price
from bot.domain.products import Product
from bot.settings import REPOSITORY_ROOT


class DemoCatalogue:
    """Implements the `Catalogue` port over products in memory."""

    def __init__(self, products: Sequence[Product] | None = None) -> None:
        self._products = list(products) if products is not None else demo_products()

    async def find(self, product_id: str) -> Product | None:
        return next((one for one in self._products if one.id == product_id), None)

    def match_names(self, text: str, language: Language) -> Sequence[Product]:
        return [one for one in self._products if one.name(language).lower() in text.lower()]

    def all(self) -> Sequence[Product]:
        return self._products


def demo_products() -> list[Product]:
    lines = (REPOSITORY_ROOT / "data" / "demo" / "catalogue.jsonl").read_text(encoding="utf-8")
    return [to_product(json.loads(line)) for line in lines.splitlines()]


def to_product(row: dict) -> Product:
    def texts(name: str) -> dict[Language, str]:
        return {Language(code): text for code, text in (row.get(name) or {}).items()}

    return Product(
        id=row["id"],
        names=texts("name"),
        prices=tuple(Price(Decimal(str(v)), currency) for currency, v in row["price"].items()),
        brand=row["brand"],
        product_type=row["product_type"],
        size=row["size"],
        size_ml=row["size_ml"],
        ingredients=tuple(row["ingredients"].split(", ")),
        key_ingredients=tuple(row["key_ingredients"]),
        skin_types=tuple(row["skin_types"]),
        concerns=tuple(row["concerns"]),
        descriptions=texts("description"),
        how_to_use=texts("how_to_use"),
        stock=row["stock"],
        days_of_supply=row["days_of_supply"],
        url=row["url"],
        family=row["family"],
    )


def card(product: Product, language: Language = Language.EN, *reasons: str) -> ProductCard:
    currency = {Language.EN: "USD", Language.ZH: "TWD"}[language]
    return ProductCard(
        id=product.id,
        name=product.name(language),
        price=product.price_in(currency, {}),
        product_type=product.product_type,
        ingredients=product.ingredients or (),
        url=product.url,
        reasons=reasons,
    )
