"""A larger catalogue grown from a real one, in memory: its parts put together anew.

A grown product takes type, skin types, concerns and the first half of its ingredients from one real
product, the other half from a second of the same type, brand and half the name from a third, and a
price within 30 % of the first one's. A description and a use in the words of the second and the
third give it three passages. Embedding so many texts takes an hour, so a grown passage's vector
is the mean of the vectors of those it is made of, weighed by their share, plus noise along the real
ones' own directions, of length 1.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from bot.domain.languages import Language
from bot.domain.money import Price
from bot.domain.products import Product
from knowledge.embeddings import Vectors
from knowledge.passages import MAX_CHARACTERS

PASSAGES = 3  # of a grown product: its facts, description and use
_OWN_SHARE = 0.7  # of a passage's vector: what most of its words are from
_NOISE = 0.35  # of the real vectors' spread along each direction
_BATCH = 50_000


@dataclass(frozen=True, slots=True)
class Parents:
    """Rows of the real products that each grown one is made of, one array a part."""

    body: NDArray[np.int64]
    second: NDArray[np.int64]
    name: NDArray[np.int64]


def pick_parents(products: Sequence[Product], count: int, seed: int = 1) -> Parents:
    """Three parents for each of `count` products; the second is of the first one's type."""
    rng = np.random.default_rng(seed)
    by_type: dict[str | None, list[int]] = defaultdict(list)
    for row, product in enumerate(products):
        by_type[product.product_type].append(row)
    body = rng.integers(0, len(products), count)
    second = [rng.choice(by_type[products[row].product_type]) for row in body]
    return Parents(body, np.array(second), rng.integers(0, len(products), count))


def grow_products(
    products: Sequence[Product], texts: Sequence[str], parents: Parents, seed: int = 2
) -> list[Product]:
    """One product for each three parents; `texts` are the real products' facts in words."""
    rng = np.random.default_rng(seed)
    factors = rng.uniform(0.7, 1.3, len(parents.body))
    grown = []
    for number, (a, b, c) in enumerate(
        zip(parents.body, parents.second, parents.name, strict=True)
    ):
        grown.append(
            replace(
                _recombined(products[a], products[b], products[c], float(factors[number])),
                id=f"grown-{number}",
                descriptions={Language.EN: _sentence(texts[b])},
                how_to_use={Language.EN: _sentence(texts[c])},
            )
        )
    return grown


def grow_vectors(real: Vectors, parents: Parents, seed: int = 3) -> Vectors:
    """Vectors of the grown products' passages, PASSAGES rows a product, in their order."""
    pairs = ((parents.body, parents.name), (parents.second, parents.body),
             (parents.name, parents.body))  # fmt: skip
    grown = [_mixed(real, own, other, seed + n) for n, (own, other) in enumerate(pairs)]
    return np.stack(grown, axis=1).reshape(-1, real.shape[1])


def _mixed(real: Vectors, own: NDArray[np.int64], other: NDArray[np.int64], seed: int) -> Vectors:
    rng = np.random.default_rng(seed)
    _, spread, directions = np.linalg.svd(real - real.mean(axis=0), full_matrices=False)
    noise_root = (_NOISE * spread / np.sqrt(len(real)))[:, None] * directions
    rows = np.empty((len(own), real.shape[1]), np.float32)
    for start in range(0, len(own), _BATCH):
        end = min(start + _BATCH, len(own))
        noise = rng.standard_normal((end - start, len(noise_root)), np.float32) @ noise_root
        mean = _OWN_SHARE * real[own[start:end]] + (1 - _OWN_SHARE) * real[other[start:end]]
        rows[start:end] = mean + noise
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return rows


def _recombined(body: Product, second: Product, name: Product, factor: float) -> Product:
    front, back = body.name(Language.EN).split(), name.name(Language.EN).split()
    words = [*front[: (len(front) + 1) // 2], *back[len(back) // 2 :]]
    return replace(
        body,
        names={Language.EN: " ".join(words)},
        brand=name.brand,
        ingredients=_half_and_half(body.ingredients, second.ingredients),
        prices=tuple(
            Price((price.amount * Decimal(factor)).quantize(Decimal("0.01")), price.currency)
            for price in body.prices
        ),
        family=None,
        url=None,
    )


def _half_and_half(
    first: tuple[str, ...] | None, second: tuple[str, ...] | None
) -> tuple[str, ...] | None:
    if not first:
        return None
    tail = (second or first)[len(second or first) // 2 :]
    return tuple(dict.fromkeys((*first[: (len(first) + 1) // 2], *tail)))


def _sentence(text: str) -> str:
    """As one sentence, so that it makes one passage."""
    plain = "".join(" " if letter in ".!?\n。！？" else letter for letter in text)
    return plain[: MAX_CHARACTERS - 1].strip() + "."
