"""The desk where agents find conversations and answer them."""

import uuid
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.adapters.store import conversation_lists, transcripts
from bot.adapters.store.agents import PostgresAgents
from bot.adapters.store.changes import ANY, Changes
from bot.adapters.store.effects import close_handoff
from bot.adapters.store.reviews import put_review
from bot.adapters.store.tables import (
    AgentRow,
    ConversationRow,
    EventRow,
    HandoffRow,
    OutgoingMessageRow,
)
from bot.domain.conversations import Owner
from bot.domain.errors import NotFoundError
from bot.domain.languages import Language
from bot.domain.messages import Author, EventKind, Reply
from bot.domain.ports import Catalogue, Clock, Wording
from channels.console.ports import (
    Agent,
    AlreadyClaimedError,
    NotYoursError,
    Transcript,
)
from channels.console.ports import (
    ConversationRow as ListRow,
)

DeferDelivery = Callable[[Any, str], Any]


class PostgresDesk:
    """Implements the console's `Desk`."""

    def __init__(
        self,
        engine: AsyncEngine,
        changes: Changes,
        *,
        defer_delivery: DeferDelivery,
        wording: Wording,
        catalogue: Catalogue,
        clock: Clock,
    ) -> None:
        self._engine = engine
        self._agents = PostgresAgents(engine)
        self._changes = changes
        self._defer_delivery = defer_delivery
        self._wording = wording
        self._catalogue = catalogue
        self._clock = clock

    async def authenticate(self, email: str, password: str) -> Agent | None:
        """The agent with that address and password; as slow for an unknown address."""
        return await self._agents.authenticate(email, password)

    async def find_agent(self, agent_id: str) -> Agent | None:
        """An agent who may still work here."""
        return await self._agents.find(agent_id)

    async def list_waiting(self) -> Sequence[ListRow]:
        """In the queue, longest wait first."""
        async with self._engine.connect() as connection:
            return await conversation_lists.waiting(connection)

    async def list_mine(self, agent_id: str) -> Sequence[ListRow]:
        """Claimed by this agent and not closed, latest message first."""
        async with self._engine.connect() as connection:
            return await conversation_lists.claimed_by(connection, agent_id)

    async def list_recent(self, limit: int = 50) -> Sequence[ListRow]:
        """All conversations, latest message first."""
        async with self._engine.connect() as connection:
            return await conversation_lists.recent(connection, limit)

    async def transcript(self, conversation_id: str, language: Language) -> Transcript:
        """The newest 500 messages and what is known; raises NotFoundError."""
        async with self._engine.connect() as connection:
            return await transcripts.transcript(
                connection, conversation_id, language, self._catalogue
            )

    async def mark_read(self, conversation_id: str, sequence: int) -> None:
        """An agent has the messages up to `sequence` before them."""
        async with self._engine.begin() as connection:
            await connection.execute(
                update(ConversationRow)
                .where(ConversationRow.id == conversation_id)
                .where(ConversationRow.read_sequence < sequence)
                .values(read_sequence=sequence)
            )

    async def claim(self, conversation_id: str, agent_id: str) -> None:
        """Take a conversation from the queue or from the assistant; claiming twice is once."""
        now = self._clock.now()
        async with self._engine.begin() as connection:
            owner, holder = await _lock(connection, conversation_id)
            if owner is Owner.AGENT and holder != agent_id:
                raise AlreadyClaimedError(await _agent_name(connection, holder))
            await _set_owner(connection, conversation_id, Owner.AGENT, agent_id)
            await connection.execute(
                update(HandoffRow)
                .where(HandoffRow.conversation_id == conversation_id)
                .where(HandoffRow.closed_at.is_(None), HandoffRow.claimed_at.is_(None))
                .values(agent_id=agent_id, claimed_at=now)
            )

    async def reply(self, conversation_id: str, agent_id: str, text: str, message_id: str) -> None:
        """Write to the shopper; the same `message_id` (a UUID) again writes nothing."""
        async with self._engine.begin() as connection:
            await _lock_own(connection, conversation_id, agent_id)
            await self._write(
                connection, conversation_id, Reply(text), Author.AGENT, agent_id, message_id
            )

    async def hand_back(self, conversation_id: str, agent_id: str) -> None:
        """The assistant answers again, and tells the shopper so."""
        now = self._clock.now()
        async with self._engine.begin() as connection:
            await _lock_own(connection, conversation_id, agent_id)
            await _release(connection, conversation_id, now)
            reply = self._wording.reply(
                "utter_handed_back", await _language(connection, conversation_id)
            )
            await self._write(connection, conversation_id, reply, Author.ASSISTANT)

    async def close(self, conversation_id: str, agent_id: str) -> None:
        """The matter is settled; the assistant answers what the shopper writes next."""
        async with self._engine.begin() as connection:
            await _lock_own(connection, conversation_id, agent_id)
            await _release(connection, conversation_id, self._clock.now())

    async def correct(
        self, conversation_id: str, message_id: str, agent_id: str, intent: str
    ) -> None:
        """Say what a shopper's message means, for the assistant to learn from."""
        async with self._engine.begin() as connection:
            found = await connection.scalar(
                select(EventRow.id)
                .where(EventRow.id == message_id, EventRow.conversation_id == conversation_id)
                .where(EventRow.kind == EventKind.TEXT.value)
            )
            if found is None:
                raise NotFoundError("There is no such message.")
            await put_review(connection, found, intent, agent_id, self._clock.now())

    def changes(self) -> AbstractAsyncContextManager[AsyncIterator[None]]:
        """News of any conversation, from the moment the context is entered."""
        return self._changes.of(ANY)

    async def _write(
        self,
        connection: AsyncConnection,
        conversation_id: str,
        reply: Reply,
        author: Author,
        agent_id: str | None = None,
        message_id: str | None = None,
    ) -> None:
        """Store a message and the job that sends it, in one transaction."""
        statement = insert(OutgoingMessageRow).values(
            id=message_id or str(uuid.uuid4()),
            conversation_id=conversation_id,
            author=author.value,
            agent_id=agent_id,
            body=reply.to_json(),
        )
        await connection.execute(statement.on_conflict_do_nothing())
        raw = (await connection.get_raw_connection()).driver_connection
        await self._defer_delivery(raw, conversation_id)


