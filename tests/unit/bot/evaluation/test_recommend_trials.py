"""Methods compared on a made-up shop in which the right answer is known."""

import json
from dataclasses import replace

import numpy as np
import pytest
from scipy import sparse

from bot.evaluation.ratings import RatingSet
from bot.evaluation.recommend_methods import BASELINES, OURS, Method
from bot.evaluation.recommend_report import to_report, to_text
from bot.evaluation.recommend_trials import Parts, Trial, run_trial, to_parts, tune
from knowledge.product_facts import BLOCKS

BRANDS, PER_BRAND, EACH = 6, 8, 40
PRODUCTS = BRANDS * PER_BRAND


def brand_shop(seed: int = 7) -> RatingSet:
    """Customers like five products of one brand and one of any; two of the five are tested."""
    generator = np.random.default_rng(seed)
    train = np.zeros((BRANDS * EACH, PRODUCTS))
    test = np.zeros_like(train)
    for row in range(len(train)):
        own = generator.permutation(PER_BRAND)[:5] + PER_BRAND * (row % BRANDS)
        train[row, own[:3]], test[row, own[3:]] = 5.0, 5.0
        train[row, generator.integers(PRODUCTS)] = 4.0
    test[train > 0] = 0
    inner, held_out = train.copy(), train.copy()
    chance = generator.random(train.shape) < 0.2
    inner[chance], held_out[~chance] = 0, 0
    empty = sparse.csr_matrix((PRODUCTS, 1))
    brands = sparse.csr_matrix(np.repeat(np.eye(BRANDS), PER_BRAND, axis=0))
    return RatingSet(
        train=sparse.csr_matrix(train, dtype=np.float32),
        test=sparse.csr_matrix(test, dtype=np.float32),
        inner=sparse.csr_matrix(inner, dtype=np.float32),
        held_out=sparse.csr_matrix(held_out, dtype=np.float32),
        families=[f"F{column}" for column in range(PRODUCTS)],
        facts={**dict.fromkeys(BLOCKS, empty), "brand": brands},
        repeated=0,
        unknown_products=0,
        merged_by_reviews=0,
    )


def quick(method: Method) -> Method:
    """The method with the middle value of each parameter alone."""
    middle = {name: (values[len(values) // 2],) for name, values in method.choices.items()}
    if method.name == "als":
        middle |= {"factors": (8,), "regularization": (1.0,), "alpha": (5.0,)}
    return Method(method.name, method.learn, middle)


@pytest.fixture(scope="module")
def parts() -> Parts:
    return to_parts(brand_shop())


@pytest.fixture(scope="module")
def trials(parts: Parts) -> dict[str, Trial]:
    return {method.name: run_trial(quick(method), parts) for method in (OURS, *BASELINES)}


@pytest.mark.parametrize("name", ["ours", "item_knn", "als", "ease", "rp3beta", "slim", "content"])
def test_every_method_finds_a_customers_brand_and_popularity_does_not(
    trials: dict[str, Trial], name: str
) -> None:
    assert trials["popularity"].whole.ndcg.mean() < 0.3
    assert trials[name].whole.ndcg.mean() > 0.5


@pytest.mark.parametrize("name", ["ours", "item_knn", "als", "ease", "rp3beta", "slim", "content"])
def test_one_product_told_is_enough_to_do_better_than_chance(
    trials: dict[str, Trial], name: str
) -> None:
    assert trials[name].cut[1].ndcg.mean() > trials["popularity"].cut[1].ndcg.mean()


def test_products_without_ratings_are_found_by_facts_alone(trials: dict[str, Trial]) -> None:
    found = {name: trial.hidden.recall.mean() for name, trial in trials.items() if trial.hidden}
    assert found["ours"] > 0.9
    assert found["content"] > 0.9
    ranked = {name: trial.hidden.ndcg.mean() for name, trial in trials.items() if trial.hidden}
    assert ranked["ours"] > ranked["ease"]


def test_the_test_ratings_have_no_part_in_tuning() -> None:
    """Whatever the test says, the same parameters are chosen by the same figures."""
    shop = brand_shop()
    other = replace(shop, test=sparse.csr_matrix(np.roll(shop.test.toarray(), 1, axis=0)))
    method = Method("ease", BASELINES[3].learn, {"ridge": (1.0, 100.0)})
    assert tune(method, to_parts(shop)) == tune(method, to_parts(other))


def test_tuning_finds_the_best_of_two_parameters_one_after_the_other(parts: Parts) -> None:
    """A method that is right only with a = 2 and b = 3, and better with either."""
    wanted = parts.held_out.toarray()

    def learn(histories, facts, chosen):  # type: ignore[no-untyped-def]
        right = (chosen["a"] == 2) + (chosen["b"] == 3)
        noise = np.random.default_rng(0).random(wanted.shape)
        rows = np.flatnonzero(wanted.any(axis=1))
        return lambda some: right * 0.5 * wanted[rows][: some.shape[0]] + noise[rows]

    tried = tune(Method("made up", learn, {"a": (0, 1, 2), "b": (3, 4, 5)}), parts)
    best = max(tried, key=lambda one: one.ndcg)
    assert best.parameters == {"a": 2, "b": 3}
    assert len(tried) < 9


def test_the_report_is_what_programs_and_people_read(
    parts: Parts, trials: dict[str, Trial]
) -> None:
    report = to_report(brand_shop(), parts, list(trials.values()))
    assert json.loads(json.dumps(report, allow_nan=False)) == report
    for name in ("ours", "popularity", "item_knn", "als", "ease", "rp3beta", "slim", "content"):
        assert {"recall@10", "ndcg@10", "coverage"} <= report["methods"][name].keys()
        assert 0 < report["methods"][name]["coverage"] <= 1
    assert report["ours_minus"]["popularity"]["interval"][0] > 0
    text = to_text(report)
    assert "popularity" in text
    assert report["verdict"] in text


def test_a_tie_is_called_a_tie_and_a_loss_a_loss(parts: Parts, trials: dict[str, Trial]) -> None:
    def verdict(ours: str, other: str) -> str:
        pair = [
            _named(trials[ours], "ours"),
            _named(trials[other], "rival"),
        ]
        return str(to_report(brand_shop(), parts, pair)["verdict"])

    assert verdict("slim", "slim") == "Ours cannot be told from rival."
    assert verdict("popularity", "ease") == "Ours is behind rival."
    assert verdict("ease", "popularity").startswith("Ours is ahead of every other")


def _named(trial: Trial, name: str) -> Trial:
    method = Method(name, trial.method.learn, trial.method.choices)
    return Trial(
        method, trial.tried, trial.whole, trial.cold, trial.cut, trial.hidden, trial.seconds
    )


def test_customers_with_few_ratings_are_told_apart() -> None:
    shop = brand_shop()
    shop.train.data[: shop.train.indptr[1]] = 0
    shop.train.eliminate_zeros()
    parts = to_parts(shop)
    assert list(parts.cold) == [0]
    trial = run_trial(quick(BASELINES[3]), parts)
    assert trial.cold is not None
    assert len(trial.cold.ndcg) == 1
