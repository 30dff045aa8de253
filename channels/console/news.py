"""Tells an agent's browser that something changed (server-sent events, HTML standard 9.2)."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from functools import partial

from fastapi import APIRouter, Depends, Request
from fastapi.responses import StreamingResponse

from channels.console.console import HEADERS, Console
from channels.console.ports import Agent, Desk

BEAT_SECONDS = 15.0
# A busy shop changes many times a second; a page need not be drawn as often.
AT_MOST_EVERY_SECONDS = 0.3


def add_news(router: APIRouter, console: Console) -> None:
    """`/events`."""

    @router.get("/events", dependencies=[Depends(console.get_agent)])
    async def events(request: Request) -> StreamingResponse:
        headers = {**HEADERS, "X-Accel-Buffering": "no"}
        return StreamingResponse(
            news(console.desk, partial(console.find_agent, request)),
            media_type="text/event-stream",
            headers=headers,
        )


async def news(desk: Desk, find_agent: Callable[[], Awaitable[Agent | None]]) -> AsyncIterator[str]:
    """An event for every change, a comment when it is quiet; ends when the agent is out."""
    async with desk.changes() as changes:
        following = asyncio.ensure_future(anext(changes))
        try:
            yield "event: changed\ndata: 1\n\n"  # whatever happened before we listened
            while await find_agent():
                await asyncio.wait({following}, timeout=BEAT_SECONDS)
                if not following.done():
                    yield ": quiet\n\n"
                    continue
                following = asyncio.ensure_future(anext(changes))
                yield "event: changed\ndata: 1\n\n"
                await asyncio.sleep(AT_MOST_EVERY_SECONDS)
        finally:
            following.cancel()
