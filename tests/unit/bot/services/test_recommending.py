"""Recommending, and what the form asks before it."""

from decimal import Decimal

import pytest

from actions.registry import build_services
from bot.domain.languages import Language
from bot.domain.money import Budget
from bot.domain.profiles import Profile
from bot.domain.tags import Tags
from bot.domain.turns import Ask, OpenHandoff, ShowProducts, TurnKind
from bot.services.advice import Advice
from bot.services.form_questions import (
    NO_LIMIT,
    FormQuestions,
    Heard,
    next_question,
    open_slots,
)
from bot.services.health_facts import HealthFacts
from bot.services.wishes import Wanted
from tests.fakes import (
    FakeRecommender,
    Said,
    context,
    fake_ports,
    real_shop,
    real_wording,
)

WORDING = real_wording()
OILY = Profile(skin_type=("oily",), concern=("pores",), budget=Budget(max=Decimal(800)))


def advice() -> Advice:
    return build_services(fake_ports()).advice


async def test_products_come_with_price_and_reasons_and_are_remembered_as_shown() -> None:
    answer = await advice().recommend(context(Said(), profile=OILY))
    assert answer.kind is TurnKind.RECOMMENDATION
    cards = answer.replies[0].products
    assert cards[0].id in {"tide-15", "tide-30"}
    assert "for a smoother look of pores" in cards[0].reasons
    assert all(card.price.amount <= 800 for card in cards)
    assert ShowProducts(tuple(card.id for card in cards)) in answer.effects


async def test_a_lifted_budget_is_told_back() -> None:
    profile = Profile(skin_type=("oily",), concern=("pores",))
    slots = {"budget": NO_LIMIT}
    answer = await advice().recommend(context(Said(), profile=profile, slots=slots))
    assert "any price" in answer.replies[0].text


async def test_a_chinese_shopper_reads_chinese() -> None:
    answer = await advice().recommend(context(Said(language=Language.ZH), profile=OILY))
    assert "油性肌" in answer.replies[0].text
    assert answer.replies[0].products[0].name == "退潮菸鹼醯胺精華"


async def test_nothing_in_budget_says_so_and_offers_the_nearest_price() -> None:
    poor = Profile(skin_type=("oily",), concern=("pores",), budget=Budget(max=Decimal(100)))
    answer = await advice().recommend(context(Said(), profile=poor))
    assert answer.kind is TurnKind.NO_MATCH
    reply = answer.replies[0]
    assert not reply.products
    assert "NT$300" in reply.text
    assert reply.quick_replies[0].label == "Up to NT$300"
    assert '"max": 300' in (reply.quick_replies[0].payload or "")


async def test_a_pregnant_shopper_gets_no_retinoid_and_is_sent_to_the_doctor_first() -> None:
    pregnant = Profile(condition=("pregnancy",), concern=("wrinkles",), skin_type=("normal",))
    answer = await advice().recommend(context(Said(), profile=pregnant))
    assert "ember" not in {card.id for card in answer.replies[0].products}
    assert "doctor" in answer.replies[0].text
    assert "Talk to a person" in [button.label for button in answer.replies[0].quick_replies]


async def test_for_an_infant_a_person_is_asked() -> None:
    wish = Wanted(age_group="infant").to_json()
    answer = await advice().recommend(context(Said(), slots={"wish": wish}))
    assert [
        effect.reason.value for effect in answer.effects if isinstance(effect, OpenHandoff)
    ] == ["medical"]
    assert not answer.replies[0].products


@pytest.mark.parametrize("refine", ["another", "cheaper"])
async def test_what_was_shown_is_not_offered_again(refine: str) -> None:
    wish = Wanted(refine=refine).to_json()
    asked = context(Said(), profile=OILY, slots={"wish": wish}, shown_products=("tide-30",))
    answer = await advice().recommend(asked)
    cards = answer.replies[0].products
    assert "tide-30" not in {card.id for card in cards}
    if refine == "cheaper":
        assert all(card.price.amount < 690 for card in cards)


