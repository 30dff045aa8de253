"""What do we answer?

Replies become Send API messages within the limits of
https://developers.facebook.com/docs/messenger-platform/reference/send-api
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.messages import Author, OutgoingMessage, QuickReply, Reply
from bot.domain.ports import Pictures
from channels.degradation import (
    MAX_LABEL,
    MAX_QUICK_REPLIES,
    CardParts,
    Labels,
    payload_of,
    text_of,
    to_parts,
    usable,
)
from channels.messenger.inbound import OUR_MARK
from channels.reading import Json
from channels.text import shorten, split_text

MAX_TEXT = 2_000
MAX_ELEMENTS = 10
MAX_TITLE = 80
MAX_SUBTITLE = 80
MAX_PAYLOAD = 1_000
MAX_URI = 1_000


@dataclass(frozen=True, slots=True)
class AgentMessage:
    """A message a person wrote: the only thing that can be sent under HUMAN_AGENT.

    Meta allows that tag to people alone, up to seven days after the shopper's last word.

    Raises:
        ValueError: the assistant wrote it.
    """

    message: OutgoingMessage

    def __post_init__(self) -> None:
        if self.message.author is not Author.AGENT:
            raise ValueError("only a message that a person wrote may be sent as HUMAN_AGENT")


def to_request(message: OutgoingMessage, recipient: str, content: Json) -> Json:
    """A send inside the 24 hours after the shopper's last word."""
    messaging_type = "RESPONSE" if message.event_id else "UPDATE"
    return {
        "recipient": {"id": recipient},
        "messaging_type": messaging_type,
        "message": _marked(message, content),
    }


def to_late_request(proof: AgentMessage, recipient: str, content: Json) -> Json:
    """A send of a person's words after the 24 hours."""
    return {
        "recipient": {"id": recipient},
        "messaging_type": "MESSAGE_TAG",
        "tag": "HUMAN_AGENT",
        "message": _marked(proof.message, content),
    }


def _marked(message: OutgoingMessage, content: Json) -> Json:
    """Meta hands `metadata` back with the echo, which tells ours from the Page inbox's."""
    return content | {"metadata": OUR_MARK + message.id}


def to_contents(reply: Reply, labels: Labels, pictures: Pictures) -> list[Json]:
    """Texts, then the products as templates; quick replies under the last; empty for nothing."""
    cards = [to_parts(card, labels, pictures, MAX_URI) for card in reply.products]
    addresses = [f"{card.name}: {card.address}" for card in cards if card.address]
    text = "\n".join([text_of(reply), *addresses])
    contents: list[Json] = [{"text": piece} for piece in split_text(text, MAX_TEXT)]
    contents += [_to_template(group, labels) for group in _grouped(cards)]
    buttons = usable(reply.quick_replies)
    if contents and buttons:
        contents[-1] = contents[-1] | {"quick_replies": to_quick_replies(buttons)}
    return contents


def to_quick_replies(buttons: Sequence[QuickReply]) -> list[Json]:
    """The buttons under a message, at most 13."""
    return [
        {
            "content_type": "text",
            "title": shorten(button.label, MAX_LABEL),
            "payload": _payload(button),
        }
        for button in usable(buttons)[:MAX_QUICK_REPLIES]
    ]


def _payload(button: QuickReply) -> str:
    """What a tap sends back; Meta wants one, so without ours it is the whole label."""
    return payload_of(button, MAX_PAYLOAD) or shorten(button.label, MAX_PAYLOAD)


def _grouped(cards: Sequence[CardParts]) -> list[Sequence[CardParts]]:
    starts = range(0, len(cards), MAX_ELEMENTS)
    return [cards[start : start + MAX_ELEMENTS] for start in starts]


def _to_template(cards: Sequence[CardParts], labels: Labels) -> Json:
    elements = [_to_element(card, labels) for card in cards]
    payload = {"template_type": "generic", "elements": elements}
    return {"attachment": {"type": "template", "payload": payload}}


def _to_element(card: CardParts, labels: Labels) -> Json:
    element: Json = {
        "title": shorten(card.name, MAX_TITLE),
        "subtitle": shorten(" · ".join([card.price, *card.reasons]), MAX_SUBTITLE),
        "buttons": _to_buttons(card, labels),
    }
    return element | ({"image_url": card.picture} if card.picture else {})


def _to_buttons(card: CardParts, labels: Labels) -> list[Json]:
    buttons: list[Json] = []
    if card.page:
        view = shorten(labels.view, MAX_LABEL)
        buttons.append({"type": "web_url", "title": view, "url": card.page})
    ask, words = shorten(labels.ask, MAX_LABEL), shorten(card.question, MAX_PAYLOAD)
    return [*buttons, {"type": "postback", "title": ask, "payload": words}]
