"""Reading what a turn needs: the event, its conversation, and what is known of the shopper."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import LABEL_STYLE_TABLENAME_PLUS_COL, Row, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.adapters.store.effects import subject_of
from bot.adapters.store.tables import ConsentRow, ConversationRow, EventRow, ProfileRow
from bot.domain.choices import CHOICE
from bot.domain.conversations import DISCLOSURE_LAPSE, Conversation, Owner, PendingQuestion
from bot.domain.errors import NotFoundError
from bot.domain.languages import Language
from bot.domain.messages import Channel, EventKind, IncomingEvent
from bot.domain.ports import AskedAbout, TurnCase
from bot.domain.profiles import HEALTH_CONSENT_MONTHS, Profile
from bot.domain.turns import ConsentKind

HEALTH_CONSENT = timedelta(days=HEALTH_CONSENT_MONTHS * 30)


async def read_case(connection: AsyncConnection, event_id: str, now: datetime) -> TurnCase:
    """An accepted event with all that its turn needs; raises NotFoundError."""
    statement = (
        select(EventRow.__table__, ConversationRow.__table__)
        .join(ConversationRow, ConversationRow.id == EventRow.conversation_id)
        .where(EventRow.id == event_id)
        .set_label_style(LABEL_STYLE_TABLENAME_PLUS_COL)
    )
    row = (await connection.execute(statement)).one_or_none()
    if row is None:
        raise NotFoundError(f"No event {event_id!r} was accepted.")
    conversation = _to_conversation(row)
    subject = subject_of(conversation.id, conversation.customer_id)
    consents = await _consents(connection, subject, now)
    facts = await read_facts(connection, subject)
    keeps = consents.get(ConsentKind.HEALTH_FACTS.value)
    return TurnCase(
        event=_to_event(row, conversation),
        conversation=conversation,
        profile=_profile(facts, conversation, keeps_health_facts=bool(keeps), now=now),
        keeps_health_facts=keeps,
        reminders=consents.get(ConsentKind.REMINDERS.value),
        has_ended=row.events_end is not None,
        asked_about=await _asked_about(connection, conversation.pending),
    )


async def read_facts(connection: AsyncConnection, subject: str) -> Mapping[str, Any]:
    """A subject's profile as stored; empty where nothing is."""
    facts = await connection.scalar(select(ProfileRow.facts).where(ProfileRow.subject == subject))
    return facts or {}


async def _consents(
    connection: AsyncConnection, subject: str, now: datetime
) -> dict[str, bool | None]:
    """What was agreed to by kind; a word on health facts lapses after six months."""
    statement = select(ConsentRow.__table__).where(ConsentRow.subject == subject)
    rows = (await connection.execute(statement)).all()
    return {row.kind: None if _has_lapsed(row, now) else row.granted for row in rows}


def _has_lapsed(consent: Row[Any], now: datetime) -> bool:
    is_on_health = consent.kind == ConsentKind.HEALTH_FACTS.value
    return bool(is_on_health and now - consent.at > HEALTH_CONSENT)


async def _asked_about(
    connection: AsyncConnection, pending: PendingQuestion | None
) -> AskedAbout | None:
    """The message that a waiting choice is about, while its words are there."""
    if pending is None or pending.topic != CHOICE:
        return None
    event_id = str(pending.details["event_id"])
    words = await connection.scalar(select(EventRow.text).where(EventRow.id == event_id))
    return AskedAbout(event_id, words) if words else None


def _profile(
    facts: Mapping[str, Any],
    conversation: Conversation,
    *,
    keeps_health_facts: bool,
    now: datetime,
) -> Profile:
    profile = Profile.from_json(facts)
    last = conversation.last_incoming_at
    is_new_visit = last is not None and now - last > DISCLOSURE_LAPSE
    if is_new_visit and not keeps_health_facts:
        return profile.without_health_facts()
    return profile


def _to_conversation(row: Row[Any]) -> Conversation:
    pending = row.conversations_pending
    return Conversation(
        id=row.conversations_id,
        channel=Channel(row.conversations_channel),
        owner=Owner(row.conversations_owner),
        language=Language(row.conversations_language) if row.conversations_language else None,
        customer_id=row.conversations_customer_id,
        agent_id=row.conversations_agent_id,
        disclosed_at=row.conversations_disclosed_at,
        last_incoming_at=row.conversations_last_incoming_at,
        pending=PendingQuestion(pending["topic"], pending["details"]) if pending else None,
        shown_products=tuple(row.conversations_shown_products),
        explained=tuple(row.conversations_explained),
        failures_in_a_row=row.conversations_failures_in_a_row,
        queue_told_at=row.conversations_queue_told_at,
    )


def _to_event(row: Row[Any], conversation: Conversation) -> IncomingEvent:
    return IncomingEvent(
        event_id=row.events_id,
        conversation_id=conversation.id,
        channel=conversation.channel,
        kind=EventKind(row.events_kind),
        occurred_at=row.events_occurred_at,
        text=row.events_text,
        label=row.events_label,
        reply_token=row.events_reply_token,
        message_id=row.events_message_id,
        details=row.events_details,
    )
