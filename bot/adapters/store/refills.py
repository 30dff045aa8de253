"""Refills: the next one of a shopper, those that are due, and the nudge about one."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, case, exists, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.adapters.store.effects import subject_of
from bot.adapters.store.tables import (
    ConsentRow,
    ConversationRow,
    OutgoingMessageRow,
    RefillRow,
)
from bot.domain.conversations import Owner, PendingQuestion
from bot.domain.languages import Language
from bot.domain.messages import Author, Channel, Reply
from bot.domain.ports import DueRefill, RefillFacts
from bot.domain.refills import Recipient, Refill, RefillStatus
from bot.domain.turns import ConsentKind

_WAITING = (RefillStatus.SCHEDULED.value, RefillStatus.SNOOZED.value)
_SWEEP = 1_000


class PostgresRefills:
    """Implements the `Refills`, `RefillDates` and `NudgeStore` ports."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def find_next(self, conversation_id: str, customer_id: str | None) -> RefillFacts | None:
        """The one just nudged, else the next due; None when there is none."""
        row = await self._find_row(conversation_id, customer_id)
        if row is None:
            return None
        return RefillFacts(str(row.id), row.product_id, row.status, row.due_on.isoformat())

    async def due_dates(self, customer_id: str) -> Mapping[str, date]:
        """Product → the day its waiting refill is due; the last one where several wait."""
        statement = (
            select(RefillRow.product_id, RefillRow.due_on)
            .where(RefillRow.customer_id == customer_id, RefillRow.product_id.is_not(None))
            .where(RefillRow.status.in_(_WAITING))
            .order_by(RefillRow.due_on)
        )
        async with self._engine.connect() as connection:
            rows = (await connection.execute(statement)).all()
        return {str(row.product_id): row.due_on for row in rows}

    async def find_touched(self, conversation_id: str, customer_id: str | None) -> Refill | None:
        """The refill changed last in this conversation, stopped ones too, else the next due."""
        async with self._engine.connect() as connection:
            statement = (
                select(RefillRow.__table__)
                .where(_whose(conversation_id, customer_id))
                .order_by(RefillRow.updated_at.desc(), RefillRow.due_on, RefillRow.id.desc())
                .limit(1)
            )
            row = (await connection.execute(statement)).one_or_none()
        return _to_refill(row) if row is not None else None

    async def _find_row(self, conversation_id: str, customer_id: str | None) -> Row[Any] | None:
        statement = (
            select(RefillRow.__table__)
            .where(_whose(conversation_id, customer_id))
            .where(RefillRow.status.in_((*_WAITING, RefillStatus.SENT.value)))
            .order_by(RefillRow.nudged_at.desc().nulls_last(), RefillRow.due_on, RefillRow.id)
            .limit(1)
        )
        async with self._engine.connect() as connection:
            return (await connection.execute(statement)).one_or_none()

    async def due(self, today: date) -> Sequence[tuple[int, str]]:
        """Refills whose day has come, with what to lock: the conversation, else the refill."""
        # A customer whom no conversation belongs to yet cannot be reached: theirs go on waiting.
        is_reachable = exists().where(
            or_(
                ConversationRow.id == RefillRow.conversation_id,
                ConversationRow.customer_id == RefillRow.customer_id,
            )
        )
        statement = (
            select(RefillRow.id, RefillRow.conversation_id, RefillRow.customer_id)
            .where(RefillRow.status.in_(_WAITING), RefillRow.due_on <= today, is_reachable)
            .order_by(RefillRow.due_on)
            .limit(_SWEEP)
        )
        found: list[tuple[int, str]] = []
        async with self._engine.connect() as connection:
            for row in (await connection.execute(statement)).all():
                recipient = await _recipient_row(connection, row)
                found.append((row.id, recipient.id if recipient else f"refill:{row.id}"))
        return found

    async def find_due(self, refill_id: int, today: date) -> DueRefill | None:
        """A refill that is due and waits; None when it was nudged, put off or stopped."""
        statement = select(RefillRow.__table__).where(
            RefillRow.id == refill_id, RefillRow.status.in_(_WAITING), RefillRow.due_on <= today
        )
        async with self._engine.connect() as connection:
            row = (await connection.execute(statement)).one_or_none()
            if row is None:
                return None
            found = await _recipient_row(connection, row)
            if found is None:
                return DueRefill(_to_refill(row), None, Language.EN)
            wants = await _wants_reminders(connection, found)
        recipient = Recipient(
            found.id, Channel(found.channel), wants, found.reachable, found.last_incoming_at
        )
        language = Language(found.language or Language.ZH)
        return DueRefill(_to_refill(row), recipient, language, Owner(found.owner))

    async def suppress(self, refill_id: int, reason: str) -> None:
        """Note that a due nudge is never sent, and why."""
        async with self._engine.begin() as connection:
            await connection.execute(
                update(RefillRow)
                .where(RefillRow.id == refill_id)
                .values(status=RefillStatus.SUPPRESSED.value, status_reason=reason)
            )

    async def store_nudge(
        self, due: DueRefill, reply: Reply, pending: PendingQuestion, now: datetime
    ) -> bool:
        """Store the nudge and mark the refill as sent, once; False where it no longer waits."""
        if due.recipient is None:
            return False
        conversation_id = due.recipient.conversation_id
        message_id = str(uuid.uuid4())
        async with self._engine.begin() as connection:
            owner = await connection.scalar(
                select(ConversationRow.owner)
                .where(ConversationRow.id == conversation_id)
                .with_for_update()
            )
            if owner != Owner.ASSISTANT.value:
                return False
            marked = await connection.execute(
                update(RefillRow)
                .where(RefillRow.id == int(due.refill.id), RefillRow.status.in_(_WAITING))
                .values(
                    status=RefillStatus.SENT.value,
                    nudged_at=now,
                    updated_at=now,
                    message_id=message_id,
                    conversation_id=conversation_id,
                )
                .returning(RefillRow.id)
            )
            if marked.one_or_none() is None:
                return False
            await connection.execute(
                update(ConversationRow)
                .where(ConversationRow.id == conversation_id)
                .values(pending=pending.to_json())
            )
            await connection.execute(
                insert(OutgoingMessageRow).values(
                    id=message_id,
                    conversation_id=conversation_id,
                    author=Author.ASSISTANT.value,
                    body=reply.to_json(),
                )
            )
        return True


