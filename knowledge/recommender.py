"""The recommendation engine: hard rules on facts, then a score, then a look at fresh stock.

All products are judged at once over their columns (knowledge/judging.py); only the best of what
passed are then scored, settled where they are about equal (bot/domain/tie_breakers.py, variety.py)
and given reasons one by one, by the domain.
"""

import asyncio
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import chain, islice
from typing import Protocol

import numpy as np

from bot.domain.circumstances import Circumstances
from bot.domain.fit import PRICE_WEIGHT, Knowledge, price_fit, reasons_for, score_of
from bot.domain.money import Price
from bot.domain.ports import ProductSearch, Surroundings
from bot.domain.products import Product
from bot.domain.profiles import Profile
from bot.domain.recommendations import Excluded, Hit, Recommendation, Recommended, Wish
from bot.domain.suitability import Groups, HardRules
from bot.domain.tags import CONCERNS, CONDITIONS
from bot.domain.tie_breakers import REACH, TieBreakers
from bot.domain.variety import Scored, varied
from knowledge.catalogue import Snapshot
from knowledge.columns import Chosen, Columns, Mask, Rows, Values, best_rows
from knowledge.ingredients import IngredientTable
from knowledge.judging import Judge, Verdicts

MAX_EXCLUDED = 20
_SEARCHED = 200  # products whose likeness to the shopper's words counts
_SHORTLIST = 50  # products that the second stage looks at, and where their scores are close …
_LONGEST = 150  # … at most so many
_SIZES = 4  # listings a family has, about


class FreshCatalogue(Protocol):
    """What the engine needs of the catalogue."""

    @property
    def snapshot(self) -> Snapshot:
        """The current state."""

    async def find(self, product_id: str) -> Product | None:
        """One product with stock and price read fresh."""


