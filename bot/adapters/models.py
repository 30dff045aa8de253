"""The trained Rasa model: which one is right, where it is kept, who trains it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from pathlib import Path

from bot.adapters.store.artifacts import RASA_MODEL, PostgresArtifacts
from bot.domain.errors import UnavailableError

log = logging.getLogger(__name__)

Train = Callable[[Path], Awaitable[None]]


class Models:
    """Model files of this machine, filled from the database and from training."""

    def __init__(self, artifacts: PostgresArtifacts, folder: Path) -> None:
        self._artifacts = artifacts
        self._folder = folder

    def path_of(self, model_id: str) -> Path:
        """Where a model's file is on this machine."""
        return self._folder / f"{model_id}.tar.gz"

    async def ensure(self, model_id: str, train: Train) -> Path:
        """The file of that model, taken from the database, else trained; made the active one."""
        path = self.path_of(model_id)
        if path.exists() and await self._artifacts.active_id(RASA_MODEL) == model_id:
            return path
        content = await self._artifacts.content(RASA_MODEL, model_id)
        if content is None:
            if not path.exists():
                await train(path)
            content = await asyncio.to_thread(path.read_bytes)
        elif not path.exists():
            await self._write(path, content)
        if await self._artifacts.active_id(RASA_MODEL) != model_id:
            await self._artifacts.activate(RASA_MODEL, model_id, content)
        return path

    async def active(self) -> tuple[str, Path]:
        """The model every process shall use, with its file on this machine.

        Raises:
            UnavailableError: nothing was trained yet.
        """
        model_id = await self._artifacts.active_id(RASA_MODEL)
        if model_id is None:
            raise UnavailableError("No model is trained yet: run `dropwise train` first.")
        path = self.path_of(model_id)
        if not path.exists():
            content = await self._artifacts.content(RASA_MODEL, model_id)
            if content is None:
                raise UnavailableError("The active model has no file: run `dropwise train` again.")
            await self._write(path, content)
        return model_id, path

    async def _write(self, path: Path, content: bytes) -> None:
        def write() -> None:
            path.parent.mkdir(parents=True, exist_ok=True)
            aside = path.with_suffix(".part")
            aside.write_bytes(content)
            aside.replace(path)

        await asyncio.to_thread(write)


async def keep_model_fresh(
    models: Models, swap: Callable[[Path], Awaitable[None]], every_seconds: float = 5.0
) -> None:
    """Swap Rasa's model whenever another one becomes active; until cancelled."""
    current, _ = await models.active()
    while True:
        await asyncio.sleep(every_seconds)
        try:
            model_id, path = await models.active()
            if model_id != current:
                await swap(path)
                log.info("Rasa now uses the model %s", model_id[:12])
                current = model_id
        except (UnavailableError, OSError) as error:
            log.warning("the model could not be swapped: %s", error)
