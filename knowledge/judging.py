"""Hard rules and score of a whole catalogue at once, over its columns."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
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
    OTHER_SKIN_FIT,
    PRICE_WEIGHT,
    SERUM_BONUS,
    SILENT_SKIN_FIT,
    SKIN_TYPE_WEIGHT,
    TEXT_WEIGHT,
    UNTYPED_PENALTY,
    Knowledge,
)
from bot.domain.money import Budget, Price
from bot.domain.recommendations import Wish
from bot.domain.suitability import (
    CHILD_TYPES,
    HardRules,
    bars_exfoliants,
    bars_retinoids,
)
from knowledge.columns import Columns, Mask, Rows, Values
from knowledge.labels import NOWHERE
from knowledge.prices import PriceColumn

# Rules that say "something else was asked for"; the others say "nearly".
FAR = frozenset({"product_type", "kind"})
_PASSED = 0


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The first rule that leaves each product out.

    Attributes:
        rules: the rules that were asked, the first in force.
        which: 0 where no rule is broken, else the place of the rule in `rules`, from 1.
    """

    rules: tuple[str, ...]
    which: NDArray[np.int16]

    @property
    def passed(self) -> Mask:
        """Where no rule is broken."""
        passed: Mask = self.which == _PASSED
        return passed

    @property
    def far(self) -> Mask:
        """Where something else was asked for."""
        return self._first_broken(FAR)

    def broken(self, why: str) -> Mask:
        """Where a rule is the first that is broken."""
        return self._first_broken({why})

    def _first_broken(self, rules: Collection[str]) -> Mask:
        is_meant: Mask = np.array([False, *(rule in rules for rule in self.rules)])[self.which]
        return is_meant

    def why(self, row: int) -> str | None:
        """The rule that leaves a product out, as `HardRules.why_excluded` has it."""
        number = int(self.which[row])
        return self.rules[number - 1] if number else None


class Judge:
    """One wish asked of one state of the catalogue."""

    def __init__(
        self, columns: Columns, wish: Wish, known: Knowledge, rates: Mapping[str, Decimal]
    ) -> None:
        self._columns = columns
        self._wish = wish
        self._known = known
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
            which[(which == _PASSED) & is_broken] = len(rules)
        verdicts = Verdicts(tuple(rules), which)
        self._refuse_missing_rates(asked & ~verdicts.far)
        return verdicts

    def scores(self, similarity: Values) -> Values:
        """What `score_of` says of every product, in the same order of adding up.

        Only the price's share may differ in the last digit, being reckoned in floats.
        """
        return (
            self._facts_fit
            + TEXT_WEIGHT * similarity
            + PRICE_WEIGHT * self._price_fit
            + self._bonus
            - np.where(self._columns.is_mini, MINI_PENALTY, 0.0)
            - np.where(self._columns.having("product_type", ""), UNTYPED_PENALTY, 0.0)
            - IRRITANT_PENALTY * self._irritants
        )

    def wanted(self) -> Mask:
        """Where a wanted ingredient is told, or a form of one."""
        found = np.zeros(len(self._columns), np.bool_)
        for name in self._wish.ingredients:
            found |= self._columns.first_place(self._forms(name)) < NOWHERE
        return found

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
        rules = HardRules(self._wish, self._known.groups, self._rates)
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
        missing = np.flatnonzero(self._budget_prices().is_missing & is_priced)
        if missing.size:
            self._columns.products[missing[0]].price_in(self._budget_currency, self._rates)

    @property
    def _budget_currency(self) -> str:
        budget = self._wish.profile.budget
        return (budget and budget.currency) or self._wish.currency

    def _budget_prices(self) -> PriceColumn:
        return self._columns.prices(self._budget_currency, self._rates)

    @cached_property
    def _facts_fit(self) -> Values:
        return (
            CONCERN_WEIGHT * self._concern_fit()
            + SKIN_TYPE_WEIGHT * self._skin_type_fit()
            + INGREDIENT_WEIGHT * self._ingredient_fit()
        )

    @cached_property
    def _bonus(self) -> Values:
        bonus = 0.0 if self._wish.profile.product_type else SERUM_BONUS
        return np.where(self._columns.having("product_type", "serum"), bonus, 0.0)

    def _concern_fit(self) -> Values:
        concerns = self._wish.profile.concern
        total = np.zeros(len(self._columns))
        for concern in concerns:
            total += self._columns.concern_fit(concern, self._known.evidence)
        return total / (len(concerns) or 1)

    def _skin_type_fit(self) -> Values:
        asked = set(self._wish.profile.skin_type)
        if not asked:
            return np.zeros(len(self._columns))
        suited = sum(self._columns.having("skin_type", kind).astype(np.int64) for kind in asked)
        told = np.maximum(suited / len(asked), OTHER_SKIN_FIT)
        return np.where(self._columns.tells_skin_types, told, SILENT_SKIN_FIT)

    def _ingredient_fit(self) -> Values:
        wanted = self._wish.ingredients
        fit = np.zeros(len(self._columns))
        for name in wanted:
            fit += self._one_ingredient_fit(name)
        return fit / (len(wanted) or 1)

    def _one_ingredient_fit(self, name: str) -> Values:
        """1 where a wanted name itself is told, or first a form that is wanted too, else half."""
        forms = self._forms(name)
        first = self._columns.first_place(forms)
        exact = self._columns.first_place({name}) < NOWHERE
        others = forms & set(self._wish.ingredients) - {name}
        if others:
            exact = exact | (self._columns.first_place(others) == first)
        return np.where(first == NOWHERE, 0.0, np.where(exact, 1.0, 0.5))

    def _forms(self, name: str) -> frozenset[str]:
        return frozenset({name, *self._known.groups.get(name, ())})

    @cached_property
    def _price_fit(self) -> Values:
        budget = self._wish.profile.budget
        if budget is None or not budget.max:
            return np.zeros(len(self._columns))
        return np.nan_to_num(np.maximum(0.0, 1.0 - _strain(self._budget_prices().values, budget)))

    @cached_property
    def _irritants(self) -> NDArray[np.int64]:
        found = np.zeros(len(self._columns), np.int64)
        if "sensitive" in self._wish.profile.skin_type:
            for kind in IRRITANTS:
                names = {name for g in kind for name in self._known.groups.get(g, ())}
                found += self._columns.holding(names)
        return found


def _strain(amounts: Values, budget: Budget) -> Values:
    """How far amounts are from the middle of a budget, or how near its limit."""
    most = float(budget.max or 0)
    if not budget.min:
        return amounts / most
    least = float(budget.min)
    return np.abs(amounts - (least + most) / 2) / ((most - least) / 2 or 1.0)
