"""The methods that are compared, ours and the baselines, each with what is tuned of it."""
# ruff: noqa: ARG001  (all of them learn from the same three things, not all need all of them)

import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from implicit.als import AlternatingLeastSquares
from implicit.nearest_neighbours import BM25Recommender, CosineRecommender, TFIDFRecommender
from implicit.utils import ParameterWarning
from numpy.typing import NDArray
from scipy import linalg, sparse

from bot.evaluation.rankings import Scorer
from knowledge.collaborative import CompanionSettings, keep_highest, learn_weights, sparse_weights
from knowledge.product_facts import BLOCKS

Matrix = Any  # scipy.sparse.csr_matrix; scipy ships no types
Choice = Any  # a number or a name
Parameters = Mapping[str, Choice]
SLIM_STEPS = 40


@dataclass(frozen=True, slots=True)
class Method:
    """How a method learns, and the values tried for each of its parameters.

    `learn` takes the histories (1 where rated), the blocks of facts and the parameters.
    """

    name: str
    learn: Callable[[Matrix, Mapping[str, Matrix], Parameters], Scorer]
    choices: Mapping[str, Sequence[Choice]]


def _by_weights(weights: Any) -> Scorer:
    """Scores as the sum of the weights of what is in a history."""

    def scorer(histories: Matrix) -> NDArray[Any]:
        scores = histories @ weights
        return np.asarray(scores.toarray() if sparse.issparse(scores) else scores)

    return scorer


def _ours(histories: Matrix, facts: Mapping[str, Matrix], chosen: Parameters) -> Scorer:
    settings = CompanionSettings(
        ridge=chosen["ridge"],
        ridge_share=chosen["ridge_share"],
        lasso=chosen["lasso"],
        activity=chosen["activity"],
        facts={block: chosen[block] for block in BLOCKS},
    )
    return _by_weights(learn_weights(histories, facts, settings))


def _popularity(histories: Matrix, facts: Mapping[str, Matrix], chosen: Parameters) -> Scorer:
    counts = np.asarray(histories.sum(axis=0), np.float64)
    return lambda some: np.repeat(counts, some.shape[0], axis=0)


_NEIGHBOURS = {"cosine": CosineRecommender, "bm25": BM25Recommender, "tfidf": TFIDFRecommender}


def _item_knn(histories: Matrix, facts: Mapping[str, Matrix], chosen: Parameters) -> Scorer:
    model = _NEIGHBOURS[chosen["likeness"]](K=chosen["neighbours"], num_threads=1)
    with warnings.catch_warnings():
        # The library warns of the form of a matrix that it makes itself.
        warnings.simplefilter("ignore", ParameterWarning)
        model.fit(histories, show_progress=False)
    return _by_weights(model.similarity)


def _als(histories: Matrix, facts: Mapping[str, Matrix], chosen: Parameters) -> Scorer:
    model = AlternatingLeastSquares(
        factors=chosen["factors"],
        regularization=chosen["regularization"],
        alpha=chosen["alpha"],
        iterations=chosen["iterations"],
        num_threads=1,
        random_state=0,
    )
    model.fit(histories, show_progress=False)

    def scorer(some: Matrix) -> NDArray[Any]:
        factors = model.recalculate_user(np.arange(some.shape[0]), some)
        return np.asarray(factors @ model.item_factors.T)

    return scorer


def _ease(histories: Matrix, facts: Mapping[str, Matrix], chosen: Parameters) -> Scorer:
    """Steck, "Embarrassingly shallow autoencoders for sparse data", 2019."""
    gram = _gram(histories)
    gram[np.diag_indices_from(gram)] += chosen["ridge"]
    inverse = linalg.inv(gram, overwrite_a=True, check_finite=False)
    weights = -inverse / inverse.diagonal()
    np.fill_diagonal(weights, 0.0)
    return _by_weights(weights.astype(np.float32))


