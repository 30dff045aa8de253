"""The recommendation engine: hard rules on facts, then a score, then a look at fresh stock."""

import asyncio
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Protocol

from bot.domain.fit import Knowledge, reasons_for, score_of, wanted_in
from bot.domain.money import Price
from bot.domain.ports import ProductSearch
from bot.domain.products import Product
from bot.domain.recommendations import Excluded, Recommendation, Recommended, Wish
from bot.domain.suitability import Groups, HardRules
from knowledge.catalogue import Snapshot
from knowledge.ingredients import IngredientTable

MAX_EXCLUDED = 20
_SEARCHED = 200  # products whose likeness to the shopper's words counts
# Rules that say "something else was asked for" come after those that say "nearly".
_FAR = frozenset({"product_type", "kind"})


class FreshCatalogue(Protocol):
    """What the engine needs of the catalogue."""

    @property
    def snapshot(self) -> Snapshot:
        """The current state."""

    async def find(self, product_id: str) -> Product | None:
        """One product with stock and price read fresh."""


@dataclass(frozen=True, slots=True)
class _Scored:
    product: Product
    score: float


class ProductRecommender:
    """The domain's `Recommender`."""

    def __init__(
        self,
        catalogue: FreshCatalogue,
        search: ProductSearch,
        table: IngredientTable,
        rates: Mapping[str, Decimal],
    ) -> None:
        """Take what it looks into; `rates` says what a unit of each currency is worth."""
        self._catalogue = catalogue
        self._search = search
        self._table = table
        self._rates = rates
        self._evidence = table.evidence()

    async def recommend(self, wish: Wish) -> Recommendation:
        """Products that pass every hard rule, best first, each size family once.

        Raises:
            InputError: the budget is in a currency the shop has no rate for.
        """
        wish = self._in_table_names(wish)
        snapshot = self._catalogue.snapshot
        similarities = await self._similarities(wish, snapshot)
        passed, left_out = await asyncio.to_thread(self._judged, wish, snapshot, similarities)
        chosen = await self._fresh(wish, _one_per_family(passed, snapshot.families), snapshot)
        return Recommendation(
            products=chosen,
            excluded=tuple(_nearest(left_out)),
            nearest_price=self._nearest_price(wish, left_out),
        )

    def _in_table_names(self, wish: Wish) -> Wish:
        avoid = tuple(self._table.normalise(name) for name in wish.profile.avoid)
        ingredients = tuple(self._table.normalise(name) for name in wish.ingredients)
        return replace(wish, profile=replace(wish.profile, avoid=avoid), ingredients=ingredients)

    async def _similarities(self, wish: Wish, snapshot: Snapshot) -> Mapping[str, float]:
        """How near each family's text is to the shopper's words; sizes share one text."""
        if not wish.text.strip():
            return {}
        found: dict[str, float] = {}
        for hit in await self._search.search(wish.text, wish.language, _SEARCHED):
            family = snapshot.families.get(hit.product_id)
            if family:
                found[family] = max(hit.score, found.get(family, 0.0))
        return found

    def _judged(
        self, wish: Wish, snapshot: Snapshot, similarities: Mapping[str, float]
    ) -> tuple[list[_Scored], list[tuple[str, _Scored]]]:
        """What passes the rules, best first, and what does not, with the rule."""
        rules = HardRules(wish, snapshot.groups, self._rates)
        known = Knowledge(self._evidence, snapshot.groups)
        not_again = {snapshot.families.get(product_id) for product_id in wish.exclude}
        passed: list[_Scored] = []
        left_out: list[tuple[str, _Scored]] = []
        for product in snapshot.products:
            family = snapshot.families[product.id]
            if family in not_again:
                continue
            why = rules.why_excluded(product)
            similarity = similarities.get(family, 0.0)
            score = 0.0 if why in _FAR else self._score(product, wish, known, similarity)
            if why is None:
                passed.append(_Scored(product, score))
            else:
                left_out.append((why, _Scored(product, score)))
        return sorted(_with_wanted(passed, wish, snapshot.groups), key=_rank), left_out

    def _score(self, product: Product, wish: Wish, known: Knowledge, similarity: float) -> float:
        budget = wish.profile.budget
        price = self._price(product, (budget and budget.currency) or wish.currency)
        return score_of(product, wish, known, price, similarity)

    def _price(self, product: Product, currency: str) -> Price:
        return product.price_in(currency, self._rates)

    async def _fresh(
        self, wish: Wish, ranked: Iterable[_Scored], snapshot: Snapshot
    ) -> tuple[Recommended, ...]:
        """The best that still hold when price and stock are read fresh, at most `limit`."""
        chosen: list[Recommended] = []
        for scored in ranked:
            if len(chosen) >= wish.limit:
                break
            fresh = await self._catalogue.find(scored.product.id)
            if fresh is None:
                continue
            groups = self._groups_for(fresh, scored.product, snapshot)
            if HardRules(wish, groups, self._rates).why_excluded(fresh) is None:
                price = self._price(fresh, wish.currency)
                reasons = reasons_for(fresh, wish, Knowledge(self._evidence, groups), price)
                chosen.append(Recommended(fresh, scored.score, price, reasons))
        return tuple(chosen)

    def _groups_for(self, fresh: Product, known: Product, snapshot: Snapshot) -> Groups:
        """The snapshot's groups, unless the label changed since and may hold names new to it."""
        told = (fresh.ingredients, fresh.key_ingredients)
        if told == (known.ingredients, known.key_ingredients):
            return snapshot.groups
        return self._table.groups((*(fresh.ingredients or ()), *fresh.key_ingredients))

    def _nearest_price(self, wish: Wish, left_out: Iterable[tuple[str, _Scored]]) -> Price | None:
        prices = [
            self._price(scored.product, wish.currency)
            for why, scored in left_out
            if why == "budget"
        ]
        return min(prices, key=lambda price: price.amount, default=None)


def _rank(scored: _Scored) -> tuple[float, str]:
    return (-scored.score, scored.product.id)


def _with_wanted(passed: Sequence[_Scored], wish: Wish, groups: Groups) -> Sequence[_Scored]:
    """Only what has a wanted ingredient, where any product has one."""
    having = [scored for scored in passed if wanted_in(scored.product, wish, groups)]
    return having or passed


def _one_per_family(ranked: Iterable[_Scored], families: Mapping[str, str]) -> Iterator[_Scored]:
    seen: set[str] = set()
    for scored in ranked:
        family = families[scored.product.id]
        if family not in seen:
            seen.add(family)
            yield scored


def _nearest(left_out: Iterable[tuple[str, _Scored]]) -> Iterator[Excluded]:
    """What a rule left out, the best fitting first, at most MAX_EXCLUDED."""
    ranked = sorted(left_out, key=lambda pair: (pair[0] in _FAR, _rank(pair[1])))
    return (Excluded(scored.product.id, why) for why, scored in ranked[:MAX_EXCLUDED])
