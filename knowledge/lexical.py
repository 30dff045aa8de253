"""Search by words: BM25 over passages."""

from collections.abc import Iterable

import bm25s  # type: ignore[import-untyped]  # ships no types
import numpy as np
from numpy.typing import NDArray

from knowledge.tokens import to_tokens


class LexicalIndex:
    """BM25 scores of passages for a query; read-only."""

    def __init__(self, texts: Iterable[str]) -> None:
        tokens = [to_tokens(text) for text in texts]
        self._count = len(tokens)
        self._bm25 = bm25s.BM25(method="lucene")
        if any(tokens):
            self._bm25.index(tokens, show_progress=False)

    def scores(self, query: str) -> NDArray[np.float32]:
        """A score from 0 up for every passage, in their order."""
        known = [token for token in to_tokens(query) if token in self._vocabulary]
        if not known:
            return np.zeros(self._count, np.float32)
        return np.asarray(self._bm25.get_scores(known), np.float32)

    @property
    def _vocabulary(self) -> dict[str, int]:
        return getattr(self._bm25, "vocab_dict", {})
