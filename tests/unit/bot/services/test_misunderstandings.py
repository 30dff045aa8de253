"""What the assistant says when it did not understand, or is not sure which of two was meant."""

from typing import Any

import pytest

from bot.domain.choices import CHOICE
from bot.domain.handoffs import HandoffReason
from bot.domain.languages import Language
from bot.domain.turns import Ask, OpenHandoff, TurnKind
from bot.services.handoff_answers import HandoffAnswers
from bot.services.misunderstandings import Misunderstandings
from tests.fakes import Said, context, real_shop, real_wording

WORDING = real_wording()
GIBBERISH = Said("blorp", "nlu_fallback", confidence=0.2)


def asked_back() -> Misunderstandings:
    return Misunderstandings(WORDING, HandoffAnswers(WORDING, real_shop()))


async def test_the_first_time_it_asks_back_with_three_ways_on() -> None:
    answer = await asked_back().fallback(context(GIBBERISH))
    assert answer.kind is TurnKind.FALLBACK
    assert len(answer.replies[0].quick_replies) == 3
    assert answer.effects == ()


async def test_the_second_time_it_offers_a_person_and_waits_for_a_yes() -> None:
    answer = await asked_back().fallback(context(GIBBERISH, failures_in_a_row=1))
    assert "person" in answer.replies[0].text
    assert answer.effects == (Ask("handoff", {"reason": "not_understood"}),)


async def test_the_third_time_a_person_gets_it() -> None:
    answer = await asked_back().fallback(context(GIBBERISH, failures_in_a_row=2))
    assert answer.kind is TurnKind.FALLBACK
    assert answer.effects == (OpenHandoff(HandoffReason.NOT_UNDERSTOOD, "blorp"),)


@pytest.mark.parametrize("failures", [0, 1])
async def test_while_the_form_asks_its_question_keeps_the_buttons(failures: int) -> None:
    known: dict[str, Any] = {"slots": {"requested_slot": "skin_type"}}
    answer = await asked_back().fallback(context(GIBBERISH, failures_in_a_row=failures, **known))
    assert answer.kind is TurnKind.FALLBACK
    assert answer.replies[0].quick_replies == ()


@pytest.mark.parametrize("language", list(Language))
async def test_a_choice_names_both_and_remembers_what_it_is_about(language: Language) -> None:
    reading = {"intent": "nlu_between_two", "between": ["ask_ingredient", "ask_compatibility"]}
    said = Said("retinol and c", "nlu_between_two", language)
    answer = await asked_back().choose(context(said, slots={"reading": reading}))
    labels = [button.label for button in answer.replies[0].quick_replies]
    assert answer.kind is TurnKind.QUESTION
    assert len(set(labels)) == 2
    assert all(label in answer.replies[0].text for label in labels)
    (ask,) = answer.effects
    assert isinstance(ask, Ask)
    assert ask.topic == CHOICE
    assert ask.details == {
        "intents": ["ask_ingredient", "ask_compatibility"], "labels": labels, "event_id": "line:E1",
    }  # fmt: skip


async def test_the_question_does_not_repeat_the_shoppers_words() -> None:
    """Words kept with the question would outlive the message when it is taken back."""
    said = Said("my secret words", "nlu_between_two")
    reading = {"between": ["order_status", "change_order"]}
    answer = await asked_back().choose(context(said, slots={"reading": reading}))
    assert "secret" not in repr(answer)
