"""What the console needs of the desk where agents work."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from bot.domain.conversations import Owner
from bot.domain.errors import DropwiseError
from bot.domain.feedback import ProductFeedback
from bot.domain.handoffs import Handoff, HandoffReason
from bot.domain.languages import Language
from bot.domain.messages import Channel, Delivery, Reply
from bot.domain.orders import Order
from bot.domain.ports import RefillFacts
from bot.domain.profiles import Profile
from bot.domain.tags import Understanding


class AlreadyClaimedError(DropwiseError):
    """Another agent was first; `agent_name` says who."""

    def __init__(self, agent_name: str) -> None:
        super().__init__(f"{agent_name} has taken this conversation.")
        self.agent_name = agent_name


class NotYoursError(DropwiseError):
    """Only the agent who claimed a conversation writes in it, hands it back or closes it."""


class Author(StrEnum):
    """Who wrote a message of a transcript."""

    SHOPPER = "shopper"
    ASSISTANT = "assistant"
    AGENT = "agent"


@dataclass(frozen=True, slots=True)
class Agent:
    """A person who answers.

    Attributes:
        session_key: changes with the password, so that a new password ends every session.
    """

    id: str
    name: str
    session_key: str


@dataclass(frozen=True, slots=True)
class ConversationRow:
    """A conversation as a line of the list.

    Attributes:
        title: the proven customer's name, else what the channel tells, else a short id.
        reason, waiting_since: of the open handoff; None when there is none.
        agent_name: who claimed it.
        unread: shopper's messages that no agent has looked at.
    """

    id: str
    channel: Channel
    owner: Owner
    title: str
    last_text: str
    last_author: Author
    last_at: datetime
    reason: HandoffReason | None = None
    waiting_since: datetime | None = None
    agent_id: str | None = None
    agent_name: str | None = None
    unread: int = 0


@dataclass(frozen=True, slots=True)
class TranscriptItem:
    """One message of either side.

    Attributes:
        reply: text, cards and buttons; of a shopper's message the text alone.
        author_name: the agent's, where an agent wrote.
        delivery, failure: of an outgoing message; `failure` is the reason where it failed.
        understanding: how the assistant read a shopper's message; None where it did not.
        is_typed: whether a shopper wrote it in words, so that it can be corrected.
        correction: what a person says that it means.
    """

    sequence: int
    id: str
    author: Author
    reply: Reply
    at: datetime
    author_name: str | None = None
    delivery: Delivery | None = None
    failure: str | None = None
    understanding: Understanding | None = None
    is_typed: bool = False
    correction: str | None = None


@dataclass(frozen=True, slots=True)
class CustomerFacts:
    """A customer whose identity is proven."""

    id: str
    name: str
    email: str | None = None


@dataclass(frozen=True, slots=True)
class RefillRow:
    """A refill with the product's name as the agent reads it."""

    facts: RefillFacts
    product_name: str | None = None


@dataclass(frozen=True, slots=True)
class FeedbackRow:
    """What the shopper told of a product, with its name as the agent reads it."""

    told: ProductFeedback
    product_name: str | None = None


@dataclass(frozen=True, slots=True)
class Transcript:
    """Everything an agent may see of one conversation; messages by rising sequence."""

    row: ConversationRow
    items: tuple[TranscriptItem, ...]
    profile: Profile
    language: Language | None = None
    customer: CustomerFacts | None = None
    orders: tuple[Order, ...] = ()
    handoff: Handoff | None = None
    refills: tuple[RefillRow, ...] = ()
    feedback: tuple[FeedbackRow, ...] = ()


class Desk(Protocol):
    """Where agents find conversations and answer them."""

    async def authenticate(self, email: str, password: str) -> Agent | None:
        """The agent with that address and password; as slow for an unknown address."""

    async def find_agent(self, agent_id: str) -> Agent | None:
        """An agent who may still work here."""

    async def list_waiting(self) -> Sequence[ConversationRow]:
        """In the queue, longest wait first."""

    async def list_mine(self, agent_id: str) -> Sequence[ConversationRow]:
        """Claimed by this agent and not closed, latest message first."""

    async def list_recent(self, limit: int = 50) -> Sequence[ConversationRow]:
        """All conversations, latest message first."""

    async def transcript(self, conversation_id: str, language: Language) -> Transcript:
        """The newest 500 messages and what is known; product names in `language`.

        Raises:
            NotFoundError: no such conversation.
        """

    async def mark_read(self, conversation_id: str, sequence: int) -> None:
        """An agent has the messages up to `sequence` before them."""

    async def claim(self, conversation_id: str, agent_id: str) -> None:
        """Take a conversation from the queue or from the assistant; claiming twice is once.

        Raises:
            AlreadyClaimedError: another agent has it; NotFoundError: no such conversation.
        """

    async def reply(self, conversation_id: str, agent_id: str, text: str, message_id: str) -> None:
        """Write to the shopper; the same `message_id` (a UUID) again writes nothing.

        Raises:
            NotYoursError: this agent does not have it; NotFoundError: no such conversation.
        """

    async def hand_back(self, conversation_id: str, agent_id: str) -> None:
        """The assistant answers again, and tells the shopper so.

        Raises:
            NotYoursError: this agent does not have it; NotFoundError: no such conversation.
        """

    async def close(self, conversation_id: str, agent_id: str) -> None:
        """The matter is settled; the assistant answers what the shopper writes next.

        Raises:
            NotYoursError: this agent does not have it; NotFoundError: no such conversation.
        """

    async def correct(
        self, conversation_id: str, message_id: str, agent_id: str, intent: str
    ) -> None:
        """Say what a shopper's message means, for the assistant to learn; the last word counts.

        Raises:
            NotFoundError: no such message of a shopper in this conversation.
        """

    def changes(self) -> AbstractAsyncContextManager[AsyncIterator[None]]:
        """News of any conversation, from the moment the context is entered.

        Several changes may come as one; one may come where nothing changed.
        """
