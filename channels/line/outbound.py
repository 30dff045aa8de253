"""What do we answer?

Replies become LINE message objects within the limits of
https://developers.line.biz/en/reference/messaging-api/#message-objects
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.domain.messages import QuickReply, Reply
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
from channels.reading import Json
from channels.text import shorten, split_text

MAX_MESSAGES = 5  # in one call
MAX_TEXT = 5_000
MAX_ALT_TEXT = 1_500
MAX_BUBBLES = 12
MAX_CAROUSEL_BYTES = 50_000
MAX_ACTION_TEXT = 300
MAX_POSTBACK = 300
MAX_URI = 1_000
_MAX_REASON = 120


@dataclass(frozen=True, slots=True)
class Batch:
    """LINE messages for several replies; `counts` says how many each reply became."""

    messages: list[Json]
    counts: tuple[int, ...]


def to_batch(replies: Sequence[tuple[Reply, Labels]], pictures: Pictures) -> Batch:
    """All replies of an answer; only the very last message shows quick replies on LINE."""
    rendered = [to_messages(reply, labels, pictures) for reply, labels in replies]
    messages = [message for group in rendered for message in group]
    buttons = [reply.quick_replies for reply, _ in replies if usable(reply.quick_replies)]
    if messages and buttons:
        messages[-1] = messages[-1] | {"quickReply": to_quick_reply(buttons[-1])}
    return Batch(messages, tuple(len(group) for group in rendered))


def to_messages(reply: Reply, labels: Labels, pictures: Pictures) -> list[Json]:
    """Text messages, then the products as carousels; empty when the reply shows nothing."""
    texts = [{"type": "text", "text": piece} for piece in split_text(text_of(reply), MAX_TEXT)]
    cards = [to_parts(card, labels, pictures, MAX_URI) for card in reply.products]
    return [*texts, *_to_carousels(cards, labels)]


def to_quick_reply(buttons: Sequence[QuickReply]) -> Json:
    """The buttons under a message, at most 13."""
    shown = usable(buttons)[:MAX_QUICK_REPLIES]
    return {"items": [{"type": "action", "action": _to_action(button)} for button in shown]}


def _to_action(button: QuickReply) -> Json:
    label, words = shorten(button.label, MAX_LABEL), shorten(button.label, MAX_ACTION_TEXT)
    if data := payload_of(button, MAX_POSTBACK):
        return {"type": "postback", "label": label, "data": data, "displayText": words}
    return {"type": "message", "label": label, "text": words}


def _to_carousels(cards: Sequence[CardParts], labels: Labels) -> Iterator[Json]:
    bubbles = [(card, _to_bubble(card, labels)) for card in cards]
    for group in _packed(bubbles):
        alt_text = "\n".join(f"{card.name} {card.price}" for card, _ in group)
        contents = {"type": "carousel", "contents": [bubble for _, bubble in group]}
        yield {"type": "flex", "altText": shorten(alt_text, MAX_ALT_TEXT), "contents": contents}


def _packed(
    bubbles: Iterable[tuple[CardParts, Json]],
) -> Iterator[list[tuple[CardParts, Json]]]:
    """Groups of at most 12 bubbles and 50 KB, as the SDK writes them (ASCII JSON)."""
    group: list[tuple[CardParts, Json]] = []
    size = 0
    for card, bubble in bubbles:
        more = len(json.dumps(bubble)) + 2
        if group and (len(group) == MAX_BUBBLES or size + more > MAX_CAROUSEL_BYTES - 100):
            yield group
            group, size = [], 0
        group.append((card, bubble))
        size += more
    if group:
        yield group


def _to_bubble(card: CardParts, labels: Labels) -> Json:
    bubble: Json = {"type": "bubble", "size": "kilo"}
    if card.picture:
        bubble["hero"] = _to_hero(card.picture)
    return bubble | {"body": _to_body(card), "footer": _to_footer(card, labels)}


def _to_hero(picture: str) -> Json:
    return {
        "type": "image",
        "url": picture,
        "size": "full",
        "aspectRatio": "1:1",
        "aspectMode": "cover",
    }


def _to_body(card: CardParts) -> Json:
    name = {"type": "text", "text": card.name, "weight": "bold", "wrap": True}
    price = {"type": "text", "text": card.price, "size": "md"}
    lines = [shorten(reason, _MAX_REASON) for reason in card.reasons]
    lines += [shorten(card.address, MAX_URI)] if card.address else []
    small = [{"type": "text", "text": line, "size": "sm", "wrap": True} for line in lines]
    contents = [name, price, *small]
    return {"type": "box", "layout": "vertical", "spacing": "sm", "contents": contents}


def _to_footer(card: CardParts, labels: Labels) -> Json:
    actions: list[Json] = []
    if card.page:
        actions.append({"type": "uri", "label": _label(labels.view), "uri": card.page})
    words = shorten(card.question, MAX_ACTION_TEXT)
    actions.append({"type": "message", "label": _label(labels.ask), "text": words})
    buttons = [{"type": "button", "height": "sm", "action": action} for action in actions]
    return {"type": "box", "layout": "vertical", "contents": buttons}


def _label(words: str) -> str:
    return shorten(words, MAX_LABEL)
