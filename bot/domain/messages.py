"""Messages: what comes in from a channel and what goes out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Self

from bot.domain.money import Price

_BEFORE_WORDS = re.compile(r"^[\s/]+")


def to_parsable(text: str) -> str:
    """The text as the assistant may read it: never blank, and with no slash before it.

    A slash names an intent, which only our own buttons may. Lone surrogates are left out: no UTF-8
    carries them.
    """
    carried = text.encode("utf-8", "ignore").decode("utf-8")
    return _BEFORE_WORDS.sub("", carried).strip() or "…"


class Channel(StrEnum):
    """Where a shopper writes."""

    LINE = "line"
    MESSENGER = "messenger"
    WEB = "web"
    TERMINAL = "terminal"


class EventKind(StrEnum):
    """What one item of a webhook body is."""

    TEXT = "text"
    POSTBACK = "postback"
    STICKER = "sticker"
    IMAGE = "image"
    ATTACHMENT = "attachment"  # audio, video, file, location: nothing we can read
    FOLLOW = "follow"  # a shopper opens the conversation (LINE follow, Messenger get started)
    UNFOLLOW = "unfollow"
    UNSEND = "unsend"
    ECHO = "echo"  # our own page's message, also one a person wrote in the Page inbox
    RECEIPT = "receipt"  # delivered, read
    OTHER = "other"


# What a shopper says, in whatever form; the rest is about the conversation or about us.
SHOPPERS_OWN = (
    EventKind.TEXT,
    EventKind.POSTBACK,
    EventKind.STICKER,
    EventKind.IMAGE,
    EventKind.ATTACHMENT,
)


@dataclass(frozen=True, slots=True)
class IncomingEvent:
    """One event of a channel, translated; `event_id` is unique over all channels.

    Attributes:
        event_id: the platform's id behind the channel's name ("line:01HX…"); repeated by a
            redelivery.
        conversation_id: all messages of one customer on one channel ("line:U4af…").
        text: the words typed, a postback's payload, or an echo's words.
        label: what the shopper saw on the button they tapped, where the platform tells.
        reply_token: LINE's one-use token.
        message_id: the platform's id of the message itself; an UNSEND names it.
        details: what a channel wants to keep beside (sticker keywords, an image's id, …).
    """

    event_id: str
    conversation_id: str
    channel: Channel
    kind: EventKind
    occurred_at: datetime
    text: str = ""
    label: str | None = None
    reply_token: str | None = None
    message_id: str | None = None
    details: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class QuickReply:
    """A button under a message. Without a payload a tap sends the label as if it were typed.

    A payload is Rasa's own short form: `/intent` or `/intent{"tag": value}`.
    """

    label: str
    payload: str | None = None

    def to_json(self) -> dict[str, Any]:
        """For storage and the web widget."""
        return {"label": self.label, "payload": self.payload}


@dataclass(frozen=True, slots=True)
class ProductCard:
    """A product as a shopper sees it in a conversation."""

    id: str
    name: str
    price: Price
    product_type: str | None = None
    ingredients: tuple[str, ...] = ()
    url: str | None = None
    reasons: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The contract's product in a turn."""
        amount = self.price.amount
        whole = amount == amount.to_integral_value()
        return {
            "id": self.id,
            "name": self.name,
            "price": int(amount) if whole else float(amount),
            "currency": self.price.currency,
            "product_type": self.product_type,
            "ingredients": list(self.ingredients),
            "url": self.url,
            "reasons": list(self.reasons),
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Self:
        """Read what `to_json` wrote."""
        return cls(
            id=value["id"],
            name=value["name"],
            price=Price(Decimal(str(value["price"])), value["currency"]),
            product_type=value.get("product_type"),
            ingredients=tuple(value.get("ingredients") or ()),
            url=value.get("url"),
            reasons=tuple(value.get("reasons") or ()),
        )


@dataclass(frozen=True, slots=True)
class Reply:
    """One message to a shopper; only the text is required of a channel, the rest may degrade."""

    text: str
    products: tuple[ProductCard, ...] = ()
    quick_replies: tuple[QuickReply, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """For storage, jobs and the web widget."""
        return {
            "text": self.text,
            "products": [card.to_json() for card in self.products],
            "quick_replies": [button.to_json() for button in self.quick_replies],
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Self:
        """Read what `to_json` wrote."""
        return cls(
            text=value["text"],
            products=tuple(ProductCard.from_json(card) for card in value.get("products") or ()),
            quick_replies=tuple(
                QuickReply(button["label"], button.get("payload"))
                for button in value.get("quick_replies") or ()
            ),
        )


class Author(StrEnum):
    """Who wrote an outgoing message."""

    ASSISTANT = "assistant"
    AGENT = "agent"


class Delivery(StrEnum):
    """What became of an outgoing message; apart from the end of the event it answers."""

    PENDING = "pending"
    SENT = "sent"
    UNCERTAIN = "uncertain"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class OutgoingMessage:
    """A stored reply on its way.

    Attributes:
        id: a UUID; LINE's push takes it as retry key.
        event_id: the event it answers; None for what we or an agent start.
        reply_token: LINE's token of that event, None where there is none; `token_born_at` is when
            LINE issued it (valid about a minute).
        attempts: how often sending was tried before this time.
    """

    id: str
    conversation_id: str
    channel: Channel
    author: Author
    reply: Reply
    event_id: str | None = None
    reply_token: str | None = None
    token_born_at: datetime | None = None
    attempts: int = 0
