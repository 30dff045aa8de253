"""Each effect of a turn, applied inside the turn's transaction."""
# ruff: noqa: ARG001  (all of them share one signature, not all need all of it)

from datetime import datetime, timedelta
from functools import singledispatch

from sqlalchemy import ColumnElement, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.adapters.store.tables import (
    AdverseEventRow,
    ConsentRow,
    FeedbackRow,
    HandoffRow,
    IdentityTryRow,
    RefillRow,
)
from bot.domain.ports import TurnCase
from bot.domain.refills import RefillStatus
from bot.domain.turns import (
    Ask,
    AttachFeedback,
    CountIdentityTry,
    ExplainIngredients,
    GiveConsent,
    LogAdverseEvent,
    OpenHandoff,
    ProveIdentity,
    RecordFeedback,
    ScheduleRefill,
    ShowProducts,
    SnoozeRefill,
    StopRefills,
)

_OPEN = (RefillStatus.SCHEDULED.value, RefillStatus.SNOOZED.value, RefillStatus.SENT.value)


def subject_of(conversation_id: str, customer_id: str | None) -> str:
    """Whose facts and consents they are: the proven customer's, else the conversation's."""
    return f"customer:{customer_id}" if customer_id else conversation_id


@singledispatch
async def apply_effect(
    effect: object, connection: AsyncConnection, case: TurnCase, now: datetime
) -> None:
    """Apply one effect; those that only change the conversation's own row are the turn store's."""
    if not isinstance(effect, Ask | ShowProducts | ExplainIngredients | ProveIdentity):
        raise TypeError(f"No way to apply {effect!r}.")


@apply_effect.register
async def _(
    effect: OpenHandoff, connection: AsyncConnection, case: TurnCase, now: datetime
) -> None:
    values = {
        "conversation_id": case.conversation.id,
        "reason": effect.reason.value,
        "note": effect.note,
        "opened_at": now,
    }
    await connection.execute(insert(HandoffRow).values(values).on_conflict_do_nothing())


@apply_effect.register
async def _(
    effect: GiveConsent, connection: AsyncConnection, case: TurnCase, now: datetime
) -> None:
    subject = subject_of(case.conversation.id, case.conversation.customer_id)
    statement = insert(ConsentRow).values(
        subject=subject, kind=effect.kind.value, granted=effect.granted, at=now
    )
    await connection.execute(
        statement.on_conflict_do_update(
            index_elements=["subject", "kind"], set_={"granted": effect.granted, "at": now}
        )
    )


@apply_effect.register
async def _(
    effect: ScheduleRefill, connection: AsyncConnection, case: TurnCase, now: datetime
) -> None:
    await connection.execute(
        insert(RefillRow).values(
            conversation_id=case.conversation.id,
            customer_id=case.conversation.customer_id,
            product_id=effect.product_id,
            due_on=effect.due_on,
            days=effect.days,
            updated_at=now,
        )
    )


@apply_effect.register
async def _(
    effect: SnoozeRefill, connection: AsyncConnection, case: TurnCase, now: datetime
) -> None:
    """Put off the refill named, else the one nudged last, else the next due."""
    target = effect.refill_id
    if target is None:
        chosen = await connection.scalar(
            select(RefillRow.id)
            .where(_is_of(case), RefillRow.status.in_(_OPEN))
            .order_by(RefillRow.nudged_at.desc().nulls_last(), RefillRow.due_on)
            .limit(1)
        )
        target = str(chosen) if chosen is not None else None
    if target is None:
        return
    await connection.execute(
        update(RefillRow)
        .where(RefillRow.id == int(target), _is_of(case))
        .values(
            status=RefillStatus.SNOOZED.value,
            due_on=now.date() + timedelta(days=effect.days),
            days=effect.days,
            nudged_at=None,
            updated_at=now,
        )
    )


@apply_effect.register
async def _(
    effect: StopRefills, connection: AsyncConnection, case: TurnCase, now: datetime
) -> None:
    await connection.execute(
        update(RefillRow)
        .where(_is_of(case), RefillRow.status.in_(_OPEN))
        .values(status=RefillStatus.STOPPED.value, updated_at=now)
    )


@apply_effect.register
async def _(
    effect: CountIdentityTry, connection: AsyncConnection, case: TurnCase, now: datetime
) -> None:
    values = {"event_id": case.event.event_id, "conversation_id": case.conversation.id, "at": now}
    await connection.execute(insert(IdentityTryRow).values(values).on_conflict_do_nothing())


@apply_effect.register
async def _(
    effect: LogAdverseEvent, connection: AsyncConnection, case: TurnCase, now: datetime
) -> None:
    values = {
        "event_id": case.event.event_id,
        "conversation_id": case.conversation.id,
        "customer_id": case.conversation.customer_id,
        "product_id": effect.product_id,
        "red_flags": list(effect.red_flags),
        "at": now,
    }
    await connection.execute(insert(AdverseEventRow).values(values).on_conflict_do_nothing())


@apply_effect.register
async def _(
    effect: RecordFeedback, connection: AsyncConnection, case: TurnCase, now: datetime
) -> None:
    values = {
        "event_id": case.event.event_id,
        "conversation_id": case.conversation.id,
        "customer_id": case.conversation.customer_id,
        "product_id": effect.product_id,
        "sentiment": effect.sentiment,
        "kind": effect.about.value,
        "days": effect.days,
        "at": now,
    }
    await connection.execute(insert(FeedbackRow).values(values).on_conflict_do_nothing())


@apply_effect.register
async def _(
    effect: AttachFeedback, connection: AsyncConnection, case: TurnCase, now: datetime
) -> None:
    await connection.execute(
        update(FeedbackRow)
        .where(FeedbackRow.event_id == effect.event_id)
        .where(FeedbackRow.conversation_id == case.conversation.id)
        .values(product_id=effect.product_id)
    )


async def close_handoff(connection: AsyncConnection, conversation_id: str, now: datetime) -> None:
    """Close the conversation's open handoff, if there is one."""
    await connection.execute(
        update(HandoffRow)
        .where(HandoffRow.conversation_id == conversation_id, HandoffRow.closed_at.is_(None))
        .values(closed_at=now)
    )


def _is_of(case: TurnCase) -> ColumnElement[bool]:
    mine = RefillRow.conversation_id == case.conversation.id
    if case.conversation.customer_id is None:
        return mine
    return or_(mine, RefillRow.customer_id == case.conversation.customer_id)
