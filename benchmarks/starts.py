"""Seconds from `dropwise up` to its being ready: the first start, the second, and Rasa alone."""

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from benchmarks.installation import find_model, place_model, scratch_folder
from benchmarks.stock_rasa import stock_rasa
from benchmarks.table import Row
from bot.adapters.postgres import EmbeddedPostgres
from bot.adapters.rasa_process import create_tracker_schema, free_port
from bot.adapters.scratch_databases import create_scratch_database
from bot.settings import REPOSITORY_ROOT

_READY_SECONDS = 600.0
_STOP_SECONDS = 60.0
_LOOK_EVERY_SECONDS = 0.1


class NotReadyError(Exception):
    """`dropwise up` ended or was not ready in time."""


def start_rows() -> list[Row]:
    """Start the product twice in a new data folder, and stock Rasa with the same model."""
    _, train_seconds = find_model()
    with scratch_folder() as folder:
        place_model(folder / "var")
        first, second = _start(folder), _start(folder)
        bare = _bare_start(folder)
    remark = "model trained before, nothing else there; peer: `rasa run` loading the same model"
    rows = [
        Row("first start", first, "s", bare, remark),
        Row("second start", second, "s", bare, "peer: the same"),
    ]
    if train_seconds is not None:
        rows.append(Row("training the model, once", train_seconds, "s", remark="before the first"))
    return rows


def _start(folder: Path) -> float:
    """Seconds until `dropwise up` says that it is ready; stopped again with Ctrl-C's signal."""
    with _up(folder) as (process, log):
        began = time.monotonic()
        while "Ready after" not in log.read_text(encoding="utf-8"):
            if process.poll() is not None or time.monotonic() - began > _READY_SECONDS:
                raise NotReadyError(f"dropwise up was not ready: {log.read_text()[-500:]}")
            time.sleep(_LOOK_EVERY_SECONDS)
        return time.monotonic() - began


@contextmanager
def _up(folder: Path) -> Iterator[tuple["subprocess.Popen[bytes]", Path]]:
    log = folder / "up.log"
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {
        "DROPWISE_VAR_DIRECTORY": str(folder / "var"),
        "DROPWISE_PORT": str(free_port()),
        "PYTHONPATH": os.pathsep.join(sys.path),
        "PYTHONUNBUFFERED": "1",
    }
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "bot.cli", "up"],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            cwd=REPOSITORY_ROOT,
            env=environment,
        )
    try:
        yield process, log
    finally:
        process.terminate()
        process.wait(_STOP_SECONDS)


def _bare_start(folder: Path) -> float:
    with EmbeddedPostgres(folder / "postgres") as url:
        database = create_scratch_database(url)
        create_tracker_schema(database)
        return asyncio.run(_bare_seconds(database, folder))


async def _bare_seconds(database: str, folder: Path) -> float:
    nowhere = f"http://127.0.0.1:{free_port()}/webhook"
    async with stock_rasa(database, nowhere, folder) as rasa, httpx.AsyncClient() as client:
        (await client.get(f"{rasa.url}/status")).raise_for_status()
        return rasa.start_seconds
