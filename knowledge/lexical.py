"""Search by words: BM25 over passages, with CJK and Thai cut into overlapping pieces."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

import bm25s
import numpy as np
from numpy.typing import NDArray

_RUNS = re.compile(
    r"[a-z0-9]+(?:\.[0-9]+)?|[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+|[\u0e00-\u0e7f]+"
)
_LATIN = re.compile(r"[a-z0-9]")
_THAI = re.compile(r"[\u0e00-\u0e7f]")
_STOP_WORDS = frozenset(
    {
        "a", "an", "and", "any", "are", "as", "at", "be", "but", "by", "can", "do", "does", "for",
        "from", "get", "give", "has", "have", "i", "if", "in", "is", "it", "its", "looking", "me",
        "my", "need", "of", "on", "or", "please", "recommend", "some", "something", "that", "the",
        "this", "to", "want", "was", "what", "which", "who", "with", "you", "your",
    }
)  # fmt: skip


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


def to_tokens(text: str) -> list[str]:
    """Latin words without plural s and stop words, CJK in pairs, Thai in threes of characters."""
    plain = unicodedata.normalize("NFKC", text).lower()
    return [token for run in _RUNS.findall(plain) for token in _cut(run)]


def _cut(run: str) -> Iterator[str]:
    if _LATIN.match(run):
        if run not in _STOP_WORDS:
            yield _singular(run)
        return
    yield from _windows(run, 3 if _THAI.match(run) else 2)


def _singular(word: str) -> str:
    ends_plural = len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is"))
    return word[:-1] if ends_plural else word


def _windows(run: str, size: int) -> Sequence[str]:
    if len(run) <= size:
        return [run]
    return [run[start : start + size] for start in range(len(run) - size + 1)]