async def test_a_budget_in_another_currency_sets_the_wish_in_that_currency() -> None:
    recommender = FakeRecommender()
    service = build_services(fake_ports(recommender=recommender)).advice
    rich = Profile(concern=("pores",), budget=Budget(max=Decimal(30), currency="USD"))
    await service.recommend(context(Said(), profile=rich))
    assert recommender.wishes[0].currency == "USD"


async def test_health_facts_are_asked_for_once_and_only_when_undecided() -> None:
    handler = HealthFacts(WORDING).asked_after(advice().recommend)
    profile = Profile(concern=("redness",), avoid=("fragrance",))
    first = await handler(context(Said(), profile=profile))
    assert Ask("keep_health_facts") in first.effects
    assert "fragrance" in first.replies[-1].text
    again = await handler(context(Said(), profile=profile, slots=dict(first.slots)))
    decided = await handler(context(Said(), profile=profile, keeps_health_facts=False))
    assert len(again.replies) == len(decided.replies) == 1


# --- what the form still needs -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("profile", "wish", "asked"),
    [
        (Profile(), Wanted(), "concern"),
        (Profile(concern=("acne",)), Wanted(), "skin_type"),
        (Profile(concern=("acne",), skin_type=("oily",)), Wanted(), "budget"),
        (OILY, Wanted(), None),
        (Profile(product_type=("sunscreen",)), Wanted(), "skin_type"),
        (Profile(product_type=("serum",)), Wanted(), "concern"),
        (Profile(product_type=("serum",)), Wanted(ingredients=("retinol",)), "skin_type"),
        (Profile(), Wanted(age_group="infant"), None),
    ],
)
def test_the_form_asks_only_for_what_is_missing(
    profile: Profile, wish: Wanted, asked: str | None
) -> None:
    assert next_question({"profile": profile.to_json(), "wish": wish.to_json()}) == asked


def test_what_the_shopper_left_open_is_not_asked_again() -> None:
    slots = {"profile": Profile().to_json(), "concern": ["unknown"], "skin_type": ["unknown"]}
    assert next_question(slots) == "budget"


def heard(text: str, intent: str, asked: str | None, tags: Tags | None = None) -> Heard:
    return Heard(text, intent, tags or Tags(), None, asked)


@pytest.mark.parametrize("text", ["not sure", "都可以", "不知道", "any", "わからない", "ไม่แน่ใจ"])
def test_not_sure_leaves_the_question_open(text: str) -> None:
    opened, misses = open_slots(heard(text, "inform", "skin_type"), 0)
    assert opened == {"skin_type": ["unknown"]}
    assert misses == 1


def test_a_second_refusal_goes_on_without_the_rest() -> None:
    opened, _ = open_slots(heard("just recommend something", "recommend_product", "concern"), 1)
    assert set(opened) == {"concern", "skin_type", "budget"}


@pytest.mark.parametrize("text", ["no limit", "沒有上限", "no", "沒有", "不限"])
def test_no_limit_answers_the_budget(text: str) -> None:
    answer = heard(text, "deny", "budget")
    assert answer.carries_form_on()
    assert open_slots(answer, 0)[0] == {"budget": {"min": None, "max": None, "currency": None}}


def test_a_bare_number_is_a_budget_when_one_was_asked_for() -> None:
    answer = Heard("1000", "inform", Tags(), 1000.0, "budget")
    assert answer.budget() == Budget(max=Decimal(1000))
    assert Heard("1000", "inform", Tags(), 1000.0, "skin_type").budget() is None


def test_a_question_in_the_middle_does_not_carry_the_form_on() -> None:
    tags = Tags(ingredient=("niacinamide",), skin_type=("oily",))
    question = heard(
        "what does niacinamide do for my oily skin?", "ask_ingredient", "skin_type", tags
    )
    assert not question.carries_form_on()
    assert not heard("never mind", "deny", "skin_type").carries_form_on()


def test_a_short_answer_taken_for_something_else_still_answers() -> None:
    assert heard("dry", "ask_product", "skin_type", Tags(skin_type=("dry",))).carries_form_on()


async def test_the_budget_question_offers_amounts_in_the_shops_currency() -> None:
    answer = await FormQuestions(WORDING, real_shop()).ask_budget(context(Said()))
    assert "Under NT$1,000" in [button.label for button in answer.replies[0].quick_replies]
