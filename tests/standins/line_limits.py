"""LINE's limits that its OpenAPI does not hold, and those that must hold without the file.

https://developers.line.biz/en/reference/messaging-api/#message-objects
"""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

KNOWN_TYPES = {"text", "flex", "template", "image", "sticker"}


def faults_of_messages(messages: Any) -> list[str]:
    """What LINE would not take; empty when it takes everything."""
    if not isinstance(messages, list) or not 1 <= len(messages) <= 5:
        return ["messages: 1 to 5 are wanted"]
    return [
        f"messages[{index}]: {fault}"
        for index, message in enumerate(messages)
        for fault in _faults(message, index == len(messages) - 1)
    ]


def utf16(text: str) -> int:
    return len(text.encode("utf-16-le", "strict")) // 2


def _faults(message: Any, is_last: bool) -> Iterator[str]:
    if message.get("type") not in KNOWN_TYPES:
        yield f"type {message.get('type')!r}"
    if message.get("type") == "text":
        yield from _text_faults("text", message.get("text"), 5_000)
    if message.get("type") == "flex":
        yield from _flex_faults(message)
    if "quickReply" in message:
        if not is_last:
            yield "quick replies under a message that is not the last are never seen"
        yield from _quick_reply_faults(message["quickReply"]["items"])


def _text_faults(name: str, text: Any, limit: int) -> Iterator[str]:
    if not isinstance(text, str) or not text.strip():
        yield f"{name} is blank"
    elif utf16(text) > limit:
        yield f"{name} is longer than {limit}"


def _quick_reply_faults(items: list[Any]) -> Iterator[str]:
    if not 1 <= len(items) <= 13:
        yield f"{len(items)} quick replies"
    for item in items:
        yield from _action_faults(item["action"])


def _action_faults(action: dict[str, Any]) -> Iterator[str]:
    yield from _text_faults("label", action.get("label"), 20)
    if action["type"] == "message":
        yield from _text_faults("action text", action.get("text"), 300)
    elif action["type"] == "postback":
        yield from _text_faults("postback data", action.get("data"), 300)
        yield from _text_faults("displayText", action.get("displayText"), 300)
    elif action["type"] == "uri":
        yield from _address_faults(action.get("uri"), 1_000)
    else:
        yield f"action {action['type']!r}"


def _address_faults(address: Any, limit: int) -> Iterator[str]:
    parts = urlsplit(str(address))
    is_plain = str(address).isascii() and str(address).isprintable() and " " not in str(address)
    if parts.scheme != "https" or not parts.hostname or not is_plain or len(str(address)) > limit:
        yield f"address {address!r}"


def _flex_faults(message: dict[str, Any]) -> Iterator[str]:
    yield from _text_faults("altText", message.get("altText"), 1_500)
    contents = message["contents"]
    if len(json.dumps(contents)) > 50_000:
        yield "the carousel is over 50 KB"
    bubbles = contents["contents"] if contents["type"] == "carousel" else [contents]
    if not 1 <= len(bubbles) <= 12:
        yield f"{len(bubbles)} bubbles"
    for bubble in bubbles:
        yield from _component_faults(bubble)


def _component_faults(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for child in node:
            yield from _component_faults(child)
    elif isinstance(node, dict):
        if node.get("type") == "text":
            yield from _text_faults("flex text", node.get("text"), 2_000)
        if node.get("type") == "image":
            yield from _address_faults(node.get("url"), 2_000)
        if "action" in node:
            yield from _action_faults(node["action"])
        for key, child in node.items():
            if key != "action":
                yield from _component_faults(child)
