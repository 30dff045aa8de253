"""Meta's Send API as far as we use it, on loopback.

It refuses what Meta would refuse, closes a shopper's 24 hours on demand, and remembers what each
shopper received. It knows no retry key, as Meta knows none: a send that is repeated arrives twice.
"""

import uuid
from collections import defaultdict, deque
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from fastapi import Request, Response
from fastapi.responses import JSONResponse
from pydantic import ValidationError

from tests.standins.messenger_payloads import ActionRequest, SendRequest
from tests.standins.server import StandIn, drop, hang

PAGE_TOKEN = "stand-in-page-token"
OUTSIDE_WINDOW = 2018278


class Trouble(Enum):
    """What may go wrong with a call; the `…_AFTER` ones have already delivered the message."""

    ERROR_BEFORE = auto()
    ERROR_AFTER = auto()
    HANG_BEFORE = auto()
    HANG_AFTER = auto()
    DROP_BEFORE = auto()
    DROP_AFTER = auto()
    ERROR_PAGE = auto()


@dataclass(frozen=True)
class MetaError:
    """An error answer of Meta's own form."""

    code: int
    status: int = 400
    subcode: int | None = None
    message: str = "stand-in error"


class MessengerApi(StandIn):
    """`with MessengerApi() as messenger:` serves it at `messenger.url`.

    Attributes:
        received: the whole requests that reached each shopper, in order.
        typing: the shoppers who were shown the typing bubble.
        faults: why payloads were refused; empty in a healthy test.
        calls: how many calls came in.
    """

    def __init__(self, page_token: str = PAGE_TOKEN) -> None:
        super().__init__()
        self.received: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self.typing: list[str] = []
        self.faults: list[str] = []
        self.calls = 0
        self._page_token = page_token
        self._closed: set[str] = set()
        self._troubles: deque[Trouble | MetaError | None] = deque()
        self.app.post("/me/messages")(self._receive)
        self.app.post("/{version}/me/messages")(self._receive)

    def close_window(self, shopper: str) -> None:
        """Let the shopper's last word be more than 24 hours old."""
        self._closed.add(shopper)

    def next_calls(self, *troubles: Trouble | MetaError | None) -> None:
        """Let the next calls go wrong, one each; None lets one pass."""
        self._troubles.extend(troubles)

    def texts(self, shopper: str) -> list[str]:
        """The words a shopper received, cards by their titles."""
        return [_words(request["message"]) for request in self.received[shopper]]

    async def _receive(self, request: Request) -> Response:
        self.calls += 1
        if request.headers.get("authorization") != f"Bearer {self._page_token}":
            return _error(MetaError(190, 401, message="Malformed access token"))
        body = await request.json()
        trouble = self._troubles.popleft() if self._troubles else None
        if trouble is None:
            return self._accept(body)
        if isinstance(trouble, MetaError):
            return _error(trouble)
        if trouble.name.endswith("_AFTER"):
            self._accept(body)
        return await _go_wrong(trouble, request)

    def _accept(self, body: Any) -> JSONResponse:
        if "sender_action" in body:
            return self._show_sign(body)
        try:
            send = SendRequest.model_validate(body)
        except ValidationError as error:
            self.faults.append(str(error))
            return _error(MetaError(100, message="Invalid parameter"))
        shopper = send.recipient.id
        if shopper in self._closed and send.tag is None:
            message = "This message is sent outside of allowed window."
            return _error(MetaError(10, subcode=OUTSIDE_WINDOW, message=message))
        self.received[shopper].append(body)
        return JSONResponse({"recipient_id": shopper, "message_id": f"m_{uuid.uuid4().hex}"})

    def _show_sign(self, body: Any) -> JSONResponse:
        sign = ActionRequest.model_validate(body)
        self.typing.append(sign.recipient.id)
        return JSONResponse({"recipient_id": sign.recipient.id})


async def _go_wrong(trouble: Trouble, request: Request) -> Response:
    if trouble.name.startswith("HANG"):
        return await hang(request)
    if trouble.name.startswith("DROP"):
        return await drop(request)
    if trouble is Trouble.ERROR_PAGE:
        return Response(b"<h1>Bad gateway \xe9\xff</h1>", status_code=502)
    return _error(MetaError(2, 500, message="An unexpected error has occurred."))


def _error(error: MetaError) -> JSONResponse:
    content: dict[str, Any] = {
        "message": f"(#{error.code}) {error.message}",
        "type": "OAuthException",
        "code": error.code,
        "fbtrace_id": "stand-in",
    }
    if error.subcode is not None:
        content["error_subcode"] = error.subcode
    return JSONResponse({"error": content}, status_code=error.status)


def _words(message: dict[str, Any]) -> str:
    if "text" in message:
        return str(message["text"])
    elements = message["attachment"]["payload"]["elements"]
    return "\n".join(element["title"] for element in elements)
