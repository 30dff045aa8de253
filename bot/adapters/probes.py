"""Asks a process of this machine over plain HTTP whether it is up.

It is asked ten times a second while others load on the same cores, so it must cost next to
nothing: a client that reads certificates first takes 30 ms of processor time each time.
"""

import asyncio
import http.client
from urllib.parse import urlsplit

PROBE_SECONDS = 2.0
PAUSE_SECONDS = 0.5


async def ask(address: str) -> bytes | None:
    """The body of a successful answer to GET; None for any other answer, or none in time."""
    return await asyncio.to_thread(_get, address)


async def until_answered(address: str) -> None:
    """Wait, for as long as it takes, until GET is answered with success."""
    while True:
        if await ask(address) is not None:
            return
        await asyncio.sleep(PAUSE_SECONDS)


def _get(address: str) -> bytes | None:
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(
        parts.hostname or "127.0.0.1", parts.port, timeout=PROBE_SECONDS
    )
    try:
        connection.request("GET", parts.path or "/")
        answer = connection.getresponse()
        body = answer.read()
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()
    return body if answer.status == http.client.OK else None
