"""Tie-breakers: bounded, told when they decided, and never above a fit."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.circumstances import Circumstances
from bot.domain.fit import CONCERN_WEIGHT, DECLARED_SHARE, Knowledge, reasons_for, score_of
from bot.domain.histories import History
from bot.domain.languages import Language
from bot.domain.money import Price
from bot.domain.products import Product
from bot.domain.profiles import Profile
from bot.domain.recommendations import Wish
from bot.domain.seasons import Season
from bot.domain.tie_breakers import REACH, SMALLEST_STEP, TieBreakers
from bot.domain.variety import VARIETY_BOUND, Scored, likeness, varied

EVIDENCE = {"acne": {"niacinamide": 0.6}, "dullness": {"niacinamide": 0.6}}
PRICE = Price(Decimal(500), "TWD")


def a_product(id_: str, name: str = "Drops", **facts) -> Product:
    facts.setdefault("product_type", "serum")
    facts.setdefault("family", id_)
    return Product(id_, {Language.EN: name}, (PRICE,), **facts)


def ties(*products: Product, around: Circumstances, wish: Wish | None = None) -> TieBreakers:
    families = {product.id: product.family for product in products}
    by_id = {product.id: product for product in products}
    return TieBreakers(wish or Wish(Profile()), around, families, by_id, EVIDENCE)


def test_all_terms_together_are_less_than_the_smallest_step_of_a_fit():
    """A declared concern among up to three, and a skin type that is not another's."""
    assert REACH < SMALLEST_STEP
    assert REACH < CONCERN_WEIGHT * DECLARED_SHARE / 3


facts = st.fixed_dictionaries(
    {
        "name": st.sampled_from(("Water Gel", "Rich Balm", "Drops")),
        "brand": st.sampled_from(("A", "B")),
        "ingredients": st.sampled_from((("aqua",), ("aqua", "niacinamide"), ("x", "y"))),
    }
)
arounds = st.builds(
    Circumstances,
    season=st.sampled_from((None, *Season)),
    history=st.builds(
        History,
        loved=st.sampled_from(((), ("one",), ("other",))),
        disliked=st.sampled_from((frozenset(), frozenset({"one"}), frozenset({"other"}))),
    ),
    popularity=st.dictionaries(st.sampled_from(("one", "other")), st.floats(0, 1)),
    companions=st.dictionaries(st.sampled_from(("one", "other")), st.floats(0, 1)),
)


@given(one=facts, other=facts, around=arounds)
def test_no_fit_to_concern_or_skin_type_is_overturned(one, other, around):
    """Two products alike but for one fit: the fitting one comes first, whatever else is known."""
    wish = Wish(Profile(skin_type=("oily",), concern=("acne", "pores", "dullness")))
    known = Knowledge({}, {})
    for fitting, poorer in (
        ({"concerns": ("acne",)}, {}),
        ({"skin_types": ("oily",)}, {}),
        ({}, {"skin_types": ("dry",)}),
    ):
        first = a_product("one", **one, **fitting)
        second = a_product("other", **other, **poorer)
        tie = ties(first, second, around=around, wish=wish)
        ranked = sorted(
            (
                Scored(item, score_of(item, wish, known, PRICE) + sum(tie.terms(item).values()))
                for item in (first, second)
            ),
            key=lambda item: -item.score,
        )
        assert next(varied(ranked)).product.id == "one"
        beside = VARIETY_BOUND * likeness(first, [second])
        assert ranked[0].score - beside > ranked[1].score


def test_the_season_settles_between_equals():
    light, rich = a_product("light", "Water Gel"), a_product("rich", "Rich Balm")
    summer = ties(light, rich, around=Circumstances(season=Season.SUMMER))
    assert sum(summer.terms(light).values()) > 0 > sum(summer.terms(rich).values())


def test_popularity_counts_only_where_no_companions_are_known():
    product = a_product("p")
    cold = Circumstances(popularity={"p": 1.0})
    warm = Circumstances(popularity={"p": 1.0}, companions={"q": 1.0})
    assert ties(product, around=cold).terms(product).keys() == {"popularity"}
    assert ties(product, around=warm).terms(product) == {}


def test_the_size_that_was_loved_comes_before_its_other_sizes_and_says_so():
    small, large = a_product("small", family="f"), a_product("large", family="f")
    history = History(loved=("large",), bought=("large",))
    tie = ties(small, large, around=Circumstances(history=history))
    assert tie.terms(large)["feedback"] > tie.terms(small)["feedback"] > 0
    assert [reason.code for reason in tie.reasons(large, (), None)] == ["refill"]


