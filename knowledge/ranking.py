"""Ranks what passed the rules, best first: a shortlist looked at closely, then the others."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

import numpy as np

from bot.domain.fit import PRICE_WEIGHT
from bot.domain.tie_breakers import REACH, TieBreakers
from bot.domain.variety import Scored
from knowledge.columns import Columns, Rows, Values, best_places
from knowledge.scoring import Scoring

SIZES = 4  # listings a family has, about
_SHORTLIST = 50  # products that the second stage looks at, and where their scores are close …
_LONGEST = 150  # … at most so many


@dataclass(frozen=True, slots=True)
class Ranking:
    """What passed, to be ranked.

    Attributes:
        columns: of the catalogue.
        scoring: of the wish.
        rows: what passed.
        similarity: of each one's text to the shopper's words, shape (len(rows),).
        without_price: whether the price's share is left out, to tell what it changes.
    """

    columns: Columns
    scoring: Scoring
    rows: Rows
    similarity: Values
    without_price: bool = False

    def best_first(self, ties: TieBreakers, limit: int) -> Iterator[Scored]:
        """The best of the shortlist with their tie-breakers, then the others by score alone.

        All that the second stage may bring among the first is on the shortlist, up to _LONGEST.
        """
        scores = self.scoring.scores(self.rows, self.similarity)
        ranks = self.columns.id_rank[self.rows]
        places = _shortlist(scores, ranks, limit)
        return chain(self._closely(places, ties), self._others(places, scores, ranks))

    def _others(self, shortlist: Rows, scores: Values, ranks: Rows) -> Iterator[Scored]:
        """What is not on the shortlist; ranked only when it is asked for."""
        others = np.setdiff1d(np.arange(len(self.rows)), shortlist)
        for place in others[best_places(scores[others], ranks[others], len(others))].tolist():
            yield Scored(self.columns.products[self.rows[place]], float(scores[place]))

    def _closely(self, places: Rows, ties: TieBreakers) -> list[Scored]:
        """The second stage: scores to the last digit with the tie-breakers of each, best first."""
        rows = self.rows[places]
        scores = self.scoring.exact_scores(rows, self.similarity[places])
        if self.without_price:
            scores = scores - PRICE_WEIGHT * self.scoring.exact_price_fit(rows)
        products = (self.columns.products[row] for row in rows.tolist())
        scored = (
            Scored(product, score + sum(ties.terms(product).values()))
            for product, score in zip(products, scores.tolist(), strict=True)
        )
        return sorted(scored, key=_rank)


def one_per_family(ranked: Iterable[Scored], families: Mapping[str, str]) -> Iterator[Scored]:
    """The best of each family."""
    seen: set[str] = set()
    for scored in ranked:
        family = families[scored.product.id]
        if family not in seen:
            seen.add(family)
            yield scored


def _shortlist(scores: Values, ranks: Rows, limit: int) -> Rows:
    enough = limit * SIZES
    least = max(_SHORTLIST, enough)
    places = best_places(scores, ranks, max(least, _LONGEST))
    if len(places) <= least:
        return places
    in_reach = scores[places] > scores[places[enough]] - REACH
    return places[: max(least, int(np.count_nonzero(in_reach)))]


def _rank(scored: Scored) -> tuple[float, str]:
    return (-scored.score, scored.product.id)
