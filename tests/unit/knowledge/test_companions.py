"""What the shop learns of its customers' purchases, and what a recommender is told of it."""

from collections.abc import Mapping, Sequence
from datetime import date

import pytest

from bot.domain.ports import Taste
from knowledge.collaborative import CompanionSettings
from knowledge.companion_learning import (
    FEWEST_FOR_POPULARITY,
    FEWEST_FOR_WEIGHTS,
    learn_companions,
)
from knowledge.companions import CompanionModel, ShopCompanions
from tests.fakes import product

TODAY = date(2026, 11, 22)
PRODUCTS = [
    product(id_, id_, "", 500, brand=brand, ingredients=None)
    for id_, brand in (
        ("a", "Heron"), ("a-mini", "Heron"), ("b", "Lark"), ("c", "Heron"), ("d", "Lark"),
        ("never", "Heron"), ("other", "Wren"), ("another", "Wren"),
    )
]  # fmt: skip
FAMILY = {
    "a": "A",
    "a-mini": "A",
    "b": "B",
    "c": "C",
    "d": "D",
    "never": "N",
    "other": "O",
    "another": "P",
}
SETTINGS = CompanionSettings(ridge=1.0, facts={"brand": 2.0})


def taste(*bought: str, disliked: Sequence[str] = ()) -> Taste:
    return Taste(frozenset(bought), frozenset(disliked))


class MemoryTastes:
    """Tastes by customer; counts how often one is read."""

    def __init__(self, tastes: Mapping[str, Taste]) -> None:
        self.tastes = tastes
        self.reads = 0

    async def of_customer(self, customer_id: str) -> Taste:
        self.reads += 1
        return self.tastes.get(customer_id, Taste())

    async def of_all(self) -> Sequence[Taste]:
        return list(self.tastes.values())


PAIRS = [taste("a", "b")] * FEWEST_FOR_WEIGHTS + [taste("c", "d")] * 30 + [taste("a")] * 5


def learn(tastes: Sequence[Taste]) -> CompanionModel:
    return learn_companions(tastes, PRODUCTS, FAMILY, TODAY, SETTINGS)


def companions(tastes: Mapping[str, Taste], model: CompanionModel) -> ShopCompanions:
    found = ShopCompanions(MemoryTastes(tastes), lambda: FAMILY)
    found.use(model)
    return found


async def test_before_anything_is_learnt_nothing_is_said() -> None:
    shop = ShopCompanions(MemoryTastes({"C1": taste("a")}), lambda: FAMILY)
    assert not await shop.scores_for("C1", ["a"])
    assert not shop.popularity


def test_too_few_customers_teach_nothing() -> None:
    model = learn([taste("a", "b")] * (FEWEST_FOR_POPULARITY - 1) + [Taste()] * 100)
    assert model == CompanionModel(TODAY)


async def test_some_customers_teach_what_is_popular_and_no_companions() -> None:
    model = learn([taste("a")] * FEWEST_FOR_POPULARITY + [taste("b")])
    shop = companions({"C1": taste("a")}, model)
    assert shop.popularity["A"] == 1.0
    assert 0 < shop.popularity["B"] < 1
    assert "C" not in shop.popularity
    assert not await shop.scores_for("C1", ["b"])


async def test_who_has_one_of_a_pair_is_offered_the_other() -> None:
    scores = await companions({"C1": taste("a")}, learn(PAIRS)).scores_for("C1")
    assert max(scores, key=scores.__getitem__) == "B"
    assert "A" not in scores
    assert all(0 < score <= 1 for score in scores.values())


async def test_a_mini_counts_as_its_product() -> None:
    shop = companions({"C1": taste("a-mini"), "C2": taste("a")}, learn(PAIRS))
    assert await shop.scores_for("C1") == await shop.scores_for("C2")


async def test_a_product_alone_has_companions_without_any_customer() -> None:
    shop = companions({}, learn(PAIRS))
    scores = await shop.scores_for(None, ["c"])
    assert scores["D"] > scores.get("B", 0.0)


async def test_an_unknown_customer_with_no_product_has_no_scores_and_costs_no_error() -> None:
    shop = companions({}, learn(PAIRS))
    assert not await shop.scores_for(None)
    assert not await shop.scores_for("nobody")
    assert not await shop.scores_for(None, ["not in the catalogue"])


async def test_what_was_disliked_is_no_evidence_and_is_not_offered_again() -> None:
    shop = companions({"C1": taste("a", "c", disliked=["a"])}, learn(PAIRS))
    only_c = companions({"C1": taste("c")}, learn(PAIRS))
    scores = await shop.scores_for("C1")
    assert "A" not in scores
    expected = await only_c.scores_for("C1")
    assert scores == {family: score for family, score in expected.items() if family != "A"}


def test_a_product_many_disliked_is_not_popular() -> None:
    model = learn([taste("a", "b", disliked=["b"])] * 40 + [taste("c")] * 10)
    assert "B" not in model.popularity


async def test_a_product_nobody_bought_is_reached_by_its_brand() -> None:
    scores = await companions({"C1": taste("a")}, learn(PAIRS)).scores_for("C1")
    assert scores["N"] > scores.get("D", 0.0)


def test_the_model_survives_being_stored_and_is_the_same_bytes_each_time() -> None:
    model = learn(PAIRS)
    again = CompanionModel.from_bytes(model.to_bytes())
    assert again.scores(["A"], []) == model.scores(["A"], [])
    assert (again.learned_on, again.popularity) == (model.learned_on, model.popularity)
    assert again.to_bytes() == model.to_bytes() == learn(PAIRS).to_bytes()


def test_a_model_of_popularity_alone_survives_being_stored() -> None:
    model = learn([taste("a")] * FEWEST_FOR_POPULARITY)
    assert CompanionModel.from_bytes(model.to_bytes()).popularity == {"A": 1.0}


@pytest.mark.parametrize("content", [b"", b"not a model", b"PK\x03\x04"])
def test_other_bytes_are_refused(content: bytes) -> None:
    with pytest.raises(ValueError):
        CompanionModel.from_bytes(content)


async def test_a_product_that_left_the_catalogue_is_passed_over() -> None:
    tastes = [taste("a", "b", "gone"), *PAIRS]
    shop = companions({"C1": taste("gone", "a")}, learn(tastes))
    assert (await shop.scores_for("C1"))["B"] > 0
