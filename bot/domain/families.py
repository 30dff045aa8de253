"""Which listings are one product in several sizes."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.domain.catalogue_words import plain
from bot.domain.languages import Language
from bot.domain.products import Product

_MINI_SHARE = 0.4
_SIZE_WORDS = re.compile(
    r"\bminis?\b|\btravel(?:[ -]sized?)?\b|\btrial(?:[ -]sized?)?\b|\bjumbo\b|\bvalue[ -]size\b|"
    r"\bfull[ -]size\b|\b(?:supersize|deluxe)\b|\brefills?(?: pack)?\b|\brefillable\b|"
    r"旅行[裝組]?|體驗[裝組]?|迷你|隨身[瓶裝]|補充[包瓶]|加大[版瓶]?|"
    r"\d+(?:[.,]\d+)?\s*(?:ml|g|oz|fl\.? ?oz|毫升|公克|克)"
)
_NOT_LETTERS = re.compile(r"[\W_]+")


def with_families(products: Sequence[Product]) -> list[Product]:
    """Every product with its family, and as a mini where it is far smaller than a sibling.

    A family is brand and name without what tells sizes apart, so that a size that is imported
    later joins it. A family the shop gives is kept. Less than 40 % of the largest sibling's
    amount is a mini.
    """
    grouped = [product if product.family else _in_family(product) for product in products]
    largest = _largest(grouped)
    return [
        replace(product, is_mini=True) if _is_small(product, largest) else product
        for product in grouped
    ]


def family_of(brand: str | None, name: str) -> str | None:
    """A readable id of brand and name without size words; None where nothing is left of it."""
    base = _words(_SIZE_WORDS.sub(" ", plain(name)))
    return "-".join(part for part in (_words(plain(brand or "")), base) if part) if base else None


def _in_family(product: Product) -> Product:
    return replace(product, family=family_of(product.brand, product.name(Language.EN)))


def _words(text: str) -> str:
    return _NOT_LETTERS.sub("-", text).strip("-")


def _largest(products: Iterable[Product]) -> dict[tuple[str, str], float]:
    largest: dict[tuple[str, str], float] = defaultdict(float)
    for product in products:
        if product.family and product.size_ml:
            key = (product.family, product.kind)
            largest[key] = max(largest[key], product.size_ml)
    return largest


def _is_small(product: Product, largest: dict[tuple[str, str], float]) -> bool:
    if product.family is None or not product.size_ml:
        return False
    return product.size_ml < largest[product.family, product.kind] * _MINI_SHARE
