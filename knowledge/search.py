"""Finds products by meaning and by words, over passages in every language they have."""

import asyncio
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from typing import Self

import numpy as np
from numpy.typing import NDArray

from bot.domain.languages import Language
from bot.domain.recommendations import Hit
from knowledge.embeddings import Embedder, Vectors
from knowledge.index import PassageIndex
from knowledge.lexical import LexicalIndex
from knowledge.passages import Passage, with_english
from knowledge.vectors import Allowed, Rows, Scores

Values = NDArray[np.float64]

MAX_QUERY_CHARACTERS = 500
DENSE_SHARE = 0.5  # of a hit; the rest is words. Best of 0 to 1 on 52 questions about the demo shop
_CANDIDATES = 200  # passages from each side
_QUERIES_KEPT = 32  # vectors of the last questions: a recommendation searches twice


class SearchIndex:
    """What one search needs, made together and swapped together; read-only."""

    def __init__(self, dense: PassageIndex) -> None:
        self.dense = dense
        self.id = dense.id
        self._lexical = LexicalIndex(passage.text for passage in dense.rows)
        gone = np.flatnonzero(~dense.is_there).tolist()
        if gone:
            self._lexical = self._lexical.changed(_texts(dense, gone), [])

    def changed(self, gone: Collection[str], passages: Sequence[Passage], vectors: Vectors) -> Self:
        """The index without some products' passages and with new ones; see `PassageIndex`."""
        other = object.__new__(type(self))
        removed = _texts(self.dense, self.dense.rows_of(gone))
        other.dense = self.dense.changed(gone, passages, vectors)
        other.id = other.dense.id
        other._lexical = self._lexical.changed(removed, [passage.text for passage in passages])
        return other

    def search(
        self,
        query: Vectors,
        text: str,
        language: Language | None,
        limit: int,
        among: Collection[str] | None = None,
    ) -> list[Hit]:
        """The best products, each with its best passage; scores in [0, 1]."""
        allowed = None if among is None else self.dense.allowed(among)
        count = max(_CANDIDATES, limit * self.dense.passages_per_product)
        rows, fused = self._fused(query, text, count, allowed)
        products, scores = self.dense.product_numbers[rows], fused * self.dense.weights[rows]
        best = _highest(scores, _best_of_each(products, scores), limit)
        shown = dict(zip(products[best].tolist(), rows[best].tolist(), strict=True))
        shown |= self._in_language(rows, scores, language)
        hits = [
            Hit(self.dense.rows[row].product_id, score, self.dense.rows[shown[product]].shown)
            for row, product, score in zip(
                rows[best].tolist(), products[best].tolist(), scores[best].tolist(), strict=True
            )
        ]
        return sorted(hits, key=lambda hit: (-hit.score, hit.product_id))[:limit]

    def _fused(
        self, query: Vectors, text: str, count: int, allowed: Allowed | None
    ) -> tuple[Rows, Values]:
        """Rows and the weighted sum of both sides' scores, each scaled to [0, 1]."""
        near, cosines = self.dense.nearest_rows(query, count, allowed)
        worded, weights = self._lexical.best(text, count, allowed)
        rows = np.union1d(near, worded)
        fused = np.zeros(len(rows))
        least = float(cosines.min()) if len(cosines) else 0.0
        fused[np.searchsorted(rows, near)] += DENSE_SHARE * _scaled(cosines, least)
        fused[np.searchsorted(rows, worded)] += (1 - DENSE_SHARE) * _scaled(weights, 0.0)
        return rows, fused

    def _in_language(self, rows: Rows, scores: Values, language: Language | None) -> dict[int, int]:
        """Each product's best row in the shopper's language, by number, where one was found."""
        products = self.dense.product_numbers[rows]
        found = np.flatnonzero(self.dense.is_in(language, rows))
        found = found[_best_of_each(products[found], scores[found])]
        return dict(zip(products[found].tolist(), rows[found].tolist(), strict=True))


class IndexHolder:
    """The index in use. Swapping is one assignment: a search keeps the index it began with."""

    def __init__(self, index: SearchIndex | None = None) -> None:
        self._index = index

    @property
    def current(self) -> SearchIndex | None:
        """The index in use now; None until the first one is ready."""
        return self._index

    @property
    def current_id(self) -> str | None:
        """The id of the index in use."""
        index = self._index
        return index.id if index else None

    def swap(self, index: SearchIndex) -> SearchIndex | None:
        """Use another index from the next search on; gives back the former."""
        former, self._index = self._index, index
        return former


class HybridSearch:
    """The domain's `ProductSearch` over whatever index the holder has."""

    def __init__(self, embedder: Embedder, holder: IndexHolder) -> None:
        self._holder = holder
        self._to_vector = lru_cache(_QUERIES_KEPT)(embedder.embed_query)

    async def search(
        self,
        text: str,
        language: Language | None = None,
        limit: int = 5,
        among: Collection[str] | None = None,
    ) -> Sequence[Hit]:
        """See `ProductSearch`; nothing while no index is ready, or for an empty text."""
        return await asyncio.to_thread(self.search_now, text, language, limit, among)

    def search_now(
        self,
        text: str,
        language: Language | None = None,
        limit: int = 5,
        among: Collection[str] | None = None,
    ) -> Sequence[Hit]:
        """The same in the calling thread."""
        index = self._holder.current
        asked = text.strip()[:MAX_QUERY_CHARACTERS]
        if index is None or not asked or limit < 1:
            return []
        asked = with_english(asked)
        return index.search(self._to_vector(asked), asked, language, limit, among)


def _texts(index: PassageIndex, rows: Iterable[int]) -> dict[int, str]:
    return {row: index.rows[row].text for row in rows}


def _best_of_each(products: Rows, scores: Values) -> Rows:
    """The place of each product's best passage."""
    order = np.lexsort((-scores, products))
    _, first = np.unique(products[order], return_index=True)
    best: Rows = order[first]
    return best


def _highest(scores: Values, places: Rows, count: int) -> Rows:
    """Of some places those with the highest scores, all that equal the least of them too."""
    if len(places) <= count:
        return places
    least = np.partition(scores[places], len(places) - count)[len(places) - count]
    highest: Rows = places[scores[places] >= least]
    return highest


def _scaled(scores: Scores, lowest: float) -> Values:
    """From 0 at `lowest` to 1 at the highest."""
    if not len(scores):
        return np.empty(0)
    highest = float(scores.max())
    if highest <= lowest:
        return np.full(len(scores), float(highest > 0))
    return (scores.astype(np.float64) - lowest) / (highest - lowest)
