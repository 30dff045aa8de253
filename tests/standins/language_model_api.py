"""An OpenAI-compatible endpoint on loopback that answers well, or misbehaves as it is told.

The shapes of request and answer are those of `POST /chat/completions` in OpenAI's API reference.
"""

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator, Callable
from enum import Enum, auto
from typing import Any

from fastapi import Request, Response
from fastapi.responses import JSONResponse, RedirectResponse, StreamingResponse

from tests.standins.server import StandIn, drop, hang

KEY = "stand-in-model-key"
MODEL = "stand-in-model"


class Trouble(Enum):
    """What may go wrong with a call, apart from what it writes."""

    ERROR = auto()
    RATE_LIMIT = auto()
    WRONG_KEY = auto()
    NOT_FOUND = auto()
    HANG = auto()
    DRIP = auto()
    DROP = auto()
    CUT_SHORT = auto()
    HUGE = auto()
    ENDLESS = auto()
    BOMB = auto()
    NO_JSON = auto()
    NO_CHOICES = auto()
    ODD_CONTENT = auto()
    DEEP_JSON = auto()
    NOT_UTF8 = auto()
    EVENTS = auto()
    NULL_CONTENT = auto()
    EMPTY = auto()
    REFUSAL = auto()
    FILTERED = auto()
    CUT_OFF = auto()
    TOOL_CALL = auto()
    REDIRECT = auto()


Write = Callable[[dict[str, Any]], str]


class LanguageModelApi(StandIn):
    """`with LanguageModelApi() as model:` serves it at `model.base`.

    Attributes:
        requests: the bodies that came in, in order.
        headers: their headers.
        redirect_to: where `Trouble.REDIRECT` points.
    """

    def __init__(self, key: str = KEY) -> None:
        super().__init__()
        self.base = f"{self.url}/v1"
        self.requests: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.redirect_to = "http://127.0.0.1:9/v1/chat/completions"
        self._key = key
        self._answers: deque[str | Write | Trouble] = deque()
        self._always: str | Write | Trouble = Trouble.EMPTY
        self.app.post("/v1/chat/completions")(self._complete)

    def always(self, answer: "str | Write | Trouble") -> None:
        """Answer every call so: with words, with what a function makes of the body, or badly."""
        self._always = answer

    def next_calls(self, *answers: "str | Write | Trouble") -> None:
        """Answer the next calls so, one each."""
        self._answers.extend(answers)

    @property
    def seen(self) -> str:
        """All that was ever sent to it, as text."""
        return json.dumps(self.requests, ensure_ascii=False)

    async def _complete(self, request: Request) -> Response:
        body = await request.json()
        self.requests.append(body)
        self.headers.append(dict(request.headers))
        if request.headers.get("authorization") != f"Bearer {self._key}":
            return _error(401, "Incorrect API key provided")
        if _faults(body):
            return _error(400, _faults(body))
        answer = self._answers.popleft() if self._answers else self._always
        if isinstance(answer, Trouble):
            return await self._go_wrong(answer, request)
        return JSONResponse(completion(answer if isinstance(answer, str) else answer(body)))

    async def _go_wrong(self, trouble: Trouble, request: Request) -> Response:
        if trouble is Trouble.HANG:
            return await hang(request)
        if trouble is Trouble.DROP:
            return await drop(request)
        if trouble is Trouble.REDIRECT:
            return RedirectResponse(self.redirect_to, status_code=307)
        return _BAD_ANSWERS[trouble]()


def completion(content: Any, finish_reason: str = "stop", **message: Any) -> dict[str, Any]:
    """A whole answer."""
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1_795_000_000,
        "model": MODEL,
        "choices": [
            {
                "index": 0,
                "message": {"role": "assistant", "content": content, **message},
                "logprobs": None,
                "finish_reason": finish_reason,
            }
        ],
        "usage": {"prompt_tokens": 9, "completion_tokens": 9, "total_tokens": 18},
    }


def _faults(body: dict[str, Any]) -> str:
    """Why the API would refuse a body; empty where it would not."""
    messages = body.get("messages")
    if not isinstance(body.get("model"), str) or not isinstance(messages, list) or not messages:
        return "you must provide a model parameter and messages"
    if any(set(message) != {"role", "content"} for message in messages):
        return "a message has a role and a content"
    return ""


def _error(status: int, message: str) -> JSONResponse:
    error = {"message": message, "type": "invalid_request_error", "param": None, "code": None}
    return JSONResponse({"error": error}, status_code=status)


async def _drip() -> AsyncIterator[bytes]:
    """A byte of white space at a time: no single read is slow, the whole never ends."""
    while True:
        yield b" "
        await asyncio.sleep(0.02)


async def _endless() -> AsyncIterator[bytes]:
    yield b'{"choices": [{"message": {"content": "'
    while True:
        yield b"glycolic " * 1000
        await asyncio.sleep(0)


async def _cut_short() -> AsyncIterator[bytes]:
    yield json.dumps(completion("Use glycolic acid")).encode()[:40]


async def _events() -> AsyncIterator[bytes]:
    yield b'data: {"choices":[{"delta":{"content":"Use"}}]}\n\n'
    yield b"data: [DONE]\n\n"


def _json(content: Any, **message: Any) -> Callable[[], Response]:
    return lambda: JSONResponse(completion(content, **message))


_BAD_ANSWERS: dict[Trouble, Callable[[], Response]] = {
    Trouble.ERROR: lambda: Response(b"<h1>Bad gateway \xe9\xff</h1>", status_code=502),
    Trouble.RATE_LIMIT: lambda: _error(429, "Rate limit reached"),
    Trouble.WRONG_KEY: lambda: _error(401, "Incorrect API key provided"),
    Trouble.NOT_FOUND: lambda: _error(404, "The model does not exist"),
    Trouble.DRIP: lambda: StreamingResponse(_drip(), media_type="application/json"),
    Trouble.CUT_SHORT: lambda: StreamingResponse(
        _cut_short(), headers={"content-length": "4000"}, media_type="application/json"
    ),
    Trouble.HUGE: _json("glycolic acid " * 100_000),
    Trouble.ENDLESS: lambda: StreamingResponse(_endless(), media_type="application/json"),
    Trouble.BOMB: lambda: Response(
        bytes.fromhex("1f8b0800000000000003"), headers={"content-encoding": "gzip"}
    ),
    Trouble.NO_JSON: lambda: Response(b'{"choices": [{"message": ', media_type="application/json"),
    Trouble.NO_CHOICES: lambda: JSONResponse({"object": "chat.completion", "choices": []}),
    Trouble.ODD_CONTENT: _json([{"type": "text", "text": "Use glycolic acid [1]."}]),
    Trouble.DEEP_JSON: lambda: Response(b"[" * 60_000, media_type="application/json"),
    Trouble.NOT_UTF8: lambda: Response(
        json.dumps(completion("Café [1].")).encode("utf-16"), media_type="application/json"
    ),
    Trouble.EVENTS: lambda: StreamingResponse(_events(), media_type="text/event-stream"),
    Trouble.NULL_CONTENT: _json(None),
    Trouble.EMPTY: _json(""),
    Trouble.REFUSAL: _json(None, refusal="I can't help with that."),
    Trouble.FILTERED: _json("Use glycolic acid [1].", finish_reason="content_filter"),
    Trouble.CUT_OFF: _json("Use glycolic acid [1].", finish_reason="length"),
    Trouble.TOOL_CALL: _json(
        None,
        finish_reason="tool_calls",
        tool_calls=[{"id": "1", "type": "function", "function": {"name": "x", "arguments": "{}"}}],
    ),
}