class ProductRecommender:
    """The domain's `Recommender`."""

    def __init__(
        self,
        catalogue: FreshCatalogue,
        search: ProductSearch,
        table: IngredientTable,
        rates: Mapping[str, Decimal],
        surroundings: Surroundings | None = None,
        without: Collection[str] = (),
    ) -> None:
        """Take what it looks into.

        Args:
            catalogue: the products.
            search: for likeness to the shopper's words.
            table: of ingredients.
            rates: what a unit of each currency is worth.
            surroundings: season, history and companions; without it a wish stands for itself.
            without: "price" or "variety" left out, to tell what they change.
        """
        self._catalogue = catalogue
        self._search = search
        self._table = table
        self._rates = rates
        self._evidence = table.evidence()
        self._surroundings = surroundings
        self._without = frozenset(without)

    async def recommend(self, wish: Wish) -> Recommendation:
        """Products that pass every hard rule, best first, each size family once.

        Raises:
            InputError: the budget is in a currency the shop has no rate for.
        """
        wish = self._in_table_names(wish)
        snapshot = self._catalogue.snapshot
        around = await self._surroundings.of(wish) if self._surroundings else Circumstances()
        wish = _with_history(wish, around, snapshot)
        ties = TieBreakers(wish, around, snapshot.families, snapshot.by_id, self._evidence)
        judged = await asyncio.to_thread(self._judged, wish, snapshot)
        ranked = _one_per_family(await self._ranked(wish, judged, ties), snapshot.families)
        chosen = await self._fresh(wish, ranked, snapshot, ties)
        return Recommendation(
            products=chosen,
            excluded=await self._nearest(wish, judged),
            nearest_price=judged.judge.cheapest(np.flatnonzero(judged.near_by("budget"))),
        )

    def prepare(self) -> None:
        """Make the columns that most wishes ask of the current snapshot; the next would wait."""
        snapshot = self._catalogue.snapshot
        if not snapshot.products:
            return
        profile = Profile(skin_type=("sensitive",), concern=CONCERNS, condition=CONDITIONS)
        wish = Wish(profile, currency=snapshot.products[0].prices[0].currency)
        known = Knowledge(self._evidence, snapshot.groups)
        judge = Judge(snapshot.columns, wish, known, self._rates)
        nobody = np.zeros(len(snapshot.columns), np.bool_)
        judge.verdicts(nobody)
        judge.scores(nobody.astype(np.float64))

    def _in_table_names(self, wish: Wish) -> Wish:
        avoid = tuple(self._table.normalise(name) for name in wish.profile.avoid)
        ingredients = tuple(self._table.normalise(name) for name in wish.ingredients)
        return replace(wish, profile=replace(wish.profile, avoid=avoid), ingredients=ingredients)

    def _judged(self, wish: Wish, snapshot: Snapshot) -> "_Judged":
        """What passes the rules, and what does not, with the rule; the latter by rows."""
        columns = snapshot.columns
        judge = Judge(columns, wish, Knowledge(self._evidence, snapshot.groups), self._rates)
        families = (snapshot.families.get(product_id) for product_id in wish.exclude)
        asked = ~columns.in_families(families)
        verdicts = judge.verdicts(asked)
        return _Judged(
            snapshot, judge, verdicts, _with_wanted(asked & verdicts.passed, judge), asked
        )

    async def _ranked(self, wish: Wish, judged: "_Judged", ties: TieBreakers) -> Iterator[Scored]:
        """What passed, best first: a shortlist looked at closely, then the others."""
        similarities = await self._similarities(wish, judged, judged.passed, _SEARCHED)
        scores = await asyncio.to_thread(judged.judge.scores, similarities)
        shortlist = _shortlist(judged, scores, wish.limit)
        closely = await asyncio.to_thread(
            self._rescored, wish, judged, shortlist, similarities, ties
        )
        return chain(closely, _others(judged, scores, shortlist))

    def _rescored(
        self,
        wish: Wish,
        judged: "_Judged",
        rows: Rows,
        similarities: Values,
        ties: TieBreakers,
    ) -> list[Scored]:
        """The second stage: the domain's own score of each with its tie-breakers, best first."""
        known = Knowledge(self._evidence, judged.snapshot.groups)
        products = [judged.snapshot.products[row] for row in rows]
        scored = (
            Scored(
                product,
                self._score(product, wish, known, similarity) + sum(ties.terms(product).values()),
            )
            for product, similarity in zip(products, similarities[rows].tolist(), strict=True)
        )
        return sorted(scored, key=_rank)

    def _score(self, product: Product, wish: Wish, known: Knowledge, similarity: float) -> float:
        budget = wish.profile.budget
        price = self._price(product, (budget and budget.currency) or wish.currency)
        score = score_of(product, wish, known, price, similarity)
        return score - PRICE_WEIGHT * price_fit(price, wish) if "price" in self._without else score

    def _price(self, product: Product, currency: str) -> Price:
        return product.price_in(currency, self._rates)

    async def _similarities(self, wish: Wish, judged: "_Judged", among: Mask, count: int) -> Values:
        """How near each family's text is to the shopper's words, searched among some products.

        Sizes share one text.
        """
        hits: Sequence[Hit] = ()
        if wish.text.strip() and among.any():
            chosen = Chosen(judged.columns, among)
            hits = await self._search.search(wish.text, wish.language, count, among=chosen)
        return judged.columns.similarities({hit.product_id: hit.score for hit in hits})

    async def _nearest(self, wish: Wish, judged: "_Judged") -> tuple[Excluded, ...]:
        """What a rule left out, the best fitting first, at most MAX_EXCLUDED."""
        near, far = judged.near, judged.far
        similarities = await self._similarities(wish, judged, near, MAX_EXCLUDED * _SIZES)
        ranks, scores = judged.columns.id_rank, judged.judge.scores(similarities)
        rows = best_rows(scores, ranks, np.flatnonzero(near), MAX_EXCLUDED)
        if len(rows) < MAX_EXCLUDED:
            same = np.zeros(len(judged.columns))
            others = best_rows(same, ranks, np.flatnonzero(far), MAX_EXCLUDED - len(rows))
            rows = np.concatenate((rows, others))
        products, why = judged.columns.products, judged.verdicts.why
        return tuple(Excluded(products[row].id, str(why(row))) for row in rows)

    async def _fresh(
        self, wish: Wish, ranked: Iterator[Scored], snapshot: Snapshot, ties: TieBreakers
    ) -> tuple[Recommended, ...]:
        """The best that still hold when price and stock are read fresh, at most `limit`."""
        first = list(islice(ranked, wish.limit + 1))
        bar = first[wish.limit].score if len(first) > wish.limit else None
        ranked = chain(first, ranked)
        chosen: list[Recommended] = []
        for scored in ranked if "variety" in self._without else varied(ranked):
            if len(chosen) >= wish.limit:
                break
            fresh = await self._catalogue.find(scored.product.id)
            if fresh is None:
                continue
            groups = self._groups_for(fresh, scored.product, snapshot)
            if HardRules(wish, groups, self._rates).why_excluded(fresh) is None:
                price = self._price(fresh, wish.currency)
                plain = reasons_for(fresh, wish, Knowledge(self._evidence, groups), price)
                lead = None if bar is None else scored.score - bar
                reasons = ties.reasons(fresh, plain, lead)
                chosen.append(Recommended(fresh, scored.score, price, reasons))
        return tuple(chosen)

    def _groups_for(self, fresh: Product, known: Product, snapshot: Snapshot) -> Groups:
        """The snapshot's groups, unless the label changed since and may hold names new to it."""
        told = (fresh.ingredients, fresh.key_ingredients)
        if told == (known.ingredients, known.key_ingredients):
            return snapshot.groups
        return self._table.groups((*(fresh.ingredients or ()), *fresh.key_ingredients))


