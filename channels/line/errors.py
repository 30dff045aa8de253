"""What LINE's refusals mean for a message.

https://developers.line.biz/en/reference/messaging-api/#status-codes and #error-responses
"""

import json
from typing import Any

from linebot.v3.messaging import ApiException

from bot.domain.errors import (
    DeliveryDeferredError,
    DeliveryError,
    DeliveryRefusedError,
    DeliveryUncertainError,
)
from channels.text import shorten

_BAD_REQUEST = 400
_TOO_MANY = 429
_SERVER_ERROR = 500
_RATE_PAUSE_SECONDS = 60.0
# The quota is a month's; a plan may be raised any hour.
_QUOTA_PAUSE_SECONDS = 6 * 3600.0


def is_spent_token(error: ApiException) -> bool:
    """Whether LINE says that the reply token was used or is too old: nothing was sent then."""
    return error.status == _BAD_REQUEST and "invalid reply token" in _message(error).lower()


def to_delivery_error(error: ApiException, *, is_repeatable: bool) -> DeliveryError:
    """What a refusal means; a failure on LINE's side is uncertain unless it may be repeated."""
    if error.status == _TOO_MANY:
        return _to_pause(error)
    if error.status >= _SERVER_ERROR and is_repeatable:
        return DeliveryDeferredError(f"LINE answered {error.status}")
    if error.status >= _SERVER_ERROR:
        return DeliveryUncertainError(f"LINE answered {error.status} to a reply")
    return DeliveryRefusedError(f"LINE refused ({error.status}): {_reason(error)}")


def _to_pause(error: ApiException) -> DeliveryDeferredError:
    if "monthly limit" in _message(error).lower():
        reason = "quota: LINE's monthly number of pushed messages is used up"
        return DeliveryDeferredError(reason, _retry_after(error) or _QUOTA_PAUSE_SECONDS)
    reason = "LINE asks us to send more slowly"
    return DeliveryDeferredError(reason, _retry_after(error) or _RATE_PAUSE_SECONDS)


def _retry_after(error: ApiException) -> float | None:
    value = (error.headers or {}).get("Retry-After", "")
    return float(value) if value.isdecimal() else None


def _reason(error: ApiException) -> str:
    """LINE's message and the fields it names; it quotes neither our words nor our token."""
    details = _body(error).get("details")
    items = details[:3] if isinstance(details, list) else []
    named = [f"{i.get('property')}: {i.get('message')}" for i in items if isinstance(i, dict)]
    return shorten("; ".join([_message(error) or "no reason given", *named]), 300)


def _message(error: ApiException) -> str:
    message = _body(error).get("message")
    return message if isinstance(message, str) else ""


def _body(error: ApiException) -> dict[str, Any]:
    try:
        value = json.loads(error.body or "{}")
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}
