"""What the web chat needs of the place where conversations are kept."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from bot.domain.conversations import Owner
from bot.domain.messages import Reply


class FeedAuthor(StrEnum):
    """Who wrote a message of a conversation."""

    SHOPPER = "shopper"
    ASSISTANT = "assistant"
    AGENT = "agent"


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One message of a conversation as its shopper sees it.

    Attributes:
        sequence: place in the conversation; a later commit never has a lower one.
        id: the outgoing message's id, or the id the widget gave the shopper's own message (the
            last part of its event id), by which a widget knows its own words again.
        reply: text, cards and buttons; a shopper's message has text alone (a tapped button's
            label).
        author_name: an agent's name as shoppers may read it.
    """

    sequence: int
    id: str
    author: FeedAuthor
    reply: Reply
    at: datetime
    author_name: str | None = None


class ConversationFeed(Protocol):
    """The messages of web conversations, and the news that there are more."""

    async def history(
        self, conversation_id: str, after: int | None, limit: int
    ) -> Sequence[FeedItem]:
        """Messages by rising sequence: the first `limit` after `after`, or the newest for None.

        A conversation nobody has written in is empty, not an error.
        """

    async def mark_seen(self, conversation_id: str, sequence: int) -> None:
        """The shopper's page shows everything up to `sequence`: pending messages are sent."""

    def changes(self, conversation_id: str) -> AbstractAsyncContextManager[AsyncIterator[None]]:
        """News of one conversation, from the moment the context is entered.

        Whatever commits after entering makes the iterator yield; several changes may come as one,
        and one may come where nothing changed (after a lost listener is back, say).
        """

    async def owner(self, conversation_id: str) -> Owner:
        """Who answers; the assistant where nobody has written yet."""

    async def prove_identity(self, conversation_id: str, customer_id: str) -> None:
        """The shop signed that this shopper is that customer; repeating changes nothing."""
