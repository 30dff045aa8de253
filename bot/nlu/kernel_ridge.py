"""Which intent the most similar examples speak for: regression on similarities.

Kernel ridge regression on one-hot intents (Rifkin, Yeo, Poggio: Regularized least-squares
classification, 2003) with a Gaussian of the distance between vectors plus the shared n-grams. Near
examples decide, and far from all of them every score falls to 0.
"""

from dataclasses import dataclass
from typing import Sequence

import numpy as np
from scipy import linalg
from scipy.sparse import csr_matrix

RIDGE = 0.1
NGRAM_WEIGHT = 0.2
ROWS_AT_ONCE = 1_024


@dataclass(frozen=True)
class Examples:
    """Messages as the model sees them.

    `points` (messages, dimension) hold meaning and tags: near means alike. `ngrams` (messages,
    n-grams) are sparse rows of length 1.
    """

    points: np.ndarray
    ngrams: csr_matrix


def to_closeness(points: np.ndarray, known: np.ndarray) -> np.ndarray:
    """A Gaussian of the distance of each to each: 1 where they are the same, towards 0 far away."""
    return products_to_closeness(points @ known.T, to_squares(points), to_squares(known))


def products_to_closeness(
    products: np.ndarray, squares: np.ndarray, known_squares: np.ndarray
) -> np.ndarray:
    """The same from inner products (points, known), which it overwrites, and squared lengths."""
    closeness = products
    closeness *= 2
    closeness -= squares[:, None]
    closeness -= known_squares[None, :]
    return np.exp(np.minimum(closeness, 0, out=closeness), out=closeness)


def to_squares(points: np.ndarray) -> np.ndarray:
    """Squared length of each row."""
    return np.asarray(np.einsum("ij,ij->i", points, points))


class KernelRidge:
    """Regression of each intent's indicator on the similarity of examples.

    Memory grows with the square of the examples, time with the cube.
    """

    def __init__(self, examples: Examples, targets: np.ndarray) -> None:
        """`targets` (messages, intents): 1 for a message's own intent, else 0."""
        self._similarity = _to_similarity(examples)
        self._targets = targets

    def fit(self) -> np.ndarray:
        """How much each example speaks for each intent, shape (messages, intents)."""
        return self._solve(np.arange(len(self._targets)))

    def predict_held_out(self, groups: Sequence[np.ndarray]) -> np.ndarray:
        """Scores (messages, intents) of each group by a fit without it."""
        scores = np.zeros_like(self._targets)
        for rows in groups:
            others = np.setdiff1d(np.arange(len(self._targets)), rows)
            scores[rows] = self._similarity[np.ix_(rows, others)] @ self._solve(others)
        return scores

    def _solve(self, rows: np.ndarray) -> np.ndarray:
        matrix = self._similarity[np.ix_(rows, rows)]
        matrix[np.diag_indices(len(rows))] += RIDGE
        factor = linalg.cho_factor(matrix, lower=True, overwrite_a=True, check_finite=False)
        solved = linalg.cho_solve(factor, self._targets[rows], check_finite=False)
        return np.asarray(solved, dtype=np.float32)


def _to_similarity(examples: Examples) -> np.ndarray:
    """Closeness of meaning and shared n-grams, shape (messages, messages)."""
    count = len(examples.points)
    similarity = np.empty((count, count), dtype=np.float32)
    for first in range(0, count, ROWS_AT_ONCE):
        rows = slice(first, first + ROWS_AT_ONCE)
        similarity[rows] = to_closeness(examples.points[rows], examples.points)
        shared = examples.ngrams[rows] @ examples.ngrams.T
        similarity[rows] += NGRAM_WEIGHT * shared.toarray()
    return similarity
