"""Search by words: BM25 over passages, which may be added and removed one by one."""

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Self

import numpy as np
from numpy.typing import NDArray

from knowledge.tokens import to_tokens

Rows = NDArray[np.int64]
Scores = NDArray[np.float32]

K1, B = 1.5, 0.75  # as in Robertson and Zaragoza, Foundations and Trends in IR 3 (2009) 333-389
_COMMON = 4_000  # holders of a word from which on their shares are kept, four bytes each
_QUESTIONS_KEPT = 4  # whose scores are kept: a recommendation searches twice


@dataclass(frozen=True, slots=True)
class _Postings:
    """Which passages hold a word, and how often; `rows` rise."""

    rows: NDArray[np.int32]
    counts: NDArray[np.float32]

    def followed_by(self, later: "_Postings") -> "_Postings":
        """With passages that came later."""
        return _Postings(
            np.concatenate((self.rows, later.rows)), np.concatenate((self.counts, later.counts))
        )


class LexicalIndex:
    """BM25 (Lucene's idf) by row, the place of a passage in the order they came; read-only.

    A change gives a new index that shares what stayed. Scores are reckoned from counts when they
    are asked for, so they are those of an index built of just the passages that are there.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._words, self._lengths = _counted(texts, first=0)
        self._is_there = np.ones(len(self._lengths), np.bool_)
        self._holders_gone: Counter[str] = Counter()
        self._norms = _norms(self._lengths, self._is_there)
        self._kept: tuple[tuple[str, Scores], ...] = ()
        self._common: dict[str, Scores] = {}

    def __len__(self) -> int:
        return int(np.count_nonzero(self._is_there))

    def changed(self, removed: Mapping[int, str], added: Sequence[str]) -> Self:
        """Without some rows, each given with its text, and with texts in rows after all others."""
        other = object.__new__(type(self))
        words, lengths = _counted(added, first=len(self._lengths))
        nothing = _Postings(np.empty(0, np.int32), np.empty(0, np.float32))
        grown = {word: self._words.get(word, nothing).followed_by(words[word]) for word in words}
        other._words = {**self._words, **grown}
        other._lengths = np.concatenate((self._lengths, lengths))
        other._is_there = np.concatenate((self._is_there, np.ones(len(lengths), np.bool_)))
        other._is_there[list(removed)] = False
        other._holders_gone = self._holders_gone.copy()
        other._holders_gone.update(w for text in removed.values() for w in set(to_tokens(text)))
        other._norms = _norms(other._lengths, other._is_there)
        other._kept = ()
        other._common = {}
        return other

    def best(
        self, query: str, count: int, allowed: NDArray[np.bool_] | None = None
    ) -> tuple[Rows, Scores]:
        """At most `count` rows with the highest scores above 0, in no order, and these scores.

        Of equal scores at the end the first rows are taken.

        Args:
            query: what a customer wrote.
            count: how many rows.
            allowed: by row, whether it may be found; all where it is not given.
        """
        scores = self._scores(query)
        if allowed is not None:
            scores = scores * allowed
        return _highest(scores, count)

    def _scores(self, query: str) -> Scores:
        """Every row's score, 0 for what is not there; of the last questions they are kept."""
        for asked, scores in self._kept:
            if asked == query:
                return scores
        scores = self._added_up(query)
        self._kept = ((query, scores), *self._kept[: _QUESTIONS_KEPT - 1])
        return scores

    def _added_up(self, query: str) -> Scores:
        scores = np.zeros(len(self._lengths), np.float32)
        for weight, word in self._terms(query):
            np.add.at(scores, self._words[word].rows, np.float32(weight) * self._shares(word))
        scores *= self._is_there
        return scores

    def _shares(self, word: str) -> Scores:
        """Of a word's weight what each of its holders gets; of common words it is kept."""
        kept = self._common.get(word)
        if kept is not None:
            return kept
        holders = self._words[word]
        shares: Scores = holders.counts / (holders.counts + self._norms[holders.rows])
        if len(shares) > _COMMON:
            self._common[word] = shares
        return shares

    def _terms(self, query: str) -> list[tuple[float, str]]:
        """The words of a question that any passage holds, with weights, the most telling first."""
        asked = Counter(word for word in to_tokens(query) if word in self._words)
        terms = [(n * self._rarity(word), word) for word, n in asked.items()]
        return sorted(terms, key=lambda term: -term[0])

    def _rarity(self, word: str) -> float:
        holders = len(self._words[word].rows) - self._holders_gone[word]
        return log(1 + (len(self) - holders + 0.5) / (holders + 0.5))


def _highest(scores: Scores, count: int) -> tuple[Rows, Scores]:
    """At most `count` rows with the highest scores above 0, and these scores.

    The zeros are left out first: numpy's partition can take twenty times longer with many equals.
    """
    rows = np.flatnonzero(scores > 0)
    if len(rows) > count > 0:
        found = scores[rows]
        least = np.partition(found, len(rows) - count)[len(rows) - count]
        above, equal = rows[found > least], rows[found == least]
        rows = np.concatenate((above, equal[: count - len(above)]))
    return rows, scores[rows]


def _norms(lengths: Scores, is_there: NDArray[np.bool_]) -> Scores:
    """What a passage's length adds below the line; the mean is over what is there."""
    mean = float(lengths[is_there].mean(dtype=np.float64)) if is_there.any() else 0.0
    return np.float32(K1) * (np.float32(1 - B) + np.float32(B / (mean or 1.0)) * lengths)


def _counted(texts: Iterable[str], first: int) -> tuple[dict[str, _Postings], Scores]:
    """The postings of every word, rows counted from `first`, and the texts' lengths in words."""
    numbers: dict[str, int] = {}
    words, rows, counts, lengths = array("i"), array("i"), array("f"), array("f")
    for row, text in enumerate(texts, first):
        tokens = to_tokens(text)
        lengths.append(len(tokens))
        for word, times in Counter(tokens).items():
            words.append(numbers.setdefault(word, len(numbers)))
            rows.append(row)
            counts.append(times)
    order = np.argsort(np.array(words, np.int32), kind="stable")
    starts = np.searchsorted(np.array(words, np.int32)[order], np.arange(len(numbers) + 1))
    all_rows, all_counts = np.array(rows, np.int32)[order], np.array(counts, np.float32)[order]
    spans = (slice(*pair) for pair in zip(starts[:-1].tolist(), starts[1:].tolist(), strict=True))
    postings = {
        word: _Postings(all_rows[span], all_counts[span])
        for word, span in zip(numbers, spans, strict=True)
    }
    return postings, np.array(lengths, np.float32)
