"""Conversations kept in memory: the inbox, the web feed and the agents' desk over one truth.

The honest twin of the PostgreSQL store, for tests of the web chat and the console alone. The
contracts in tests/contracts hold for both.
"""

import asyncio
import contextlib
import itertools
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

from bot.domain.conversations import Owner
from bot.domain.errors import NotFoundError
from bot.domain.handoffs import Handoff, HandoffReason
from bot.domain.languages import Language
from bot.domain.messages import Channel, Delivery, EventKind, IncomingEvent, Reply
from bot.domain.orders import Order
from bot.domain.profiles import Profile
from bot.domain.tags import Understanding
from channels.console.ports import (
    Agent,
    AlreadyClaimedError,
    Author,
    ConversationRow,
    CustomerFacts,
    FeedbackRow,
    NotYoursError,
    RefillRow,
    Transcript,
    TranscriptItem,
)
from channels.web.ports import FeedAuthor, FeedItem

QUICK_HASHER = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)

Assistant = Callable[["MemoryConversations", IncomingEvent], Awaitable[None]]


class FixedClock:
    """Always the same time, unless moved."""

    def __init__(self, now: datetime | None = None) -> None:
        self.time = now or datetime.now(UTC)

    def now(self, conversation_id: str | None = None) -> datetime:
        return self.time


@dataclass
class MemoryConversation:
    """One conversation with all that is known of it."""

    id: str
    channel: Channel
    created_at: datetime
    owner: Owner = Owner.ASSISTANT
    agent_id: str | None = None
    language: Language | None = None
    items: list[TranscriptItem] = field(default_factory=list)
    read_up_to: int = -1
    profile: Profile = field(default_factory=Profile)
    customer: CustomerFacts | None = None
    orders: tuple[Order, ...] = ()
    handoff: Handoff | None = None
    refills: tuple[RefillRow, ...] = ()
    feedback: tuple[FeedbackRow, ...] = ()


async def silent(conversations: "MemoryConversations", event: IncomingEvent) -> None:
    """An assistant that says nothing."""


