"""The installation that is measured: every part a process of its own, stand-ins around it."""

import asyncio
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.scratch import scratch_server
from bot.adapters.rasa_process import model_fingerprint, train
from bot.settings import REPOSITORY_ROOT
from tests.e2e.installation import Installation, scratch_installation

MODEL_VARIABLE = "DROPWISE_TEST_MODEL"


@dataclass(frozen=True, slots=True)
class Installed:
    """A running installation, a folder for what else is written, and PostgreSQL's data folder."""

    shop: Installation
    folder: Path
    cluster: Path


@contextmanager
def measured_installation() -> Iterator[Installed]:
    """The whole product on a server of its own; Ctrl-C and errors leave nothing behind."""
    model, _ = find_model()
    with (
        scratch_server() as (folder, url),
        scratch_installation(url, model, folder / "shop") as shop,
    ):
        yield Installed(shop, folder, folder / "postgres" / "cluster")


def find_model() -> tuple[Path, float | None]:
    """The model of this training data, and the seconds it took where it had to be trained.

    DROPWISE_TEST_MODEL names a file to take as it is instead.
    """
    if given := os.environ.get(MODEL_VARIABLE):
        return Path(given), None
    model = REPOSITORY_ROOT / "var" / "models" / f"{model_fingerprint()}.tar.gz"
    if model.exists():
        return model, None
    began = time.monotonic()
    train(model, REPOSITORY_ROOT / "var" / "log" / "training.log")
    return model, time.monotonic() - began


def place_model(folder: Path) -> None:
    """Put the model where a process with that data folder looks for it."""
    model, _ = find_model()
    place = folder / "models" / f"{model_fingerprint()}.tar.gz"
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(model, place)


async def until_quiet(shop: Installation) -> None:
    """Wait until every event has ended and every answer has left."""
    await asyncio.to_thread(shop.wait_until_quiet)
