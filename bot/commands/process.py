"""What every long-running process does: log, serve a port, stop when asked."""

import asyncio
import contextlib
import logging.config
import signal
from collections.abc import AsyncIterator

import uvicorn

from bot.domain.errors import UnavailableError

# How long a request under way may take to end once the process is asked to stop.
SHUTDOWN_SECONDS = 5


def configure_logging(level: str) -> None:
    """One line a record, on standard error; libraries only when something is wrong."""
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
            "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
            "root": {"level": "WARNING", "handlers": ["stderr"]},
            "loggers": {name: {"level": level} for name in ("bot", "channels", "knowledge")},
        }
    )


async def until_stopped() -> None:
    """Wait for SIGINT or SIGTERM."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopped.set)
    await stopped.wait()


@contextlib.asynccontextmanager
async def serving(app: object, port: int, host: str = "127.0.0.1") -> AsyncIterator[None]:
    """An application on a port of this process's event loop."""
    config = uvicorn.Config(
        app,  # type: ignore[arg-type]  # any ASGI application
        host=host,
        port=port,
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=SHUTDOWN_SECONDS,
    )
    server = uvicorn.Server(config)
    server.install_signal_handlers = lambda: None  # type: ignore[attr-defined]  # ours are in charge
    task = asyncio.create_task(server.serve(), name=f"serve {port}")
    try:
        while not server.started:
            if task.done():
                raise UnavailableError(f"Port {port} is taken: set DROPWISE_PORT to a free one.")
            await asyncio.sleep(0.01)
        yield
    finally:
        # Answers that go on until somebody leaves end now, by themselves.
        if closing := getattr(getattr(app, "state", None), "closing", None):
            closing.set()
        server.should_exit = True
        await task
