"""What a message is taken for: Rasa's best intent, unless the conversation knows better."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.domain.choices import (
    BETWEEN_TWO,
    NOT_UNDERSTOOD,
    REFUSED_FROM,
    SAFETY,
    UNDERSTOOD_FROM,
    find_choice,
    is_near_safety,
)
from bot.domain.cues import is_plain_sign, is_short
from bot.domain.tags import Understanding
from bot.services.form_questions import CARRIES_ON, Heard

# Misreadings of an answer to the form's question, where words or tags say that it is one.
_MISREAD = frozenset({NOT_UNDERSTOOD, "out_of_scope", "deny", "greet", "thank"})
_MISREAD_WHEN_SHORT = _MISREAD | {"ask_product"}


@dataclass(frozen=True, slots=True)
class Reading:
    """The intent that the dialogue goes on with, and the two it may be where it must be asked."""

    intent: str
    between: tuple[str, ...] = ()

    def to_json(self) -> Mapping[str, Any]:
        """For Rasa's slot."""
        return {"intent": self.intent, "between": list(self.between)}


def to_reading(
    heard: Heard, understanding: Understanding, *, is_settled: bool, follows_up: bool
) -> Reading:
    """Decide what a message is taken for.

    `is_settled`: a button or a choice of the shopper's names the intent. `follows_up`: it answers
    what was asked last.
    """
    intent = understanding.intent
    if is_settled:
        return Reading(intent)
    if is_near_safety(understanding.alternatives):
        return Reading(SAFETY)
    if heard.asked is not None and _answers_form(heard):
        return Reading("inform")
    if heard.asked is not None and intent in CARRIES_ON and _tells(heard):
        return Reading(intent)
    if _is_unclear(heard.text, understanding) and not follows_up:
        return Reading(NOT_UNDERSTOOD)
    if heard.asked is not None or follows_up:
        return Reading(intent)
    between = find_choice(understanding.alternatives)
    return Reading(BETWEEN_TWO, between) if between else Reading(intent)


def _answers_form(heard: Heard) -> bool:
    misread = _MISREAD_WHEN_SHORT if is_short(heard.text) else _MISREAD
    return heard.intent in misread and heard.carries_form_on()


def _tells(heard: Heard) -> bool:
    return heard.leaves_open() or not heard.says_nothing()


def _is_unclear(text: str, understanding: Understanding) -> bool:
    """Whether it was not understood: no words, a guess, or hardly anything the shop knows."""
    if not any(letter.isalnum() for letter in text):
        return not is_plain_sign(text)
    intent, confidence = understanding.intent, understanding.confidence
    if intent == "out_of_scope":
        return confidence < REFUSED_FROM
    return intent == NOT_UNDERSTOOD or confidence < UNDERSTOOD_FROM
