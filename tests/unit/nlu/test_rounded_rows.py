import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.nlu.rounded_rows import RoundedRows


def unit_rows(seed, count, dimension=920):
    rows = np.random.default_rng(seed).normal(size=(count, dimension)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 1_000))
def test_products_of_unit_vectors_are_right_to_a_hundredth(seed):
    rows = unit_rows(seed, 300)
    points = rows[:20] * 0.7 + unit_rows(seed + 1, 20) * 0.3
    assert np.abs(RoundedRows(rows).multiply(points) - points @ rows.T).max() < 0.01


def test_a_product_does_not_depend_on_what_else_is_multiplied():
    rows, points = unit_rows(1, 50), unit_rows(2, 3) * np.array([[1], [100], [0]], np.float32)
    rounded = RoundedRows(rows)
    assert np.array_equal(rounded.multiply(points)[:1], rounded.multiply(points[:1]))
    assert not rounded.multiply(points)[2].any()


def test_no_point_has_no_product():
    assert RoundedRows(unit_rows(1, 5)).multiply(unit_rows(1, 0)).shape == (0, 5)
