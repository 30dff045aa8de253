"""The facts of products as vectors: what makes two of them alike, block by block."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.domain.products import Product
from knowledge.tokens import to_tokens

BLOCKS = ("brand", "words", "ingredients", "traits")
_FEWEST = 2  # families with a fact, so that it can connect any
_MOST_SHARE = 0.5  # of families: what half of them have tells nothing


def fact_blocks(families: Sequence[Sequence[Product]]) -> Mapping[str, Any]:
    """By block a sparse matrix, families × facts, rows of unit length (or empty).

    Brands are there or not; words of the name, ingredients and traits (kind, skin types, concerns,
    highlights, key ingredients) are weighed by how rare they are (TF-IDF).
    """
    facts: dict[str, Callable[[Product], Iterable[str]]] = {
        "brand": lambda product: (product.brand.lower(),) if product.brand else (),
        "words": _words,
        "ingredients": lambda product: product.ingredients or (),
        "traits": _traits,
    }
    return {block: _vectors(families, facts[block], block != "brand") for block in BLOCKS}


def _words(product: Product) -> Iterable[str]:
    return (token for name in product.names.values() for token in to_tokens(name))


def _traits(product: Product) -> Iterable[str]:
    if product.product_type:
        yield f"type {product.product_type}"
    yield from (f"skin {value}" for value in product.skin_types)
    yield from (f"concern {value}" for value in product.concerns)
    yield from (value.lower() for value in (*product.key_ingredients, *product.highlights))


def _vectors(
    families: Sequence[Sequence[Product]],
    facts_of: Callable[[Product], Iterable[str]],
    by_rarity: bool,
) -> Any:
    told = [
        sorted({fact for product in family for fact in facts_of(product)}) for family in families
    ]
    counts: dict[str, int] = {}
    for facts in told:
        for fact in facts:
            counts[fact] = counts.get(fact, 0) + 1
    most = max(_FEWEST, int(_MOST_SHARE * len(families)))
    telling = sorted(fact for fact, count in counts.items() if _FEWEST <= count <= most)
    if not telling:
        return sparse.csr_matrix((len(families), 1), dtype=np.float64)
    vectorizer = TfidfVectorizer(
        analyzer=list, vocabulary=telling, use_idf=by_rarity, lowercase=False
    )
    return vectorizer.fit_transform(told)
