"""What a stored event and its conversation say: words, language, and what Rasa is told of them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.domain.choices import find_chosen
from bot.domain.languages import Language, detect_language
from bot.domain.messages import EventKind, to_parsable
from bot.domain.ports import AssistantTurn, MadeChoice, TurnCase
from bot.domain.profiles import Profile
from bot.domain.tags import INTENTS, Tags, Understanding
from bot.domain.turns import TurnContext, TurnKind

SPOKEN = {EventKind.TEXT, EventKind.POSTBACK}


def language_of(case: TurnCase) -> Language:
    """The language of the words; a button has none of its own."""
    if case.event.kind is EventKind.POSTBACK and case.event.text.startswith("/"):
        return case.conversation.language or Language.EN
    return detect_language(case.event.text, case.conversation.language)


def words_of(case: TurnCase) -> str:
    """What Rasa is to read: a button's payload, else words, which never start with a slash.

    A leading slash is Rasa's short form for an intent: only our own buttons may use it, and only
    for intents of the taxonomy.
    """
    text = case.event.text.strip()
    if case.event.kind is EventKind.POSTBACK and _names_intent(text):
        return text
    words = case.event.label if text.startswith("/") and case.event.label else text
    return to_parsable(words)


def _names_intent(payload: str) -> bool:
    name = payload.removeprefix("/").partition("{")[0]
    return payload.startswith("/") and name in INTENTS


def said_to_a_person(case: TurnCase, tags: Tags) -> Tags:
    """A bare number answers what the person asked; it is no budget."""
    is_bare_number = case.event.text.strip().isdecimal()
    return replace(tags, budget=None) if is_bare_number else tags


def to_context(case: TurnCase, now: datetime, understanding: Understanding) -> TurnContext:
    """The turn as a service sees it where Rasa is not asked."""
    return TurnContext(
        conversation_id=case.conversation.id,
        event_id=case.event.event_id,
        channel=case.conversation.channel,
        now=now,
        text=case.event.text,
        understanding=understanding,
        profile=case.profile.with_tags(understanding.tags),
        customer_id=case.conversation.customer_id,
        pending=case.conversation.pending,
        keeps_health_facts=case.keeps_health_facts,
        reminders=case.reminders,
        shown_products=case.conversation.shown_products,
        explained=case.conversation.explained,
    )


def to_metadata(case: TurnCase, now: datetime, language: Language) -> Mapping[str, Any]:
    """What Rasa and the actions are told of this turn (ARCHITECTURE.md)."""
    conversation = case.conversation
    return {
        "event_id": case.event.event_id,
        "channel": conversation.channel.value,
        "language": language.value,
        "now": now.isoformat(),
        "profile": case.profile.to_json(),
        "pending": conversation.pending.to_json() if conversation.pending else None,
        "customer_id": conversation.customer_id,
        "keeps_health_facts": case.keeps_health_facts,
        "reminders": case.reminders,
        "shown_products": list(conversation.shown_products),
        "explained": list(conversation.explained),
        "failures_in_a_row": conversation.failures_in_a_row,
    }


def find_choice(case: TurnCase) -> MadeChoice | None:
    """What the shopper chose just now; None where the message it was about was taken back."""
    intent = find_chosen(case.conversation.pending, case.event.text)
    if intent is None or case.asked_about is None:
        return None
    return MadeChoice(intent, case.asked_about.event_id, case.asked_about.text)


def failures_after(case: TurnCase, turn: AssistantTurn) -> int:
    """How often in a row it was not understood; a sticker or picture neither adds nor forgives."""
    failures = case.conversation.failures_in_a_row
    if turn.kind is not TurnKind.FALLBACK:
        return 0
    return failures + 1 if case.event.kind in SPOKEN else failures


def profile_after(case: TurnCase, turn: AssistantTurn) -> Profile:
    """The facts as the dialogue left them: it alone knows that a bare number was a budget."""
    facts = (turn.slots or {}).get("profile")
    if isinstance(facts, Mapping):
        return Profile.from_json(facts)
    return case.profile.with_tags(turn.understanding.tags)