def test_what_did_nothing_is_lowered_in_every_size():
    small, large = a_product("small", family="f"), a_product("large", family="f")
    tie = ties(small, large, around=Circumstances(history=History(disliked=frozenset({"large"}))))
    assert tie.terms(small)["feedback"] < 0


def an_upgrade(**facts) -> tuple[TieBreakers, Product]:
    loved = a_product("old", "Plain", concerns=("acne",), ingredients=("aqua", "niacinamide"))
    told = {"concerns": ("acne", "dullness"), "ingredients": ("aqua", "niacinamide"), **facts}
    better = a_product("new", **told)
    wish = Wish(Profile(concern=("acne", "dullness")))
    around = Circumstances(history=History(loved=("old",)))
    return ties(loved, better, around=around, wish=wish), better


def test_an_upgrade_shares_the_active_and_is_for_more_of_what_is_asked():
    tie, better = an_upgrade()
    reason = tie.reasons(better, (), None)[0]
    assert reason.code == "upgrade"
    assert reason.values == {
        "product": "Plain", "ingredient": ["niacinamide"], "concern": ["dullness"]
    }  # fmt: skip


@pytest.mark.parametrize(
    "facts",
    [
        {"concerns": ("dullness",)},
        {"concerns": ("acne",)},
        {"ingredients": ("aqua",)},
        {"product_type": "cleanser"},
    ],
)
def test_what_is_less_or_something_else_is_no_upgrade(facts):
    tie, other = an_upgrade(**facts)
    assert tie.terms(other) == {}


def test_a_term_is_a_reason_only_where_it_decided():
    product, other = a_product("p", "Water Gel"), a_product("q")
    around = Circumstances(season=Season.SUMMER, companions={"p": 1.0}, companion_of={"p": "q"})
    tie = ties(product, other, around=around)
    assert tie.reasons(product, (), lead=1.0) == ()
    assert [reason.code for reason in tie.reasons(product, (), lead=0.01)] == [
        "goes_with", "season_light"
    ]  # fmt: skip
    assert tie.reasons(product, (), lead=None) == ()


def test_there_are_never_more_than_three_reasons():
    product = a_product("p", "Water Gel", concerns=("acne",), skin_types=("oily",))
    history = History(loved=("p",), bought=("p",))
    wish = Wish(Profile(concern=("acne",), skin_type=("oily",)))
    around = Circumstances(season=Season.SUMMER, history=history, popularity={"p": 1.0})
    tie = ties(product, around=around, wish=wish)
    plain = reasons_for(product, wish, Knowledge(EVIDENCE, {}), PRICE)
    reasons = tie.reasons(product, plain, lead=0.0)
    assert len(reasons) == 3
    assert reasons[0].code == "refill"


def of_brand(brand: str, number: int, score: float) -> Scored:
    return Scored(a_product(f"{brand}{number}", brand=brand), score)


def test_three_of_one_brand_give_way_to_another_about_as_good():
    ranked = [of_brand("A", n, 1.0 - n / 100) for n in range(3)] + [of_brand("B", 1, 0.95)]
    assert [item.product.brand for item in varied(ranked)][:3] == ["A", "A", "B"]


def test_three_of_one_brand_stay_where_they_are_clearly_better():
    ranked = [of_brand("A", n, 1.0) for n in range(3)] + [of_brand("B", 1, 0.8)]
    assert [item.product.brand for item in varied(ranked)][:3] == ["A", "A", "A"]


def test_the_same_formula_twice_gives_way_to_another():
    same = tuple(f"i{n}" for n in range(10))
    ranked = [
        Scored(a_product("a", brand="A", ingredients=same), 1.0),
        Scored(a_product("b", brand="B", ingredients=same), 0.99),
        Scored(a_product("c", brand="C", ingredients=("x", "y")), 0.95),
    ]
    assert [item.product.id for item in varied(ranked)] == ["a", "c", "b"]


@given(
    st.lists(
        st.tuples(st.sampled_from("ABC"), st.sampled_from((0.0, 0.03, 0.1, 0.5, 1.0))), max_size=25
    )
)
def test_variety_keeps_everything_and_scores_fall(told):
    ranked = [
        of_brand(brand, number, score)
        for number, (brand, score) in enumerate(sorted(told, key=lambda pair: -pair[1]))
    ]
    found = list(varied(ranked))
    assert sorted(item.product.id for item in found) == sorted(item.product.id for item in ranked)
    assert all(one.score >= other.score for one, other in pairwise(found))
    before = {item.product.id: item.score for item in ranked}
    assert all(0 <= before[i.product.id] - i.score <= VARIETY_BOUND + 1e-9 for i in found)
