"""The best of what costs less than what is shown."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

import numpy as np

from bot.domain.products import Product
from knowledge.columns import Columns, best_places
from knowledge.prices import amount_in
from knowledge.scoring import Scoring

_LOOKED_AT = 10  # of the best, whose prices are then compared to the last digit


def find_cheaper(
    shown: Sequence[Product],
    columns: Columns,
    scoring: Scoring,
    currency: str,
    rates: Mapping[str, Decimal],
) -> Product | None:
    """See `Recommender.find_cheaper`; of equal scores the first of the catalogue."""
    told = (amount_in(product, currency, rates) for product in shown)
    least = min((amount for amount in told if amount is not None), default=None)
    if least is None:
        return None
    is_meant = (
        columns.having_any("product_type", {product.product_type or "" for product in shown})
        & columns.having("kind", "single")
        & ~columns.is_mini
        & columns.prices(currency, rates).below(least)
    )
    rows = np.flatnonzero(is_meant)
    if not rows.size:
        return None
    scores = scoring.scores(rows, np.zeros(len(rows)))
    best = rows[best_places(scores, rows, _LOOKED_AT)]
    exact = scoring.exact_scores(best, np.zeros(len(best)))
    place = int(best_places(exact, best, 1)[0])
    return columns.products[int(best[place])]