def _rp3beta(histories: Matrix, facts: Mapping[str, Matrix], chosen: Parameters) -> Scorer:
    """Paudel et al., "Updatable, accurate, diverse and scalable recommendations", 2017."""
    to_items = _rows_to_one(histories).power(chosen["alpha"])
    to_customers = _rows_to_one(histories.T.tocsr()).power(chosen["alpha"])
    weights = np.asarray((to_customers @ to_items).toarray(), np.float32)
    degrees = np.maximum(np.asarray(histories.sum(axis=0)).ravel(), 1.0)
    np.fill_diagonal(weights, 0.0)
    weights *= degrees ** -chosen["beta"]
    return _by_weights(keep_highest(weights, chosen["neighbours"]))


def _slim(histories: Matrix, facts: Mapping[str, Matrix], chosen: Parameters) -> Scorer:
    """Ning and Karypis, "SLIM: sparse linear methods for top-N recommender systems", 2011."""
    weights = sparse_weights(_gram(histories), chosen["ridge"], chosen["lasso"], SLIM_STEPS)
    return _by_weights(sparse.csr_matrix(weights))


def _content(histories: Matrix, facts: Mapping[str, Matrix], chosen: Parameters) -> Scorer:
    likeness = sum(chosen[block] * (facts[block] @ facts[block].T).toarray() for block in BLOCKS)
    return _by_weights(np.asarray(likeness, np.float32))


def _gram(histories: Matrix) -> NDArray[np.float64]:
    return np.asarray((histories.T @ histories).toarray(), np.float64)


def _rows_to_one(matrix: Matrix) -> Matrix:
    sums = np.maximum(np.asarray(matrix.sum(axis=1)).ravel(), 1.0)
    return (sparse.diags(1 / sums) @ matrix).tocsr()


OURS = Method(
    "ours",
    _ours,
    {
        "ridge": (50.0, 100.0, 200.0),
        "ridge_share": (0.5, 1.0, 2.0),
        "lasso": (0.3, 1.0, 2.0),
        "activity": (0.25, 0.5, 0.75),
        "brand": (2.5, 4.0, 6.0),
        "words": (0.0, 1.5, 3.0),
        "ingredients": (0.0, 1.5, 3.0),
        "traits": (0.0, 1.5, 3.0),
    },
)
BASELINES = (
    Method("popularity", _popularity, {}),
    Method(
        "item_knn",
        _item_knn,
        {"likeness": ("cosine", "bm25", "tfidf"), "neighbours": (20, 50, 100, 200, 400, 800, 1600)},
    ),
    Method(
        "als",
        _als,
        {
            "factors": (64, 128, 256, 512),
            "regularization": (10.0, 20.0, 40.0, 80.0, 160.0),
            "alpha": (1.0, 3.0, 6.0, 10.0),
            "iterations": (8, 15, 25),
        },
    ),
    Method("ease", _ease, {"ridge": (50.0, 100.0, 150.0, 200.0, 300.0, 500.0)}),
    Method(
        "rp3beta",
        _rp3beta,
        {
            "alpha": (0.3, 0.4, 0.5, 0.6, 0.8, 1.0, 1.2),
            "beta": (0.0, 0.2, 0.3, 0.4, 0.5, 0.6),
            "neighbours": (50, 100, 200, 400, 800, 1600),
        },
    ),
    Method(
        "slim",
        _slim,
        {"ridge": (10.0, 25.0, 50.0, 100.0, 150.0, 250.0), "lasso": (0.3, 0.5, 1.0, 2.0, 4.0)},
    ),
    Method(
        "content",
        _content,
        {
            "brand": (0.0, 0.1, 0.3, 1.0, 3.0, 10.0),
            "words": (0.0, 0.1, 0.3, 1.0, 3.0),
            "ingredients": (0.0, 0.1, 0.3, 1.0, 3.0),
            "traits": (0.0, 0.1, 0.3, 1.0, 3.0),
        },
    ),
)
