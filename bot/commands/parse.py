"""`dropwise parse`: tag messages through Rasa's own parser."""

import asyncio
import contextlib
import json
import sys
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any

import httpx

from bot.adapters.postgres import running_database
from bot.adapters.rasa import RasaAssistant
from bot.adapters.rasa_process import free_port
from bot.adapters.store.migrate import upgrade
from bot.commands.models import rasa_beside
from bot.domain.errors import InputError
from bot.settings import load_settings

# Rasa parses one at a time; a few requests on their way keep it busy.
_IN_FLIGHT = 4


async def parse(file: Path | None) -> None:
    """Tag every message and print one JSON line each, in the order they came."""
    messages = read_messages(_read(file), str(file or "standard input"))
    if not messages:
        return
    async with parsing_assistant() as assistant:
        gate = asyncio.Semaphore(_IN_FLIGHT)

        async def tag(message: dict[str, Any]) -> dict[str, Any]:
            async with gate:
                understanding = await assistant.parse(message["text"])
            return {**message, **understanding.to_json()}

        # Chunks keep the order and let a reader begin before the last is tagged.
        for start in range(0, len(messages), 64):
            for tagged in await asyncio.gather(*map(tag, messages[start : start + 64])):
                print(json.dumps(tagged, ensure_ascii=False), flush=True)  # noqa: T201
            _progress(min(start + 64, len(messages)), len(messages))


def _progress(done: int, count: int) -> None:
    if sys.stderr.isatty():
        print(f"\r{done}/{count} messages", end="", file=sys.stderr)  # noqa: T201


@contextlib.asynccontextmanager
async def parsing_assistant() -> AsyncIterator[RasaAssistant]:
    """Rasa with the shop's model, for parsing alone: the one in the settings, or one of our own."""
    settings = load_settings()
    async with contextlib.AsyncExitStack() as stack:
        client = await stack.enter_async_context(httpx.AsyncClient(trust_env=False))
        if settings.rasa_url:
            yield RasaAssistant(str(settings.rasa_url), client)
            return
        url = stack.enter_context(running_database(settings))
        upgrade(url)
        # Parsing runs no action: nobody answers at that address, and nobody asks.
        nowhere = "http://127.0.0.1:9/webhook"
        server = await stack.enter_async_context(rasa_beside(settings, url, nowhere, free_port()))
        yield RasaAssistant(server.url, client)


def _read(file: Path | None) -> str:
    try:
        content = file.read_bytes() if file else sys.stdin.buffer.read()
        return content.decode("utf-8-sig")
    except OSError as error:
        raise InputError(f"{file} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise InputError(f"{file or 'Standard input'} is not UTF-8 text.") from None


def read_messages(text: str, source: str) -> Sequence[dict[str, Any]]:
    """JSON Lines of `{"id", "text"}`, or plain lines numbered from 1.

    Raises:
        InputError: a line is neither; the sentence names it.
    """
    lines = [line for line in text.split("\n") if line.strip()]
    if not lines or not lines[0].lstrip().startswith("{"):
        return [{"id": str(n), "text": line.strip("\r")} for n, line in enumerate(lines, 1)]
    return [_to_message(line, number, source) for number, line in enumerate(lines, 1)]


def _to_message(line: str, number: int, source: str) -> dict[str, Any]:
    try:
        value = json.loads(line)
        if isinstance(value, dict) and isinstance(value.get("text"), str):
            return {"id": value.get("id", str(number)), "text": value["text"]}
    except json.JSONDecodeError:
        pass
    raise InputError(f'{source}, line {number}: write {{"id": "…", "text": "…"}}.')
