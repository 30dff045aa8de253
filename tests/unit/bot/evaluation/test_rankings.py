"""Recall, nDCG and coverage against figures worked out by hand."""

import math

import numpy as np
import pytest
from scipy import sparse

from bot.evaluation.rankings import AT, interval_of_mean, rank, relevant_in


def matrix(*rows: list[float]) -> sparse.csr_matrix:
    return sparse.csr_matrix(np.array(rows, np.float64))


def always(*scores: float):  # type: ignore[no-untyped-def]
    return lambda histories: np.tile(np.array(scores), (histories.shape[0], 1))


NOBODY = np.zeros(4)


def test_only_what_is_liked_and_new_is_relevant() -> None:
    test = matrix([5, 3.9, 4, 0])
    train = matrix([0, 0, 1, 2])
    assert relevant_in(test, train).toarray().tolist() == [[1, 0, 0, 0]]


def test_a_relevant_product_counts_by_its_place() -> None:
    ranking = rank(always(4, 3, 2, 1), matrix([0, 0, 0, 0]), matrix([0, 1, 0, 1]), NOBODY)
    gained = 1 / math.log2(3) + 1 / math.log2(5)
    assert ranking.ndcg.tolist() == pytest.approx([gained / (1 + 1 / math.log2(3))])
    assert ranking.recall.tolist() == [1.0]


def test_what_a_customer_has_is_not_ranked() -> None:
    ranking = rank(always(4, 3, 2, 1), matrix([1, 0, 0, 0]), matrix([0, 1, 0, 0]), NOBODY)
    assert ranking.ndcg.tolist() == [1.0]
    # … though nothing stands in its way where it was not told of.
    told = rank(
        always(4, 3, 2, 1), matrix([0] * 4), matrix([0, 1, 0, 0]), NOBODY, matrix([1, 0, 0, 0])
    )
    assert told.ndcg.tolist() == [1.0]


def test_customers_with_nothing_relevant_are_not_measured() -> None:
    ranking = rank(always(4, 3), matrix([0, 0], [0, 0]), matrix([0, 0], [1, 0]), np.zeros(2))
    assert len(ranking.ndcg) == 1


def test_the_eleventh_place_is_worth_nothing() -> None:
    scores = [float(-place) for place in range(AT + 2)]
    relevant = [0.0] * (AT + 2)
    relevant[AT] = 1.0
    ranking = rank(always(*scores), matrix([0.0] * (AT + 2)), matrix(relevant), np.zeros(AT + 2))
    assert (ranking.ndcg.tolist(), ranking.recall.tolist()) == ([0.0], [0.0])
    assert ranking.shown == frozenset(range(AT))


def test_popularity_decides_between_equal_scores_and_only_there() -> None:
    popularity = np.array([1.0, 900.0, 5.0, 0.0])
    relevant = matrix([0, 1, 0, 0])
    empty = matrix([0] * 4)
    assert rank(always(0, 0, 0, 0), empty, relevant, popularity).ndcg.tolist() == [1.0]
    assert rank(always(0.01, 0, 0, 0), empty, relevant, popularity).ndcg[0] < 1


def test_a_method_that_gives_its_own_table_away_does_not_find_it_changed() -> None:
    table = np.array([[3.0, 2.0]])
    rank(lambda _: table, matrix([1, 0]), matrix([0, 1]), np.array([5.0, 1.0]))
    assert table.tolist() == [[3.0, 2.0]]


def test_the_interval_of_a_mean_holds_it_and_narrows_with_more_customers() -> None:
    generator = np.random.default_rng(1)
    few, many = generator.normal(0.3, 1, 50), generator.normal(0.3, 1, 5000)
    low, high = interval_of_mean(many)
    assert low < many.mean() < high
    assert high - low == pytest.approx(2 * 1.96 / math.sqrt(5000), rel=0.1)
    wide = interval_of_mean(few)
    assert wide[1] - wide[0] > 5 * (high - low)


def test_the_interval_of_no_difference_is_nothing() -> None:
    assert interval_of_mean(np.zeros(10)) == [0.0, 0.0]
