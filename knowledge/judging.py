"""Hard rules of a whole catalogue at once, over its columns."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from bot.domain.money import Price
from bot.domain.recommendations import Wish
from bot.domain.suitability import (
    CHILD_TYPES,
    Groups,
    HardRules,
    bars_exfoliants,
    bars_retinoids,
)
from knowledge.columns import Columns, Mask, Rows
from knowledge.prices import PriceColumn

# Rules that say "something else was asked for"; the others say "nearly".
FAR = frozenset({"product_type", "kind"})
_PASSED = 0


@dataclass(frozen=True)
class Verdicts:
    """The first rule that leaves each product out.

    Attributes:
        rules: the rules that were asked, the first in force.
        which: 0 where no rule is broken, else the place of the rule in `rules`, from 1.
    """

    rules: tuple[str, ...]
    which: NDArray[np.int16]

    @cached_property
    def passed(self) -> Mask:
        """Where no rule is broken."""
        passed: Mask = self.which == _PASSED
        return passed

    @cached_property
    def far(self) -> Mask:
        """Where something else was asked for."""
        return self._first_broken(FAR)

    def broken(self, why: str) -> Mask:
        """Where a rule is the first that is broken."""
        return self._first_broken({why})

    def _first_broken(self, rules: Collection[str]) -> Mask:
        found = np.zeros(len(self.which), np.bool_)
        for number, rule in enumerate(self.rules, _PASSED + 1):
            if rule in rules:
                found |= self.which == number
        return found

    def why(self, row: int) -> str | None:
        """The rule that leaves a product out, as `HardRules.why_excluded` has it."""
        number = int(self.which[row])
        return self.rules[number - 1] if number else None


class Judge:
    """One wish asked of one state of the catalogue.

    Attributes:
        rules: the domain's own, made ready for this wish.
    """

    def __init__(
        self, columns: Columns, wish: Wish, groups: Groups, rates: Mapping[str, Decimal]
    ) -> None:
        self.rules = HardRules(wish, groups, rates)
        self._columns = columns
        self._wish = wish
        self._rates = rates

    def verdicts(self, asked: Mask) -> Verdicts:
        """What `HardRules.why_excluded` says of every product; `asked` is where it matters.

        Raises:
            InputError: a price that a rule or a score needs cannot be told for want of a rate.
        """
        which = np.zeros(len(self._columns), np.int16)
        rules: list[str] = []
        for why, is_broken in self._broken_rules():
            rules.append(why)
            which += np.int16(len(rules)) * (is_broken & (which == _PASSED))
        verdicts = Verdicts(tuple(rules), which)
        self._refuse_missing_rates(asked & ~verdicts.far)
        return verdicts

    def cheapest(self, rows: Rows) -> Price | None:
        """The lowest of some products' prices as it is shown, None where there are none.

        Raises:
            InputError: one of them cannot be told for want of a rate.
        """
        if not rows.size:
            return None
        ranks = self._columns.prices(self._wish.currency, self._rates).rank[rows]
        cheapest = self._columns.products[int(rows[np.argmin(ranks)])]
        return cheapest.price_in(self._wish.currency, self._rates)

    def _broken_rules(self) -> Iterator[tuple[str, Mask]]:
        """Every rule with where it is broken, in the order of `HardRules`."""
        columns, profile = self._columns, self._wish.profile
        rules = self.rules
        yield "kind", ~columns.having_any("kind", rules.kinds)
        if profile.product_type:
            yield "product_type", ~columns.having_any("product_type", profile.product_type)
        yield "reaction", columns.of_ids(self._wish.stung)
        yield "at_home", columns.of_ids(self._wish.at_home)
        yield "stock", ~columns.in_stock
        if rules.needs_ingredients:
            yield "unknown_ingredients", ~columns.has_label
            yield from ((rule.why, columns.breaking(rule)) for rule in rules.forbidden)
            yield from self._broken_conditions()
            yield from self._broken_by_age()
        for skin_type in sorted(set(profile.skin_type)):
            yield f"unsuitable:{skin_type}", columns.having("unsuitable", skin_type)
        if profile.budget:
            yield "budget", ~self._budget_prices().between(profile.budget.min, profile.budget.max)

    def _broken_conditions(self) -> Iterator[tuple[str, Mask]]:
        for condition in self._wish.profile.condition:
            why = f"condition:{condition}"
            if bars_exfoliants(condition):
                yield why, self._columns.is_exfoliant
            if bars_retinoids(condition):
                yield why, self._columns.names_retinoid

    def _broken_by_age(self) -> Iterator[tuple[str, Mask]]:
        """As `bot.domain.suitability.is_too_strong` has it."""
        columns, age_group = self._columns, self._wish.age_group
        why = f"age:{age_group}"
        if age_group == "infant":
            yield why, np.ones(len(columns), np.bool_)
        elif age_group == "child":
            yield why, ~columns.having_any("product_type", CHILD_TYPES) | columns.is_exfoliant
        elif age_group:
            yield why, columns.having("product_type", "exfoliant")
        if age_group:
            yield why, columns.names_retinoid

    def _refuse_missing_rates(self, is_priced: Mask) -> None:
        """Ask the price of the first product that needs one and has none, which raises."""
        prices = self._budget_prices()
        if not prices.has_missing:
            return
        missing = np.flatnonzero(prices.is_missing & is_priced)
        if missing.size:
            self._columns.products[missing[0]].price_in(self._budget_currency, self._rates)

    @property
    def _budget_currency(self) -> str:
        budget = self._wish.profile.budget
        return (budget and budget.currency) or self._wish.currency

    def _budget_prices(self) -> PriceColumn:
        return self._columns.prices(self._budget_currency, self._rates)
