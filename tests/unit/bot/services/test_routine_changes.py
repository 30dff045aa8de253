"""What follows a routine: one step exchanged, and what is at home kept."""

from decimal import Decimal
from typing import Any

import pytest

from actions.registry import Services, build_services
from bot.domain.histories import History
from bot.domain.languages import Language
from bot.domain.money import Budget
from bot.domain.profiles import Profile
from bot.domain.routines import CORE_STEPS
from bot.domain.tags import Tags
from bot.domain.turns import Answer, ShowProducts, TurnKind
from bot.services.wishes import Wanted
from tests.fakes import FakeCatalogue, FakeHistories, FakeRecommender, Said, context, fake_ports
from tests.unit.bot.services.test_advising import SHOP, WRINKLES, ids, words

ROUTINE = ("wash", "cream", "shade", "ember")  # NT$300, 500, 520 and 980


def services(history: History | None = None) -> Services:
    return build_services(
        fake_ports(
            catalogue=FakeCatalogue(SHOP),
            recommender=FakeRecommender(SHOP),
            histories=FakeHistories(history or History()),
        )
    )


async def after_routine(text: str, profile: Profile = WRINKLES, **known: Any) -> Answer:
    wish = Wanted("a routine", steps=CORE_STEPS, own=known.pop("own", ()))
    said = Said(text, "recommend_product", known.pop("language", Language.EN),
                tags=known.pop("tags", Tags()))  # fmt: skip
    shown = known.pop("shown_products", ROUTINE)
    slots = {"wish": wish.to_json(), **known.pop("slots", {})}
    desk = services(known.pop("history", None))
    turn = context(said, profile=profile, slots=slots, shown_products=shown, **known)
    return await desk.follow_ups.answer(turn)


async def build(wanted: Wanted, profile: Profile, history: History | None = None) -> Answer:
    turn = context(Said("a routine"), profile=profile, slots={"wish": wanted.to_json()})
    return await services(history).advice.recommend(turn)


async def test_gentler_exchanges_the_strongest_step_and_shows_the_whole_again() -> None:
    answer = await after_routine("gentler please")
    assert answer.kind is TurnKind.RECOMMENDATION
    assert "instead of Ember Retinol Serum" in words(answer)
    assert "without fragrance, retinoids" in words(answer)
    assert "Morning" in words(answer)
    assert {"wash", "cream", "shade"} < set(ids(answer))
    assert "ember" not in ids(answer)
    assert ShowProducts(tuple(ids(answer))) in answer.effects


async def test_cheaper_exchanges_the_dearest_step() -> None:
    answer = await after_routine("便宜一點", language=Language.ZH)
    assert "「餘燼A醇精華」換成" in words(answer)
    assert {"wash", "cream", "shade"} < set(ids(answer))
    assert sum(card.price.amount for card in answer.replies[0].products) < 2_300


async def test_stronger_exchanges_the_treatment_not_the_cleanser() -> None:
    answer = await after_routine("something stronger")
    assert set(ids(answer)) == {"wash", "cream", "shade", "dawn"}


async def test_a_stronger_step_keeps_to_the_budget_of_the_whole() -> None:
    profile = Profile(
        skin_type=("normal",), concern=("wrinkles",), budget=Budget(max=Decimal(2_300))
    )
    answer = await after_routine("something stronger", profile)
    assert answer.kind is TurnKind.NO_MATCH
    assert "for any step" in words(answer)


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("a gentler serum", {"tags": Tags(product_type=("serum",))}),
        ("gentler than the fourth", {"slots": {"product_in_focus": "ember"}}),
    ],
)
async def test_the_step_named_or_in_focus_is_the_one_exchanged(
    text: str, known: dict[str, Any]
) -> None:
    answer = await after_routine(text, **known)
    assert "instead of Ember Retinol Serum" in words(answer)


async def test_a_step_that_cannot_be_cheaper_is_named() -> None:
    answer = await after_routine("a cheaper cream", tags=Tags(product_type=("moisturizer",)))
    assert answer.kind is TurnKind.NO_MATCH
    assert "Fern Cream at NT$500" in words(answer)


async def test_a_product_outside_the_routine_is_outdone_by_itself() -> None:
    answer = await after_routine("cheaper than the Dawn Retinal Serum")
    assert "Cheaper than Dawn Retinal Serum" in words(answer)
    assert "Morning" not in words(answer)


async def test_a_rule_told_since_puts_the_routine_together_anew() -> None:
    pregnant = Profile(skin_type=("normal",), concern=("wrinkles",), condition=("pregnancy",))
    answer = await after_routine("cheaper please", pregnant)
    assert answer.kind is TurnKind.RECOMMENDATION
    assert "Ember" not in words(answer)
    assert "Evening" in words(answer)


async def test_what_is_at_home_stays_in_the_routine_and_costs_nothing() -> None:
    history = History(bought=("wash",), at_home=frozenset({"wash"}))
    answer = await build(Wanted(steps=CORE_STEPS), WRINKLES, history)
    assert "cleanser: Reed Wash, which you have at home" in words(answer)
    assert "wash" not in ids(answer)
    total = sum(card.price.amount for card in answer.replies[0].products)
    assert f"NT${total:,}" in words(answer)


async def test_what_is_at_home_but_no_longer_suits_is_replaced() -> None:
    history = History(bought=("ember",), at_home=frozenset({"ember"}))
    pregnant = Profile(skin_type=("normal",), concern=("wrinkles",), condition=("pregnancy",))
    answer = await build(Wanted(steps=CORE_STEPS), pregnant, history)
    assert "Ember" not in words(answer)
    assert any(card.product_type == "serum" for card in answer.replies[0].products)


@pytest.mark.parametrize(
    ("language", "told"),
    [(Language.EN, "cleanser: keep your own"), (Language.ZH, "潔面：用您現有的")],
)
async def test_a_step_the_shopper_has_is_named_and_not_sold(language: Language, told: str) -> None:
    wanted = Wanted(steps=CORE_STEPS, own=("cleanser",))
    turn = context(Said(language=language), profile=WRINKLES, slots={"wish": wanted.to_json()})
    answer = await services().advice.recommend(turn)
    assert told in words(answer)
    assert "wash" not in ids(answer)
    changed = await after_routine("gentler", own=("cleanser",), shown_products=ROUTINE[1:])
    assert "cleanser: keep your own" in words(changed)