@dataclass(frozen=True, slots=True)
class _Judged:
    """What became of each product under a wish; masks over the snapshot's columns.

    Attributes:
        passed: what may be offered, with a wanted ingredient where any product has one.
        asked: all but what was declined before.
    """

    snapshot: Snapshot
    judge: Judge
    verdicts: Verdicts
    passed: Mask
    asked: Mask

    @property
    def columns(self) -> Columns:
        """The snapshot's columns."""
        return self.snapshot.columns

    @property
    def near(self) -> Mask:
        """What a rule left out though it is what was asked for."""
        return self.asked & ~self.verdicts.passed & ~self.verdicts.far

    @property
    def far(self) -> Mask:
        """What is something else than what was asked for."""
        return self.asked & self.verdicts.far

    def near_by(self, why: str) -> Mask:
        """What one rule left out."""
        return self.asked & self.verdicts.broken(why)


def _with_history(wish: Wish, around: Circumstances, snapshot: Snapshot) -> Wish:
    """The wish with what must not be offered, every size of it."""
    history = around.history
    if not (history.stung or history.at_home):
        return wish
    columns, families = snapshot.columns, snapshot.families

    def every_size(product_ids: Iterable[str]) -> frozenset[str]:
        meant = (families.get(product_id) for product_id in product_ids)
        rows = np.flatnonzero(columns.in_families(meant))
        return frozenset(columns.products[row].id for row in rows)

    return replace(
        wish,
        stung=wish.stung | every_size(history.stung),
        at_home=wish.at_home | every_size(history.at_home),
    )


def _rank(scored: Scored) -> tuple[float, str]:
    return (-scored.score, scored.product.id)


def _shortlist(judged: _Judged, scores: Values, limit: int) -> Rows:
    """The best rows: all that the second stage may bring among the first, up to _LONGEST."""
    enough = limit * _SIZES
    least = max(_SHORTLIST, enough)
    rows = np.flatnonzero(judged.passed)
    ranked = best_rows(scores, judged.columns.id_rank, rows, max(least, _LONGEST))
    if len(ranked) <= least:
        return ranked
    in_reach = scores[ranked] > scores[ranked[enough]] - REACH
    return ranked[: max(least, int(np.count_nonzero(in_reach)))]


def _others(judged: _Judged, scores: Values, shortlist: Rows) -> Iterator[Scored]:
    """What passed and is not in the shortlist, best first; ranked only when it is asked for."""
    rows = np.setdiff1d(np.flatnonzero(judged.passed), shortlist)
    for row in best_rows(scores, judged.columns.id_rank, rows, len(rows)).tolist():
        yield Scored(judged.snapshot.products[row], float(scores[row]))


def _with_wanted(passed: Mask, judge: Judge) -> Mask:
    """Only what has a wanted ingredient, where any product has one."""
    having = passed & judge.wanted()
    return having if having.any() else passed


def _one_per_family(ranked: Iterable[Scored], families: Mapping[str, str]) -> Iterator[Scored]:
    seen: set[str] = set()
    for scored in ranked:
        family = families[scored.product.id]
        if family not in seen:
            seen.add(family)
            yield scored
