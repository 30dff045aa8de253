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
AT_MOST_EVERY_SECONDS = 1.0
CHANGED = "event: changed\ndata: 1\n\n"


def add_news(router: APIRouter, console: Console) -> None:
    """`/events`."""

    @router.get("/events", dependencies=[Depends(console.get_agent)])
    async def events(request: Request) -> StreamingResponse:
        headers = {**HEADERS, "X-Accel-Buffering": "no"}
        stream = news(console.desk, partial(console.find_agent, request), console.closing)
        return StreamingResponse(stream, media_type="text/event-stream", headers=headers)


async def news(
    desk: Desk, find_agent: Callable[[], Awaitable[Agent | None]], closing: asyncio.Event
) -> AsyncIterator[str]:
    """An event for every change, a comment when it is quiet; ends when the agent is out."""
    async with desk.changes() as changes:
        following = asyncio.ensure_future(anext(changes))
        stopping = asyncio.ensure_future(closing.wait())
        try:
            yield CHANGED  # whatever happened before we listened
            while await find_agent() and not closing.is_set():
                await asyncio.wait(
                    {following, stopping}, timeout=BEAT_SECONDS, return_when=asyncio.FIRST_COMPLETED
                )
                if not following.done():
                    yield ": quiet\n\n"
                    continue
                following = asyncio.ensure_future(anext(changes))
                yield CHANGED
                await asyncio.sleep(AT_MOST_EVERY_SECONDS)
        finally:
            following.cancel()
            stopping.cancel()
