"""What did it say?

https://developers.facebook.com/docs/messenger-platform/reference/webhook-events
"""

import hashlib
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from bot.domain.messages import Channel, EventKind, IncomingEvent
from channels.reading import (
    Content,
    Json,
    MalformedError,
    as_object,
    find_address,
    find_id,
    find_object,
    find_word,
    find_words,
    get_id,
    get_items,
    get_object,
    get_text,
    parse_object,
    place_id,
    to_faulty,
    to_time,
    without_blanks,
)
from channels.text import shorten

# What Messenger's "Get started" button sends, as we and Meta's examples set it.
GET_STARTED = "GET_STARTED"
# Goes before an outgoing message's id in its `metadata`.
OUR_MARK = "dropwise:"
_NOBODY = "nobody"
_ENVELOPE = frozenset({"sender", "recipient", "timestamp"})


def to_events(body: bytes, now: datetime) -> list[IncomingEvent]:
    """Translate a webhook's body; an event that cannot be read becomes OTHER with its `fault`.

    Args:
        body: the raw body, its signature already checked.
        now: the time of an event that tells none.

    Raises:
        MalformedError: it is no list of entries at all.
    """
    entries = get_items(parse_object(body), "entry")
    return [
        _to_event(item, place_id(body, index), now, standby)
        for index, (item, standby) in enumerate(_items(entries))
    ]


def _items(entries: list[Any]) -> Iterator[tuple[Any, bool]]:
    """Every event of every entry, and whether another app owns its conversation (standby)."""
    for entry in entries:
        if not isinstance(entry, dict):
            yield entry, False
            continue
        for key in ("messaging", "standby"):
            items = entry.get(key, [])
            for item in items if isinstance(items, list) else [items]:
                yield item, key == "standby"


def _to_event(item: Any, place: str, now: datetime, standby: bool) -> IncomingEvent:
    event = item if isinstance(item, dict) else {}
    content = _to_content(item, standby)
    return IncomingEvent(
        event_id=f"{Channel.MESSENGER}:{_event_id(event, content) or place}",
        conversation_id=f"{Channel.MESSENGER}:{_shopper(event)}",
        channel=Channel.MESSENGER,
        kind=content.kind,
        occurred_at=to_time(event.get("timestamp"), now),
        text=content.text,
        label=content.label,
        message_id=content.message_id,
        details=content.details or None,
    )


def _shopper(event: Json) -> str:
    """The page-scoped id of the shopper: an echo is sent by the page, to them."""
    is_echo = find_object(event, "message").get("is_echo") is True
    return find_id(find_object(event, "recipient" if is_echo else "sender"), "id") or _NOBODY


def _event_id(event: Json, content: Content) -> str | None:
    """The message's own id, else a digest of who, when and what; None where these are missing.

    An event about a message (unsent, reacted to, edited) must not take that message's id.
    """
    own = find_id(find_object(event, "message"), "mid") or find_id(
        find_object(event, "postback"), "mid"
    )
    if own and content.kind is not EventKind.UNSEND:
        return own
    sender, timestamp = find_id(find_object(event, "sender"), "id"), event.get("timestamp")
    if sender is None or not isinstance(timestamp, int):
        return None
    what = [name + _scalars(find_object(event, name)) for name in sorted(event.keys() - _ENVELOPE)]
    digest = hashlib.sha256(f"{sender} {timestamp} {what}".encode("utf-8", "backslashreplace"))
    return digest.hexdigest()[:40]


def _scalars(body: Json) -> str:
    """The plain values of an object: enough to tell it, at no depth."""
    return repr({key: value for key, value in body.items() if isinstance(value, str | int | bool)})


def _to_content(item: Any, standby: bool) -> Content:
    try:
        event = as_object(item)
        return Content(EventKind.OTHER, details={"type": "standby"}) if standby else _read(event)
    except MalformedError as error:
        return to_faulty(error)


def _read(event: Json) -> Content:
    name = next((name for name in _READERS if name in event), None)
    if name is None:
        kind = next((key for key in event if key not in _ENVELOPE), "")
        return Content(EventKind.OTHER, details=without_blanks({"type": shorten(kind, 100)}))
    get_id(get_object(event, "sender"), "id")
    return _READERS[name](get_object(event, name))


def _read_message(message: Json) -> Content:
    message_id = get_id(message, "mid")
    if message.get("is_echo") is True:
        return _read_echo(message, message_id)
    if message.get("is_deleted") is True:
        return Content(EventKind.UNSEND, message_id=message_id)
    if "quick_reply" in message:
        return _read_tap(
            get_text(get_object(message, "quick_reply"), "payload"),
            find_word(message, "text"),
            message_id,
        )
    if "text" in message:
        return Content(EventKind.TEXT, get_text(message, "text"), message_id=message_id)
    return _read_attachments(message, message_id)


def _read_echo(message: Json, message_id: str) -> Content:
    """What the page itself said; `outgoing_id` names our own message, else a person wrote it."""
    text = get_text(message, "text") if "text" in message else ""
    mark = find_id(message, "metadata") or ""
    own_id = mark.removeprefix(OUR_MARK) if mark.startswith(OUR_MARK) else None
    details = without_blanks({"app_id": find_id(message, "app_id"), "outgoing_id": own_id})
    return Content(EventKind.ECHO, text, message_id=message_id, details=details)


def _read_tap(payload: str, label: str | None, message_id: str | None) -> Content:
    """A tapped button: with a payload of Rasa's form a postback, else words as if typed."""
    if payload == GET_STARTED:
        return Content(EventKind.FOLLOW, message_id=message_id)
    if payload.startswith("/"):
        return Content(EventKind.POSTBACK, payload, label, message_id)
    return Content(EventKind.TEXT, payload, label, message_id)


def _read_attachments(message: Json, message_id: str) -> Content:
    attachments = [item for item in get_items(message, "attachments") if isinstance(item, dict)]
    if not attachments:
        raise MalformedError("attachments holds nothing")
    first = attachments[0]
    payload = find_object(first, "payload")
    sticker_id = find_id(payload, "sticker_id")
    details = {
        "type": find_word(first, "type"),
        "url": find_address(payload, "url"),
        "sticker_id": sticker_id,
        "count": len(attachments),
    }
    return Content(
        _attachment_kind(first, sticker_id),
        message_id=message_id,
        details=without_blanks(details),
    )


def _attachment_kind(attachment: Json, sticker_id: str | None) -> EventKind:
    if sticker_id:
        return EventKind.STICKER
    return EventKind.IMAGE if attachment.get("type") == "image" else EventKind.ATTACHMENT


def _read_postback(postback: Json) -> Content:
    payload = get_text(postback, "payload")
    return _read_tap(payload, find_word(postback, "title"), find_id(postback, "mid"))


def _read_delivery(delivery: Json) -> Content:
    details = {"type": "delivery", "message_ids": find_words(delivery, "mids", 100)}
    return Content(EventKind.RECEIPT, details=without_blanks(details))


def _read_reading(_reading: Json) -> Content:
    return Content(EventKind.RECEIPT, details={"type": "read"})


_READERS: dict[str, Callable[[Json], Content]] = {
    "message": _read_message,
    "postback": _read_postback,
    "delivery": _read_delivery,
    "read": _read_reading,
}
