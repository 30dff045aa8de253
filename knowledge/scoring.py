"""The score of many products at once, over the catalogue's columns."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from bot.domain.fit import (
    CONCERN_WEIGHT,
    INGREDIENT_WEIGHT,
    IRRITANT_PENALTY,
    IRRITANTS,
    MINI_PENALTY,
    PRICE_WEIGHT,
    SERUM_BONUS,
    SKIN_TYPE_WEIGHT,
    TEXT_WEIGHT,
    UNTYPED_PENALTY,
    Knowledge,
    price_fit,
)
from bot.domain.money import Budget
from bot.domain.recommendations import Wish
from knowledge.columns import Columns, Mask, Rows, Values
from knowledge.labels import NOWHERE


class Scoring:
    """One wish's score of one state of the catalogue, asked of some rows at a time."""

    def __init__(
        self, columns: Columns, wish: Wish, known: Knowledge, rates: Mapping[str, Decimal]
    ) -> None:
        self._columns = columns
        self._wish = wish
        self._known = known
        self._rates = rates

    def scores(self, rows: Rows, similarity: Values) -> Values:
        """What `score_of` says of some products, in the same order of adding up.

        Only the price's share may differ in the last digit, being reckoned in floats.

        Args:
            rows: of the products.
            similarity: of each one's text to the shopper's words, shape (len(rows),).
        """
        return self._added_up(rows, similarity, self._price_fit(rows))

    def exact_scores(self, rows: Rows, similarity: Values) -> Values:
        """The same to the last digit, for few: each price is asked of the domain."""
        return self._added_up(rows, similarity, self.exact_price_fit(rows))

    def exact_price_fit(self, rows: Rows) -> Values:
        """What the domain's `price_fit` says of each."""
        budget = self._wish.profile.budget
        if budget is None or not budget.max:
            return np.zeros(len(rows))
        products = (self._columns.products[row] for row in rows.tolist())
        prices = (product.price_in(self._currency, self._rates) for product in products)
        return np.fromiter((price_fit(price, self._wish) for price in prices), np.float64)

    def wanted(self) -> Mask:
        """Where a wanted ingredient is told, or a form of one."""
        found = np.zeros(len(self._columns), np.bool_)
        for name in self._wish.ingredients:
            found |= self._columns.first_place(self._forms(name)) < NOWHERE
        return found

    def _added_up(self, rows: Rows, similarity: Values, prices: Values | float) -> Values:
        columns = self._columns
        bonus = 0.0 if self._wish.profile.product_type else SERUM_BONUS
        total: Values = (
            CONCERN_WEIGHT * self._concern_fit(rows)
            + SKIN_TYPE_WEIGHT * self._skin_type_fit(rows)
            + INGREDIENT_WEIGHT * self._ingredient_fit(rows)
            + TEXT_WEIGHT * similarity
            + PRICE_WEIGHT * prices
            + bonus * columns.having("product_type", "serum")[rows]
            - MINI_PENALTY * columns.is_mini[rows]
            - UNTYPED_PENALTY * columns.having("product_type", "")[rows]
            - IRRITANT_PENALTY * self._irritants(rows)
        )
        return total

    def _concern_fit(self, rows: Rows) -> Values:
        concerns = self._wish.profile.concern
        total = np.zeros(len(rows))
        for concern in concerns:
            total += self._columns.concern_fit(concern, self._known.evidence)[rows]
        return total / (len(concerns) or 1)

    def _skin_type_fit(self, rows: Rows) -> Values | float:
        asked = self._wish.profile.skin_type
        return self._columns.skin_type_fit(asked)[rows] if asked else 0.0

    def _ingredient_fit(self, rows: Rows) -> Values | float:
        wanted = self._wish.ingredients
        if not wanted:
            return 0.0
        fit = np.zeros(len(rows))
        for name in wanted:
            fit += self._one_ingredient_fit(name, rows)
        return fit / len(wanted)

    def _one_ingredient_fit(self, name: str, rows: Rows) -> Values:
        """1 where a wanted name itself is told, or first a form that is wanted too, else half."""
        forms = self._forms(name)
        first = self._columns.first_place(forms)[rows]
        exact = self._columns.first_place({name})[rows] < NOWHERE
        others = forms & set(self._wish.ingredients) - {name}
        if others:
            exact = exact | (self._columns.first_place(others)[rows] == first)
        return np.where(first == NOWHERE, 0.0, np.where(exact, 1.0, 0.5))

    def _forms(self, name: str) -> frozenset[str]:
        return frozenset({name, *self._known.groups.get(name, ())})

    def _price_fit(self, rows: Rows) -> Values | float:
        budget = self._wish.profile.budget
        if budget is None or not budget.max:
            return 0.0
        values = self._columns.prices(self._currency, self._rates).values[rows]
        return np.nan_to_num(np.maximum(0.0, 1.0 - _strain(values, budget)))

    @property
    def _currency(self) -> str:
        budget = self._wish.profile.budget
        return (budget and budget.currency) or self._wish.currency

    def _irritants(self, rows: Rows) -> NDArray[np.int64] | int:
        if "sensitive" not in self._wish.profile.skin_type:
            return 0
        return sum(column[rows].astype(np.int64) for column in self._irritant_columns)

    @cached_property
    def _irritant_columns(self) -> tuple[Mask, ...]:
        groups = self._known.groups
        return tuple(
            self._columns.holding(
                frozenset(name for group in kind for name in groups.get(group, ()))
            )
            for kind in IRRITANTS
        )


def _strain(amounts: Values, budget: Budget) -> Values:
    """How far amounts are from the middle of a budget, or how near its limit."""
    most = float(budget.max or 0)
    if not budget.min:
        return amounts / most
    least = float(budget.min)
    return np.abs(amounts - (least + most) / 2) / ((most - least) / 2 or 1.0)