def _whose(conversation_id: str, customer_id: str | None) -> ColumnElement[bool]:
    mine = RefillRow.conversation_id == conversation_id
    return or_(mine, RefillRow.customer_id == customer_id) if customer_id else mine


def _recipient(row: Any) -> Select[Any]:
    """The refill's own conversation, else the customer's that was used last; LINE first."""
    is_line = case((ConversationRow.channel == Channel.LINE.value, 0), else_=1)
    return (
        select(ConversationRow.__table__)
        .where(
            or_(
                ConversationRow.id == row.conversation_id,
                ConversationRow.customer_id == row.customer_id,
            )
        )
        .order_by(
            (ConversationRow.id == (row.conversation_id or "")).desc(),
            ConversationRow.reachable.desc(),
            is_line,
            ConversationRow.last_incoming_at.desc().nulls_last(),
        )
        .limit(1)
    )


async def _recipient_row(connection: AsyncConnection, row: Any) -> Any:
    return (await connection.execute(_recipient(row))).one_or_none()


async def _wants_reminders(connection: AsyncConnection, conversation: Row[Any]) -> bool:
    subject = subject_of(conversation.id, conversation.customer_id)
    granted = await connection.scalar(
        select(ConsentRow.granted).where(
            ConsentRow.subject == subject, ConsentRow.kind == ConsentKind.REMINDERS.value
        )
    )
    return bool(granted)


def _to_refill(row: Row[Any]) -> Refill:
    return Refill(
        id=str(row.id),
        conversation_id=row.conversation_id,
        product_id=row.product_id,
        due_on=row.due_on,
        status=RefillStatus(row.status),
        days=row.days,
        customer_id=row.customer_id,
    )
