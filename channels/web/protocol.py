"""The words that the widget and the server exchange, version 1: JSON objects with a `type`."""

import json
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from bot.domain.conversations import Owner
from bot.domain.languages import Language
from bot.domain.messages import ProductCard
from bot.domain.ports import Pictures
from channels.text import clean_text
from channels.web.ports import FeedItem

VERSION = 1
MAX_FRAME_CHARACTERS = 32_768
MAX_TEXT_CHARACTERS = 4_000

Sequence_ = Annotated[int, Field(ge=0, le=2**53)]


class ProtocolError(Exception):
    """What came over the socket cannot be taken; the socket goes on.

    Attributes:
        code: not_understood, too_long, empty, too_fast, unavailable, customer_token; the widget
            has words for what a shopper must know.
        message_id: the client's id of the message that is refused, where it was told.
    """

    def __init__(self, code: str, sentence: str, message_id: str | None = None) -> None:
        super().__init__(sentence)
        self.code = code
        self.message_id = message_id


class Hello(BaseModel):
    """The first words of a socket."""

    type: Literal["hello"]
    version: int = VERSION
    visitor: Annotated[str | None, Field(max_length=512)] = None
    customer_token: Annotated[str | None, Field(max_length=4096)] = None
    after: Sequence_ | None = None
    language: Annotated[str | None, Field(max_length=35)] = None


class TextMessage(BaseModel):
    """Words the shopper typed."""

    type: Literal["message"]
    id: UUID
    text: str


class Postback(BaseModel):
    """A button the shopper tapped."""

    type: Literal["postback"]
    id: UUID
    payload: Annotated[str, Field(min_length=1, max_length=1000)]
    label: Annotated[str, Field(max_length=200)] = ""


class Open(BaseModel):
    """The shopper opened the panel and nothing was ever said: time to introduce ourselves."""

    type: Literal["open"]


class Seen(BaseModel):
    """The page shows everything up to this sequence."""

    type: Literal["seen"]
    sequence: Sequence_


class Ping(BaseModel):
    """Asks whether the line still stands; browsers hide the protocol's own ping."""

    type: Literal["ping"]


ClientMessage = Hello | TextMessage | Postback | Open | Seen | Ping
_CLIENT_MESSAGE: TypeAdapter[ClientMessage] = TypeAdapter(
    Annotated[ClientMessage, Field(discriminator="type")]
)


def to_client_message(frame: str) -> ClientMessage:
    """Read one frame of the widget.

    Raises:
        ProtocolError: it is too long, no JSON, or nothing we know.
    """
    if len(frame) > MAX_FRAME_CHARACTERS:
        raise ProtocolError("too_long", "That is too long to be read.")
    try:
        value = json.loads(frame)
    except (ValueError, RecursionError):
        raise ProtocolError("not_understood", "That is not the JSON we expect.") from None
    return _checked(_to_client_message(value), _find_message_id(value))


def _to_client_message(value: Any) -> ClientMessage:
    try:
        return _CLIENT_MESSAGE.validate_python(_clean(value))
    except ValidationError:
        raise ProtocolError(
            "not_understood", "That is not a message we know.", _find_message_id(value)
        ) from None


def _checked(message: ClientMessage, message_id: str | None) -> ClientMessage:
    if isinstance(message, TextMessage):
        if len(message.text) > MAX_TEXT_CHARACTERS:
            sentence = f"A message has at most {MAX_TEXT_CHARACTERS} characters."
            raise ProtocolError("too_long", sentence, message_id)
        if not message.text.strip():
            raise ProtocolError("empty", "That message has no words.", message_id)
    return message


def _clean(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    return {
        name: clean_text(item) if isinstance(item, str) else item for name, item in value.items()
    }


def _find_message_id(value: Any) -> str | None:
    try:
        return str(UUID(value["id"]))
    except (TypeError, KeyError, ValueError, AttributeError):
        return None


def to_language(tag: str | None) -> Language | None:
    """The language of a tag such as `zh-TW`; None for one we do not speak."""
    primary = (tag or "").partition("-")[0].lower()
    return Language(primary) if primary in Language.__members__.values() else None


def to_item_json(item: FeedItem, pictures: Pictures) -> dict[str, Any]:
    """One message of the conversation, for the widget."""
    return {
        "type": "message",
        "sequence": item.sequence,
        "id": item.id,
        "author": item.author.value,
        "name": item.author_name,
        "text": item.reply.text,
        "products": [to_card_json(card, pictures) for card in item.reply.products],
        "quick_replies": [button.to_json() for button in item.reply.quick_replies],
        "at": item.at.isoformat(),
    }


def to_card_json(card: ProductCard, pictures: Pictures) -> dict[str, Any]:
    """The contract's product with the price as it is read and the picture's address."""
    return {**card.to_json(), "price_text": str(card.price), "picture": pictures.url_of(card)}


def to_welcome_json(
    visitor_token: str, conversation_id: str, owner: Owner, history: list[dict[str, Any]]
) -> dict[str, Any]:
    """The answer to a hello."""
    return {
        "type": "welcome",
        "version": VERSION,
        "visitor": visitor_token,
        "conversation": conversation_id,
        "owner": owner.value,
        "history": history,
    }


def to_error_json(error: ProtocolError) -> dict[str, Any]:
    """What could not be taken, and why."""
    return {
        "type": "error",
        "code": error.code,
        "message": str(error),
        "id": error.message_id,
    }
