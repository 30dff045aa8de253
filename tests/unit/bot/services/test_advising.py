"""After the first recommendation: routines, other products, reasons, comparisons, misses."""

from decimal import Decimal
from typing import Any

import pytest

from actions.registry import Services, build_services
from bot.domain.languages import Language
from bot.domain.money import Budget
from bot.domain.profiles import Profile
from bot.domain.tags import Tags
from bot.domain.turns import Answer, Ask, ShowProducts, TurnKind
from bot.services.wishes import Wanted, steps_in
from tests.fakes import (
    PRODUCTS,
    FakeCatalogue,
    FakeRecommender,
    Said,
    context,
    fake_ports,
    product,
)

ZH = Language.ZH
SHOP = (
    *PRODUCTS,
    product("wash", "Reed Wash", "蘆葦潔面", 300, product_type="cleanser"),
    product("cream", "Fern Cream", "蕨乳霜", 500, product_type="moisturizer"),
    product(
        "dawn", "Dawn Retinal Serum", "破曉A醛精華", 1_400, concerns=("wrinkles",),
        ingredients=("water", "retinal"), key_ingredients=("Retinal",),
    ),
)  # fmt: skip
WRINKLES = Profile(skin_type=("normal",), concern=("wrinkles",), product_type=("serum",))


def services() -> Services:
    return build_services(
        fake_ports(catalogue=FakeCatalogue(SHOP), recommender=FakeRecommender(SHOP))
    )


def words(answer: Answer) -> str:
    return "\n".join(reply.text for reply in answer.replies)


def ids(answer: Answer) -> list[str]:
    return [card.id for reply in answer.replies for card in reply.products]


async def routine(text: str, profile: Profile, **known: Any) -> Answer:
    language = known.pop("language", Language.EN)
    wish = Wanted(text, steps=steps_in(text, Tags()), refine=known.pop("refine", None))
    said = Said(text, "recommend_product", language)
    turn = context(said, profile=profile, slots={"wish": wish.to_json()}, **known)
    return await services().advice.recommend(turn)


async def follow_up(text: str, profile: Profile = WRINKLES, **known: Any) -> Answer:
    language = known.pop("language", Language.EN)
    tags = known.pop("tags", Tags())
    turn = context(Said(text, "recommend_product", language, tags=tags), profile=profile, **known)
    return await services().follow_ups.answer(turn)


async def test_a_routine_has_every_step_morning_and_evening_within_one_budget() -> None:
    rich = Profile(skin_type=("oily",), budget=Budget(max=Decimal(3_000)))
    answer = await routine("build me a routine", rich)
    assert answer.kind is TurnKind.RECOMMENDATION
    kinds = {card.product_type for card in answer.replies[0].products}
    assert kinds == {"cleanser", "serum", "moisturizer", "sunscreen"}
    assert sum(card.price.amount for card in answer.replies[0].products) <= 3_000
    morning, evening = words(answer).split("Evening")
    assert "sunscreen: Shade" in morning
    assert "sunscreen" not in evening.split("Begin")[0]
    assert "within NT$3,000" in morning
    assert "small spot" in evening


async def test_a_strong_serum_waits_for_the_evening_and_is_ramped_up() -> None:
    answer = await routine("build me a routine", Profile(concern=("wrinkles",)))
    morning, evening = words(answer).split("Evening")
    assert "Retinol" not in morning
    assert "two evenings a week" in evening


async def test_what_the_shop_does_not_sell_is_said_plainly() -> None:
    tags = Tags(product_type=("cleanser", "toner", "moisturizer"))
    wish = Wanted("a routine", steps=steps_in("build me a routine with toner", tags))
    answer = await services().advice.recommend(context(Said(), slots={"wish": wish.to_json()}))
    assert "We sell no toner" in words(answer)


async def test_a_routine_nobody_can_pay_is_told_with_what_is_missing() -> None:
    poor = Profile(skin_type=("oily",), budget=Budget(max=Decimal(1_000)))
    answer = await routine("幫我搭配一套", poor, language=ZH)
    assert answer.kind is TurnKind.NO_MATCH
    assert "NT$320" in words(answer)


async def test_a_pregnant_shopper_gets_no_retinoid_in_a_routine_and_is_sent_to_the_doctor() -> None:
    answer = await routine(
        "build me a routine", Profile(concern=("wrinkles",), condition=("pregnancy",))
    )
    assert not {"ember", "dawn"} & set(ids(answer))
    assert "doctor" in words(answer)


async def test_cheaper_tells_by_how_much_and_what_it_is_not_for() -> None:
    answer = await follow_up("太貴了有便宜一點的嗎", shown_products=("ember",), language=ZH)
    assert answer.kind is TurnKind.RECOMMENDATION
    assert "便宜 NT$400" in words(answer)  # moss, 580
    assert "不是針對細紋" in words(answer)


async def test_stronger_says_by_what_fact_and_how_to_begin() -> None:
    answer = await follow_up("something stronger", shown_products=("ember",))
    assert ids(answer) == ["dawn"]
    assert "instead of" in words(answer)
    assert "two evenings a week" in words(answer)
    assert ShowProducts(("dawn", "ember")) in answer.effects  # both may be compared next


async def test_nothing_stronger_breaks_a_hard_rule() -> None:
    pregnant = Profile(concern=("wrinkles",), condition=("pregnancy",))
    answer = await follow_up("something stronger", pregnant, shown_products=("moss",))
    assert not {"ember", "dawn"} & set(ids(answer))


