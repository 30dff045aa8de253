"""What Meta's refusals mean for a message.

https://developers.facebook.com/docs/messenger-platform/error-codes
"""

from dataclasses import dataclass
from typing import Any

import httpx

from bot.domain.errors import (
    DeliveryDeferredError,
    DeliveryError,
    DeliveryRefusedError,
    DeliveryUncertainError,
)
from channels.text import shorten

_RATE_CODES = frozenset({4, 32, 613})  # calls of the app, of the page, of this kind
_TEMPORARY_CODE = 1200  # "temporary send message failure, try again later": nothing was sent
_WINDOW_SUBCODE = 2018278  # outside the 24 hours
_SERVER_ERROR = 500
_TOO_MANY = 429
_RATE_PAUSE_SECONDS = 60.0
_TEMPORARY_PAUSE_SECONDS = 30.0

# Our sentences: Meta's own for a bad token quotes the token.
_REASONS = {
    10: "the 24 hours to answer are over, or the app lacks the permission to send",
    190: "the page's access token is not valid (DROPWISE_MESSENGER_PAGE_TOKEN)",
    200: "the app lacks the permission to send to this shopper",
    368: "Meta has blocked the page from sending for a while, for breaking a policy",
    551: "the shopper is not available: they blocked the page or left Messenger",
}


@dataclass(frozen=True, slots=True)
class Failure:
    """An answer of Meta's that is not 2xx."""

    status: int
    code: int | None = None
    subcode: int | None = None
    message: str = ""
    retry_after_seconds: float | None = None

    @property
    def is_outside_window(self) -> bool:
        """Whether only the 24 hours being over stands in the way: nothing was sent."""
        return self.subcode == _WINDOW_SUBCODE

    def to_error(self) -> DeliveryError:
        """What the failure means; one on Meta's side is uncertain, for it has no retry key."""
        if self.code in _RATE_CODES or self.status == _TOO_MANY:
            pause = self.retry_after_seconds or _RATE_PAUSE_SECONDS
            return DeliveryDeferredError("Meta asks us to send more slowly", pause)
        if self.code == _TEMPORARY_CODE:
            return DeliveryDeferredError("Meta cannot send now", _TEMPORARY_PAUSE_SECONDS)
        if self.status >= _SERVER_ERROR:
            return DeliveryUncertainError(f"Meta answered {self.status}")
        return DeliveryRefusedError(f"Meta refused ({self._number()}): {self._reason()}")

    def _number(self) -> str:
        return str(self.status) if self.code is None else f"error {self.code}"

    def _reason(self) -> str:
        return _REASONS.get(self.code or 0) or shorten(self.message, 200) or "no reason given"


def to_failure(response: httpx.Response) -> Failure:
    """Read an answer that is not 2xx, whatever its body is."""
    error = _error(response)
    pause = response.headers.get("Retry-After", "")
    message = error.get("message")
    return Failure(
        status=response.status_code,
        code=_number(error.get("code")),
        subcode=_number(error.get("error_subcode")),
        message=message if isinstance(message, str) else "",
        retry_after_seconds=float(pause) if pause.isdecimal() else None,
    )


def _error(response: httpx.Response) -> dict[str, Any]:
    try:
        body = response.json()
    except ValueError:
        return {}
    error = body.get("error") if isinstance(body, dict) else None
    return error if isinstance(error, dict) else {}


def _number(value: Any) -> int | None:
    return value if isinstance(value, int) else None
