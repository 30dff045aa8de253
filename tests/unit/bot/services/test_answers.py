"""Questions about products, ingredients and the shop; reminders, care and people."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from actions.registry import Services, build_services
from bot.domain.histories import History
from bot.domain.languages import Language
from bot.domain.ports import RefillFacts
from bot.domain.profiles import Profile
from bot.domain.tags import Tags
from bot.domain.turns import (
    Answer,
    Ask,
    ConsentKind,
    GiveConsent,
    LogAdverseEvent,
    OpenHandoff,
    ScheduleRefill,
    ShowProducts,
    SnoozeRefill,
    StopRefills,
    TurnKind,
)
from bot.services.opening_hours import QueueWords
from bot.services.product_finder import ProductFinder
from bot.services.wishes import Wanted
from tests.fakes import (
    NOW,
    PRODUCTS,
    FakeCatalogue,
    FakeHistories,
    FakeRefills,
    FakeSearch,
    Said,
    context,
    fake_ports,
    real_shop,
    real_wording,
)

WORDING = real_wording()
ZH = Language.ZH


def services(refill: RefillFacts | None = None) -> Services:
    return build_services(fake_ports(refills=FakeRefills(refill)))


def words(answer: Answer) -> str:
    return "\n".join(reply.text for reply in answer.replies)


async def ask_product(text: str, tags: Tags | None = None, **known: Any) -> Answer:
    said = Said(text, "ask_product", known.pop("language", Language.EN), tags=tags or Tags())
    return await services().products.about(context(said, **known))


async def test_the_price_is_told_for_every_size() -> None:
    answer = await ask_product("how much is the Low Tide Niacinamide Serum?")
    assert "15 ml: NT$420" in words(answer)
    assert "30 ml: NT$690" in words(answer)


async def test_stock_is_told_as_it_is() -> None:
    assert "sold out" in words(await ask_product("is the gone sun cream spf50 in stock?"))
    assert "有現貨" in words(await ask_product("苔原積雪草精華還有貨嗎", language=ZH))


async def test_an_ingredient_is_looked_up_on_the_list() -> None:
    contains = await ask_product(
        "does ember retinol serum contain retinol?", Tags(ingredient=("retinol",))
    )
    assert "contains retinol" in words(contains)
    unknown = await ask_product("what is in the mystery serum?")
    assert "don't have its ingredient list" in words(unknown)


@pytest.mark.parametrize(
    ("tags", "told"),
    [
        (Tags(condition=("pregnancy",)), "pregnancy"),
        (Tags(skin_type=("sensitive",)), "not to suit sensitive"),
        (Tags(avoid=("fragrance",)), "contains fragrance"),
        (Tags(skin_type=("oily",)), "suit oily"),
    ],
)
async def test_suitability_follows_the_hard_rules(tags: Tags, told: str) -> None:
    answer = await ask_product("is the ember retinol serum ok for me?", tags)
    assert told in words(answer)


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        ("is the Low Tide Niacinamide Serum ok for me?", Language.EN, "didn't take it well"),
        ("退潮菸鹼醯胺精華適合我嗎", ZH, "肌膚不舒服"),
    ],
)
async def test_what_stung_before_is_not_called_suitable_in_any_size(
    text: str, language: Language, told: str
) -> None:
    histories = FakeHistories(History(stung=frozenset({"tide-15"})))
    desk = build_services(fake_ports(histories=histories))
    answer = await desk.products.about(context(Said(text, "ask_product", language)))
    assert told in words(answer)


async def test_what_is_at_home_may_still_be_suitable() -> None:
    histories = FakeHistories(History(at_home=frozenset({"tide-15"})))
    desk = build_services(fake_ports(histories=histories))
    said = Said("is the Low Tide Niacinamide Serum ok for oily skin?", "ask_product",
                tags=Tags(skin_type=("oily",)))  # fmt: skip
    assert "suit oily" in words(await desk.products.about(context(said)))


async def test_suitability_looks_at_the_age_told_now_or_before() -> None:
    asked = "is the ember retinol serum suitable for me?"
    now = await ask_product(f"I'm 15, {asked}", Tags(age_group="teen"))
    assert "too strong for someone so young" in words(now)
    slots = {"wish": Wanted("for my son", age_group="teen").to_json()}
    before = await ask_product(asked, slots=slots)
    assert "too strong for someone so young" in words(before)


async def test_a_comparison_recommends_nothing_that_stung() -> None:
    histories = FakeHistories(History(stung=frozenset({"moss"})))
    desk = build_services(fake_ports(histories=histories))
    asked = Said("compare them", "compare_products", tags=Tags(skin_type=("dry",)))
    answer = await desk.products.compare(context(asked, shown_products=("moss", "tide-30")))
    assert "Moss Cica Serum is left out because your skin" in words(answer)


async def test_an_unnamed_product_is_the_one_last_shown() -> None:
    answer = await ask_product("how do I use it?", shown_products=("tide-30",))
    assert "Three drops after toner." in words(answer)
    second = await ask_product("the second one, price?", shown_products=("tide-30", "moss"))
    assert "NT$580" in words(second)


async def test_the_first_one_is_what_was_shown_whatever_a_name_begins_with() -> None:
    answer = await ask_product(
        "price of the second one", Tags(), shown_products=("tide-30", "moss", "ember")
    )
    assert "NT$580" in words(answer)
    named = await ask_product("first, the Ember Retinol Serum price", shown_products=("moss",))
    assert "NT$980" in words(named)


async def test_alcohol_is_asked_for_as_a_group_not_as_a_word() -> None:
    desk = services()
    with_alcohol = replace(PRODUCTS[2], ingredients=("water", "alcohol denat.", "cetyl alcohol"))
    for item, told in ((with_alcohol, "含有酒精"), (PRODUCTS[0], "沒有酒精")):
        finder = ProductFinder(WORDING, FakeCatalogue((item,)), FakeSearch())
        asked = Said("它含酒精嗎", "ask_product", ZH, tags=Tags(ingredient=("alcohol",)))
        answer = await replace(desk.products, finder=finder).about(
            context(asked, shown_products=(item.id,))
        )
        assert told in words(answer)


async def test_what_was_shown_stays_on_the_table_after_a_question_about_one() -> None:
    answer = await ask_product("price of the second one", shown_products=("tide-30", "moss"))
    assert ShowProducts(("tide-30", "moss")) in answer.effects
    then = await ask_product(
        "is it in stock?", shown_products=("tide-30", "moss"), slots=dict(answer.slots)
    )
    assert then.replies[0].products[0].id == "moss"


async def test_where_several_may_be_meant_it_is_asked_and_the_choice_is_answered() -> None:
    desk = services()
    asked = await desk.products.about(
        context(Said("how much is it?", "ask_product"), shown_products=("tide-30", "moss"))
    )
    assert asked.kind is TurnKind.QUESTION
    assert [button.payload for button in asked.replies[0].quick_replies] == [
        '/ask_product{"product": "tide-30"}',
        '/ask_product{"product": "moss"}',
    ]
    question = asked.effects[0]
    assert isinstance(question, Ask)
    chosen = await desk.follow_ups.answer(
        context(Said("2", "inform"), pending=(question.topic, question.details))
    )
    assert "NT$580" in words(chosen)
    assert ShowProducts(("moss",)) in chosen.effects


async def test_products_are_compared_side_by_side() -> None:
    said = Said("moss cica serum or ember retinol serum?", "compare_products")
    answer = await services().products.compare(context(said))
    assert [card.id for card in answer.replies[0].products] == ["moss", "ember"]
    kinds = Said(
        "toner or essence?", "compare_products", tags=Tags(product_type=("toner", "essence"))
    )
    assert "between toner and serum" in words(await services().products.compare(context(kinds)))


async def test_a_known_ingredient_comes_with_products_and_an_unknown_one_with_honesty() -> None:
    said = Said(
        "what does niacinamide do", "ask_ingredient", tags=Tags(ingredient=("niacinamide",))
    )
    answer = await services().ingredients.about(context(said))
    assert "vitamin B3" in words(answer)
    assert [card.id for card in answer.replies[0].products] == ["tide-15"]
    said = Said("what is unobtainium", "ask_ingredient", tags=Tags(ingredient=("unobtainium",)))
    unknown = await services().ingredients.about(context(said))
    assert "not in my ingredient table" in words(unknown)
    table = Said("泛醇是什麼", "ask_ingredient", ZH, tags=Tags(ingredient=("panthenol",)))
    assert "保濕劑" in words(await services().ingredients.about(context(table)))


async def test_no_product_is_shown_beside_an_ingredient_where_a_condition_asks_for_care() -> None:
    said = Said("what does retinol do", "ask_ingredient", tags=Tags(ingredient=("retinol",)))
    answer = await services().ingredients.about(
        context(said, profile=Profile(condition=("pregnancy",)))
    )
    assert not answer.replies[0].products


@pytest.mark.parametrize(
    ("ingredients", "told"),
    [
        (("retinol", "glycolic acid"), "not in the same evening"),
        (("glycolic acid", "lactic acid", "mandelic acid", "retinol"), "not in the same evening"),
        (("niacinamide", "ascorbic acid"), "go well together"),
        (("retinol", "adapalene"), "one of them is enough"),
        (("zinc pca", "retinol"), "won't guess"),
    ],
)
async def test_what_goes_together_is_told_as_far_as_it_is_settled(
    ingredients: tuple[str, ...], told: str
) -> None:
    said = Said("can I use them together", "ask_compatibility", tags=Tags(ingredient=ingredients))
    assert told in words(await services().ingredients.compatibility(context(said)))


async def test_an_answer_that_begins_with_an_ingredient_begins_as_a_sentence() -> None:
    tags = Tags(ingredient=("niacinamide", "ascorbic acid"))
    said = Said("can I use them together", "ask_compatibility", tags=tags)
    answer = words(await services().ingredients.compatibility(context(said)))
    assert answer.startswith("Niacinamide and ")


async def test_retinol_in_pregnancy_is_refused_with_a_doctor_and_a_person() -> None:
    tags = Tags(ingredient=("retinol",), condition=("pregnancy",))
    said = Said("懷孕可以用A醇嗎", "ask_compatibility", ZH, tags=tags)
    answer = await services().ingredients.compatibility(context(said))
    assert words(answer).startswith("不行")
    assert "醫師" in words(answer)
    assert answer.replies[0].quick_replies


async def test_the_order_of_steps_is_told() -> None:
    tags = Tags(product_type=("serum", "toner"))
    said = Said("serum before or after toner", "ask_routine", tags=tags)
    assert "toner → serum" in words(await services().ingredients.routine(context(said)))
    night = Said("晚上的保養步驟", "ask_routine", ZH)
    assert words(await services().ingredients.routine(context(night))).startswith("晚上")


# --- the shop ----------------------------------------------------------------------------------


async def test_delivery_is_told_from_the_shop_file() -> None:
    answer = await services().shop.shipping(context(Said("how much is shipping?", "shipping_info")))
    assert "NT$100" in words(answer)
    abroad = await services().shop.shipping(context(Said("ship to Japan?", "shipping_info")))
    assert "Hong Kong and Macau only" in words(abroad)


async def test_gift_wrapping_taken_for_a_question_about_a_product_is_answered_by_the_shop() -> None:
    answer = await ask_product("有禮盒包裝嗎", language=ZH)
    assert "沒有店家的資料" in words(answer)
    assert answer.kind is TurnKind.ANSWER
    assert "哪一" in words(await ask_product("這個多少錢", language=ZH))


async def test_what_the_shop_file_lacks_is_unknown_and_a_person_is_offered() -> None:
    answer = await services().shop.promotions(context(Said("有禮盒包裝嗎", "promotions", ZH)))
    assert "沒有店家的資料" in words(answer)
    assert answer.replies[0].quick_replies


async def test_only_todays_promotions_are_promised() -> None:
    answer = await services().shop.promotions(context(Said("any sales?", "promotions")))
    assert "First Cold Front" in words(answer)
    assert "Double Eleven" not in words(answer)
    assert "Coming: 12.12 Double Twelve" in words(answer)


async def test_payment_and_invoices() -> None:
    pay = await services().shop.payment(context(Said("可以貨到付款嗎", "payment_info", ZH)))
    assert "宅配貨到付款" in words(pay)
    invoice = await services().shop.payment(context(Said("有統編發票嗎", "payment_info", ZH)))
    assert "電子發票" in words(invoice)


# --- reminders ---------------------------------------------------------------------------------


async def test_a_reminder_is_set_for_the_days_told_and_consent_is_asked() -> None:
    said = Said("remind me in two weeks", "refill_on", tags=Tags(days=14))
    answer = await services().refills.turn_on(context(said, shown_products=("moss",)))
    assert ScheduleRefill("moss", date(2026, 12, 5), 14) in answer.effects
    assert Ask("reminders") in answer.effects
    assert "5 December 2026" in words(answer)


async def test_without_days_the_last_purchase_and_its_supply_decide() -> None:
    """One bottle of 40 days bought on 18 November; the nudge comes five days early."""
    said = Said("快用完時提醒我", "refill_on", ZH)
    profile = context(said, customer_id="C1", reminders=True)
    answer = await services().refills.turn_on(profile)
    scheduled = answer.effects[0]
    assert isinstance(scheduled, ScheduleRefill)
    assert scheduled.product_id == "moss"
    assert scheduled.due_on == date(2026, 12, 23)
    assert len(answer.effects) == 1


async def test_where_nothing_is_known_it_is_asked() -> None:
    answer = await services().refills.turn_on(context(Said("remind me", "refill_on")))
    question = answer.effects[0]
    assert isinstance(question, Ask)
    told = Said("in 30 days", "inform", tags=Tags(days=30))
    done = await services().follow_ups.answer(
        context(told, pending=(question.topic, question.details))
    )
    assert ScheduleRefill(None, date(2026, 12, 21), 30) in done.effects


async def test_a_reminder_is_put_off_by_the_days_told_or_two_weeks() -> None:
    desk = services(RefillFacts("R1", "moss", "scheduled", "2026-11-25"))
    told = Said("not yet, in a month", "refill_snooze", tags=Tags(days=30))
    assert SnoozeRefill(30, "R1") in (await desk.refills.snooze(context(told))).effects
    bare = await desk.refills.snooze(context(Said("later", "refill_snooze")))
    assert SnoozeRefill(14, "R1") in bare.effects
    none = await services().refills.snooze(context(Said("later", "refill_snooze")))
    assert not none.effects
    anew = await services().refills.snooze(context(told))
    assert ScheduleRefill(None, date(2026, 12, 21), 30) in anew.effects


async def test_stop_means_stop() -> None:
    answer = await services().refills.turn_off(context(Said("stop reminding me", "refill_off")))
    assert StopRefills() in answer.effects
    assert GiveConsent(ConsentKind.REMINDERS, granted=False) in answer.effects


@pytest.mark.parametrize(
    ("topic", "intent", "expected"),
    [
        ("reminders", "affirm", GiveConsent(ConsentKind.REMINDERS, granted=True)),
        ("reminders", "deny", GiveConsent(ConsentKind.REMINDERS, granted=False)),
        ("keep_health_facts", "affirm", GiveConsent(ConsentKind.HEALTH_FACTS, granted=True)),
        ("keep_health_facts", "deny", GiveConsent(ConsentKind.HEALTH_FACTS, granted=False)),
        ("refill_nudge", "affirm", ShowProducts(("moss",))),
    ],
)
async def test_a_yes_or_no_goes_to_what_was_asked(
    topic: str, intent: str, expected: object
) -> None:
    said = Said("yes" if intent == "affirm" else "no", intent)
    answer = await services().follow_ups.answer(
        context(said, pending=(topic, {"product_id": "moss"}))
    )
    assert expected in answer.effects


# --- care and people ---------------------------------------------------------------------------


async def test_harm_gets_safety_first_no_product_and_a_person() -> None:
    said = Said("my lips are swelling after the moss cica serum", "adverse_reaction")
    answer = await services().safety.answer(context(said))
    assert answer.kind is TurnKind.SAFETY
    assert words(answer).startswith("If breathing is hard")
    assert "119" in words(answer)
    assert not answer.replies[0].products
    assert [type(effect) for effect in answer.effects] == [OpenHandoff, LogAdverseEvent]
    assert answer.effects[1] == LogAdverseEvent("moss", ("swelling",))


async def test_a_mild_reaction_names_no_emergency() -> None:
    said = Said("臉紅紅的很癢", "adverse_reaction", ZH)
    answer = await services().safety.answer(context(said))
    assert "119" not in words(answer)
    assert "就醫" in words(answer)


async def test_a_person_is_fetched_and_the_hours_are_told() -> None:
    closed = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)  # a Sunday
    said = Said("轉真人客服", "talk_to_human", ZH)
    answer = await services().handoffs.person(context(said, now=closed))
    assert answer.kind is TurnKind.HANDOFF
    assert "2026年11月23日 09:30" in words(answer)
    assert "open now" in words(
        await services().handoffs.person(context(Said("a person please", "talk_to_human")))
    )


def test_the_queue_is_told_the_hours() -> None:
    queue = QueueWords(WORDING, real_shop())
    assert "open now" in queue.notice(Language.EN, NOW).text
    assert queue.short_notice(ZH).quick_replies[0].payload == "/leave_queue"


async def test_what_is_none_of_the_shops_business_is_refused_kindly() -> None:
    refused = await services().smalltalk.out_of_scope(context(Said("weather?", "out_of_scope")))
    assert refused.kind is TurnKind.REFUSAL
    assert len(refused.replies[0].quick_replies) == 3
