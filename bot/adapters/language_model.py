"""A language model behind an OpenAI-compatible endpoint: one bounded call, no retries.

Request and answer are those of `POST /chat/completions` of OpenAI's API reference, which vLLM,
llama.cpp, Ollama and others serve too.
"""

import asyncio
import json
from typing import Any

import httpx

from bot.domain.errors import LanguageModelError

MAX_ANSWER_BYTES = 64 * 1024
_MAX_TOKENS = 500
_TOO_MANY_REQUESTS = 429


class ChatCompletions:
    """Implements the `LanguageModel` port.

    No redirect is followed and no proxy of the environment used: what is sent goes to the address
    that the operator set and nowhere else. `seconds` bound the whole call.
    """

    def __init__(
        self, url: str, name: str, *, seconds: float, client: httpx.AsyncClient, key: str = ""
    ) -> None:
        self._address = f"{url.rstrip('/')}/chat/completions"
        self._name = name
        self._seconds = seconds
        self._client = client
        self._key = key

    def __repr__(self) -> str:
        return f"ChatCompletions({self._name!r})"

    async def complete(self, instructions: str, material: str) -> str:
        """See `LanguageModel`."""
        body = {
            "model": self._name,
            "messages": [
                {"role": "system", "content": instructions},
                {"role": "user", "content": material},
            ],
            "temperature": 0,
            "max_tokens": _MAX_TOKENS,
            "stream": False,
        }
        try:
            async with asyncio.timeout(self._seconds):
                answer = await self._post(body)
        except TimeoutError:
            raise LanguageModelError("slow") from None
        except (httpx.HTTPError, httpx.InvalidURL):
            # Neither cause nor text: an error of the client may quote what was sent.
            raise LanguageModelError("unreachable") from None
        return to_text(answer)

    async def _post(self, body: dict[str, Any]) -> bytes:
        # Nothing packed is asked for and nothing unpacked: a small answer cannot grow.
        headers = {"Accept": "application/json", "Accept-Encoding": "identity"}
        if self._key:
            headers["Authorization"] = f"Bearer {self._key}"
        request = self._client.stream(
            "POST",
            self._address,
            json=body,
            headers=headers,
            timeout=self._seconds,
            follow_redirects=False,
        )
        async with request as response:
            _refuse_status(response.status_code)
            return await _read(response)


def open_client() -> httpx.AsyncClient:
    """A client of its own: no cookie, proxy or netrc of anyone else's."""
    return httpx.AsyncClient(trust_env=False, follow_redirects=False)


def to_text(answer: bytes) -> str:
    """The words of a chat completion.

    Raises:
        LanguageModelError: it is none, was refused, was cut off, or holds no words.
    """
    try:
        choice = json.loads(answer.decode("utf-8"))["choices"][0]
        message, ended = choice["message"], choice.get("finish_reason")
        content, refusal = message.get("content"), message.get("refusal")
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise LanguageModelError("malformed") from None
    if refusal or ended == "content_filter":
        raise LanguageModelError("refused")
    if content is None or content == "":
        raise LanguageModelError("empty")
    if not isinstance(content, str):
        raise LanguageModelError("malformed")
    if ended not in ("stop", None):
        raise LanguageModelError("cut_off")
    return content


def _refuse_status(status: int) -> None:
    if status == httpx.codes.OK:
        return
    if status == _TOO_MANY_REQUESTS:
        raise LanguageModelError("rate_limited")
    if httpx.codes.is_redirect(status):
        raise LanguageModelError("redirected")
    raise LanguageModelError(f"status_{status // 100}xx")


async def _read(response: httpx.Response) -> bytes:
    answer = bytearray()
    async for piece in response.aiter_raw():
        answer += piece
        if len(answer) > MAX_ANSWER_BYTES:
            raise LanguageModelError("too_large")
    return bytes(answer)
