"""Feedback kept in PostgreSQL and in memory keeps one contract."""

from collections.abc import AsyncIterator
from datetime import datetime
from itertools import count

import pytest

from bot.adapters.store.effects import apply_effect
from bot.adapters.store.engine import make_engine
from bot.adapters.store.feedback import PostgresFeedback
from bot.domain.conversations import Conversation
from bot.domain.feedback import FeedbackKind, FeedbackSummary, ProductFeedback
from bot.domain.messages import Channel, EventKind, IncomingEvent
from bot.domain.ports import TurnCase
from bot.domain.profiles import Profile
from bot.domain.turns import AttachFeedback, LogAdverseEvent, RecordFeedback
from tests.contracts.feedback_contract import (
    AMY,
    BEN,
    ELSEWHERE,
    HERE,
    LOVED,
    MONDAY,
    STUNG,
    FeedbackContract,
)
from tests.fakes import FakeFeedback


class PostgresWorld:
    """The store, fed with effects as the turn store feeds it."""

    def __init__(self, url: str) -> None:
        self.engine = make_engine(url, pool_size=2)
        self.records = PostgresFeedback(self.engine)
        self._numbers = count()

    async def told(
        self,
        conversation_id: str,
        customer_id: str | None,
        effect: RecordFeedback | LogAdverseEvent | AttachFeedback,
        at: datetime,
    ) -> None:
        event = IncomingEvent(
            f"e{next(self._numbers)}", conversation_id, Channel.WEB, EventKind.TEXT, at
        )
        conversation = Conversation(conversation_id, Channel.WEB, customer_id=customer_id)
        async with self.engine.begin() as connection:
            await apply_effect(effect, connection, TurnCase(event, conversation, Profile()), at)


class MemoryWorld:
    def __init__(self) -> None:
        self.records = FakeFeedback()

    async def told(
        self,
        conversation_id: str,
        customer_id: str | None,
        effect: RecordFeedback | LogAdverseEvent,
        at: datetime,
    ) -> None:
        if effect.product_id is None:
            return
        if isinstance(effect, RecordFeedback):
            item = ProductFeedback(
                effect.product_id, effect.sentiment, effect.about, at, effect.days
            )
        else:
            item = ProductFeedback(effect.product_id, -1.0, FeedbackKind.IRRITATION, at)
        self.records.told.append((conversation_id, customer_id, item))


class TestPostgresFeedback(FeedbackContract):
    @pytest.fixture
    async def world(self, database_url: str) -> AsyncIterator[PostgresWorld]:
        world = PostgresWorld(database_url)
        yield world
        await world.engine.dispose()

    async def test_the_operator_sees_every_product_with_count_mean_and_kinds(
        self, world: PostgresWorld
    ) -> None:
        await world.told(HERE, AMY, LOVED, MONDAY)
        await world.told(ELSEWHERE, BEN, RecordFeedback("moss", 0.0, FeedbackKind.SCENT), MONDAY)
        await world.told(ELSEWHERE, None, STUNG, MONDAY)
        assert list(await world.records.summary()) == [
            FeedbackSummary("moss", 2, 0.5, ((FeedbackKind.LOVE, 1), (FeedbackKind.SCENT, 1))),
            FeedbackSummary("ember", 1, -0.5, ((FeedbackKind.IRRITATION, 1),)),
        ]

    async def test_the_same_turn_again_stores_nothing_twice(self, world: PostgresWorld) -> None:
        await world.told(HERE, AMY, LOVED, MONDAY)
        world._numbers = count()
        await world.told(HERE, AMY, LOVED, MONDAY)
        assert len(await world.records.of_customer(AMY, HERE)) == 1

    async def test_feedback_gets_its_product_later_in_the_same_conversation_only(
        self, world: PostgresWorld
    ) -> None:
        await world.told(HERE, AMY, RecordFeedback(None, -1.0, FeedbackKind.IRRITATION), MONDAY)
        await world.told(ELSEWHERE, AMY, AttachFeedback("e0", "moss"), MONDAY)
        assert list(await world.records.of_customer(AMY, HERE)) == []
        await world.told(HERE, AMY, AttachFeedback("e0", "ember"), MONDAY)
        found = await world.records.of_customer(AMY, HERE)
        assert [(item.product_id, item.sentiment) for item in found] == [("ember", -1.0)]


class TestMemoryFeedback(FeedbackContract):
    @pytest.fixture
    def world(self) -> MemoryWorld:
        return MemoryWorld()
