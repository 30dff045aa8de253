"""Finds products by meaning and by words, over passages in every language they have."""

import asyncio
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bot.domain.languages import Language
from bot.domain.recommendations import Hit
from knowledge.embeddings import Embedder, Vectors
from knowledge.index import PassageIndex
from knowledge.lexical import LexicalIndex
from knowledge.passages import with_english

MAX_QUERY_CHARACTERS = 500
DENSE_SHARE = 0.5  # of a hit; the rest is words. Best of 0 to 1 on 52 questions about the demo shop
_CANDIDATES = 200  # passages from each side
_PER_PRODUCT = 8  # passages a product has at most, about


class SearchIndex:
    """What one search needs, made together and swapped together; read-only."""

    def __init__(self, dense: PassageIndex) -> None:
        self.dense = dense
        self.id = dense.id
        self._lexical = LexicalIndex(passage.text for passage in dense.passages)

    def search(self, query: Vectors, text: str, language: Language | None, limit: int) -> list[Hit]:
        """The best products, each with its best passage; scores in [0, 1]."""
        passages = self.dense.passages
        fused = self._fused(query, text, max(_CANDIDATES, limit * _PER_PRODUCT))
        scores = {number: score * passages[number].weight for number, score in fused.items()}
        best: dict[str, tuple[float, int]] = {}
        for number, score in scores.items():
            product_id = passages[number].product_id
            if product_id not in best or score > best[product_id][0]:
                best[product_id] = (score, number)
        ranked = sorted(best.items(), key=lambda item: (-item[1][0], item[0]))[:limit]
        return [
            Hit(product_id, score, self._shown(product_id, number, scores, language))
            for product_id, (score, number) in ranked
        ]

    def _fused(self, query: Vectors, text: str, count: int) -> dict[int, float]:
        """Passage number to the weighted sum of both sides' scores, each scaled to [0, 1]."""
        meaning = dict(self.dense.nearest(query, count))
        all_words = self._lexical.scores(text)
        words = {int(n): float(all_words[n]) for n in _largest(all_words, count)}
        meaning_part, words_part = (
            _scaled(meaning, min(meaning.values(), default=0.0)),
            _scaled(words),
        )
        return {
            number: DENSE_SHARE * meaning_part.get(number, 0.0)
            + (1 - DENSE_SHARE) * words_part.get(number, 0.0)
            for number in meaning.keys() | words.keys()
        }

    def _shown(
        self, product_id: str, number: int, scores: dict[int, float], language: Language | None
    ) -> str:
        """The best passage in the shopper's language where one was found, else the best."""
        passages = self.dense.passages
        in_language = [
            other
            for other in scores
            if passages[other].product_id == product_id and passages[other].language == language
        ]
        return passages[max(in_language, key=scores.__getitem__, default=number)].shown


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
        self._embedder = embedder
        self._holder = holder

    async def search(
        self, text: str, language: Language | None = None, limit: int = 5
    ) -> Sequence[Hit]:
        """See `ProductSearch`; nothing while no index is ready, or for an empty text."""
        return await asyncio.to_thread(self.search_now, text, language, limit)

    def search_now(
        self, text: str, language: Language | None = None, limit: int = 5
    ) -> Sequence[Hit]:
        """The same in the calling thread."""
        index = self._holder.current
        asked = text.strip()[:MAX_QUERY_CHARACTERS]
        if index is None or not asked or limit < 1:
            return []
        asked = with_english(asked)
        return index.search(self._embedder.embed_query(asked), asked, language, limit)


def _largest(scores: NDArray[np.float32], count: int) -> NDArray[np.int64]:
    """The numbers of the largest scores above 0."""
    if len(scores) > count:
        numbers = np.argpartition(scores, -count)[-count:]
    else:
        numbers = np.arange(len(scores))
    return numbers[scores[numbers] > 0].astype(np.int64)


def _scaled(scores: dict[int, float], lowest: float = 0.0) -> dict[int, float]:
    highest = max(scores.values(), default=0.0)
    reach = highest - lowest
    if reach <= 0:
        return {number: float(highest > 0) for number in scores}
    return {number: (score - lowest) / reach for number, score in scores.items()}
