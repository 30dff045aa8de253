"""The domain's ports as the channels' tests need them, kept simple and honest."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.domain.languages import Language
from bot.domain.messages import (
    Author,
    Channel,
    IncomingEvent,
    OutgoingMessage,
    ProductCard,
    QuickReply,
    Reply,
)

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)

_WORDS = {
    (Language.EN, "label_card_view"): "View",
    (Language.EN, "label_card_ask"): "Ask about it",
    (Language.EN, "label_card_question"): "Tell me more about {name}",
    (Language.ZH, "label_card_view"): "看商品",
    (Language.ZH, "label_card_ask"): "多問一點",
    (Language.ZH, "label_card_question"): "我想多了解 {name}",
}


@dataclass
class FixedClock:
    """A clock that a test moves."""

    time: datetime = NOON

    def now(self, conversation_id: str | None = None) -> datetime:
        return self.time

    def forward(self, seconds: float) -> None:
        self.time += timedelta(seconds=seconds)


class CardWording:
    """The responses that cards use."""

    def text(self, response: str, language: Language, **values: Any) -> str:
        words = _WORDS.get((language, response)) or _WORDS[Language.EN, response]
        return words.format(**values)

    def quick_replies(self, response: str, language: Language) -> tuple[QuickReply, ...]:
        return ()

    def reply(self, response: str, language: Language, **values: Any) -> Reply:
        return Reply(self.text(response, language, **values))


@dataclass
class FixedPictures:
    """One address for every product, or none."""

    url: str | None = None

    def url_of(self, card: ProductCard) -> str | None:
        return self.url


@dataclass
class RecordingInbox:
    """Keeps what it accepts; refuses with `error` where one is set."""

    events: list[IncomingEvent] = field(default_factory=list)
    error: Exception | None = None

    async def accept(self, events: Sequence[IncomingEvent]) -> None:
        if self.error is not None:
            raise self.error
        self.events.extend(events)


def outgoing(conversation_id: str, *replies: Reply, **fields: Any) -> list[OutgoingMessage]:
    """The stored messages of one answer."""
    channel = Channel(conversation_id.partition(":")[0])
    return [
        OutgoingMessage(
            **{
                "id": str(uuid.uuid4()),
                "conversation_id": conversation_id,
                "channel": channel,
                "author": Author.ASSISTANT,
                "reply": reply,
                "event_id": f"{channel}:event",
                **fields,
            }
        )
        for reply in replies
    ]
