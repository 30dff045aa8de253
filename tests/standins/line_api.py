"""LINE's Messaging API as far as we use it, on loopback.

It knows which reply tokens it gave out and takes each once, keeps retry keys, refuses what LINE
would refuse and remembers what each shopper received. With LINE's OpenAPI at hand every payload is
also held against it.
"""

import asyncio
import uuid
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from fastapi import Request, Response
from fastapi.responses import JSONResponse

from tests.standins.line_limits import faults_of_messages
from tests.standins.openapi import faults_against, find_spec, load_schemas
from tests.standins.server import StandIn, drop, hang

ACCESS_TOKEN = "stand-in-channel-access-token"


class Trouble(Enum):
    """What may go wrong with a call; the `…_AFTER` ones have already delivered the messages."""

    RATE_LIMIT = auto()
    QUOTA = auto()
    ERROR_BEFORE = auto()
    ERROR_AFTER = auto()
    HANG_BEFORE = auto()
    HANG_AFTER = auto()
    DROP_BEFORE = auto()
    DROP_AFTER = auto()
    FORBIDDEN = auto()
    ERROR_PAGE = auto()
    BARE_ANSWER_AFTER = auto()


@dataclass(frozen=True)
class Received:
    """A message as it reached a shopper, and how: "reply" or "push"."""

    how: str
    message: dict[str, Any]


class LineApi(StandIn):
    """`with LineApi() as line:` serves it at `line.url`.

    Attributes:
        received: what each user id got, in order.
        typing: the loading animations shown, as (user id, seconds).
        faults: why payloads were refused; empty in a healthy test.
        calls: every call as (path, status), None where no answer was given.
        connections: the caller's port of every call, which tells its connections apart.
        seconds_on_the_way: how long a call takes to arrive, and its answer to come back.
    """

    def __init__(self, access_token: str = ACCESS_TOKEN) -> None:
        super().__init__()
        self.received: dict[str, list[Received]] = defaultdict(list)
        self.typing: list[tuple[str, int]] = []
        self.faults: list[str] = []
        self.calls: list[tuple[str, int | None]] = []
        self.connections: list[int] = []
        self.seconds_on_the_way = 0.0
        self._access_token = access_token
        self._reply_tokens: dict[str, str] = {}
        self._retry_keys: dict[str, list[dict[str, str]]] = {}
        self._troubles: deque[Trouble] = deque()
        if spec := find_spec("messaging-api.yml"):
            load_schemas(spec)  # now, not while a caller waits for an answer
        self._mount("/v2/bot/message/reply", self._reply)
        self._mount("/v2/bot/message/push", self._push)
        self._mount("/v2/bot/chat/loading/start", self._show_typing)

    def issue_reply_token(self, user_id: str) -> str:
        """A fresh one-use token for an event of that user."""
        token = uuid.uuid4().hex
        self._reply_tokens[token] = user_id
        return token

    def expire_reply_token(self, token: str) -> None:
        """Let a token be too old."""
        del self._reply_tokens[token]

    def next_calls(self, *troubles: Trouble) -> None:
        """Let the next calls go wrong, one each."""
        self._troubles.extend(troubles)

    def texts(self, user_id: str) -> list[str]:
        """The words a user received, cards by their alternative text."""
        messages = [received.message for received in self.received[user_id]]
        return [message.get("text") or message["altText"] for message in messages]

    def _mount(self, path: str, accept: Callable[[Request, Any], JSONResponse]) -> None:
        async def answer(request: Request) -> Response:
            if request.client:
                self.connections.append(request.client.port)
            await asyncio.sleep(self.seconds_on_the_way)
            response = await self._answer(request, accept)
            await asyncio.sleep(self.seconds_on_the_way)
            self.calls.append((path, response.status_code if response else None))
            return response or await drop(request)

        self.app.post(path)(answer)

    async def _answer(
        self, request: Request, accept: Callable[[Request, Any], JSONResponse]
    ) -> Response | None:
        if request.headers.get("authorization") != f"Bearer {self._access_token}":
            return _refusal(401, "Authentication failed due to the following reason: invalid token")
        body = await request.json()
        trouble = self._troubles.popleft() if self._troubles else None
        if trouble is None:
            return accept(request, body)
        if trouble.name.endswith("_AFTER"):
            accepted = accept(request, body)
            if accepted.status_code >= 400:
                return accepted
        return await _TROUBLES[trouble](request)

    def _reply(self, request: Request, body: Any) -> JSONResponse:
        if "x-line-retry-key" in request.headers:
            return _refusal(400, "The retry key can't be used for this request")
        if faults := self._faults("ReplyMessageRequest", body):
            return self._invalid(faults)
        user_id = self._reply_tokens.pop(body["replyToken"], None)
        if user_id is None:
            return _refusal(400, "Invalid reply token")
        return JSONResponse({"sentMessages": self._deliver("reply", user_id, body["messages"])})

    def _push(self, request: Request, body: Any) -> JSONResponse:
        key = request.headers.get("x-line-retry-key")
        if key in self._retry_keys:
            content = {
                "message": "The retry key is already accepted",
                "sentMessages": self._retry_keys[key],
            }
            headers = {"X-Line-Accepted-Request-Id": str(uuid.uuid4())}
            return JSONResponse(content, status_code=409, headers=headers)
        faults = self._faults("PushMessageRequest", body)
        if key is not None and not _is_uuid(key):
            faults.append("X-Line-Retry-Key is not a UUID")
        if faults:
            return self._invalid(faults)
        sent = self._deliver("push", body["to"], body["messages"])
        if key is not None:
            self._retry_keys[key] = sent
        return JSONResponse({"sentMessages": sent})

    def _show_typing(self, _request: Request, body: Any) -> JSONResponse:
        faults = self._schema_faults("ShowLoadingAnimationRequest", body)
        seconds = body.get("loadingSeconds", 20)
        if seconds % 5 or not 5 <= seconds <= 60:
            faults.append("loadingSeconds is 5 to 60 in steps of 5")
        if not str(body.get("chatId")).startswith("U"):
            faults.append("chatId is no user")
        if faults:
            return self._invalid(faults)
        self.typing.append((body["chatId"], seconds))
        return JSONResponse({}, status_code=202)

    def _faults(self, schema: str, body: Any) -> list[str]:
        return [*self._schema_faults(schema, body), *faults_of_messages(body.get("messages"))]

    def _schema_faults(self, schema: str, body: Any) -> list[str]:
        spec = find_spec("messaging-api.yml")
        return faults_against(spec, schema, body) if spec else []

    def _invalid(self, faults: list[str]) -> JSONResponse:
        self.faults += faults
        details = [{"property": "messages", "message": fault} for fault in faults]
        return _refusal(400, "The request body has errors", details=details)

    def _deliver(
        self, how: str, user_id: str, messages: list[dict[str, Any]]
    ) -> list[dict[str, str]]:
        self.received[user_id] += [Received(how, message) for message in messages]
        return [{"id": str(uuid.uuid4().int % 10**18), "quoteToken": "q"} for _ in messages]


