"""A stand-in's HTTP server: real sockets on loopback, in a thread of its own."""

import asyncio
import socket
import threading
from types import TracebackType
from typing import Any, Self

import uvicorn
from fastapi import FastAPI, Request, Response

_ABORT = "dropwise.abort"


class Server:
    """Serves an ASGI application on a free port of 127.0.0.1 while the context is entered."""

    def __init__(self, app: Any) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        config = uvicorn.Config(_with_abort(app), log_level="error", timeout_graceful_shutdown=1)
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(
            target=self._server.run, kwargs={"sockets": [self._socket]}, daemon=True
        )

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._socket.getsockname()[1]}"

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join(timeout=10)


class StandIn:
    """What the stand-ins share: `with LineApi() as line: line.url …`."""

    def __init__(self) -> None:
        self.app = FastAPI()
        self._server = Server(self.app)
        self.url = self._server.url

    def __enter__(self) -> Self:
        self._server.start()
        return self

    def __exit__(
        self,
        _type: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._server.stop()


async def drop(request: Request) -> Response:
    """Cut the connection as a crashed server would, without a byte of an answer."""
    request.scope[_ABORT]()
    return Response()


async def hang(request: Request) -> Response:
    """Say nothing until the caller gives up."""
    while not await request.is_disconnected():
        await asyncio.sleep(0.02)
    return Response()


def unused_port() -> int:
    """A port nobody listens on: connecting to it is refused."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def _with_abort(app: Any) -> Any:
    """Let an endpoint cut its connection: uvicorn's `send` belongs to the one that holds it."""

    async def wrapped(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            scope[_ABORT] = send.__self__.transport.abort
        await app(scope, receive, send)

    return wrapped
