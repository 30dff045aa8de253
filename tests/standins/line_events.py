"""LINE's side of a webhook: events as its documents describe them, in a signed body."""

import base64
import hashlib
import hmac
import json
import time
import uuid
from collections.abc import Sequence
from typing import Any

CHANNEL_SECRET = "stand-in-channel-secret"
BOT_ID = "U" + "b" * 32
MILLISECONDS = 1000


def line_user(number: int) -> str:
    """A user id of LINE's form."""
    return f"U{number:032x}"


def line_event(kind: str, user_id: str, at_ms: int | None = None, **fields: Any) -> dict[str, Any]:
    """An event of a one-to-one chat; `fields` add or replace."""
    return {
        "type": kind,
        "mode": "active",
        "timestamp": at_ms or int(time.time() * MILLISECONDS),
        "source": {"type": "user", "userId": user_id},
        "webhookEventId": uuid.uuid4().hex[:26].upper(),
        "deliveryContext": {"isRedelivery": False},
        **fields,
    }


def text_event(
    user_id: str, text: str, reply_token: str = "token", **fields: Any
) -> dict[str, Any]:
    """A shopper wrote."""
    message = {"id": uuid.uuid4().hex, "type": "text", "text": text, "quoteToken": "quote"}
    return line_event("message", user_id, message=message, replyToken=reply_token, **fields)


def postback_event(
    user_id: str, data: str, reply_token: str = "token", **fields: Any
) -> dict[str, Any]:
    """A shopper tapped a button."""
    return line_event(
        "postback", user_id, postback={"data": data}, replyToken=reply_token, **fields
    )


def follow_event(user_id: str, reply_token: str = "token", **fields: Any) -> dict[str, Any]:
    """A shopper opened the conversation."""
    follow = {"isUnblocked": False}
    return line_event("follow", user_id, follow=follow, replyToken=reply_token, **fields)


def redelivered(event: dict[str, Any]) -> dict[str, Any]:
    """The same event as LINE sends it again."""
    return event | {"deliveryContext": {"isRedelivery": True}}


def line_body(events: Sequence[Any]) -> bytes:
    """A webhook's body with these events."""
    return json.dumps({"destination": BOT_ID, "events": list(events)}).encode()


def signed_line_body(
    events: Sequence[Any], secret: str = CHANNEL_SECRET
) -> tuple[bytes, dict[str, str]]:
    """Body and headers of a genuine call."""
    body = line_body(events)
    return body, line_headers(body, secret)


def line_headers(body: bytes, secret: str = CHANNEL_SECRET) -> dict[str, str]:
    """Headers that make any body genuine."""
    digest = hmac.new(secret.encode(), body, hashlib.sha256).digest()
    signature = base64.b64encode(digest).decode()
    return {"content-type": "application/json", "x-line-signature": signature}
