"""Every method tuned on a part of the training ratings, then measured once on the test."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import sparse

from bot.evaluation.rankings import Floats, Ranking, Scorer, rank, relevant_in
from bot.evaluation.ratings import RatingSet
from bot.evaluation.recommend_methods import Choice, Method

HIDDEN_SHARE = 0.1
HISTORIES = (1, 2)
FEW_RATINGS = 3
_PASSES = 2
_SEED = 0

Matrix = Any  # scipy.sparse.csr_matrix; scipy ships no types


@dataclass(frozen=True, slots=True)
class Tried:
    """Parameters and the nDCG@10 they reached on the held-out part of the training ratings."""

    parameters: Mapping[str, Choice]
    ndcg: float


@dataclass(frozen=True, slots=True)
class Trial:
    """A method measured.

    Attributes:
        tried: every combination of the tuning; the first of the best one is used.
        whole: over all customers.
        cold: customers with fewer than FEW_RATINGS training ratings; None where there are none.
        cut: as if customers had told this many products only.
        hidden: products all of whose training ratings were taken away, ranked among themselves
            and the never rated ones.
        seconds: to learn once from all training ratings.
    """

    method: Method
    tried: Sequence[Tried]
    whole: Ranking
    cold: Ranking | None
    cut: Mapping[int, Ranking]
    hidden: Ranking | None
    seconds: float

    @property
    def chosen(self) -> Tried:
        """What was chosen by tuning."""
        return max(self.tried, key=lambda one: one.ndcg)


@dataclass(frozen=True, slots=True)
class Parts:
    """The ratings as the trials use them, the same for every method.

    Attributes:
        histories, relevant: 1 where rated in training; 1 where liked in the test and new.
        inner, held_out: the same within the training ratings, for tuning.
        cold: rows of customers with few training ratings and something relevant.
        hidden: columns of products whose training ratings are taken away in one measurement.
    """

    facts: Mapping[str, Matrix]
    histories: Matrix
    relevant: Matrix
    inner: Matrix
    held_out: Matrix
    cold: Sequence[int]
    hidden: Sequence[int]


def to_parts(ratings: RatingSet) -> Parts:
    """Split the ratings; seeded, so that every run has the same parts."""
    generator = np.random.default_rng(_SEED)
    histories = _ones(ratings.train)
    relevant = relevant_in(ratings.test, ratings.train)
    rated = np.flatnonzero(np.asarray(histories.sum(axis=0)).ravel())
    hidden = generator.choice(rated, max(1, int(HIDDEN_SHARE * len(rated))), replace=False)
    few = np.diff(histories.indptr) < FEW_RATINGS
    return Parts(
        facts=ratings.facts,
        histories=histories,
        relevant=relevant,
        inner=_ones(ratings.inner),
        held_out=relevant_in(ratings.held_out, ratings.inner),
        cold=np.flatnonzero(few & (np.diff(relevant.indptr) > 0)).tolist(),
        hidden=sorted(hidden.tolist()),
    )


def run_trial(method: Method, parts: Parts) -> Trial:
    """Tune on the inner split, learn from all training ratings, measure on the test."""
    tried = tune(method, parts)
    chosen = max(tried, key=lambda one: one.ndcg).parameters
    start = time.perf_counter()
    scorer = method.learn(parts.histories, parts.facts, chosen)
    seconds = time.perf_counter() - start
    popularity = _counts(parts.histories)
    cold = parts.relevant.copy() if parts.cold else None
    if cold is not None:
        warm = np.setdiff1d(np.arange(cold.shape[0]), parts.cold)
        cold = _without_rows(cold, warm.tolist())
    return Trial(
        method=method,
        tried=tried,
        whole=rank(scorer, parts.histories, parts.relevant, popularity),
        cold=None if cold is None else rank(scorer, parts.histories, cold, popularity),
        cut={size: _cut_trial(scorer, parts, popularity, size) for size in HISTORIES},
        hidden=_hidden_trial(method, parts, chosen),
        seconds=seconds,
    )


def tune(method: Method, parts: Parts) -> Sequence[Tried]:
    """Try one parameter after the other, each from the best so far, twice round.

    Coordinate search from the middle of every list: the same procedure for every method.
    """
    best = {name: values[len(values) // 2] for name, values in method.choices.items()}
    tried = {tuple(best.values()): _try(method, parts, best)}
    for _ in range(_PASSES):
        for name, values in method.choices.items():
            for value in values:
                candidate = {**best, name: value}
                key = tuple(candidate.values())
                if key not in tried:
                    tried[key] = _try(method, parts, candidate)
            best = dict(max(tried.values(), key=lambda one: one.ndcg).parameters)
    return list(tried.values())


def _try(method: Method, parts: Parts, parameters: Mapping[str, Choice]) -> Tried:
    scorer = method.learn(parts.inner, parts.facts, parameters)
    ranking = rank(scorer, parts.inner, parts.held_out, _counts(parts.inner))
    return Tried(parameters, float(ranking.ndcg.mean()))


def _cut_trial(scorer: Scorer, parts: Parts, popularity: Floats, size: int) -> Ranking:
    """As if each customer had told `size` of their products, drawn by chance.

    The others are still not offered: what they have is theirs.
    """
    generator = np.random.default_rng(_SEED)
    told = parts.histories.tolil()
    for row, columns in enumerate(told.rows):
        kept = sorted(generator.permutation(columns)[:size].tolist())
        told.rows[row], told.data[row] = kept, [1.0] * len(kept)
    return rank(scorer, told.tocsr(), parts.relevant, popularity, seen=parts.histories)


def _hidden_trial(method: Method, parts: Parts, chosen: Mapping[str, Choice]) -> Ranking | None:
    """Learn without the hidden products' ratings; rank what nobody then has rated."""
    keep = np.ones(parts.histories.shape[1])
    keep[list(parts.hidden)] = 0.0
    histories = (parts.histories @ sparse.diags(keep)).tocsr()
    histories.eliminate_zeros()
    liked = (parts.relevant @ sparse.diags(1.0 - keep)).tocsr()
    liked.eliminate_zeros()
    if not liked.nnz:
        return None
    scorer = method.learn(histories, parts.facts, chosen)
    rated = _counts(histories) > 0

    def among_unrated(some: Matrix) -> Any:
        scores = np.array(scorer(some), np.float64)
        scores[:, rated] = -1e9
        return scores

    return rank(among_unrated, histories, liked, np.zeros(len(keep)))


def _ones(ratings: Matrix) -> Matrix:
    ones = ratings.copy()
    ones.data = np.ones_like(ones.data, np.float32)
    return ones


def _counts(histories: Matrix) -> Floats:
    return np.asarray(histories.sum(axis=0), np.float64).ravel()


def _without_rows(matrix: Matrix, rows: Sequence[int]) -> Matrix:
    keep = np.ones(matrix.shape[0])
    keep[list(rows)] = 0.0
    kept = (sparse.diags(keep) @ matrix).tocsr()
    kept.eliminate_zeros()
    return kept
