"""Nearest vectors: exact where it is told to be, nearly so in cells, only among what is allowed."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.vectors import VectorIndex, build_vectors

DIMENSION = 16


def unit(count: int, dimension: int = DIMENSION, seed: int = 1) -> np.ndarray:
    rows = np.random.default_rng(seed).normal(size=(count, dimension)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def clustered(count: int, dimension: int, seed: int = 2) -> np.ndarray:
    """Around forty centres, as texts on few subjects are."""
    rng = np.random.default_rng(seed)
    rows = unit(40, dimension)[rng.integers(0, 40, count)]
    rows = rows + 0.06 * rng.normal(size=(count, dimension))
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def exactly(rows: np.ndarray, query: np.ndarray, count: int, allowed: np.ndarray) -> list[int]:
    products = np.where(allowed, rows @ query, -np.inf)
    return np.argsort(-products, kind="stable")[: min(count, int(allowed.sum()))].tolist()


masks = st.lists(st.booleans(), min_size=60, max_size=60).map(np.array)


@given(allowed=masks, count=st.integers(1, 80))
def test_few_vectors_are_compared_exactly_with_any_filter(allowed, count):
    """Some of them added later, after the index was built."""
    rows, query = unit(60), unit(1, seed=5)[0]
    index = build_vectors(rows[:45]).followed_by(rows[45:50]).followed_by(rows[50:])
    found, scores = index.nearest(query, count, allowed)
    assert found.tolist() == exactly(rows, query, count, allowed)
    assert scores == pytest.approx((rows @ query)[found], abs=1e-5)
    unfiltered, _ = index.nearest(query, count)
    assert unfiltered.tolist() == exactly(rows, query, count, np.ones(60, np.bool_))


@pytest.mark.parametrize("dimension", [DIMENSION, 200])
@pytest.mark.parametrize("share", [None, 0.9, 0.3])
def test_cells_find_nearly_what_comparing_all_finds(dimension, share):
    """Also of a third of them, and of vectors too long to be looked at in full."""
    rows = clustered(3_000, dimension)
    cells = build_vectors(rows, flat_up_to=100)
    index = VectorIndex(cells.flat, cells.cells, cells.added, exact_up_to=10)
    assert index.cells is not None
    allowed = np.random.default_rng(3).random(len(rows)) < (share or 1.1)
    hits = 0
    for query in clustered(50, dimension, seed=9):
        found, _ = index.nearest(query, 10, None if share is None else allowed)
        assert allowed[found].all()
        hits += len(set(found.tolist()) & set(exactly(rows, query, 10, allowed)))
    assert hits >= 0.98 * 500


def test_a_narrow_filter_over_cells_is_exact():
    rows = clustered(3_000, DIMENSION)
    index = build_vectors(rows, flat_up_to=100)
    allowed = np.arange(len(rows)) % 100 == 7
    for query in clustered(20, DIMENSION, seed=11):
        found, _ = index.nearest(query, 10, allowed)
        assert found.tolist() == exactly(rows, query, 10, allowed)


def test_where_nothing_is_allowed_nothing_is_found():
    index = build_vectors(unit(300), flat_up_to=100).followed_by(unit(5))
    assert index.nearest(unit(1)[0], 10, np.zeros(305, np.bool_))[0].size == 0


def test_vectors_come_back_as_they_were_given():
    rows = unit(30)
    index = build_vectors(rows[:20]).followed_by(rows[20:])
    assert np.array_equal(index.of(np.array([25, 3, 29])), rows[[25, 3, 29]])
