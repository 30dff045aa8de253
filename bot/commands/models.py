"""The trained model on this machine, and a Rasa that runs it."""

import asyncio
import contextlib
import shutil
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import httpx

from bot.adapters.models import Models, keep_model_fresh
from bot.adapters.processes import Supervisor
from bot.adapters.rasa_process import RasaServer, model_fingerprint, train
from bot.adapters.store.artifacts import PostgresArtifacts
from bot.adapters.store.engine import make_engine
from bot.bootstrap.foundation import Foundation, data_folder
from bot.domain.errors import UnavailableError
from bot.settings import Settings

_MODEL_LOAD_SECONDS = 300.0


def models_of(settings: Settings, artifacts: PostgresArtifacts) -> Models:
    """The model files of this machine."""
    return Models(artifacts, data_folder(settings) / "models")


async def ensure_model(
    settings: Settings, url: str, tell: Callable[[str], None] = lambda _: None
) -> Path:
    """The model that fits this checkout's training data, trained only where nobody has yet."""
    engine = make_engine(url, pool_size=1)

    async def train_it(path: Path) -> None:
        tell("Training the assistant (a minute or two) …")
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
