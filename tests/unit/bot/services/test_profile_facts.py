"""What a message adds to the slots of the dialogue."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.conversations import PendingQuestion
from bot.domain.languages import Language
from bot.domain.money import Budget
from bot.domain.profiles import Profile
from bot.domain.tags import INTENTS, Tags, Understanding
from bot.services.form_questions import NO_LIMIT
from bot.services.profile_facts import Message, to_slots


def message(text: str, intent: str, tags: Tags | None = None, **known: Any) -> Message:
    sure = known.pop("confidence", 0.9)
    understanding = Understanding(Language.EN, intent, sure, tags or Tags())
    profile = known.pop("profile", Profile())
    return Message(text, Language.EN, understanding, profile, **known)


def test_tags_enter_the_profile_and_the_forms_slots() -> None:
    slots = to_slots(message("oily", "inform", Tags(skin_type=("oily",))))
    assert slots["skin_type"] == ["oily"]
    assert slots["profile"]["skin_type"] == ["oily"]
    assert slots["follows_up"] is False


def test_a_correction_replaces_the_skin_type_but_never_an_allergy() -> None:
    known = Profile(skin_type=("oily",), avoid=("fragrance",))
    tags = Tags(skin_type=("dry",), avoid=("alcohol",))
    slots = to_slots(message("actually dry, and no alcohol", "inform", tags, profile=known))
    assert slots["profile"]["skin_type"] == ["dry"]
    assert slots["profile"]["avoid"] == ["fragrance", "alcohol"]


def test_a_question_in_the_form_changes_the_profile_but_carries_nothing_on() -> None:
    tags = Tags(ingredient=("retinol",), skin_type=("dry",))
    slots = to_slots(
        message(
            "is retinol too strong for dry skin like mine",
            "ask_ingredient",
            tags,
            asked="skin_type",
            is_form_active=True,
        )
    )
    assert slots["profile"]["skin_type"] == ["dry"]
    assert "wish" not in slots


def test_a_new_wish_forgets_the_ingredients_of_the_last_one() -> None:
    before = {"wish": {"text": "a retinol serum", "ingredients": ["retinol"]}}
    slots = to_slots(message("something for pores", "recommend_product", slots=before))
    assert slots["wish"]["ingredients"] == []
    more = to_slots(message("oily", "inform", Tags(skin_type=("oily",)), slots=before))
    assert more["wish"]["ingredients"] == ["retinol"]


def test_reading_the_same_message_twice_changes_nothing() -> None:
    """Rasa runs the action again when the form starts."""
    first = to_slots(message("oily skin please", "inform", Tags(skin_type=("oily",))))
    again = to_slots(
        message("oily skin please", "inform", Tags(skin_type=("oily",)), slots=first,
                is_form_active=True)
    )  # fmt: skip
    assert again["wish"] == first["wish"]


def test_an_answer_to_a_pending_question_is_no_skin_fact() -> None:
    pending = PendingQuestion("identity_contact", {"order_id": "10023"})
    slots = to_slots(message("amy@example.com", "inform", pending=pending))
    assert slots["follows_up"] is True
    assert "wish" not in slots


def test_an_order_number_alone_is_about_that_order() -> None:
    assert to_slots(message("10023", "inform", Tags(order_id="10023")))["follows_up"] is True


@given(st.text(max_size=80), st.sampled_from(INTENTS), st.sampled_from([None, "budget", "concern"]))
def test_any_message_is_read_without_an_error(text: str, intent: str, asked: str | None) -> None:
    slots = to_slots(message(text, intent, asked=asked, is_form_active=asked is not None))
    assert slots["profile"] == Profile().to_json()


def test_an_order_number_or_a_place_in_a_list_is_no_budget() -> None:
    tags = Tags.from_json({"budget": {"min": None, "max": 10023, "currency": None}})
    pending = PendingQuestion("identity_order", {})
    slots = to_slots(message("10023", "inform", tags, pending=pending))
    assert slots["profile"]["budget"] is None
    assert to_slots(message("2", "inform", tags))["profile"]["budget"] is None
    assert to_slots(message("10023", "inform", tags))["profile"]["budget"] is not None


def test_no_budget_limit_in_a_longer_message_is_not_asked_again() -> None:
    slots = to_slots(message("a serum for wrinkles, no budget limit", "recommend_product"))
    assert slots["budget"] == {"min": None, "max": None, "currency": None}


@pytest.mark.parametrize("intent", ["inform", "recommend_product", "deny", "out_of_scope"])
def test_no_limit_after_a_budget_lifts_it_whatever_it_was_taken_for(intent: str) -> None:
    known = Profile(skin_type=("oily",), budget=Budget(max=Decimal(700)))
    slots = to_slots(message("actually no limit", intent, profile=known, has_shown=True))
    assert slots["reading"]["intent"] in {"inform", "recommend_product"}
    assert slots["profile"]["budget"] is None
    assert slots["profile"]["skin_type"] == ["oily"]
    assert slots["budget"] == NO_LIMIT


def test_a_question_about_limits_lifts_no_budget() -> None:
    known = Profile(budget=Budget(max=Decimal(700)))
    for intent in ("payment_info", "ask_product", "promotions"):
        slots = to_slots(message("is there no limit on coupons?", intent, profile=known))
        assert slots["profile"]["budget"] is not None


@pytest.mark.parametrize("intent", ["ask_routine", "recommend_product", "out_of_scope", "inform"])
def test_a_wish_for_a_routine_starts_the_form_whatever_it_was_taken_for(intent: str) -> None:
    slots = to_slots(message("build me a skincare routine", intent))
    assert slots["reading"]["intent"] == "recommend_product"
    assert slots["follows_up"] is False
    assert slots["wish"]["steps"] == ["cleanser", "serum", "moisturizer", "sunscreen"]


def test_the_order_of_steps_is_no_wish_for_a_routine() -> None:
    slots = to_slots(message("what order should my routine be in", "ask_routine"))
    assert slots["reading"]["intent"] == "ask_routine"


def test_a_routine_stays_one_when_a_fact_follows() -> None:
    before = to_slots(message("build me a skincare routine", "recommend_product"))
    slots = to_slots(message("oily", "inform", Tags(skin_type=("oily",)), slots=before))
    assert slots["wish"]["steps"]
    anew = to_slots(message("recommend a serum", "recommend_product", slots=slots))
    assert anew["wish"]["steps"] == []


def test_a_stronger_step_of_a_routine_is_no_new_wish_for_that_kind() -> None:
    before = to_slots(message("build me a skincare routine", "recommend_product"))
    serum = Tags(product_type=("serum",))
    slots = to_slots(message("a stronger serum", "inform", serum, slots=before, has_shown=True))
    assert slots["follows_up"] is True
    assert slots["profile"]["product_type"] == []


@pytest.mark.parametrize("intent", ["inform", "recommend_product"])
def test_a_step_at_home_joins_the_wish_for_a_routine_and_is_not_looked_for(intent: str) -> None:
    before = to_slots(message("build me a skincare routine", "recommend_product"))
    tags = Tags(product_type=("sunscreen",))
    slots = to_slots(message("I have my own sunscreen", intent, tags, slots=before))
    assert slots["wish"]["own"] == ["sunscreen"]
    assert slots["wish"]["steps"] == ["cleanser", "serum", "moisturizer", "sunscreen"]
    assert slots["profile"]["product_type"] == []
    more = to_slots(message("oily", "inform", Tags(skin_type=("oily",)), slots=slots))
    assert more["wish"]["own"] == ["sunscreen"]


@pytest.mark.parametrize(
    "text",
    ["something gentler", "something stronger?", "too expensive", "why not the cheaper one?"],
)
def test_what_is_asked_of_products_shown_follows_up(text: str) -> None:
    shown = to_slots(message(text, "ask_product", has_shown=True))
    assert shown["follows_up"] is True
    assert shown["reading"]["intent"] == "recommend_product"


@pytest.mark.parametrize(
    "text", ["show me the routine again", "重新推薦一次", "so what would you change?"]
)
def test_a_routine_asked_for_again_keeps_its_steps_and_what_is_at_home(text: str) -> None:
    wish = {"text": "", "steps": ["cleanser", "serum"], "own": ["cleanser"]}
    slots = to_slots(message(text, "recommend_product", slots={"wish": wish}, has_shown=True))
    assert slots["follows_up"] is False
    assert {"cleanser", "serum"} <= set(slots["wish"]["steps"])
    assert slots["wish"]["own"] == ["cleanser"]


def test_the_kinds_compared_are_not_looked_for_next() -> None:
    kinds = Tags(product_type=("serum", "moisturizer"))
    slots = to_slots(message("compare a serum with a cream", "compare_products", kinds))
    assert slots["profile"]["product_type"] == []


def test_only_an_unsure_reading_is_taken_for_buying_again() -> None:
    text = "buy the Moss Cica Serum again"
    assert to_slots(message(text, "out_of_scope", confidence=0.2))["follows_up"] is True
    assert to_slots(message(text, "reorder"))["follows_up"] is False


def test_what_is_asked_why_not_is_no_allergy_but_an_allergy_is() -> None:
    text, avoid = "why don't you recommend vitamin C?", ("ascorbic acid",)
    asked = to_slots(message(text, "inform", Tags(avoid=avoid), has_shown=True))
    assert asked["profile"]["avoid"] == []
    allergic = Tags(avoid=avoid, condition=("allergy",))
    told = to_slots(message(text, "inform", allergic, has_shown=True))
    assert told["profile"]["avoid"] == list(avoid)


@pytest.mark.parametrize("intent", ["out_of_scope", "inform", "nlu_fallback"])
def test_whether_what_is_shown_is_still_fine_follows_up(intent: str) -> None:
    text = "are these all still ok?"
    assert to_slots(message(text, intent, has_shown=True, confidence=0.2))["follows_up"] is True
    assert to_slots(message(text, intent, confidence=0.2))["follows_up"] is False


def test_without_products_on_the_table_a_cheap_one_is_a_new_wish() -> None:
    slots = to_slots(message("something cheap", "recommend_product"))
    assert slots["follows_up"] is False
    assert slots["wish"]["refine"] == "cheaper"


def test_harm_people_and_orders_are_never_taken_for_a_request_about_advice() -> None:
    for intent in ("adverse_reaction", "talk_to_human", "order_status", "usage_feedback"):
        slots = to_slots(message("this is too harsh, something gentler", intent, has_shown=True))
        assert slots["follows_up"] is False
        assert slots["reading"]["intent"] == intent


def test_an_unsure_reading_gives_way_to_plain_words_but_harm_never_does() -> None:
    known = {"has_shown": True, "confidence": 0.4}
    assert to_slots(message("gentler please", "talk_to_human", **known))["follows_up"] is True
    assert to_slots(message("gentler please", "adverse_reaction", **known))["follows_up"] is False
