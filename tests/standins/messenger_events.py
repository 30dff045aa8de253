"""Meta's side of a webhook: events as its documents describe them, in a signed body."""

import hashlib
import hmac
import json
import time
import uuid
from collections.abc import Sequence
from typing import Any

APP_SECRET = "stand-in-app-secret"
VERIFY_TOKEN = "stand-in-verify-token"
PAGE_ID = "100200300"


def messenger_event(shopper: str, at_ms: int | None = None, **fields: Any) -> dict[str, Any]:
    """One item of `messaging`, from the shopper to our page."""
    return {
        "sender": {"id": shopper},
        "recipient": {"id": PAGE_ID},
        "timestamp": at_ms or int(time.time() * 1000),
        **fields,
    }


def text_message(shopper: str, text: str, mid: str | None = None, **fields: Any) -> dict[str, Any]:
    """A shopper wrote."""
    message = {"mid": mid or f"m_{uuid.uuid4().hex}", "text": text}
    return messenger_event(shopper, message=message, **fields)


def quick_reply(shopper: str, label: str, payload: str) -> dict[str, Any]:
    """A shopper tapped a quick reply."""
    message = {
        "mid": f"m_{uuid.uuid4().hex}",
        "text": label,
        "quick_reply": {"payload": payload},
    }
    return messenger_event(shopper, message=message)


def echo(shopper: str, text: str, **more: Any) -> dict[str, Any]:
    """The page itself wrote: an app (`app_id`, its `metadata`), or a person in the Page inbox."""
    message = {"mid": f"m_{uuid.uuid4().hex}", "text": text, "is_echo": True, **more}
    event = messenger_event(shopper, message=message)
    return event | {"sender": {"id": PAGE_ID}, "recipient": {"id": shopper}}


def messenger_body(events: Sequence[Any]) -> bytes:
    """A webhook's body with these events in one entry."""
    entry = {"id": PAGE_ID, "time": int(time.time() * 1000), "messaging": list(events)}
    return json.dumps({"object": "page", "entry": [entry]}).encode()


def signed_messenger_body(
    events: Sequence[Any], secret: str = APP_SECRET
) -> tuple[bytes, dict[str, str]]:
    """Body and headers of a genuine call."""
    body = messenger_body(events)
    return body, messenger_headers(body, secret)


def messenger_headers(body: bytes, secret: str = APP_SECRET) -> dict[str, str]:
    """Headers that make any body genuine."""
    digest = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    return {"content-type": "application/json", "x-hub-signature-256": f"sha256={digest}"}
