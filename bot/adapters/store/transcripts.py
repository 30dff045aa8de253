"""One conversation as an agent reads it, with all that is known of the shopper."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Row, case, false, func, literal, null, or_, select, union_all
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.adapters.store import conversation_lists
from bot.adapters.store.effects import subject_of
from bot.adapters.store.feedback import feedback_of
from bot.adapters.store.orders import orders_of
from bot.adapters.store.tables import (
    AgentRow,
    ConversationRow,
    CustomerRow,
    EventRow,
    HandoffRow,
    OutgoingMessageRow,
    ProfileRow,
    RefillRow,
    ReviewRow,
)
from bot.domain.errors import NotFoundError
from bot.domain.feedback import ProductFeedback
from bot.domain.handoffs import Handoff, HandoffReason
from bot.domain.languages import Language
from bot.domain.messages import Delivery, EventKind, Reply
from bot.domain.ports import Catalogue, RefillFacts
from bot.domain.profiles import Profile
from bot.domain.refills import RefillStatus
from bot.domain.tags import Tags, Understanding
from channels.console import ports

_NEWEST = 500
_ORDERS = 20
_TOLD = 20


async def transcript(
    connection: AsyncConnection, conversation_id: str, language: Language, catalogue: Catalogue
) -> ports.Transcript:
    """The newest messages and what is known; raises NotFoundError."""
    line = await conversation_lists.one(connection, conversation_id)
    if line is None:
        raise NotFoundError("There is no such conversation.")
    spoken, customer_id = (
        await connection.execute(
            select(ConversationRow.language, ConversationRow.customer_id).where(
                ConversationRow.id == conversation_id
            )
        )
    ).one()
    orders = await orders_of(connection, customer_id, _ORDERS) if customer_id else ()
    refills = await _refills(connection, conversation_id, customer_id)
    told = await feedback_of(connection, customer_id, conversation_id)
    return ports.Transcript(
        row=line,
        items=await _items(connection, conversation_id),
        profile=await _profile(connection, subject_of(conversation_id, customer_id)),
        language=Language(spoken) if spoken else None,
        customer=await _customer(connection, customer_id),
        orders=tuple(orders),
        handoff=await _handoff(connection, conversation_id),
        refills=tuple([await _to_refill(row, language, catalogue) for row in refills]),
        feedback=tuple([await _to_feedback(item, language, catalogue) for item in told[:_TOLD]]),
    )


async def _items(
    connection: AsyncConnection, conversation_id: str
) -> tuple[ports.TranscriptItem, ...]:
    # An echo that is none of ours was written by a person in the platform's own inbox.
    is_echo = EventRow.kind == EventKind.ECHO.value
    is_persons = is_echo & EventRow.details["outgoing_id"].astext.is_(None)
    agent, shopper = literal(ports.Author.AGENT.value), literal(ports.Author.SHOPPER.value)
    said = (
        select(
            EventRow.sequence,
            EventRow.id,
            case((is_echo, agent), else_=shopper).label("author"),
            func.jsonb_build_object("text", _words_of_event()).label("body"),
            EventRow.occurred_at.label("at"),
            null().label("author_name"),
            null().label("delivery"),
            null().label("reason"),
            EventRow.turn,
            (EventRow.kind == EventKind.TEXT.value).label("is_typed"),
            ReviewRow.intent.label("correction"),
        )
        .outerjoin(ReviewRow, ReviewRow.event_id == EventRow.id)
        .where(
            EventRow.conversation_id == conversation_id,
            or_(EventRow.kind.in_(conversation_lists.SPOKEN), is_persons),
        )
    )
    answered = (
        select(
            OutgoingMessageRow.sequence,
            OutgoingMessageRow.id,
            OutgoingMessageRow.author,
            OutgoingMessageRow.body,
            OutgoingMessageRow.created_at.label("at"),
            AgentRow.name.label("author_name"),
            OutgoingMessageRow.delivery,
            OutgoingMessageRow.delivery_reason.label("reason"),
            null().label("turn"),
            false().label("is_typed"),
            null().label("correction"),
        )
        .outerjoin(AgentRow, AgentRow.id == OutgoingMessageRow.agent_id)
        .where(OutgoingMessageRow.conversation_id == conversation_id)
    )
    both = union_all(said, answered).subquery()
    newest = select(both).order_by(both.c.sequence.desc()).limit(_NEWEST)
    rows = (await connection.execute(newest)).all()
    return tuple(_to_item(row) for row in reversed(rows))


def _words_of_event() -> Any:
    words = func.nullif(func.coalesce(EventRow.label, EventRow.text), "")
    return func.coalesce(words, func.concat("[", EventRow.kind, "]"))


def _to_item(row: Row[Any]) -> ports.TranscriptItem:
    return ports.TranscriptItem(
        sequence=row.sequence,
        id=row.id,
        author=ports.Author(row.author),
        reply=Reply.from_json(row.body),
        at=row.at,
        author_name=row.author_name,
        delivery=Delivery(row.delivery) if row.delivery else None,
        failure=row.reason,
        understanding=_to_understanding(row.turn) if row.turn else None,
        is_typed=row.is_typed,
        correction=row.correction,
    )


def _to_understanding(turn: Mapping[str, Any]) -> Understanding:
    return Understanding(
        Language(turn["language"]), turn["intent"], turn["confidence"], Tags.from_json(turn["tags"])
    )


async def _profile(connection: AsyncConnection, subject: str) -> Profile:
    facts = await connection.scalar(select(ProfileRow.facts).where(ProfileRow.subject == subject))
    return Profile.from_json(facts or {})


async def _customer(
    connection: AsyncConnection, customer_id: str | None
) -> ports.CustomerFacts | None:
    statement = select(CustomerRow.__table__).where(CustomerRow.id == customer_id)
    row = (await connection.execute(statement)).one_or_none()
    return ports.CustomerFacts(row.id, row.name or row.id, row.email) if row else None


async def _handoff(connection: AsyncConnection, conversation_id: str) -> Handoff | None:
    statement = select(HandoffRow.__table__).where(
        HandoffRow.conversation_id == conversation_id, HandoffRow.closed_at.is_(None)
    )
    row = (await connection.execute(statement)).one_or_none()
    if row is None:
        return None
    return Handoff(
        id=row.id,
        conversation_id=row.conversation_id,
        reason=HandoffReason(row.reason),
        opened_at=row.opened_at,
        note=row.note,
        agent_id=row.agent_id,
        claimed_at=row.claimed_at,
    )


async def _refills(
    connection: AsyncConnection, conversation_id: str, customer_id: str | None
) -> Sequence[Row[Any]]:
    mine = RefillRow.conversation_id == conversation_id
    whose = or_(mine, RefillRow.customer_id == customer_id) if customer_id else mine
    statement = (
        select(RefillRow.__table__)
        .where(whose, RefillRow.status != RefillStatus.STOPPED.value)
        .order_by(RefillRow.due_on)
        .limit(_ORDERS)
    )
    return (await connection.execute(statement)).all()


async def _to_refill(row: Row[Any], language: Language, catalogue: Catalogue) -> ports.RefillRow:
    facts = RefillFacts(str(row.id), row.product_id, row.status, row.due_on.isoformat())
    product = await catalogue.find(row.product_id) if row.product_id else None
    return ports.RefillRow(facts, product.name(language) if product else None)


async def _to_feedback(
    told: ProductFeedback, language: Language, catalogue: Catalogue
) -> ports.FeedbackRow:
    product = await catalogue.find(told.product_id)
    return ports.FeedbackRow(told, product.name(language) if product else None)
