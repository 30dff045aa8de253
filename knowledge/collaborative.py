"""What is bought together: one item-to-item model with the products' facts in it.

The model is SLIM (Ning and Karypis, 2011): every family's column of the customers × families matrix
is told from the other columns with weights that are never below 0, most of them 0. They are found
for all columns at once by ADMM (Steck, Dimakopoulou, Riabov and Jebara, "ADMM SLIM", 2020). Three
things are added, each kept because held-out ratings wanted it (docs/recommendation.md):

- the facts of the products (brand, words of the name, ingredients, traits) are further rows of that
  matrix (collective EASE; Jeunen, Van Balen and Goethals, 2020). This is the blend with content:
  what many have bought is told from purchases, what few or none have from what it is made of.
- the ridge of a family grows with how often it is bought (EDLAE; Steck, 2020).
- a customer with many products counts less for each than one with few.

No customer is in the result.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Matrix = Any  # scipy.sparse.csr_matrix; scipy ships no types

KEPT = 100
_ROWS = 256
_STEPS = 12
_FACTS = MappingProxyType({"brand": 4.0, "ingredients": 1.5})


@dataclass(frozen=True, slots=True)
class CompanionSettings:
    """How the model learns; chosen on held-out ratings of a real shop.

    Attributes:
        ridge: how many customers' worth of doubt every family starts with, above 0.
        ridge_share: further doubt for each customer of the family.
        lasso: how many customers' worth is nothing yet.
        activity: a customer with n products counts n ** -activity for each.
        facts: how many customers' worth two families count whose block of facts is the same.
        kept: companions kept for each family.
    """

    ridge: float = 100.0
    ridge_share: float = 1.0
    lasso: float = 1.0
    activity: float = 0.5
    facts: Mapping[str, float] = field(default_factory=lambda: _FACTS)
    kept: int = KEPT


def learn_weights(
    bought: Matrix, facts: Mapping[str, Matrix], settings: CompanionSettings
) -> Matrix:
    """How much each family speaks for each other one, from 0 up; shape (families, families).

    Row: what somebody has; column: what is offered. Time grows with the third power of the number
    of families, memory with the second.

    Args:
        bought: customers × families, 1 where bought.
        facts: by block, families × facts with rows of unit length.
        settings: the blocks in `settings.facts` are used.
    """
    gram = np.zeros((bought.shape[1], bought.shape[1]))
    _add_products(gram, _weighted(bought, settings.activity).T.tocsr(), 1.0)
    doubt = settings.ridge + settings.ridge_share * gram.diagonal()
    for block, weight in settings.facts.items():
        if weight:
            _add_products(gram, facts[block], weight)
    weights = sparse_weights(gram, doubt, settings.lasso, _STEPS)
    return keep_highest(weights, settings.kept)


def sparse_weights(
    gram: NDArray[np.float64], doubt: Any, lasso: float, steps: int
) -> NDArray[np.float32]:
    """SLIM's weights, none below 0 and none of a column for itself, by ADMM.

    Args:
        gram: inner products of the columns; its diagonal is changed in place.
        doubt: the ridge, one number or one a column, above 0.
        lasso: what a weight must be worth to be above 0.
        steps: how often the two halves of the problem are brought together.
    """
    products = gram.astype(np.float32)
    gram[np.diag_indices_from(gram)] += doubt
    step = float(gram.diagonal().mean())  # as strong as the problem itself, in a shop of any size
    gram[np.diag_indices_from(gram)] += step
    inverse = np.linalg.inv(gram).astype(np.float32)  # unlike SciPy it lets other threads run
    start = inverse @ products
    weights = np.zeros_like(start)
    dual = np.full_like(start, lasso)  # where it ends for every weight above 0
    for _ in range(steps):
        free = start + inverse @ (step * weights - dual)
        free -= inverse * (free.diagonal() / inverse.diagonal())
        weights = np.maximum(free + (dual - lasso) / step, 0.0)
        dual += step * (free - weights)
    np.fill_diagonal(weights, 0.0)
    return weights


def _weighted(bought: Matrix, activity: float) -> Matrix:
    """Rows so weighted that their products are; the weights' mean over purchases is 1."""
    sizes = np.maximum(np.asarray(bought.sum(axis=1)).ravel(), 1.0)
    weights = sizes**-activity
    scale = (weights * sizes).sum() / sizes.sum()
    return sparse.diags(np.sqrt(weights / scale)) @ bought


def _add_products(gram: NDArray[np.float64], rows: Matrix, weight: float) -> None:
    """Add the inner products of all rows, some at a time: other threads get their turns."""
    columns = rows.T.tocsr()
    for start in range(0, len(gram), _ROWS):
        some = slice(start, start + _ROWS)
        gram[some] += weight * (rows[some] @ columns).toarray()


def keep_highest(weights: NDArray[np.float32], kept: int) -> Matrix:
    """The `kept` highest weights of each row that are above 0, as a sparse matrix."""
    positive = np.maximum(weights, 0.0)
    if kept < weights.shape[1]:
        lowest = np.argpartition(-positive, kept, axis=1)[:, kept:]
        np.put_along_axis(positive, lowest, 0.0, axis=1)
    return sparse.csr_matrix(positive)