def _refusal(status: int, message: str, **more: Any) -> JSONResponse:
    return JSONResponse({"message": message, **more}, status_code=status)


def _is_uuid(text: str) -> bool:
    try:
        return str(uuid.UUID(text)) == text
    except ValueError:
        return False


async def _error(_request: Request) -> Response:
    return _refusal(500, "Internal server error")


async def _rate_limit(_request: Request) -> Response:
    response = _refusal(429, "The API rate limit has been exceeded. Try again later.")
    response.headers["Retry-After"] = "7"
    return response


async def _quota(_request: Request) -> Response:
    return _refusal(429, "You have reached your monthly limit.")


async def _forbidden(_request: Request) -> Response:
    return _refusal(403, "Access to this API is not available for your account")


async def _error_page(_request: Request) -> Response:
    return Response(b"<h1>Bad gateway \xe9\xff</h1>", status_code=502)


async def _bare_answer(_request: Request) -> Response:
    return JSONResponse({})


async def _no_answer(_request: Request) -> None:
    return None


_TROUBLES: dict[Trouble, Callable[[Request], Awaitable[Response | None]]] = {
    Trouble.RATE_LIMIT: _rate_limit,
    Trouble.QUOTA: _quota,
    Trouble.ERROR_BEFORE: _error,
    Trouble.ERROR_AFTER: _error,
    Trouble.HANG_BEFORE: hang,
    Trouble.HANG_AFTER: hang,
    Trouble.DROP_BEFORE: _no_answer,
    Trouble.DROP_AFTER: _no_answer,
    Trouble.FORBIDDEN: _forbidden,
    Trouble.ERROR_PAGE: _error_page,
    Trouble.BARE_ANSWER_AFTER: _bare_answer,
}
