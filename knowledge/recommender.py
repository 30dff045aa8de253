"""The recommendation engine: hard rules on facts, then a score, then a look at fresh stock.

All products are judged (knowledge/judging.py) and scored (scoring.py) at once over their columns;
only the best of what passed are then settled where they are about equal (ranking.py), and what is
offered is read fresh, asked of the domain's rules again and given its reasons.
"""

import asyncio
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import chain, islice
from typing import Protocol

import numpy as np

from bot.domain.circumstances import Circumstances
from bot.domain.fit import Knowledge, reasons_for
from bot.domain.money import Price
from bot.domain.ports import ProductSearch, Surroundings
from bot.domain.products import Product
from bot.domain.profiles import Profile
from bot.domain.recommendations import Excluded, Hit, Recommendation, Recommended, Wish
from bot.domain.suitability import Groups, HardRules
from bot.domain.tags import CONCERNS, CONDITIONS
from bot.domain.tie_breakers import TieBreakers
from bot.domain.variety import Scored, varied
from knowledge.catalogue import Snapshot
from knowledge.cheaper import find_cheaper
from knowledge.columns import Chosen, Columns, Mask, Rows, best_places
from knowledge.ingredients import IngredientTable
from knowledge.judging import Judge, Verdicts
from knowledge.ranking import SIZES, Ranking, one_per_family
from knowledge.scoring import Scoring

