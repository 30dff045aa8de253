"""What every `Desk` must do; subclass it and give a `world` fixture.

A world has `desk`, the agents mei@shop.example and tom@shop.example with the password `right`,
and `waits(conversation_id, reason)`: a shopper wrote "help" there on the web and was put into the
queue.
"""

import uuid
from typing import Protocol

import pytest

from bot.domain.conversations import Owner
from bot.domain.errors import NotFoundError
from bot.domain.handoffs import HandoffReason
from bot.domain.languages import Language
from bot.domain.messages import Delivery
from channels.console.ports import AlreadyClaimedError, Author, Desk, NotYoursError

ONE = "web:one"
TWO = "web:two"


class DeskWorld(Protocol):
    desk: Desk

    async def waits(self, conversation_id: str, reason: HandoffReason) -> None: ...


async def agent(world: DeskWorld, name: str) -> str:
    """An agent's id."""
    found = await world.desk.authenticate(f"{name}@shop.example", "right")
    assert found is not None
    return found.id


class DeskContract:
    async def test_only_the_right_password_lets_in(self, world: DeskWorld) -> None:
        agent = await world.desk.authenticate("mei@shop.example", "right")
        assert agent is not None
        assert await world.desk.find_agent(agent.id) == agent
        assert await world.desk.authenticate("mei@shop.example", "wrong") is None
        assert await world.desk.authenticate("nobody@shop.example", "right") is None
        assert await world.desk.find_agent("nobody") is None

    async def test_who_waits_longest_stands_first(self, world: DeskWorld) -> None:
        await world.waits(ONE, HandoffReason.ASKED)
        await world.waits(TWO, HandoffReason.COMPLAINT)
        rows = await world.desk.list_waiting()
        assert [row.id for row in rows] == [ONE, TWO]
        assert [row.reason for row in rows] == [HandoffReason.ASKED, HandoffReason.COMPLAINT]
        assert rows[0].waiting_since is not None
        assert rows[0].last_text == "help"
        assert rows[0].last_author is Author.SHOPPER
        assert rows[0].unread == 1

    async def test_a_claimed_conversation_waits_no_more(self, world: DeskWorld) -> None:
        mei = await agent(world, "mei")
        tom = await agent(world, "tom")
        await world.waits(ONE, HandoffReason.ASKED)
        await world.desk.claim(ONE, mei)
        await world.desk.claim(ONE, mei)
        assert list(await world.desk.list_waiting()) == []
        (mine,) = await world.desk.list_mine(mei)
        assert (mine.owner, mine.agent_id) == (Owner.AGENT, mei)
        assert list(await world.desk.list_mine(tom)) == []

    async def test_the_first_claim_wins(self, world: DeskWorld) -> None:
        mei = await agent(world, "mei")
        tom = await agent(world, "tom")
        await world.waits(ONE, HandoffReason.ASKED)
        await world.desk.claim(ONE, mei)
        with pytest.raises(AlreadyClaimedError) as told:
            await world.desk.claim(ONE, tom)
        assert told.value.agent_name

    async def test_a_reply_is_written_once_and_waits_for_delivery(self, world: DeskWorld) -> None:
        mei = await agent(world, "mei")
        await world.waits(ONE, HandoffReason.ASKED)
        await world.desk.claim(ONE, mei)
        message_id = str(uuid.uuid4())
        await world.desk.reply(ONE, mei, "Here I am.", message_id)
        await world.desk.reply(ONE, mei, "Here I am.", message_id)
        transcript = await world.desk.transcript(ONE, Language.EN)
        replies = [item for item in transcript.items if item.author is Author.AGENT]
        assert [item.reply.text for item in replies] == ["Here I am."]
        assert replies[0].delivery is Delivery.PENDING
        assert replies[0].author_name

    async def test_only_who_claimed_it_writes_hands_back_or_closes(self, world: DeskWorld) -> None:
        mei = await agent(world, "mei")
        tom = await agent(world, "tom")
        await world.waits(ONE, HandoffReason.ASKED)
        await world.desk.claim(ONE, mei)
        with pytest.raises(NotYoursError):
            await world.desk.reply(ONE, tom, "Me too.", str(uuid.uuid4()))
        with pytest.raises(NotYoursError):
            await world.desk.hand_back(ONE, tom)
        with pytest.raises(NotYoursError):
            await world.desk.close(ONE, tom)

    async def test_handed_back_the_assistant_answers_again_and_says_so(
        self, world: DeskWorld
    ) -> None:
        mei = await agent(world, "mei")
        await world.waits(ONE, HandoffReason.ASKED)
        await world.desk.claim(ONE, mei)
        await world.desk.hand_back(ONE, mei)
        transcript = await world.desk.transcript(ONE, Language.EN)
        assert transcript.row.owner is Owner.ASSISTANT
        assert transcript.handoff is None
        assert transcript.items[-1].author is Author.ASSISTANT

    async def test_closed_it_is_nobodys_and_nothing_is_said(self, world: DeskWorld) -> None:
        mei = await agent(world, "mei")
        await world.waits(ONE, HandoffReason.ASKED)
        await world.desk.claim(ONE, mei)
        await world.desk.close(ONE, mei)
        transcript = await world.desk.transcript(ONE, Language.EN)
        assert transcript.row.owner is Owner.ASSISTANT
        assert [item.author for item in transcript.items] == [Author.SHOPPER]

    async def test_a_message_is_corrected_by_the_last_who_says_so(self, world: DeskWorld) -> None:
        mei = await agent(world, "mei")
        await world.waits(ONE, HandoffReason.ASKED)
        (item,) = (await world.desk.transcript(ONE, Language.EN)).items
        assert (item.is_typed, item.correction) == (True, None)
        await world.desk.correct(ONE, item.id, mei, "complaint")
        await world.desk.correct(ONE, item.id, mei, "talk_to_human")
        (item,) = (await world.desk.transcript(ONE, Language.EN)).items
        assert item.correction == "talk_to_human"

    async def test_only_a_message_of_the_conversation_is_corrected(self, world: DeskWorld) -> None:
        mei = await agent(world, "mei")
        await world.waits(ONE, HandoffReason.ASKED)
        await world.waits(TWO, HandoffReason.ASKED)
        (item,) = (await world.desk.transcript(ONE, Language.EN)).items
        for conversation_id, message_id in ((ONE, "nothing"), (TWO, f"{item.id}?")):
            with pytest.raises(NotFoundError):
                await world.desk.correct(conversation_id, message_id, mei, "complaint")

    async def test_what_was_read_is_unread_no_more(self, world: DeskWorld) -> None:
        await world.waits(ONE, HandoffReason.ASKED)
        transcript = await world.desk.transcript(ONE, Language.EN)
        await world.desk.mark_read(ONE, transcript.items[-1].sequence)
        (row,) = await world.desk.list_waiting()
        assert row.unread == 0

    async def test_an_unknown_conversation_is_an_error(self, world: DeskWorld) -> None:
        mei = await agent(world, "mei")
        with pytest.raises(NotFoundError):
            await world.desk.transcript("web:nobody", Language.EN)
        with pytest.raises(NotFoundError):
            await world.desk.claim("web:nobody", mei)