async def test_gentler_names_what_it_goes_without() -> None:
    answer = await follow_up("gentler please", shown_products=("ember",))
    assert "without fragrance, retinoids" in words(answer)
    assert "ember" not in ids(answer)


async def test_where_nothing_is_gentler_it_says_so() -> None:
    answer = await follow_up("gentler please", shown_products=("moss",))
    assert answer.kind is TurnKind.NO_MATCH
    assert "already goes without" in words(answer)


@pytest.mark.parametrize(
    ("profile", "told"),
    [
        (Profile(avoid=("fragrance",)), "contains fragrance, which you avoid"),
        (Profile(condition=("pregnancy",)), "left out because of what you told me"),
        (Profile(skin_type=("sensitive",)), "not to suit sensitive"),
        (Profile(budget=Budget(max=Decimal(900))), "NT$80 above your budget"),
    ],
)
async def test_why_not_tells_the_rule_in_plain_words(profile: Profile, told: str) -> None:
    answer = await follow_up("why not the Ember Retinol Serum?", profile, shown_products=("moss",))
    assert answer.kind is TurnKind.ANSWER
    assert told in words(answer)


async def test_why_not_tells_what_the_others_have_where_no_rule_speaks_against_it() -> None:
    answer = await follow_up("why not the Moss Cica Serum?", shown_products=("ember",))
    assert "breaks none of your rules" in words(answer)
    assert "fine lines" in words(answer)
    assert ShowProducts(("ember", "moss")) in answer.effects


async def test_why_not_the_cheaper_one_finds_the_best_cheaper_one() -> None:
    answer = await follow_up("why not the cheaper one?", shown_products=("ember",))
    assert ids(answer)
    assert all(card.price.amount < 980 for card in answer.replies[0].products)


async def test_why_these_tells_the_reasons_of_each() -> None:
    answer = await follow_up("為什麼推薦這些", shown_products=("ember", "dawn"), language=ZH)
    assert "餘燼A醇精華" in words(answer)
    assert "破曉A醛精華" in words(answer)
    assert "細紋" in words(answer)


async def test_the_first_and_the_third_are_compared_with_a_verdict() -> None:
    said = Said("compare the first and the third", "compare_products")
    sensitive = Profile(skin_type=("sensitive",), concern=("redness",))
    turn = context(said, profile=sensitive, shown_products=("ember", "dawn", "moss"))
    answer = await services().products.compare(turn)
    assert ids(answer) == ["ember", "moss"]
    assert "not to suit sensitive" in words(answer)
    assert "Moss Cica Serum" in words(answer).splitlines()[-1]


async def test_what_is_the_same_for_both_is_told_once() -> None:
    said = Said("compare them", "compare_products")
    answer = await services().products.compare(context(said, shown_products=("ember", "moss")))
    assert words(answer).count("Kind: serum") == 1
    assert "NT$19/ml" in words(answer) or "30 ml" in words(answer)


async def test_the_nearest_miss_names_product_rule_and_amount() -> None:
    poor = Profile(
        skin_type=("normal",), concern=("wrinkles",), product_type=("serum",),
        budget=Budget(max=Decimal(200)),
    )  # fmt: skip
    answer = await services().advice.recommend(context(Said(), profile=poor))
    assert answer.kind is TurnKind.NO_MATCH
    assert "NT$100 above your budget" in words(answer)


async def test_a_safety_rule_is_told_and_never_offered_to_be_loosened() -> None:
    strict = Profile(avoid=("glycerin", "water"), product_type=("moisturizer",))
    answer = await services().advice.recommend(context(Said(), profile=strict))
    assert answer.kind is TurnKind.NO_MATCH
    assert "which you avoid" in words(answer)
    assert "won't bend that" in words(answer)
    assert not any("budget" in (b.payload or "") for b in answer.replies[0].quick_replies)


async def test_the_product_bought_last_is_found_for_a_proven_customer_alone() -> None:
    said = Said("how much is the one I bought last?", "ask_product")
    answer = await services().ask_product(context(said, customer_id="C1"))
    assert "Moss Cica Serum" in words(answer)
    stranger = await services().ask_product(context(said))
    assert stranger.kind is TurnKind.QUESTION
    assert any(isinstance(effect, Ask) for effect in stranger.effects)
    assert "Moss" not in words(stranger)


async def test_after_the_proof_the_question_about_the_last_purchase_is_answered() -> None:
    details = {"then": "ask_product", "text": "上次買的那瓶多少錢", "tags": {}}
    said = Said("10023 amy@example.com", "inform", ZH)
    answer = await services().follow_ups.answer(context(said, pending=("identity_order", details)))
    assert "苔原積雪草精華" in words(answer)
    assert "NT$580" in words(answer)


async def test_a_budget_below_any_one_product_is_told_as_too_little() -> None:
    answer = await routine("build me a routine", Profile(budget=Budget(max=Decimal(100))))
    assert answer.kind is TurnKind.NO_MATCH
    assert "NT$1,220 above your budget" in words(answer)


async def test_another_products_facts_are_told_while_a_proof_is_waited_for() -> None:
    details = {"then": "ask_product", "text": "how much is the one I bought last?", "tags": {}}
    said = Said("how much is the Moss Cica Serum?", "ask_product")
    answer = await services().ask_product(context(said, pending=("identity_order", details)))
    assert answer.kind is TurnKind.ANSWER
    assert "Moss Cica Serum" in words(answer)
