"""Questions about what is on the table: why this one, are these fine, compare them."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from actions.registry import Services, build_services, intent_handlers
from bot.domain.advice_cues import Request
from bot.domain.conversations import PendingQuestion
from bot.domain.histories import History
from bot.domain.languages import Language
from bot.domain.money import Budget, Price
from bot.domain.profiles import Profile
from bot.domain.routines import CORE_STEPS
from bot.domain.tags import Tags, Understanding
from bot.domain.turns import Answer, ShowProducts, TurnKind
from bot.services.advice_requests import find_open_request
from bot.services.follow_ups import is_follow_up
from bot.services.wishes import Wanted
from tests.fakes import (
    FakeCatalogue,
    FakeHistories,
    FakeRecommender,
    FakeSearch,
    Said,
    context,
    fake_ports,
)
from tests.unit.bot.services.test_advising import SHOP, WRINKLES, ids, words

ZH = Language.ZH
ROUTINE = ("wash", "cream", "shade", "ember")


async def test_what_stung_is_named_as_the_reason_why_not() -> None:
    histories = FakeHistories(History(stung=frozenset({"moss"})))
    said = Said("why not the Moss Cica Serum?", "recommend_product")
    turn = context(said, profile=WRINKLES, shown_products=("ember",))
    answer = await services(histories=histories).follow_ups.answer(turn)
    assert "your skin didn't take it well" in words(answer)


def services(**ports: Any) -> Services:
    return build_services(
        fake_ports(
            catalogue=FakeCatalogue(SHOP),
            recommender=FakeRecommender(SHOP),
            search=FakeSearch("mystery", "gone"),
            **ports,
        )
    )


async def say(text: str, intent: str = "", tags: Tags | None = None, **known: Any) -> Answer:
    """By its intent where one is given, else as a follow-up."""
    said = Said(
        text, intent or "recommend_product", known.pop("language", Language.EN), tags=tags or Tags()
    )
    turn = context(said, **known)
    desk = services()
    return await (intent_handlers(desk)[intent] if intent else desk.follow_ups.answer)(turn)


@pytest.mark.parametrize(
    ("text", "language"), [("why the serum?", Language.EN), ("為什麼推薦這個精華？", ZH)]
)
async def test_why_of_one_step_is_told_of_that_step_alone(text: str, language: Language) -> None:
    answer = await say(
        text,
        tags=Tags(product_type=("serum",)),
        language=language,
        profile=WRINKLES,
        shown_products=ROUTINE,
    )
    assert ids(answer) == ["ember"]


async def test_why_nothing_with_an_ingredient_is_told_of_the_best_that_has_it() -> None:
    answer = await say(
        "why not something with centella?",
        profile=WRINKLES,
        tags=Tags(ingredient=("centella asiatica",)),
        shown_products=ROUTINE,
    )
    assert ids(answer) == ["moss"]


async def test_what_is_on_the_table_is_judged_product_by_product() -> None:
    pregnant = Profile(condition=("pregnancy",))
    for text, language in (("are these all still ok?", Language.EN), ("這些都還可以用嗎？", ZH)):
        answer = await say(
            text,
            "ask_product",
            profile=pregnant,
            language=language,
            shown_products=("moss", "ember"),
        )
        told = words(answer).split("▪ ")
        assert "pregnancy" in told[2] or "懷孕" in told[2]  # the retinol serum
        assert "pregnancy" not in told[1]
        assert answer.kind is TurnKind.ANSWER


async def test_the_products_of_the_kinds_named_are_compared_where_they_are_on_the_table() -> None:
    kinds = Tags(product_type=("serum", "moisturizer"))
    text = "compare the serum and the moisturizer"
    answer = await say(text, "compare_products", kinds, shown_products=ROUTINE)
    assert set(ids(answer)) == {"cream", "ember"}
    in_general = await say(text, "compare_products", kinds)
    assert not ids(in_general)


async def test_two_ingredients_are_compared_though_the_name_of_one_is_in_products() -> None:
    names = Tags(ingredient=("niacinamide", "panthenol"))
    text = "difference between Low Tide Niacinamide Serum stuff and panthenol"
    answer = await say(text, "compare_products", names)
    assert "Side by side" not in words(answer)


async def test_two_sizes_of_one_product_are_not_compared_with_each_other() -> None:
    text = "compare it with the Low Tide Niacinamide Serum"
    answer = await say(text, "compare_products", shown_products=("tide-15", "tide-30"))
    assert answer.kind is TurnKind.QUESTION


async def test_nothing_to_compare_is_asked_for_without_random_choices() -> None:
    answer = await say("compare them", "compare_products", shown_products=("moss",))
    assert answer.kind is TurnKind.QUESTION
    assert not answer.replies[0].quick_replies


WHICH = ("product_which", {"then": "compare_products", "text": "compare", "ids": ["moss", "ember"]})


async def test_another_request_is_no_answer_to_which_product() -> None:
    answer = await say(
        "too expensive, cheaper please", pending=WHICH, profile=WRINKLES, shown_products=("ember",)
    )
    assert answer.kind is TurnKind.RECOMMENDATION
    assert "Cheaper than" in words(answer)


async def test_a_question_about_one_of_the_choices_is_answered() -> None:
    answer = await say(
        "第一個適合敏感肌嗎",
        pending=WHICH,
        language=ZH,
        tags=Tags(skin_type=("sensitive",)),
        shown_products=("tide-30",),
    )
    assert ids(answer) == ["moss"]
    assert "敏感肌" in words(answer)


async def test_prices_on_cards_are_amounts_that_can_be_paid() -> None:
    profile = replace(WRINKLES, budget=Budget(max=Decimal(100), currency="USD"))
    slots = {"wish": Wanted("a serum").to_json()}
    answer = await services().advice.recommend(context(Said(), profile=profile, slots=slots))
    amounts = [card.price.amount for card in answer.replies[0].products]
    assert amounts == [amount.quantize(Decimal("0.01")) for amount in amounts]
    assert Price(Decimal("24.10958"), "EUR").rounded() == Price(Decimal("24.11"), "EUR")
    assert Price(Decimal("99.6"), "TWD").rounded() == Price(Decimal(100), "TWD")


async def test_a_routine_stays_whole_while_two_of_its_steps_are_compared() -> None:
    slots = {"wish": Wanted("a routine", steps=CORE_STEPS).to_json()}
    kinds = Tags(product_type=("serum", "moisturizer"))
    text = "compare the serum and the moisturizer"
    answer = await say(text, "compare_products", kinds, shown_products=ROUTINE, slots=slots)
    assert ShowProducts(("cream", "ember", "wash", "shade")) in answer.effects


@pytest.mark.parametrize(
    ("text", "language"), [("is it reef safe?", Language.EN), ("這個會泛白嗎", ZH)]
)
async def test_a_fact_nobody_has_is_said_to_be_unknown(text: str, language: Language) -> None:
    answer = await say(text, "ask_product", language=language, shown_products=("shade",))
    assert "won't guess" in words(answer) or "不想亂猜" in words(answer)
    assert "520" not in words(answer)
    assert answer.replies[0].quick_replies  # a person


async def test_a_product_spoken_of_is_judged_in_a_condition_told_of_it() -> None:
    pregnant = Tags(condition=("pregnancy",))
    answer = await say(
        "is it safe in pregnancy?", "ask_compatibility", pregnant, shown_products=("ember",)
    )
    assert ids(answer) == ["ember"]
    assert "pregnancy" in words(answer)


async def test_nothing_is_called_fine_for_a_baby() -> None:
    baby = Tags(age_group="infant")
    answer = await say("and for babies?", "ask_product", baby, shown_products=("shade",))
    assert "paediatrician" in words(answer)


async def test_so_expensive_is_answered_with_something_cheaper() -> None:
    for text, language in (("why is it so expensive?", Language.EN), ("為什麼這麼貴", ZH)):
        answer = await say(text, language=language, profile=WRINKLES, shown_products=("ember",))
        assert answer.kind is TurnKind.RECOMMENDATION
        assert "ember" not in ids(answer)


async def test_what_is_taken_leaves_the_others_on_the_table() -> None:
    answer = await say("I'll take the second one", shown_products=("moss", "ember"))
    assert ShowProducts(("moss", "ember")) in answer.effects
    assert answer.slots == {"product_in_focus": "ember"}


async def test_a_product_named_to_be_bought_again_is_understood_by_plain_words() -> None:
    said = Said("buy the Moss Cica Serum again", "out_of_scope", confidence=0.2)
    answer = await services().follow_ups.answer(context(said))
    assert answer.kind is TurnKind.REORDER
    assert ids(answer) == ["moss"]


async def test_a_place_means_what_is_shown_where_no_choice_was_offered() -> None:
    asked = ("product_which", {"then": "compare_products", "text": "compare", "ids": []})
    said = Said("is the first one ok for dry skin?", "ask_product", tags=Tags(skin_type=("dry",)))
    assert not is_follow_up(PendingQuestion(*asked), said.text, context(said).understanding)


@pytest.mark.parametrize("intent", ["ask_product", "ask_compatibility", "out_of_scope"])
def test_whether_the_first_is_fine_is_settled_where_the_reading_is_unsure(intent: str) -> None:
    for text in ("is the first one ok for eczema?", "are these all still ok?"):
        unsure = Understanding(Language.EN, intent, 0.25, Tags(condition=("eczema",)))
        assert find_open_request(text, unsure, has_shown=True) is Request.STILL_FINE
    sure = Understanding(Language.EN, "ask_product", 0.9)
    assert find_open_request("are these ok?", sure, has_shown=True) is None


@pytest.mark.parametrize("intent", ["affirm", "reorder", "inform"])
def test_taking_all_is_no_plain_yes(intent: str) -> None:
    sure = Understanding(ZH, intent, 1.0)
    assert find_open_request("全部都要", sure, has_shown=True) is Request.TAKE
    assert find_open_request("全部都要", sure, has_shown=False) is None


async def test_each_product_pointed_at_is_judged_in_a_condition() -> None:
    pregnant = Tags(condition=("pregnancy",))
    answer = await say(
        "are they safe in pregnancy?",
        "ask_compatibility",
        pregnant,
        shown_products=("moss", "ember"),
    )
    moss, ember = words(answer).split("▪ ")[1:]
    assert "Moss Cica Serum\n· Its list holds nothing that I leave out for pregnancy" in moss
    assert "Ember Retinol Serum\n· I wouldn't offer it to you (pregnancy)" in ember
    assert "doctor" in words(answer)


async def test_a_clear_new_wish_is_no_choice_of_product() -> None:
    clear = Understanding(ZH, "recommend_product", 0.7)
    assert not is_follow_up(PendingQuestion(*WHICH), "重新推薦一次", clear)
