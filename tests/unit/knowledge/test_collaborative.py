"""What the collaborative model learns from purchases whose right answer is known."""

import numpy as np
import pytest
from scipy import sparse
from sklearn.linear_model import ElasticNet

from bot.domain.languages import Language
from bot.domain.products import Product
from knowledge.collaborative import (
    CompanionSettings,
    keep_highest,
    learn_weights,
    sparse_weights,
)
from knowledge.product_facts import fact_blocks
from tests.fakes import product

NO_FACTS = CompanionSettings(ridge=1.0, facts={})


def bought(*rows: list[int]) -> sparse.csr_matrix:
    return sparse.csr_matrix(np.array(rows, np.float32))


def weights(rows: sparse.csr_matrix, settings: CompanionSettings = NO_FACTS) -> np.ndarray:
    return learn_weights(rows, {}, settings).toarray()


def test_what_is_bought_together_speaks_for_each_other_and_for_nothing_else() -> None:
    learnt = weights(bought(*[[1, 1, 0, 0]] * 10, *[[0, 0, 1, 1]] * 10))
    assert learnt[0, 1] > 0.4
    assert learnt[2, 3] > 0.4
    assert learnt[:2, 2:].sum() == 0


def test_what_everybody_has_speaks_less_for_a_product_than_its_own_companion() -> None:
    """Popular is not the same as fitting: what half the customers have anyway tells little."""
    learnt = weights(bought(*[[1, 1, 1, 0]] * 10, *[[1, 0, 0, 1]] * 30))
    assert learnt[2, 1] > 2 * learnt[0, 1]


def test_nothing_speaks_for_itself() -> None:
    assert not weights(bought(*[[1, 1, 1]] * 5)).diagonal().any()


@pytest.mark.parametrize("lasso", [0.5, 4.0])
def test_the_weights_are_those_of_an_elastic_net_for_each_product(lasso: float) -> None:
    """scikit-learn solves the same problem one product after the other."""
    rows = (np.random.default_rng(3).random((200, 6)) < 0.4).astype(np.float64)
    rows[:, 1] = np.where(np.arange(200) % 5, rows[:, 0], rows[:, 1])
    learnt = sparse_weights(rows.T @ rows, 10.0, lasso, 300)
    net = ElasticNet(
        alpha=(lasso + 10.0) / len(rows),
        l1_ratio=lasso / (lasso + 10.0),
        positive=True,
        fit_intercept=False,
        tol=1e-9,
        max_iter=10_000,
    )
    for column in range(rows.shape[1]):
        others = np.arange(rows.shape[1]) != column
        net.fit(rows[:, others], rows[:, column])
        assert learnt[others, column] == pytest.approx(net.coef_, abs=1e-3)


def test_a_few_steps_are_close_to_what_many_reach() -> None:
    rows = (np.random.default_rng(5).random((500, 20)) < 0.2).astype(np.float64)
    rows[:, 1] = np.maximum(rows[:, 0], rows[:, 1])
    settings = CompanionSettings(ridge=20.0, ridge_share=0.0, activity=0.0, facts={})
    few = weights(sparse.csr_matrix(rows), settings)
    many = sparse_weights(rows.T @ rows, 20.0, settings.lasso, 1000)
    assert few == pytest.approx(many, abs=0.02)
    assert many[0, 1] > 0.2


def test_what_too_few_bought_together_speaks_for_nothing_yet() -> None:
    rows = bought(*[[1, 1, 0, 0]] * 10, *[[0, 0, 1, 1]] * 2)
    settings = CompanionSettings(ridge=1.0, lasso=3.0, activity=0.0, facts={})
    learnt = weights(rows, settings)
    assert learnt[0, 1] > 0
    assert learnt[2, 3] == 0


def test_a_customer_with_many_products_counts_less_for_each() -> None:
    """Pair 0-1 comes from five who have just these, pair 2-3 from five who have everything."""
    rows = bought(*[[1, 1, 0, 0, 0, 0, 0, 0]] * 5, *[[0, 0, 1, 1, 1, 1, 1, 1]] * 5)
    learnt = weights(rows, CompanionSettings(ridge=1.0, activity=1.0, facts={}))
    assert learnt[0, 1] > learnt[2, 3]


def test_a_product_nobody_bought_is_reached_by_its_facts_alone() -> None:
    rows = bought(*[[1, 1, 0, 0]] * 10)
    brand = sparse.csr_matrix(np.array([[1, 0], [0, 1], [1, 0], [0, 1]], np.float64))
    settings = CompanionSettings(ridge=1.0, facts={"brand": 5.0})
    learnt = learn_weights(rows, {"brand": brand}, settings).toarray()
    assert weights(rows)[:, 2].sum() == 0
    assert learnt[0, 2] > 0
    assert learnt[0, 2] > learnt[1, 2]


def test_facts_count_less_the_more_a_product_was_bought() -> None:
    """Families 0 and 1 share a brand and no customer; 2 and 3 share a brand and were never sold."""
    facts = {"brand": sparse.csr_matrix(np.repeat(np.eye(2), 2, axis=0))}
    settings = CompanionSettings(ridge=1.0, facts={"brand": 5.0})
    learnt = learn_weights(bought(*[[1, 0, 0, 0]] * 50, *[[0, 1, 0, 0]] * 50), facts, settings)
    assert learnt[2, 3] > 3 * learnt[0, 1]


def test_only_the_highest_weights_above_nothing_are_kept() -> None:
    kept = keep_highest(np.array([[0.0, 3.0, -1.0, 2.0, 1.0]], np.float32), 2)
    assert kept.toarray().tolist() == [[0.0, 3.0, 0.0, 2.0, 0.0]]
    assert keep_highest(np.array([[0.0, -1.0]], np.float32), 5).nnz == 0


def a_product(product_id: str, name: str, **facts: object) -> Product:
    return product(product_id, name, "", 500, **facts)


def test_products_are_alike_in_each_block_by_what_they_share() -> None:
    families = [
        [a_product("a", "Rain Serum", brand="Heron", ingredients=("water", "niacinamide"))],
        [a_product("b", "Rain Toner", brand="Heron", ingredients=("water", "retinol"))],
        [a_product("c", "Dune Toner", brand="Lark", ingredients=("water", "niacinamide"))],
        [a_product("d", "Dune Mask", brand="Lark", ingredients=("water", "retinol"))],
    ]
    blocks = fact_blocks(families)
    likeness = {block: (rows @ rows.T).toarray() for block, rows in blocks.items()}
    assert likeness["brand"][0].tolist() == pytest.approx([1, 1, 0, 0])
    # Water is in all of them and tells nothing.
    assert likeness["ingredients"][0].tolist() == pytest.approx([1, 0, 1, 0])
    assert likeness["words"][0, 1] > 0
    assert likeness["words"][0, 2] == 0


def test_products_without_facts_are_like_nothing_and_break_nothing() -> None:
    bare = Product("x", {Language.EN: ""}, a_product("y", "y").prices)
    blocks = fact_blocks([[bare], [bare], []])
    assert all(rows.shape[0] == 3 and rows.nnz == 0 for rows in blocks.values())
