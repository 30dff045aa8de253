"""What a ranking is worth: recall@10, nDCG@10, coverage, and how sure we are of a difference."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.evaluation.ratings import RELEVANT

AT = 10
RESAMPLES = 2000
SEED = 0
_ROWS = 1024
_TIE = 1e-9
_INTERVAL = (2.5, 97.5)

Matrix = Any  # scipy.sparse.csr_matrix; scipy ships no types
Floats = NDArray[np.float64]
# Histories (customers × families, 1 where rated) → scores of the same shape, higher is better.
Scorer = Callable[[Matrix], NDArray[Any]]


@dataclass(frozen=True, slots=True)
class Ranking:
    """How a method ranked, one value for each customer with something relevant.

    Attributes:
        ndcg, recall: at 10.
        shown: the columns that are in anybody's top ten.
    """

    ndcg: Floats
    recall: Floats
    shown: frozenset[int]


def relevant_in(test: Matrix, train: Matrix) -> Matrix:
    """1 where a customer likes in the test what they have not rated in training."""
    liked = test.copy()
    liked.data = (liked.data >= RELEVANT).astype(np.float64)
    liked = (liked - liked.multiply(train != 0)).tocsr()
    liked.eliminate_zeros()
    return liked


def rank(
    scorer: Scorer,
    histories: Matrix,
    relevant: Matrix,
    popularity: Floats,
    seen: Matrix | None = None,
) -> Ranking:
    """Rank, for each customer with something relevant, all families they have not seen.

    Args:
        scorer: the method; popularity decides between its equal scores, so also where a history is
            empty.
        histories: what it is told, customers × families.
        relevant: 1 where a customer likes the family.
        popularity: how often each family was rated.
        seen: what is not ranked; the histories where nothing is given.
    """
    seen = histories if seen is None else seen
    rows = np.flatnonzero(np.diff(relevant.indptr))
    parts = [
        _rank_some(_scores(scorer, histories[some], popularity), seen[some], relevant[some])
        for some in np.array_split(rows, max(1, len(rows) // _ROWS))
    ]
    ndcg, recall, top = (np.concatenate(part) for part in zip(*parts, strict=True))
    return Ranking(ndcg, recall, frozenset(np.unique(top).tolist()))


def _scores(scorer: Scorer, histories: Matrix, popularity: Floats) -> Floats:
    scores = np.array(scorer(histories), np.float64)
    scores += popularity * (_TIE / max(1.0, popularity.max()))
    return scores


def _rank_some(
    scores: Floats, seen: Matrix, relevant: Matrix
) -> tuple[Floats, Floats, NDArray[np.int64]]:
    scores[seen.nonzero()] = -np.inf
    top = _highest(scores)
    hits = np.take_along_axis(relevant.toarray(), top, axis=1)
    wanted = np.diff(relevant.indptr)
    discounts = 1 / np.log2(np.arange(2, top.shape[1] + 2))
    ideal = np.cumsum(discounts)[np.minimum(wanted, top.shape[1]) - 1]
    return (hits * discounts).sum(axis=1) / ideal, hits.sum(axis=1) / wanted, top


def _highest(scores: Floats) -> NDArray[np.int64]:
    count = min(AT, scores.shape[1])
    some = np.argpartition(-scores, count - 1, axis=1)[:, :count]
    order = np.argsort(-np.take_along_axis(scores, some, axis=1), axis=1, kind="stable")
    top: NDArray[np.int64] = np.take_along_axis(some, order, axis=1)
    return top


def interval_of_mean(values: Floats) -> list[float]:
    """The middle 95 % of the mean over resampled customers (bootstrap; Efron, 1979).

    Given the differences of two methods for the same customers, this is the paired interval.
    """
    generator = np.random.default_rng(SEED)
    size = len(values)
    means = [values[generator.integers(0, size, size)].mean() for _ in range(RESAMPLES)]
    found: list[float] = np.percentile(means, _INTERVAL).tolist()
    return found
