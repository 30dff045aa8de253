"""The trained model goes through the database: trained once, fetched by every machine."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.adapters.models import Models, keep_model_fresh
from bot.adapters.store.artifacts import RASA_MODEL, PostgresArtifacts
from bot.adapters.store.engine import make_engine
from bot.domain.errors import UnavailableError
from tests.fakes import Trainer


@pytest.fixture
async def artifacts(database_url: str) -> AsyncIterator[PostgresArtifacts]:
    engine = make_engine(database_url)
    yield PostgresArtifacts(engine)
    await engine.dispose()


async def test_a_model_is_trained_once_for_all_machines(
    artifacts: PostgresArtifacts, tmp_path: Path
) -> None:
    train = Trainer()
    here, there = Models(artifacts, tmp_path / "here"), Models(artifacts, tmp_path / "there")
    await here.ensure("m1", train)
    path = await there.ensure("m1", train)
    assert train.runs == 1
    assert path.read_bytes() == b"model"
    assert await artifacts.active_id(RASA_MODEL) == "m1"


async def test_a_machine_that_trains_nothing_fetches_the_active_model(
    artifacts: PostgresArtifacts, tmp_path: Path
) -> None:
    with pytest.raises(UnavailableError, match="dropwise train"):
        await Models(artifacts, tmp_path).active()
    await artifacts.activate(RASA_MODEL, "m2", b"other")
    model_id, path = await Models(artifacts, tmp_path).active()
    assert (model_id, path.read_bytes()) == ("m2", b"other")


async def test_a_running_process_swaps_to_the_model_that_becomes_active(
    artifacts: PostgresArtifacts, tmp_path: Path
) -> None:
    await artifacts.activate(RASA_MODEL, "m1", b"one")
    swapped: asyncio.Queue[Path] = asyncio.Queue()
    watching = asyncio.create_task(
        keep_model_fresh(Models(artifacts, tmp_path), swapped.put, every_seconds=0.05)
    )
    await asyncio.sleep(0.2)
    await artifacts.activate(RASA_MODEL, "m2", b"two")
    async with asyncio.timeout(20):
        assert (await swapped.get()).read_bytes() == b"two"
    watching.cancel()
    assert swapped.empty()


async def test_going_back_to_an_earlier_model_is_one_call(
    artifacts: PostgresArtifacts, tmp_path: Path
) -> None:
    await artifacts.activate(RASA_MODEL, "m1", b"one")
    await artifacts.activate(RASA_MODEL, "m2", b"two")
    await artifacts.activate(RASA_MODEL, "m1")
    _, path = await Models(artifacts, tmp_path).active()
    assert path.read_bytes() == b"one"
