"""Played conversations: the scene that is set before one, and what it came to."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import delete, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.adapters.store.effects import subject_of
from bot.adapters.store.refills import PostgresRefills
from bot.adapters.store.tables import (
    ConsentRow,
    ConversationRow,
    CustomerRow,
    EventRow,
    HandoffRow,
    OrderLineRow,
    OrderRow,
    OutgoingMessageRow,
    ProfileRow,
    RefillRow,
)
from bot.domain.messages import Channel
from bot.domain.profiles import Profile
from bot.domain.turns import ConsentKind

FindProduct = Callable[[str], str | None]
"""The id of the product with that name, None where none has it."""


class _Given(BaseModel):
    model_config = ConfigDict(extra="ignore")


class GivenLine(_Given):
    """One line of a given order; one of the two names the product."""

    product_id: str | None = None
    name: str | None = None
    quantity: int = Field(default=1, ge=1)


class GivenOrder(_Given):
    """One order the shopper has made."""

    order_id: str
    ordered_at: datetime
    status: str = "delivered"
    lines: list[GivenLine] = []
    email: str | None = None
    phone: str | None = None
    carrier: str | None = None
    tracking_number: str | None = None


class GivenReminder(_Given):
    """A reminder that was agreed to."""

    product_id: str | None = None
    name: str | None = None
    due_in_days: int = 5


class Scene(_Given):
    """The contract's `given`: what is true before the first turn."""

    verified: bool = False
    now: datetime | None = None
    orders: list[GivenOrder] = []
    reminder: GivenReminder | None = None


@dataclass(frozen=True, slots=True)
class PlayedTurn:
    """What is kept of one turn: how it was read, what was answered, how things stand."""

    turn: Mapping[str, Any]
    replies: Sequence[Mapping[str, Any]]
    state: Mapping[str, Any] = field(default_factory=dict)


class Stage:
    """Sets scenes in a scratch database, one conversation at a time, and reads how they went."""

    def __init__(self, engine: AsyncEngine, find_product: FindProduct) -> None:
        self._engine = engine
        self._find_product = find_product

    async def set(
        self, conversation_id: str, channel: Channel, scene: Scene, now: datetime
    ) -> None:
        """Clear the orders and refills of the scene before and set this one."""
        customer_id = f"customer of {conversation_id}"
        async with self._engine.begin() as connection:
            for table in (RefillRow, OrderRow, CustomerRow):
                await connection.execute(delete(table))
            await connection.execute(
                insert(ConversationRow).values(
                    id=conversation_id,
                    channel=channel.value,
                    customer_id=customer_id if scene.verified else None,
                )
            )
            await connection.execute(insert(CustomerRow).values(id=customer_id))
            for order in scene.orders:
                await self._add_order(connection, customer_id, order)
            if scene.reminder:
                whose = customer_id if scene.verified else None
                await self._add_reminder(connection, conversation_id, whose, scene.reminder, now)

    async def _add_order(
        self, connection: AsyncConnection, customer_id: str, order: GivenOrder
    ) -> None:
        columns = ("status", "ordered_at", "email", "phone", "carrier", "tracking_number")
        values = {name: getattr(order, name) for name in columns}
        await connection.execute(
            insert(OrderRow).values(
                id=order.order_id, customer_id=customer_id, content_hash="", **values
            )
        )
        for position, line in enumerate(order.lines):
            await connection.execute(
                insert(OrderLineRow).values(
                    order_id=order.order_id,
                    position=position,
                    product_id=line.product_id or self._find_product(line.name or ""),
                    name=line.name or line.product_id or "",
                    quantity=line.quantity,
                )
            )

    async def _add_reminder(
        self,
        connection: AsyncConnection,
        conversation_id: str,
        customer_id: str | None,
        reminder: GivenReminder,
        now: datetime,
    ) -> None:
        await connection.execute(
            insert(RefillRow).values(
                conversation_id=conversation_id,
                customer_id=customer_id,
                product_id=reminder.product_id or self._find_product(reminder.name or ""),
                due_on=(now + timedelta(days=reminder.due_in_days)).date(),
                days=reminder.due_in_days,
                updated_at=now,
            )
        )
        await connection.execute(
            insert(ConsentRow).values(
                subject=subject_of(conversation_id, customer_id),
                kind=ConsentKind.REMINDERS.value,
                granted=True,
                at=now,
            )
        )

    async def has_ended(self, event_id: str) -> bool:
        """Whether the event reached its end and all of its answer was delivered somehow.

        On the web nothing is delivered: the page reads what is stored.
        """
        statement = text(
            """select "end" is not null and not exists (
                   select 1 from outgoing_messages
                   where event_id = :id and delivery = 'pending'
                       and conversation_id not like 'web:%'
               ) from events where id = :id"""
        )
        async with self._engine.connect() as connection:
            return bool(await connection.scalar(statement, {"id": event_id}))

    async def read(self, conversation_id: str, event_id: str) -> PlayedTurn:
        """What one event came to, and how the conversation stands."""
        async with self._engine.connect() as connection:
            turn = await connection.scalar(select(EventRow.turn).where(EventRow.id == event_id))
            bodies = await connection.execute(
                select(OutgoingMessageRow.body)
                .where(OutgoingMessageRow.event_id == event_id)
                .order_by(OutgoingMessageRow.position)
            )
            replies = [_to_reply(body) for body in bodies.scalars()]
            owner, customer_id = (
                await connection.execute(
                    select(ConversationRow.owner, ConversationRow.customer_id).where(
                        ConversationRow.id == conversation_id
                    )
                )
            ).one()
            handoff = await connection.scalar(
                select(HandoffRow.reason).where(
                    HandoffRow.conversation_id == conversation_id, HandoffRow.closed_at.is_(None)
                )
            )
            facts = await connection.scalar(
                select(ProfileRow.facts).where(
                    ProfileRow.subject == subject_of(conversation_id, customer_id)
                )
            )
        refill = await PostgresRefills(self._engine).find_touched(conversation_id, customer_id)
        state = {
            "owner": owner,
            "handoff": {"reason": handoff} if handoff else None,
            "profile": Profile.from_json(facts or {}).to_json(),
            "refill": refill.to_json() if refill else None,
        }
        return PlayedTurn(turn or {}, replies, state)


def _to_reply(body: Mapping[str, Any]) -> dict[str, Any]:
    """A stored reply as the contract shows it: quick replies by their labels."""
    labels = [button["label"] for button in body.get("quick_replies") or ()]
    return {"text": body["text"], "products": body.get("products") or [], "quick_replies": labels}
