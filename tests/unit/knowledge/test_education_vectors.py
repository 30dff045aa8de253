"""Vectors made comparable, and pooled."""

import numpy as np
import pytest

from knowledge.education_vectors import (
    Encoded,
    QueryVectors,
    Side,
    Whitening,
    soft_maxima,
    soft_sums,
)


def normed(rows: np.ndarray) -> np.ndarray:
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@pytest.fixture(scope="module")
def alike():
    """Vectors in a narrow cone, as encoders give them: all share one long direction."""
    rows = np.random.default_rng(7).normal(size=(200, 16)).astype(np.float32)
    return normed(rows + np.eye(16, dtype=np.float32)[0] * 20)


def test_whitened_texts_are_told_apart_where_encoders_find_all_alike(alike):
    whitened = Whitening(alike)(alike)
    before, after = alike @ alike.T, whitened @ whitened.T
    others = ~np.eye(len(alike), dtype=bool)
    assert before[others].mean() > 0.9
    assert abs(after[others].mean()) < 0.05
    assert np.allclose(np.linalg.norm(whitened, axis=1), 1, atol=1e-5)


def test_a_question_keeps_its_nearest_text_and_a_single_vector_is_whitened_as_a_row_is(alike):
    whitening = Whitening(alike)
    assert np.allclose(whitening(alike[3]), whitening(alike)[3], atol=1e-5)
    side = Side.of(Encoded(alike[:100], alike[100:150], alike[150:]))
    near = side.likenesses(QueryVectors(alike[3], alike[120]))
    assert (near.texts.argmax(), near.ways.argmax()) == (3, 20)
    assert len(near.beyond) == 50


def test_vectors_that_are_all_the_same_are_no_error():
    same = np.ones((5, 4), np.float32) / 2
    assert np.isfinite(Whitening(same)(same)).all()


def test_several_texts_that_are_rather_near_beat_one_by_chance():
    groups = np.array([0, 0, 0, 1, 1, 1])
    cosines = np.array([0.5, 0.5, 0.5, 0.52, 0.0, 0.0], np.float32)
    assert soft_maxima([cosines], groups, 2).argmax() == 0


def test_a_text_that_is_much_nearer_beats_many_and_counts_of_texts_do_not():
    groups = np.array([0, 0, 0, 0, 1])
    assert soft_maxima([np.array([0.3, 0.3, 0.3, 0.3, 0.9], np.float32)], groups, 2).argmax() == 1
    level = soft_maxima([np.full(5, 0.4, np.float32)], groups, 2)
    assert level == pytest.approx([0.4, 0.4], abs=1e-5)


def test_in_a_sum_more_texts_that_are_as_near_count_for_more():
    groups = np.array([0, 0, 0, 1])
    near, far = soft_sums([np.full(4, 0.4, np.float32)], groups, 2)
    assert near > far == pytest.approx(0.4, abs=1e-5)
