"""Messages to look at again, their labels, and the lessons made of them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Float,
    Row,
    and_,
    case,
    cast,
    delete,
    func,
    literal,
    or_,
    select,
    true,
    update,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine
from sqlalchemy.orm import aliased

from bot.adapters.store.tables import (
    AgentRow,
    ConversationRow,
    CustomerRow,
    EventRow,
    OutgoingMessageRow,
    ReviewRow,
)
from bot.domain.choices import REVIEWED_BELOW
from bot.domain.errors import NotFoundError
from bot.domain.languages import Language
from bot.domain.messages import EventKind
from bot.domain.reviews import Lesson, ReviewedMessage, Why, to_lesson
from bot.domain.turns import TurnKind

_Tap = aliased(EventRow)
# A read message has alternatives; without Rasa there was nothing to be unsure of.
_IS_READ = EventRow.turn.has_key("alternatives")
_IS_FALLBACK = EventRow.turn["kind"].astext == TurnKind.FALLBACK.value
_IS_UNSURE = cast(EventRow.turn["confidence"].astext, Float) < REVIEWED_BELOW
_IS_ASKED = EventRow.turn.has_key("between")
_WHY = case(
    (ReviewRow.intent.is_not(None), literal(Why.CORRECTED.value)),
    (and_(_IS_READ, _IS_FALLBACK), literal(Why.NOT_UNDERSTOOD.value)),
    (_IS_ASKED, literal(Why.BETWEEN_TWO.value)),
    (and_(_IS_READ, _IS_UNSURE), literal(Why.UNSURE.value)),
)
_IS_SHOPPERS = and_(
    EventRow.kind == EventKind.TEXT.value,
    EventRow.text != "",
    EventRow.turn.is_not(None),
    ~EventRow.turn.has_key("choice"),
)
# Nobody looked yet, or an agent did in the console and the operator did not.
_IS_OPEN = or_(ReviewRow.event_id.is_(None), ReviewRow.agent_id.is_not(None))


class PostgresReviews:
    """Labels stand beside the events; the words stay where they are."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def to_review(self, limit: int, *, settled_too: bool = False) -> list[ReviewedMessage]:
        """What fell back, was asked about, was unsure or was corrected by an agent, newest first.

        `settled_too` adds what the operator has labelled.
        """
        wanted = true() if settled_too else _IS_OPEN
        statement = (
            _messages()
            .where(_IS_SHOPPERS, _WHY.is_not(None), wanted)
            .order_by(EventRow.sequence.desc())
            .limit(limit)
        )
        async with self._engine.connect() as connection:
            return [_to_message(row) for row in await connection.execute(statement)]

    async def get(self, number: int) -> ReviewedMessage:
        """One message of a shopper by its number; raises NotFoundError."""
        statement = _messages().where(_IS_SHOPPERS, EventRow.sequence == number)
        async with self._engine.connect() as connection:
            row = (await connection.execute(statement)).one_or_none()
        if row is None:
            raise NotFoundError(f"There is no message {number} to label: see `dropwise review`.")
        return _to_message(row)

    async def label(self, number: int, intent: str | None, now: datetime) -> None:
        """The operator says what a message means, None to learn nothing from it.

        Raises:
            NotFoundError: no message of a shopper has that number.
        """
        await self.get(number)
        event_id = select(EventRow.id).where(EventRow.sequence == number).scalar_subquery()
        async with self._engine.begin() as connection:
            await put_review(connection, event_id, intent, None, now)

    async def lessons(self, *, learned_only: bool) -> list[Lesson]:
        """What labelled messages teach; `learned_only`: what the model in use learned from."""
        statement = (
            select(ReviewRow.intent, EventRow.text, EventRow.turn, CustomerRow.name)
            .join(EventRow, EventRow.id == ReviewRow.event_id)
            .join(ConversationRow, ConversationRow.id == EventRow.conversation_id)
            .outerjoin(CustomerRow, CustomerRow.id == ConversationRow.customer_id)
            .where(ReviewRow.intent.is_not(None), EventRow.text != "")
        )
        if learned_only:
            statement = statement.where(ReviewRow.learned)
        async with self._engine.connect() as connection:
            rows = (await connection.execute(statement)).all()
        lessons = {_to_lesson(row) for row in rows}
        return sorted(lesson for lesson in lessons if lesson.text)

    async def set_learned(self, *, learned: bool) -> None:
        """Note that the model in use learned from every label there is now, or from none."""
        async with self._engine.begin() as connection:
            labelled = ReviewRow.intent.is_not(None)
            await connection.execute(
                update(ReviewRow).values(learned=labelled if learned else False)
            )


async def put_review(
    connection: AsyncConnection,
    event_id: Any,
    intent: str | None,
    agent_id: str | None,
    now: datetime,
) -> None:
    """Store a label in the place of an earlier one; a model learns the new one when trained."""
    values = {"intent": intent, "agent_id": agent_id, "at": now, "learned": False}
    statement = insert(ReviewRow).values(event_id=event_id, **values)
    await connection.execute(
        statement.on_conflict_do_update(index_elements=["event_id"], set_=values)
    )


async def forget_review(connection: AsyncConnection, event_id: str) -> None:
    """Drop the label of a message whose words are gone."""
    await connection.execute(delete(ReviewRow).where(ReviewRow.event_id == event_id))


def _messages() -> Any:
    answered = (
        select(func.string_agg(OutgoingMessageRow.body["text"].astext, " / "))
        .where(OutgoingMessageRow.event_id == EventRow.id)
        .scalar_subquery()
    )
    chosen = (
        select(_Tap.turn["choice"]["intent"].astext)
        .where(_Tap.conversation_id == EventRow.conversation_id)
        .where(_Tap.turn["choice"]["event_id"].astext == EventRow.id)
        .limit(1)
        .scalar_subquery()
    )
    return (
        select(
            EventRow.sequence,
            EventRow.text,
            EventRow.turn,
            EventRow.occurred_at,
            _WHY.label("why"),
            answered.label("answered"),
            chosen.label("chosen"),
            ReviewRow.intent.label("label"),
            AgentRow.name.label("labelled_by"),
        )
        .outerjoin(ReviewRow, ReviewRow.event_id == EventRow.id)
        .outerjoin(AgentRow, AgentRow.id == ReviewRow.agent_id)
    )


def _to_message(row: Row[Any]) -> ReviewedMessage:
    turn: Mapping[str, Any] = row.turn
    suggestions: Sequence[Sequence[Any]] = turn.get("alternatives") or ()
    return ReviewedMessage(
        number=row.sequence,
        text=row.text,
        language=Language(turn["language"]),
        intent=turn["intent"],
        confidence=turn["confidence"],
        at=row.occurred_at,
        why=Why(row.why or Why.CORRECTED),
        suggestions=tuple((name, confidence) for name, confidence in suggestions),
        between=tuple(turn.get("between") or ()),
        chosen=row.chosen,
        answered=row.answered or "",
        label=row.label,
        labelled_by=row.labelled_by,
    )


def _to_lesson(row: Row[Any]) -> Lesson:
    order_id = ((row.turn or {}).get("tags") or {}).get("order_id")
    return to_lesson(row.intent, row.text, names=(row.name,), order_id=order_id)
