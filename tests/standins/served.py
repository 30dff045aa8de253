"""An ASGI app served by a real uvicorn on loopback, in a thread; can be stopped and started."""

import asyncio
import socket
import threading
from collections.abc import Coroutine
from typing import Any, Self

import uvicorn
from fastapi import FastAPI


class Served:
    """`with Served(app) as server: server.url`; `stop` and `start` keep the port."""

    def __init__(self, app: FastAPI) -> None:
        self._app = app
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        config = uvicorn.Config(
            self._app, "127.0.0.1", self.port, log_level="error", timeout_graceful_shutdown=1
        )
        self._server = uvicorn.Server(config)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        while not self._server.started:
            if not self._thread.is_alive():
                raise RuntimeError("The server did not start.")
            self._thread.join(0.02)

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join(15)

    def call(self, work: Coroutine[Any, Any, Any]) -> Any:
        """Run a coroutine where the app runs, and wait for what it returns."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(15)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._server.serve())
        # A process that ends closes its sockets; a loop needs a moment to do so.
        self._loop.run_until_complete(asyncio.sleep(0.1))
        self._loop.close()
