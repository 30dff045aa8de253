"""What did it say?

https://developers.line.biz/en/reference/messaging-api/#webhook-event-objects
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from bot.domain.messages import Channel, EventKind, IncomingEvent
from channels.reading import (
    Content,
    Json,
    MalformedError,
    as_object,
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

_NOBODY = "nobody"


def to_events(body: bytes, now: datetime) -> list[IncomingEvent]:
    """Translate a webhook's body; an event that cannot be read becomes OTHER with its `fault`.

    Args:
        body: the raw body, its signature already checked.
        now: the time of an event that tells none.

    Raises:
        MalformedError: it is no list of events at all.
    """
    items = get_items(parse_object(body), "events")
    return [_to_event(item, place_id(body, index), now) for index, item in enumerate(items)]


def _to_event(item: Any, place: str, now: datetime) -> IncomingEvent:
    event = item if isinstance(item, dict) else {}
    content = _to_content(item)
    return IncomingEvent(
        event_id=f"{Channel.LINE}:{find_id(event, 'webhookEventId') or place}",
        conversation_id=f"{Channel.LINE}:{_party(find_object(event, 'source'))}",
        channel=Channel.LINE,
        kind=content.kind,
        occurred_at=to_time(event.get("timestamp"), now),
        text=content.text,
        label=content.label,
        reply_token=find_id(event, "replyToken"),
        message_id=content.message_id,
        details=content.details or None,
    )


def _party(source: Json) -> str:
    """Whose conversation it is: a group's is the group's, never its member's own."""
    ids = (find_id(source, key) for key in ("groupId", "roomId", "userId"))
    return next((found for found in ids if found), _NOBODY)


def _to_content(item: Any) -> Content:
    try:
        return _read(as_object(item))
    except MalformedError as error:
        return to_faulty(error)


def _read(event: Json) -> Content:
    kind = get_text(event, "type")
    reader = _READERS.get(kind, _read_other) if _is_ours(event) else _read_other
    return reader(event)


def _is_ours(event: Json) -> bool:
    """Whether it happened one to one, in a chat that we (no other module) are to answer."""
    source = find_object(event, "source")
    is_active = event.get("mode", "active") == "active"
    return is_active and source.get("type") == "user" and find_id(source, "userId") is not None


def _read_message(event: Json) -> Content:
    message = get_object(event, "message")
    reader = _MESSAGE_READERS.get(get_text(message, "type"), _read_other_message)
    return reader(message, get_id(message, "id"))


def _read_text(message: Json, message_id: str) -> Content:
    details = without_blanks({"quoted_message_id": find_id(message, "quotedMessageId")})
    return Content(
        EventKind.TEXT, get_text(message, "text"), message_id=message_id, details=details
    )


def _read_sticker(message: Json, message_id: str) -> Content:
    details = {
        "package_id": find_id(message, "packageId"),
        "sticker_id": find_id(message, "stickerId"),
        "keywords": find_words(message, "keywords"),
        "text": find_word(message, "text"),
    }
    return Content(EventKind.STICKER, message_id=message_id, details=without_blanks(details))


def _read_image(message: Json, message_id: str) -> Content:
    image_set = find_id(find_object(message, "imageSet"), "id")
    details = without_blanks({"image_set_id": image_set})
    return Content(EventKind.IMAGE, message_id=message_id, details=details)


def _read_attachment(message: Json, message_id: str) -> Content:
    details = {"type": find_word(message, "type"), "file_name": find_word(message, "fileName", 255)}
    return Content(EventKind.ATTACHMENT, message_id=message_id, details=without_blanks(details))


def _read_other_message(message: Json, message_id: str) -> Content:
    details = without_blanks({"type": "message", "message_type": find_word(message, "type")})
    return Content(EventKind.OTHER, message_id=message_id, details=details)


def _read_postback(event: Json) -> Content:
    postback = get_object(event, "postback")
    params = find_object(postback, "params")
    chosen = {key: find_word(params, key) for key in ("date", "time", "datetime")}
    return Content(EventKind.POSTBACK, get_text(postback, "data"), details=without_blanks(chosen))


def _read_follow(event: Json) -> Content:
    is_unblocked = find_object(event, "follow").get("isUnblocked") is True
    return Content(EventKind.FOLLOW, details={"is_unblocked": is_unblocked})


def _read_unfollow(_event: Json) -> Content:
    return Content(EventKind.UNFOLLOW)


def _read_unsend(event: Json) -> Content:
    return Content(EventKind.UNSEND, message_id=get_id(get_object(event, "unsend"), "messageId"))


def _read_account_link(event: Json) -> Content:
    link = get_object(event, "link")
    details = {
        "type": "accountLink",
        "result": find_word(link, "result"),
        "nonce": find_id(link, "nonce"),
    }
    return Content(EventKind.OTHER, details=without_blanks(details))


def _read_other(event: Json) -> Content:
    details = {
        "type": find_word(event, "type"),
        "mode": find_word(event, "mode"),
        "source": find_word(find_object(event, "source"), "type"),
    }
    return Content(EventKind.OTHER, details=without_blanks(details))


_READERS: dict[str, Callable[[Json], Content]] = {
    "message": _read_message,
    "postback": _read_postback,
    "follow": _read_follow,
    "unfollow": _read_unfollow,
    "unsend": _read_unsend,
    "accountLink": _read_account_link,
}
_MESSAGE_READERS: dict[str, Callable[[Json, str], Content]] = {
    "text": _read_text,
    "sticker": _read_sticker,
    "image": _read_image,
    "audio": _read_attachment,
    "video": _read_attachment,
    "file": _read_attachment,
    "location": _read_attachment,
}