MAX_EXCLUDED = 20
_SEARCHED = 200  # products whose likeness to the shopper's words counts


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

    async def recommend(self, wish: Wish, *, with_excluded: bool = False) -> Recommendation:
        """See `Recommender`; of each size family one product.

        Raises:
            InputError: the budget is in a currency the shop has no rate for.
        """
        wish = self._in_table_names(wish)
        snapshot = self._catalogue.snapshot
        around = await self._surroundings.of(wish) if self._surroundings else Circumstances()
        wish = _with_history(wish, around, snapshot)
        judged = await asyncio.to_thread(self._judged, wish, snapshot)
        ties = TieBreakers(
            wish, around, snapshot.families, snapshot.by_id, self._evidence,
            judged.columns.season_fit,
        )  # fmt: skip
        ranked = one_per_family(await self._ranked(wish, judged, ties), snapshot.families)
        chosen = await self._fresh(wish, ranked, judged, ties)
        if chosen and not with_excluded:
            return Recommendation(chosen)
        return Recommendation(
            products=chosen,
            excluded=await self._nearest(wish, judged),
            nearest_price=judged.judge.cheapest(np.flatnonzero(judged.near_by("budget"))),
        )

    async def find_cheaper(self, wish: Wish, shown: Sequence[Product]) -> Product | None:
        """See `Recommender`."""
        wish, snapshot = self._in_table_names(wish), self._catalogue.snapshot
        return await asyncio.to_thread(self._cheaper, wish, shown, snapshot)

    def _cheaper(self, wish: Wish, shown: Sequence[Product], snapshot: Snapshot) -> Product | None:
        scoring = self._scoring(wish, snapshot)
        return find_cheaper(shown, snapshot.columns, scoring, wish.currency, self._rates)

    def prepare(self) -> None:
        """Make the columns that most wishes ask of the current snapshot; the next would wait."""
        snapshot = self._catalogue.snapshot
        if not snapshot.products:
            return
        profile = Profile(skin_type=("sensitive",), concern=CONCERNS, condition=CONDITIONS)
        wish = Wish(profile, currency=snapshot.products[0].prices[0].currency)
        Judge(snapshot.columns, wish, snapshot.groups, self._rates).verdicts(
            np.zeros(len(snapshot.columns), np.bool_)
        )
        nothing = np.empty(0, np.int64)
        self._scoring(wish, snapshot).scores(nothing, nothing.astype(np.float64))

    def _scoring(self, wish: Wish, snapshot: Snapshot) -> Scoring:
        known = Knowledge(self._evidence, snapshot.groups)
        return Scoring(snapshot.columns, wish, known, self._rates)

    def _in_table_names(self, wish: Wish) -> Wish:
        avoid = tuple(self._table.normalise(name) for name in wish.profile.avoid)
        ingredients = tuple(self._table.normalise(name) for name in wish.ingredients)
        return replace(wish, profile=replace(wish.profile, avoid=avoid), ingredients=ingredients)

    def _judged(self, wish: Wish, snapshot: Snapshot) -> "_Judged":
        """What passes the rules, and what does not, with the rule; the latter by rows."""
        columns = snapshot.columns
        judge = Judge(columns, wish, snapshot.groups, self._rates)
        scoring = self._scoring(wish, snapshot)
        families = (snapshot.families.get(product_id) for product_id in wish.exclude)
        asked = ~columns.in_families(families)
        verdicts = judge.verdicts(asked)
        passed = _with_wanted(asked & verdicts.passed, scoring)
        return _Judged(snapshot, judge, scoring, verdicts, passed, asked)

    async def _ranked(self, wish: Wish, judged: "_Judged", ties: TieBreakers) -> Iterator[Scored]:
        """What passed, best first: a shortlist looked at closely, then the others."""
        hits = await self._hits(wish, judged, judged.passed, _SEARCHED)
        return await asyncio.to_thread(self._best_first, wish, judged, hits, ties)

    def _best_first(
        self, wish: Wish, judged: "_Judged", hits: Sequence[Hit], ties: TieBreakers
    ) -> Iterator[Scored]:
        rows = np.flatnonzero(judged.passed)
        similarity = judged.columns.similarities(_scores(hits), rows)
        without_price = "price" in self._without
        ranking = Ranking(judged.columns, judged.scoring, rows, similarity, without_price)
        return ranking.best_first(ties, wish.limit)

    def _price(self, product: Product, currency: str) -> Price:
        return product.price_in(currency, self._rates)

    async def _hits(self, wish: Wish, judged: "_Judged", among: Mask, count: int) -> Sequence[Hit]:
        """What is nearest to the shopper's words, searched among some products."""
        if not wish.text.strip() or not among.any():
            return ()
        chosen = Chosen(judged.columns, among)
        return await self._search.search(wish.text, wish.language, count, among=chosen)

    async def _nearest(self, wish: Wish, judged: "_Judged") -> tuple[Excluded, ...]:
        """What a rule left out, the best fitting first, at most MAX_EXCLUDED."""
        near = judged.near
        hits = await self._hits(wish, judged, near, MAX_EXCLUDED * SIZES)
        return await asyncio.to_thread(_left_out, judged, np.flatnonzero(near), hits)

    async def _fresh(
        self, wish: Wish, ranked: Iterator[Scored], judged: "_Judged", ties: TieBreakers
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
            groups = self._groups_for(fresh, scored.product, judged.snapshot)
            if self._rules(wish, groups, judged).why_excluded(fresh) is None:
                price = self._price(fresh, wish.currency)
                plain = reasons_for(fresh, wish, Knowledge(self._evidence, groups), price)
                lead = None if bar is None else scored.score - bar
                reasons = ties.reasons(fresh, plain, lead)
                chosen.append(Recommended(fresh, scored.score, price, reasons))
        return tuple(chosen)

    def _rules(self, wish: Wish, groups: Groups, judged: "_Judged") -> HardRules:
        if groups is judged.snapshot.groups:
            return judged.judge.rules
        return HardRules(wish, groups, self._rates)

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
    scoring: Scoring
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


def _left_out(judged: _Judged, near: Rows, hits: Sequence[Hit]) -> tuple[Excluded, ...]:
    """Of what a rule left out the best fitting; then of what is something else, by id."""
    columns = judged.columns
    scores = judged.scoring.scores(near, columns.similarities(_scores(hits), near))
    rows = near[best_places(scores, columns.id_rank[near], MAX_EXCLUDED)]
    if len(rows) < MAX_EXCLUDED:
        far = np.flatnonzero(judged.far)
        others = best_places(np.zeros(len(far)), columns.id_rank[far], MAX_EXCLUDED - len(rows))
        rows = np.concatenate((rows, far[others]))
    why = judged.verdicts.why
    return tuple(Excluded(columns.products[row].id, str(why(row))) for row in rows.tolist())


def _scores(hits: Iterable[Hit]) -> dict[str, float]:
    return {hit.product_id: hit.score for hit in hits}


def _with_wanted(passed: Mask, scoring: Scoring) -> Mask:
    """Only what has a wanted ingredient, where any product has one."""
    having = passed & scoring.wanted()
    return having if having.any() else passed
