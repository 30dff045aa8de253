"""The parts of a running installation that several commands start: Rasa, its model, a worker."""

import asyncio
import contextlib
import logging
import logging.config
import shutil
import signal
from collections.abc import AsyncIterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import httpx
import uvicorn

from bot.adapters.models import Models, keep_model_fresh
from bot.adapters.processes import Supervisor
from bot.adapters.rasa_process import RasaServer, free_port, model_fingerprint, train
from bot.adapters.store.artifacts import PostgresArtifacts
from bot.adapters.store.engine import make_engine
from bot.adapters.store.migrate import upgrade
from bot.adapters.store.products import PostgresProducts
from bot.bootstrap.foundation import Foundation, data_folder
from bot.bootstrap.work import open_work
from bot.domain.errors import DropwiseError, UnavailableError
from bot.domain.messages import Channel
from bot.domain.ports import Sender
from bot.domain.products import Product
from bot.settings import Settings
from bot.worker import action_app

log = logging.getLogger(__name__)

_MODEL_LOAD_SECONDS = 300.0


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


def models_of(settings: Settings, artifacts: PostgresArtifacts) -> Models:
    """The model files of this machine."""
    return Models(artifacts, data_folder(settings) / "models")


async def ensure_model(settings: Settings, url: str) -> Path:
    """The model that fits this checkout's training data, trained only where nobody has yet."""
    engine = make_engine(url, pool_size=1)

    async def train_it(path: Path) -> None:
        await asyncio.to_thread(train, path, log_folder(settings) / "training.log")

    try:
        models = models_of(settings, PostgresArtifacts(engine))
        return await models.ensure(model_fingerprint(), train_it)
    finally:
        await engine.dispose()


def log_folder(settings: Settings) -> Path:
    """Where child processes write what they say."""
    folder = data_folder(settings) / "log"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@contextlib.asynccontextmanager
async def rasa_beside(
    settings: Settings, url: str, action_url: str, port: int
) -> AsyncIterator[RasaServer]:
    """A Rasa of our own on loopback with the model of this checkout, kept running."""
    model = await ensure_model(settings, url)
    server = RasaServer(model, action_url, url, log_folder(settings) / "rasa.log", port)
    pids = data_folder(settings) / "run" / str(port)
    try:
        async with Supervisor(pids) as supervisor:
            await supervisor.start(server.to_child())
            yield server
    finally:
        shutil.rmtree(pids, ignore_errors=True)


@contextlib.asynccontextmanager
async def serving(app: object, port: int, host: str = "127.0.0.1") -> AsyncIterator[None]:
    """An application on a port of this process's event loop."""
    config = uvicorn.Config(app, host=host, port=port, log_config=None, access_log=False)  # type: ignore[arg-type]  # any ASGI application
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
        server.should_exit = True
        await task


@contextlib.asynccontextmanager
async def running_worker(
    base: Foundation,
    senders: Mapping[Channel, Sender],
    *,
    action_port: int | None = None,
    rasa_url: str | None = None,
) -> AsyncIterator[None]:
    """Jobs, action server and, unless `rasa_url` names one, the Rasa of one machine."""
    port = action_port or free_port()
    rasa_port = free_port()
    async with contextlib.AsyncExitStack() as stack:
        # Rasa loads while the embedder does: each takes many seconds.
        loading = asyncio.create_task(
            _own_rasa(stack, base, f"http://127.0.0.1:{port}/webhook", rasa_port)
            if rasa_url is None
            else asyncio.sleep(0),
            name="load Rasa",
        )
        stack.push_async_callback(_ended, loading)
        address = rasa_url or f"http://127.0.0.1:{rasa_port}"
        work, executor = await stack.enter_async_context(open_work(base, senders, address))
        await stack.enter_async_context(serving(action_app(executor), port))
        await loading
        background = [
            asyncio.create_task(base.jobs.run(work), name="jobs"),
            asyncio.create_task(keep_model(base, address), name="model"),
        ]
        for task in background:
            stack.push_async_callback(_ended, task)
        yield


async def _own_rasa(
    stack: contextlib.AsyncExitStack, base: Foundation, action_url: str, port: int
) -> None:
    await stack.enter_async_context(rasa_beside(base.settings, base.url, action_url, port))


async def _ended(task: "asyncio.Task[Any]") -> None:
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError, DropwiseError):
        await task


async def swap_model(rasa_url: str, path: Path) -> None:
    """Let a running Rasa use another model file of this machine."""
    async with httpx.AsyncClient(timeout=_MODEL_LOAD_SECONDS, trust_env=False) as client:
        answer = await client.put(f"{rasa_url}/model", json={"model_file": str(path)})
    if answer.is_error:
        raise UnavailableError(f"Rasa did not take the model {path.name}: {answer.status_code}.")


async def keep_model(base: Foundation, rasa_url: str) -> None:
    """Swap Rasa's model when another becomes active; until cancelled."""
    models = models_of(base.settings, PostgresArtifacts(base.engine))
    await keep_model_fresh(models, lambda path: swap_model(rasa_url, path))


async def shop_products(url: str) -> Sequence[Product]:
    """The shop's products; the demo shop's, without storing them, where none were imported."""
    upgrade(url)
    engine = make_engine(url, pool_size=1)
    try:
        return await PostgresProducts(engine).all()
    finally:
        await engine.dispose()
