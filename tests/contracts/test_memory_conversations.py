"""The conversations kept in memory keep the contracts of the feed and the desk."""

from datetime import timedelta

import pytest

from bot.domain.handoffs import HandoffReason
from bot.domain.messages import Channel, Delivery, EventKind, IncomingEvent, Reply
from tests.contracts.desk_contract import DeskContract
from tests.contracts.feed_contract import FeedContract
from tests.standins.conversations import MemoryConversations


class MemoryWorld:
    def __init__(self) -> None:
        self.feed = self.desk = MemoryConversations()
        for login in ("mei", "tom"):
            self.desk.add_agent(login, login.title(), "right")

    async def wrote(self, conversation_id: str, client_id: str, text: str) -> None:
        event = IncomingEvent(
            f"{conversation_id}:{client_id}",
            conversation_id,
            Channel.WEB,
            EventKind.TEXT,
            self.feed.clock.now(),
            text,
            message_id=client_id,
        )
        await self.feed.accept([event, event])

    async def answered(self, conversation_id: str, text: str) -> None:
        await self.feed.say(conversation_id, Reply(text))

    async def is_sent(self, conversation_id: str) -> bool:
        items = self.feed.conversations[conversation_id].items
        return all(item.delivery in (None, Delivery.SENT) for item in items)

    async def waits(self, conversation_id: str, reason: HandoffReason) -> None:
        await self.wrote(conversation_id, "c1", "help")
        await self.desk.open_handoff(conversation_id, reason)
        self.desk.clock.time += timedelta(minutes=1)


@pytest.fixture
def world() -> MemoryWorld:
    return MemoryWorld()


class TestMemoryFeed(FeedContract):
    pass


class TestMemoryDesk(DeskContract):
    pass
