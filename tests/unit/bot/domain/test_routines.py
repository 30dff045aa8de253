"""Which products make a routine together."""

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.money import Price
from bot.domain.routines import (
    CORE_STEPS,
    Candidate,
    actives_of,
    cheapest_total,
    choose_routine,
    go_together,
)
from tests.fakes import GROUPS, product


def candidate(
    name: str, kind: str, price: int = 300, score: float = 1.0, *actives: str
) -> Candidate:
    item = product(name, name, name, price, product_type=kind)
    return Candidate(item, score, Price(Decimal(price), "TWD"), frozenset(actives))


def names(items: Sequence[Candidate]) -> list[str]:
    return [item.product.id for item in items]


STEPS = {
    "cleanser": [candidate("wash", "cleanser", 300)],
    "serum": [
        candidate("retinol", "serum", 900, 3.0, "retinoid"),
        candidate("vitamin-c", "serum", 700, 2.0, "vitamin_c"),
        candidate("plain", "serum", 400, 1.0),
    ],
    "moisturizer": [candidate("cream", "moisturizer", 500)],
    "sunscreen": [candidate("sun", "sunscreen", 450)],
}


def test_the_best_of_each_step_is_taken_and_worn_in_order() -> None:
    routine = choose_routine(STEPS, None)
    assert routine is not None
    assert names(routine.morning()) == ["wash", "cream", "sun"]
    assert names(routine.evening()) == ["wash", "retinol", "cream"]


def test_vitamin_c_goes_into_the_morning() -> None:
    routine = choose_routine({**STEPS, "serum": STEPS["serum"][1:2]}, None)
    assert routine is not None
    assert names(routine.morning()) == ["wash", "vitamin-c", "cream", "sun"]
    assert names(routine.evening()) == ["wash", "cream"]


def test_the_whole_keeps_to_the_money_before_any_product_is_the_best() -> None:
    routine = choose_routine(STEPS, Decimal(1_700))
    assert routine is not None
    assert routine.chosen["serum"].product.id == "plain"
    assert routine.total() == Decimal(1_650)
    assert routine.left_out == ()


def test_a_mask_with_vitamin_c_is_for_the_evening_all_the_same() -> None:
    mask = candidate("mask", "mask", 1, 1, "vitamin_c")
    assert (mask.is_for_morning(), mask.is_for_evening()) == (False, True)


def test_what_can_be_spared_is_left_out_first_and_told() -> None:
    routine = choose_routine(STEPS, Decimal(1_300))
    assert routine is not None
    assert routine.left_out == ("serum",)
    assert set(routine.chosen) == {"cleanser", "moisturizer", "sunscreen"}


def test_there_is_no_routine_below_the_price_of_its_basics() -> None:
    assert choose_routine(STEPS, Decimal(1_249)) is None
    assert cheapest_total(STEPS) == Decimal(1_250)


def test_sensitive_skin_gets_no_strong_active_where_it_can_be_helped() -> None:
    routine = choose_routine(STEPS, None, allow_strong=False)
    assert routine is not None
    assert not any(item.is_strong() for item in routine.chosen.values())


@pytest.mark.parametrize(
    ("first", "second"),
    [("retinoid", "acid"), ("acid", "acid"), ("retinoid", "retinoid"),
     ("acid", "benzoyl peroxide")],
)  # fmt: skip
def test_two_strong_actives_are_never_in_one_routine(first: str, second: str) -> None:
    assert not go_together(
        [candidate("a", "serum", 1, 1, first), candidate("b", "toner", 1, 1, second)]
    )


def test_a_strong_serum_and_a_vitamin_c_serum_part_the_day() -> None:
    morning = candidate("c", "serum", 1, 1, "vitamin_c")
    assert go_together([morning, candidate("r", "essence", 1, 1, "retinoid")])


def test_a_step_without_products_is_left_to_the_shopper() -> None:
    routine = choose_routine({**STEPS, "sunscreen": []}, None)
    assert routine is not None
    assert "sunscreen" not in routine.chosen


def test_an_acid_late_on_a_label_only_sets_the_ph() -> None:
    label = ("water", "glycerin", "squalane", "panthenol", "glycolic acid")
    assert actives_of(product("a", "A", "a", 1, ingredients=label), GROUPS) == frozenset()
    early = product("a", "A", "a", 1, ingredients=("water", "glycolic acid", "glycerin", "x"))
    assert actives_of(early, GROUPS) == {"acid"}


def test_a_retinoid_counts_wherever_it_stands() -> None:
    label = ("water", "glycerin", "squalane", "panthenol", "retinal")
    assert actives_of(product("a", "A", "a", 1, ingredients=label), GROUPS) == {"retinoid"}


OFFERS = st.fixed_dictionaries(
    {
        step: st.lists(
            st.builds(
                lambda number, price, score, actives, step=step: candidate(
                    f"{step}-{number}", step, price, score, *actives
                ),
                st.integers(0, 99),
                st.integers(50, 2_000),
                st.floats(-2, 8),
                st.sets(st.sampled_from(["retinoid", "acid", "vitamin_c"]), max_size=2),
            ),
            max_size=5,
        )
        for step in (*CORE_STEPS, "mask")
    }
)


@given(OFFERS, st.integers(0, 8_000))
def test_no_routine_breaks_the_rules_whatever_is_offered(
    offers: dict[str, list[Candidate]], limit: int
) -> None:
    routine = choose_routine(offers, Decimal(limit))
    if routine is None:
        return
    assert routine.total() <= limit
    assert sum(item.is_strong() for item in routine.chosen.values()) <= 1
    assert go_together(routine.chosen.values())
    assert all(item in offers[step] for step, item in routine.chosen.items())
    worn = {*names(routine.morning()), *names(routine.evening())}
    assert worn == {item.product.id for item in routine.chosen.values()}
