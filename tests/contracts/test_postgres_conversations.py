"""The PostgreSQL store keeps the contracts of the web feed and the agents' desk."""

import asyncio
import contextlib
import uuid
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert

from bot.adapters.store.agents import PostgresAgents
from bot.adapters.store.changes import Changes
from bot.adapters.store.desk import PostgresDesk
from bot.adapters.store.engine import make_engine
from bot.adapters.store.feed import PostgresFeed
from bot.adapters.store.inbox import PostgresInbox
from bot.adapters.store.tables import ConversationRow, HandoffRow, OutgoingMessageRow
from bot.domain.conversations import Owner
from bot.domain.handoffs import HandoffReason
from bot.domain.messages import Author, Channel, EventKind, IncomingEvent, Reply
from tests.contracts.desk_contract import DeskContract
from tests.contracts.feed_contract import FeedContract
from tests.standins.conversations import FixedClock
from tests.standins.demo_catalogue import DemoCatalogue
from tests.turn_parts import EchoWording


class PostgresWorld:
    """The store with what the turn engine would do, done by hand."""

    def __init__(self, url: str) -> None:
        self.engine = make_engine(url, pool_size=2)
        self.clock = FixedClock()
        self.changes = Changes(url)
        self.feed = PostgresFeed(self.engine, self.changes)
        self.inbox = PostgresInbox(self.engine, self._defer)
        self.desk = PostgresDesk(
            self.engine,
            self.changes,
            defer_delivery=self._defer,
            wording=EchoWording(),
            catalogue=DemoCatalogue(),
            clock=self.clock,
        )

    async def _defer(self, *_: Any) -> None:
        """No worker runs here."""

    async def wrote(self, conversation_id: str, client_id: str, text: str) -> None:
        event = IncomingEvent(
            f"{conversation_id}:{client_id}",
            conversation_id,
            Channel.WEB,
            EventKind.TEXT,
            self.clock.now(),
            text,
            message_id=client_id,
        )
        await self.inbox.accept([event, event])

    async def answered(self, conversation_id: str, text: str) -> None:
        conversation = {"id": conversation_id, "channel": Channel.WEB.value}
        message = {
            "id": str(uuid.uuid4()),
            "conversation_id": conversation_id,
            "author": Author.ASSISTANT.value,
            "body": Reply(text).to_json(),
        }
        async with self.engine.begin() as connection:
            await connection.execute(
                insert(ConversationRow).values(conversation).on_conflict_do_nothing()
            )
            await connection.execute(insert(OutgoingMessageRow).values(message))

    async def is_sent(self, conversation_id: str) -> bool:
        unsent = (
            select(func.count())
            .select_from(OutgoingMessageRow)
            .where(OutgoingMessageRow.conversation_id == conversation_id)
            .where(OutgoingMessageRow.delivery != "sent")
        )
        async with self.engine.connect() as connection:
            return not await connection.scalar(unsent)

    async def waits(self, conversation_id: str, reason: HandoffReason) -> None:
        await self.wrote(conversation_id, "c1", "help")
        handoff = {
            "conversation_id": conversation_id,
            "reason": reason.value,
            "opened_at": self.clock.now(),
        }
        async with self.engine.begin() as connection:
            await connection.execute(insert(HandoffRow).values(handoff))
            await connection.execute(
                update(ConversationRow)
                .where(ConversationRow.id == conversation_id)
                .values(owner=Owner.QUEUE.value)
            )
        self.clock.time += timedelta(minutes=1)


@pytest.fixture
async def world(database_url: str) -> AsyncIterator[PostgresWorld]:
    world = PostgresWorld(database_url)
    agents = PostgresAgents(world.engine)
    for name in ("mei", "tom"):
        await agents.add(f"{name}@shop.example", name.title(), "right")
    listening = asyncio.create_task(world.changes.run())
    yield world
    listening.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await listening
    await world.engine.dispose()


class TestPostgresFeed(FeedContract):
    pass


class TestPostgresDesk(DeskContract):
    pass