class MemoryConversations:
    """Implements `Inbox`, `ConversationFeed` and `Desk`."""

    def __init__(self, clock: FixedClock | None = None, assistant: Assistant = silent) -> None:
        self.clock = clock or FixedClock()
        self.assistant = assistant
        self.events: dict[str, IncomingEvent] = {}
        self.conversations: dict[str, MemoryConversation] = {}
        self.agents: dict[str, tuple[Agent, str]] = {}
        self._sequence = itertools.count(1)
        self._waiting: dict[asyncio.Event, str | None] = {}
        self._turns: set[asyncio.Task[None]] = set()

    # --- what tests and assistants do ---

    def add_agent(self, agent_id: str, name: str, password: str) -> None:
        """An agent whose address is `<agent_id>@shop.example`."""
        hashed = QUICK_HASHER.hash(password)
        self.agents[agent_id] = (Agent(agent_id, name, hashed[-16:]), hashed)

    def conversation(
        self, conversation_id: str, channel: Channel = Channel.WEB
    ) -> MemoryConversation:
        fresh = MemoryConversation(conversation_id, channel, self.clock.now())
        return self.conversations.setdefault(conversation_id, fresh)

    async def say(
        self,
        conversation_id: str,
        reply: Reply,
        author: Author = Author.ASSISTANT,
        agent_id: str | None = None,
        message_id: str | None = None,
    ) -> None:
        name = self.agents[agent_id][0].name if agent_id else None
        self._append(
            conversation_id,
            TranscriptItem(
                next(self._sequence),
                message_id or str(uuid.uuid4()),
                author,
                reply,
                self.clock.now(),
                author_name=name,
                delivery=Delivery.PENDING,
            ),
        )

    async def open_handoff(
        self, conversation_id: str, reason: HandoffReason, note: str = ""
    ) -> None:
        kept = self.conversation(conversation_id)
        kept.owner = Owner.QUEUE
        kept.handoff = Handoff(
            next(self._sequence), conversation_id, reason, self.clock.now(), note
        )
        self._tell(conversation_id)

    async def understand(self, event_id: str, understanding: Understanding) -> None:
        event = self.events[event_id]
        kept = self.conversations[event.conversation_id]
        kept.items = [
            replace(item, understanding=understanding) if item.id == event.message_id else item
            for item in kept.items
        ]
        self._tell(event.conversation_id)

    # --- Inbox ---

    async def accept(self, events: Sequence[IncomingEvent]) -> None:
        for event in events:
            if event.event_id in self.events:
                continue
            self.events[event.event_id] = event
            kept = self.conversation(event.conversation_id, event.channel)
            if event.details and event.details.get("language"):
                kept.language = Language(event.details["language"])
            if event.text:
                self._append(event.conversation_id, self._shopper_item(event))
            turn = asyncio.ensure_future(self.assistant(self, event))
            self._turns.add(turn)
            turn.add_done_callback(self._turns.discard)

    def _shopper_item(self, event: IncomingEvent) -> TranscriptItem:
        return TranscriptItem(
            next(self._sequence),
            event.message_id or event.event_id,
            Author.SHOPPER,
            Reply(event.label or event.text),
            event.occurred_at,
            is_typed=event.kind is EventKind.TEXT,
        )

    # --- ConversationFeed ---

    async def history(
        self, conversation_id: str, after: int | None, limit: int
    ) -> Sequence[FeedItem]:
        kept = self.conversations.get(conversation_id)
        items = kept.items if kept else []
        newer = [item for item in items if item.sequence > (-1 if after is None else after)]
        chosen = newer[-limit:] if after is None else newer[:limit]
        return [
            FeedItem(
                item.sequence,
                item.id,
                FeedAuthor(item.author.value),
                item.reply,
                item.at,
                item.author_name,
            )
            for item in chosen
        ]

    async def mark_seen(self, conversation_id: str, sequence: int) -> None:
        kept = self.conversations.get(conversation_id)
        if kept is None:
            return
        kept.items = [
            replace(item, delivery=Delivery.SENT)
            if item.delivery is Delivery.PENDING and item.sequence <= sequence
            else item
            for item in kept.items
        ]
        self._tell(conversation_id)

    async def owner(self, conversation_id: str) -> Owner:
        kept = self.conversations.get(conversation_id)
        return kept.owner if kept else Owner.ASSISTANT

    async def prove_identity(self, conversation_id: str, customer_id: str) -> None:
        kept = self.conversation(conversation_id)
        kept.customer = kept.customer or CustomerFacts(customer_id, customer_id)

    @contextlib.asynccontextmanager
    async def changes(
        self, conversation_id: str | None = None
    ) -> AsyncIterator[AsyncIterator[None]]:
        event = asyncio.Event()
        self._waiting[event] = conversation_id
        try:
            yield _news(event)
        finally:
            del self._waiting[event]

    # --- Desk ---

    async def authenticate(self, email: str, password: str) -> Agent | None:
        agent, hashed = self.agents.get(
            email.removesuffix("@shop.example"), (None, QUICK_HASHER.hash("nobody"))
        )
        try:
            QUICK_HASHER.verify(hashed, password)
        except VerifyMismatchError:
            return None
        return agent

    async def find_agent(self, agent_id: str) -> Agent | None:
        found = self.agents.get(agent_id)
        return found[0] if found else None

    async def list_waiting(self) -> Sequence[ConversationRow]:
        rows = [self._row(kept) for kept in self.conversations.values()]
        waiting = [row for row in rows if row.owner is Owner.QUEUE]
        return sorted(waiting, key=lambda row: row.waiting_since or row.last_at)

    async def list_mine(self, agent_id: str) -> Sequence[ConversationRow]:
        return [row for row in await self.list_recent() if row.agent_id == agent_id]

    async def list_recent(self, limit: int = 50) -> Sequence[ConversationRow]:
        rows = [self._row(kept) for kept in self.conversations.values() if kept.items]
        return sorted(rows, key=lambda row: row.last_at, reverse=True)[:limit]

    async def transcript(self, conversation_id: str, language: Language) -> Transcript:
        kept = self._known(conversation_id)
        return Transcript(
            row=self._row(kept),
            items=tuple(kept.items[-500:]),
            profile=kept.profile,
            language=kept.language,
            customer=kept.customer,
            orders=kept.orders,
            handoff=kept.handoff,
            refills=kept.refills,
            feedback=kept.feedback,
        )

    async def mark_read(self, conversation_id: str, sequence: int) -> None:
        kept = self._known(conversation_id)
        if sequence > kept.read_up_to:
            kept.read_up_to = sequence
            self._tell(conversation_id)

    async def claim(self, conversation_id: str, agent_id: str) -> None:
        kept = self._known(conversation_id)
        if kept.agent_id not in (None, agent_id):
            raise AlreadyClaimedError(self.agents[kept.agent_id][0].name)
        kept.owner, kept.agent_id = Owner.AGENT, agent_id
        if kept.handoff:
            kept.handoff = replace(kept.handoff, agent_id=agent_id, claimed_at=self.clock.now())
        self._tell(conversation_id)

    async def reply(self, conversation_id: str, agent_id: str, text: str, message_id: str) -> None:
        kept = self._owned(conversation_id, agent_id)
        if all(item.id != message_id for item in kept.items):
            await self.say(conversation_id, Reply(text), Author.AGENT, agent_id, message_id)

    async def hand_back(self, conversation_id: str, agent_id: str) -> None:
        self._release(self._owned(conversation_id, agent_id))
        await self.say(conversation_id, Reply("The automated assistant answers again."))

    async def close(self, conversation_id: str, agent_id: str) -> None:
        self._release(self._owned(conversation_id, agent_id))
        self._tell(conversation_id)

    async def correct(
        self, conversation_id: str, message_id: str, agent_id: str, intent: str
    ) -> None:
        kept = self._known(conversation_id)
        if not any(item.id == message_id and item.is_typed for item in kept.items):
            raise NotFoundError("There is no such message.")
        kept.items = [
            replace(item, correction=intent) if item.id == message_id else item
            for item in kept.items
        ]

    # --- inside ---

    def _known(self, conversation_id: str) -> MemoryConversation:
        if conversation_id not in self.conversations:
            raise NotFoundError("There is no such conversation.")
        return self.conversations[conversation_id]

    def _owned(self, conversation_id: str, agent_id: str) -> MemoryConversation:
        kept = self._known(conversation_id)
        if kept.agent_id != agent_id:
            raise NotYoursError("Claim the conversation first.")
        return kept

    def _release(self, kept: MemoryConversation) -> None:
        kept.owner, kept.agent_id, kept.handoff = Owner.ASSISTANT, None, None

    def _row(self, kept: MemoryConversation) -> ConversationRow:
        last = kept.items[-1] if kept.items else None
        is_open = kept.handoff is not None
        return ConversationRow(
            id=kept.id,
            channel=kept.channel,
            owner=kept.owner,
            title=kept.customer.name if kept.customer else kept.id.partition(":")[2][:8],
            last_text=last.reply.text if last else "",
            last_author=last.author if last else Author.SHOPPER,
            last_at=last.at if last else kept.created_at,
            reason=kept.handoff.reason if kept.handoff and is_open else None,
            waiting_since=kept.handoff.opened_at if kept.handoff else None,
            agent_id=kept.agent_id,
            agent_name=self.agents[kept.agent_id][0].name if kept.agent_id else None,
            unread=sum(
                item.author is Author.SHOPPER and item.sequence > kept.read_up_to
                for item in kept.items
            ),
        )

    def _append(self, conversation_id: str, item: TranscriptItem) -> None:
        self.conversation(conversation_id).items.append(item)
        self._tell(conversation_id)

    def _tell(self, conversation_id: str) -> None:
        for event, wanted in self._waiting.items():
            if wanted is None or wanted == conversation_id:
                event.set()


async def _news(event: asyncio.Event) -> AsyncIterator[None]:
    while True:
        await event.wait()
        event.clear()
        yield
