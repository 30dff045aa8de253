"""Learns what is bought together from the customers' tastes."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import chain
from typing import Any

import numpy as np
from scipy import sparse

from bot.domain.ports import Taste
from bot.domain.products import Product
from knowledge.collaborative import CompanionSettings, learn_weights
from knowledge.companions import CompanionModel, families_of
from knowledge.product_facts import fact_blocks

FEWEST_FOR_POPULARITY = 20  # customers; below, chance would rank the products
FEWEST_FOR_WEIGHTS = 50  # customers with two families or more
# The model is dense while it learns: 6,000 families take 1.5 GB and some minutes at night.
MOST_FAMILIES = 6_000
_TYPICAL_OF = 2_000  # customers
_TYPICAL_PERCENTILE = 95


def learn_companions(
    tastes: Sequence[Taste],
    products: Sequence[Product],
    family_of: Mapping[str, str],
    today: date,
    settings: CompanionSettings | None = None,
) -> CompanionModel:
    """Learn from what customers have and keep.

    With fewer than FEWEST_FOR_WEIGHTS customers only popularity is known, with fewer than
    FEWEST_FOR_POPULARITY nothing.

    Args:
        tastes: one a customer.
        products: the catalogue.
        family_of: product → family, for every product of the catalogue.
        today: kept as `learned_on`.
        settings: else those that ratings of a real shop chose.
    """
    kept = [families_of(taste.bought - taste.disliked, family_of) for taste in tastes]
    kept = [families for families in kept if families]
    counts = Counter(family for families in kept for family in families)
    if len(kept) < FEWEST_FOR_POPULARITY:
        return CompanionModel(today)
    most = np.log1p(max(counts.values()))
    popularity = {family: float(np.log1p(count) / most) for family, count in counts.items()}
    several = [families for families in kept if len(families) > 1]
    if len(several) < FEWEST_FOR_WEIGHTS:
        return CompanionModel(today, popularity)
    families = _chosen_families(products, family_of, counts)
    bought = _to_matrix(kept, families)
    members: dict[str, list[Product]] = {family: [] for family in families}
    for product in products:
        members.get(family_of[product.id], []).append(product)
    facts = fact_blocks([members[family] for family in families])
    weights = learn_weights(bought, facts, settings or CompanionSettings())
    return CompanionModel(today, popularity, families, weights, _typical(bought, weights))


def _chosen_families(
    products: Sequence[Product], family_of: Mapping[str, str], counts: Mapping[str, int]
) -> tuple[str, ...]:
    """The most bought families, then those nobody bought yet, MOST_FAMILIES at most."""
    families = {family_of[product.id] for product in products}
    return tuple(sorted(families, key=lambda id_: (-counts.get(id_, 0), id_))[:MOST_FAMILIES])


def _to_matrix(kept: Sequence[frozenset[str]], families: Sequence[str]) -> Any:
    places = {family: place for place, family in enumerate(families)}
    columns = [sorted(places[family] for family in found if family in places) for found in kept]
    starts = np.cumsum([0, *map(len, columns)])
    flat = np.fromiter(chain.from_iterable(columns), np.int32, starts[-1])
    shape = (len(kept), len(families))
    return sparse.csr_matrix((np.ones(len(flat), np.float32), flat, starts), shape=shape)


def _typical(bought: Any, weights: Any) -> float:
    """A high one among the customers' best sums of weights for what they do not have."""
    some = bought[:_TYPICAL_OF]
    scores = (some @ weights).toarray()
    scores[some.nonzero()] = 0.0
    return float(np.percentile(scores.max(axis=1), _TYPICAL_PERCENTILE)) or 1.0