async def _lock(connection: AsyncConnection, conversation_id: str) -> tuple[Owner, str | None]:
    statement = (
        select(ConversationRow.owner, ConversationRow.agent_id)
        .where(ConversationRow.id == conversation_id)
        .with_for_update()
    )
    row = (await connection.execute(statement)).one_or_none()
    if row is None:
        raise NotFoundError("There is no such conversation.")
    return Owner(row.owner), row.agent_id


async def _lock_own(connection: AsyncConnection, conversation_id: str, agent_id: str) -> None:
    owner, holder = await _lock(connection, conversation_id)
    if owner is not Owner.AGENT or holder != agent_id:
        raise NotYoursError("Take the conversation first: it is not yours.")


async def _agent_name(connection: AsyncConnection, agent_id: str | None) -> str:
    name = await connection.scalar(select(AgentRow.name).where(AgentRow.id == agent_id))
    return str(name or "Another agent")


async def _language(connection: AsyncConnection, conversation_id: str) -> Language:
    language = await connection.scalar(
        select(ConversationRow.language).where(ConversationRow.id == conversation_id)
    )
    return Language(language or Language.EN)


async def _set_owner(
    connection: AsyncConnection, conversation_id: str, owner: Owner, agent_id: str | None
) -> None:
    await connection.execute(
        update(ConversationRow)
        .where(ConversationRow.id == conversation_id)
        .values(owner=owner.value, agent_id=agent_id)
    )


async def _release(connection: AsyncConnection, conversation_id: str, now: datetime) -> None:
    await _set_owner(connection, conversation_id, Owner.ASSISTANT, None)
    await close_handoff(connection, conversation_id, now)
    await connection.execute(
        update(ConversationRow)
        .where(ConversationRow.id == conversation_id)
        .values(disclosed_at=now, queue_told_at=None, failures_in_a_row=0)
    )
