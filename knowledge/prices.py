"""Every product's price in one currency, exact where a budget's limit is compared."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from bot.domain.errors import InputError
from bot.domain.products import Product


class PriceColumn:
    """Prices by row; read-only.

    Attributes:
        values: amounts, rounded to float; not a number where there is no rate.
        rank: the place of each amount among the distinct ones, from 0; -1 where there is no rate.
        is_missing: where a price cannot be told for want of a rate.
        has_missing: whether there is any such place.
    """

    def __init__(
        self, products: Sequence[Product], currency: str, rates: Mapping[str, Decimal]
    ) -> None:
        found = [amount_in(product, currency, rates) for product in products]
        self._amounts = sorted({amount for amount in found if amount is not None})
        ranks = {amount: rank for rank, amount in enumerate(self._amounts)}
        self.values = np.array([np.nan if a is None else float(a) for a in found], np.float64)
        self.rank = np.array([-1 if a is None else ranks[a] for a in found], np.int64)
        self.is_missing: NDArray[np.bool_] = self.rank < 0
        self.has_missing = bool(self.is_missing.any())

    def between(self, least: Decimal | None, most: Decimal | None) -> NDArray[np.bool_]:
        """Where the amount is within limits, each included; compared as decimals."""
        first = 0 if least is None else bisect_left(self._amounts, least)
        end = len(self._amounts) if most is None else bisect_right(self._amounts, most)
        return (self.rank >= first) & (self.rank < end)

    def below(self, amount: Decimal) -> NDArray[np.bool_]:
        """Where it costs less; compared as decimals."""
        return (self.rank >= 0) & (self.rank < bisect_left(self._amounts, amount))


def amount_in(product: Product, currency: str, rates: Mapping[str, Decimal]) -> Decimal | None:
    """A product's price in a currency, None for want of a rate."""
    try:
        return product.price_in(currency, rates).amount
    except InputError:
        return None
