"""The trained model on this machine, and a Rasa that runs it."""

import asyncio
import contextlib
import shutil
from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path

import httpx

from bot.adapters.models import Models, Train, keep_model_fresh
from bot.adapters.probes import until_answered
from bot.adapters.processes import Supervisor
from bot.adapters.rasa import RasaAssistant
from bot.adapters.rasa_process import RasaServer, model_fingerprint, train
from bot.adapters.store.artifacts import PostgresArtifacts
from bot.adapters.store.engine import make_engine
from bot.adapters.store.reviews import PostgresReviews
from bot.bootstrap.folders import data_folder, log_folder
from bot.bootstrap.foundation import Foundation
from bot.domain.errors import UnavailableError
from bot.domain.reviews import Lesson, to_fingerprint
from bot.settings import Settings

_MODEL_LOAD_SECONDS = 300.0


def models_of(settings: Settings, artifacts: PostgresArtifacts) -> Models:
    """The model files of this machine."""
    return Models(artifacts, data_folder(settings) / "models")


async def ensure_model(
    settings: Settings, url: str, tell: Callable[[str], None] = lambda _: None
) -> Path:
    """The model of this checkout and of the labels that the one in use learned from.

    Trained only where nobody has yet: when the shipped data changed, or a label was erased.
    """
    engine = make_engine(url, pool_size=1)
    try:
        lessons = await PostgresReviews(engine).lessons(learned_only=True)
        models = models_of(settings, PostgresArtifacts(engine))
        return await models.ensure(model_id(lessons), trainer(settings, lessons, tell))
    finally:
        await engine.dispose()


def model_id(lessons: Sequence[Lesson]) -> str:
    """What tells the model of this checkout and these lessons from others."""
    return to_fingerprint(model_fingerprint(), lessons)


def trainer(
    settings: Settings, lessons: Sequence[Lesson], tell: Callable[[str], None] = lambda _: None
) -> Train:
    """What trains this checkout's data with the lessons into a file."""

    async def train_it(path: Path) -> None:
        tell("Training the assistant (a minute or two) …")
        log_file = log_folder(settings) / "training.log"
        await asyncio.to_thread(train, path, log_file, lessons=lessons)

    return train_it


@contextlib.asynccontextmanager
async def rasa_beside(
    settings: Settings, url: str, action_url: str, port: int
) -> AsyncIterator[RasaServer]:
    """A Rasa of our own on loopback with the model that `ensure_model` gives, kept running."""
    model = await ensure_model(settings, url)
    async with running_rasa(settings, url, model, action_url, port) as server:
        yield server


@contextlib.asynccontextmanager
async def running_rasa(
    settings: Settings, url: str, model: Path, action_url: str, port: int
) -> AsyncIterator[RasaServer]:
    """A Rasa on loopback with that model, kept running."""
    server = RasaServer(model, action_url, url, log_folder(settings) / "rasa.log", port)
    pids = data_folder(settings) / "run" / str(port)
    try:
        async with Supervisor(pids) as supervisor:
            await supervisor.start(server.to_child())
            yield server
    finally:
        shutil.rmtree(pids, ignore_errors=True)


async def warm_up(rasa_url: str) -> None:
    """Have Rasa read a message once it answers: the first one loads its encoder, for seconds.

    Raises:
        AssistantUnavailableError: it could not read.
    """
    await until_answered(f"{rasa_url}/status")
    async with httpx.AsyncClient(trust_env=False) as client:
        await RasaAssistant(rasa_url, client).parse("hello")


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
