"""Feedback: which product it is about, how it is answered, what is kept."""

from typing import Any

import pytest

from actions.registry import Services, build_services
from bot.domain.conversations import PendingQuestion
from bot.domain.education import Aspect, FoundPassage, IngredientEntry, PassageId
from bot.domain.feedback import FeedbackKind
from bot.domain.languages import Language
from bot.domain.tags import Tags
from bot.domain.turns import (
    Answer,
    Ask,
    AttachFeedback,
    RecordFeedback,
    ShowProducts,
    TurnKind,
)
from bot.services.feedback import Feedback
from bot.services.follow_ups import is_follow_up
from tests.fakes import FakeKnowledge, Said, context, fake_ports

ZH = Language.ZH
ONSET = "Niacinamide: a more even look shows after four to eight weeks."
ONSET_PASSAGE = FoundPassage(PassageId("niacinamide", Aspect.ONSET), ONSET, Language.EN, 1.0, ())
KNOWN = FakeKnowledge(
    {"niacinamide": IngredientEntry("niacinamide", "Niacinamide", {Aspect.ONSET: ONSET_PASSAGE})}
)


def services() -> Services:
    return build_services(fake_ports(knowledge=KNOWN))


def service() -> Feedback:
    return services().feedback


def words(answer: Answer) -> str:
    return "\n".join(reply.text for reply in answer.replies)


def buttons(answer: Answer) -> list[str]:
    return [button.label for reply in answer.replies for button in reply.quick_replies]


def recorded(answer: Answer) -> RecordFeedback:
    return next(effect for effect in answer.effects if isinstance(effect, RecordFeedback))


async def tell(text: str, tags: Tags | None = None, **known: Any) -> Answer:
    said = Said(text, "usage_feedback", known.pop("language", Language.EN), tags=tags or Tags())
    return await service().take(context(said, **known))


@pytest.mark.parametrize(
    ("text", "kind", "told"),
    [
        ("my skin is brighter, love it", FeedbackKind.RESULT, "lovely"),
        ("it did nothing, waste of money", FeedbackKind.NO_EFFECT, "frank"),
        ("it tingles a bit", FeedbackKind.IRRITATION, "every second or third day"),
        ("it's too sticky", FeedbackKind.TEXTURE, "half the amount"),
        ("it broke me out", FeedbackKind.BREAKOUT, "Pause"),
        ("the pump broke", FeedbackKind.PACKAGING, "replacement"),
        ("I hate it", FeedbackKind.OTHER, "sorry"),
    ],
)
async def test_feedback_is_answered_in_its_tone_and_with_something_to_do(
    text: str, kind: FeedbackKind, told: str
) -> None:
    answer = await tell(text)
    assert answer.kind is TurnKind.FEEDBACK
    assert told in words(answer)
    assert recorded(answer).about is kind


async def test_days_of_use_are_kept() -> None:
    answer = await tell("after 3 weeks brighter", Tags(days=21), shown_products=("moss",))
    assert recorded(answer) == RecordFeedback("moss", 1.0, FeedbackKind.RESULT, 21)


async def test_praise_offers_a_reminder_before_it_runs_out() -> None:
    answer = await tell("用了三週變亮了", Tags(days=21), language=ZH, shown_products=("moss",))
    assert "苔原積雪草精華" in words(answer)
    assert buttons(answer) == ["快用完時提醒我"]


async def test_a_named_product_comes_before_what_was_shown() -> None:
    answer = await tell("the Moss Cica Serum stung", shown_products=("ember",))
    assert recorded(answer).product_id == "moss"
    assert ShowProducts(("moss",)) in answer.effects


async def test_a_proven_customer_means_what_they_bought_last() -> None:
    assert recorded(await tell("it stung", customer_id="C1")).product_id == "moss"


async def test_nobody_elses_orders_are_looked_into() -> None:
    answer = await tell("it stung")
    assert recorded(answer).product_id is None
    assert "Which product" in words(answer)


async def test_the_product_named_afterwards_gets_the_feedback_told_before() -> None:
    first = await tell("有點刺刺的", language=ZH)
    asked = next(effect for effect in first.effects if isinstance(effect, Ask))
    pending = PendingQuestion(asked.topic, asked.details)
    said = Said("苔原積雪草精華", "inform", ZH, tags=Tags(ingredient=("centella asiatica",)))
    turn = context(said, pending=(pending.topic, dict(pending.details)))
    assert is_follow_up(pending, turn.text, turn.understanding)
    answer = await services().follow_ups.answer(turn)
    assert AttachFeedback("line:E1", "moss") in answer.effects
    assert "苔原積雪草精華" in words(answer)


async def test_a_name_nobody_knows_is_not_asked_for_twice() -> None:
    details = {"then": "usage_feedback", "event_id": "line:E0", "ids": [], "text": ""}
    turn = context(Said("the green one", "inform"), pending=("product_which", details))
    answer = await services().follow_ups.answer(turn)
    assert answer.effects == ()
    assert "noted" in words(answer)


async def test_no_effect_yet_is_answered_with_the_sourced_time() -> None:
    answer = await tell("no difference yet", Tags(days=10), shown_products=("tide-30",))
    assert ONSET in words(answer)


async def test_no_effect_after_three_months_is_believed() -> None:
    answer = await tell("no difference at all", Tags(days=90), shown_products=("tide-30",))
    assert "90 days" in words(answer)
    assert ONSET not in words(answer)


async def test_a_sentence_in_another_language_than_the_shoppers_is_not_quoted() -> None:
    answer = await tell("沒什麼感覺", language=ZH, shown_products=("tide-30",))
    assert ONSET not in words(answer)
    assert "好幾週" in words(answer)


async def test_what_is_told_anew_when_asked_for_the_product_is_kept_beside_the_old() -> None:
    details = {"then": "usage_feedback", "event_id": "line:E0", "ids": [], "text": ""}
    said = Said("the Moss Cica Serum, and it stings badly too", "usage_feedback")
    answer = await service().take(context(said, pending=("product_which", details)))
    assert AttachFeedback("line:E0", "moss") in answer.effects
    assert recorded(answer).about is FeedbackKind.IRRITATION
    assert recorded(answer).product_id == "moss"
