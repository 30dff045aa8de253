"""From Rasa's tracker to the domain: what an action may know of the turn."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from rasa_sdk import Tracker

from bot.domain.conversations import PendingQuestion
from bot.domain.errors import InputError
from bot.domain.languages import Language
from bot.domain.messages import Channel
from bot.domain.profiles import Profile
from bot.domain.tags import Tags, Understanding, to_alternatives
from bot.domain.turns import TurnContext
from bot.services.profile_facts import Message

FORM = "recommendation_form"


def to_context(tracker: Tracker) -> TurnContext:
    """The turn as the services see it.

    Raises:
        InputError: the turn carries no metadata, so it did not come from the turn engine.
    """
    metadata = _metadata(tracker)
    profile = tracker.get_slot("profile") or metadata.get("profile") or {}
    return TurnContext(
        conversation_id=tracker.sender_id,
        event_id=metadata["event_id"],
        channel=Channel(metadata["channel"]),
        now=datetime.fromisoformat(metadata["now"]),
        text=_words(tracker),
        understanding=to_understanding(tracker),
        profile=Profile.from_json(profile),
        customer_id=metadata.get("customer_id"),
        pending=to_pending(metadata.get("pending")),
        keeps_health_facts=metadata.get("keeps_health_facts"),
        reminders=metadata.get("reminders"),
        shown_products=tuple(metadata.get("shown_products") or ()),
        explained=tuple(metadata.get("explained") or ()),
        slots=dict(tracker.slots),
        failures_in_a_row=int(metadata.get("failures_in_a_row") or 0),
    )


def to_message(tracker: Tracker) -> Message:
    """The message before anything is decided, for the action that fills the slots."""
    metadata = _metadata(tracker)
    is_form_active = _active_form(tracker) == FORM
    understanding = to_understanding(tracker)
    return Message(
        text=_text(tracker),
        language=understanding.language,
        understanding=understanding,
        profile=Profile.from_json(metadata.get("profile") or {}),
        pending=to_pending(metadata.get("pending")),
        number=to_number(_entities(tracker)),
        asked=tracker.get_slot("requested_slot") if is_form_active else None,
        is_form_active=is_form_active,
        has_shown=bool(metadata.get("shown_products")),
        is_settled=_text(tracker).startswith("/") or "chosen_intent" in metadata,
        slots=dict(tracker.slots),
    )


def to_understanding(tracker: Tracker) -> Understanding:
    """Intent and tags of the latest message, in the turn's language."""
    intent = tracker.latest_message.get("intent") or {}
    return Understanding(
        language=Language(_metadata(tracker)["language"]),
        intent=str(intent.get("name") or "nlu_fallback"),
        confidence=float(intent.get("confidence") or 0.0),
        tags=to_tags(_entities(tracker)),
        alternatives=to_alternatives(tracker.latest_message.get("intent_ranking") or ()),
    )


def to_tags(entities: Iterable[Mapping[str, Any]]) -> Tags:
    """Rasa's entities as tags; none where a payload holds a budget that is none."""
    try:
        return Tags.from_entities(entities)
    except InputError:
        return Tags()


def to_number(entities: Iterable[Mapping[str, Any]]) -> float | None:
    """A bare number that the tagger found."""
    found = (entity.get("value") for entity in entities if entity.get("entity") == "number")
    number = next(found, None)
    return float(number) if isinstance(number, int | float) else None


def to_pending(value: Mapping[str, Any] | None) -> PendingQuestion | None:
    """The question that waits for an answer."""
    return PendingQuestion(value["topic"], dict(value.get("details") or {})) if value else None


def _metadata(tracker: Tracker) -> Mapping[str, Any]:
    metadata = tracker.latest_message.get("metadata") or {}
    if "event_id" not in metadata:
        raise InputError("A turn without metadata: talk to the assistant through the turn engine.")
    return metadata


def _entities(tracker: Tracker) -> list[Mapping[str, Any]]:
    return list(tracker.latest_message.get("entities") or ())


def _text(tracker: Tracker) -> str:
    return str(tracker.latest_message.get("text") or "")


def _words(tracker: Tracker) -> str:
    """What the shopper wrote; a button's payload holds no words."""
    text = _text(tracker)
    return "" if text.startswith("/") else text


def _active_form(tracker: Tracker) -> str | None:
    return (tracker.active_loop or {}).get("name")
