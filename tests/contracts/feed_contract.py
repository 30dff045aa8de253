"""What every `ConversationFeed` must do; subclass it and give a `world` fixture.

A world has `feed`, and `wrote(conversation_id, client_id, text)`, `answered(conversation_id,
text)`, `is_sent(conversation_id)` (are all outgoing messages delivered?).
"""

import asyncio
from typing import Protocol

from bot.domain.conversations import Owner
from channels.web.ports import ConversationFeed, FeedAuthor

HERE = "web:contract"
ELSEWHERE = "web:elsewhere"


class FeedWorld(Protocol):
    feed: ConversationFeed

    async def wrote(self, conversation_id: str, client_id: str, text: str) -> None: ...

    async def answered(self, conversation_id: str, text: str) -> None: ...

    async def is_sent(self, conversation_id: str) -> bool: ...


class FeedContract:
    async def test_a_conversation_nobody_wrote_in_is_empty_and_the_assistants(
        self, world: FeedWorld
    ) -> None:
        assert list(await world.feed.history(HERE, None, 10)) == []
        assert await world.feed.owner(HERE) is Owner.ASSISTANT

    async def test_both_sides_stand_in_the_order_they_were_written(self, world: FeedWorld) -> None:
        await world.wrote(HERE, "c1", "hello")
        await world.answered(HERE, "hi")
        await world.wrote(HERE, "c2", "bye")
        items = await world.feed.history(HERE, None, 10)
        assert [(item.author, item.reply.text) for item in items] == [
            (FeedAuthor.SHOPPER, "hello"),
            (FeedAuthor.ASSISTANT, "hi"),
            (FeedAuthor.SHOPPER, "bye"),
        ]
        sequences = [item.sequence for item in items]
        assert sequences == sorted(set(sequences))

    async def test_the_shoppers_own_message_keeps_the_widgets_id(self, world: FeedWorld) -> None:
        await world.wrote(HERE, "c1", "hello")
        assert [item.id for item in await world.feed.history(HERE, None, 10)] == ["c1"]

    async def test_without_a_place_the_newest_come_with_one_the_next(
        self, world: FeedWorld
    ) -> None:
        for number in range(5):
            await world.wrote(HERE, f"c{number}", str(number))
        newest = await world.feed.history(HERE, None, 2)
        assert [item.reply.text for item in newest] == ["3", "4"]
        first = (await world.feed.history(HERE, -1, 1))[0]
        following = await world.feed.history(HERE, first.sequence, 2)
        assert [item.reply.text for item in following] == ["1", "2"]

    async def test_another_conversation_is_never_seen(self, world: FeedWorld) -> None:
        await world.answered(ELSEWHERE, "not yours")
        assert list(await world.feed.history(HERE, None, 10)) == []

    async def test_a_message_is_pending_until_it_is_seen(self, world: FeedWorld) -> None:
        await world.wrote(HERE, "c1", "hello")
        await world.answered(HERE, "hi")
        (last,) = (await world.feed.history(HERE, None, 10))[-1:]
        await world.feed.mark_seen(HERE, last.sequence - 1)
        assert not await world.is_sent(HERE)
        await world.feed.mark_seen(HERE, last.sequence)
        assert await world.is_sent(HERE)

    async def test_seeing_what_nobody_wrote_changes_nothing(self, world: FeedWorld) -> None:
        await world.feed.mark_seen("web:nobody", 10**12)

    async def test_news_that_comes_after_entering_is_told(self, world: FeedWorld) -> None:
        async with world.feed.changes(HERE) as changes:
            await world.answered(HERE, "hi")
            async with asyncio.timeout(10):
                while not await world.feed.history(HERE, None, 1):
                    await anext(changes)

    async def test_proving_an_identity_twice_is_proving_it_once(self, world: FeedWorld) -> None:
        await world.feed.prove_identity(HERE, "C1")
        await world.feed.prove_identity(HERE, "C1")
