"""Seconds from `dropwise up` to its being ready: the first start, the second, and Rasa alone."""

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import httpx
import psutil

from benchmarks.installation import find_model, place_model
from benchmarks.scratch import scratch_folder
from benchmarks.stock_rasa import stock_rasa
from benchmarks.table import Row
from bot.adapters.postgres import EmbeddedPostgres
from bot.adapters.rasa_process import create_tracker_schema, free_port
from bot.adapters.scratch_databases import create_scratch_database
from bot.settings import REPOSITORY_ROOT

_READY_SECONDS = 600.0
_STOP_SECONDS = 60.0
_LOOK_EVERY_SECONDS = 0.1
_ROUNDS = 3


class NotReadyError(Exception):
    """`dropwise up` ended or was not ready in time."""


@dataclass(frozen=True, slots=True)
class Start:
    """Seconds on the clock and of processor time, of a program with all its children."""

    seconds: float
    processor_seconds: float


def start_rows() -> list[Row]:
    """Start the product in a new data folder, then again and again beside stock Rasa, in turns."""
    _, train_seconds = find_model()
    with scratch_folder() as folder:
        place_model(folder / "var")
        first = _start(folder)
        pairs = [(_start(folder), _bare_start(folder)) for _ in range(_ROUNDS)]
    ours, bare = zip(*pairs, strict=True)
    peer = "peer: stock `rasa run` loading the same model"
    turns = f"median of {_ROUNDS} in turns; {peer}; aim: ratio at most 1"
    bare_seconds, bare_processor = _medians(bare)
    seconds, processor = _medians(ours)
    rows = [
        Row("first start", first.seconds, "s", bare_seconds, f"model trained before; {peer}"),
        Row("second start", seconds, "s", bare_seconds, turns),
        Row("processor time of it", processor, "s", bare_processor, f"up to being ready; {peer}"),
    ]
    if train_seconds is not None:
        rows.append(Row("training the model, once", train_seconds, "s", remark="before the first"))
    return rows


def _medians(starts: Sequence[Start]) -> tuple[float, float]:
    return (
        median(start.seconds for start in starts),
        median(start.processor_seconds for start in starts),
    )


def _start(folder: Path) -> Start:
    """`dropwise up` until it says that it is ready; stopped again with Ctrl-C's signal."""
    with _up(folder) as (process, log):
        began = time.monotonic()
        while "Ready after" not in log.read_text(encoding="utf-8"):
            if process.poll() is not None or time.monotonic() - began > _READY_SECONDS:
                raise NotReadyError(f"dropwise up was not ready: {log.read_text()[-500:]}")
            time.sleep(_LOOK_EVERY_SECONDS)
        return Start(time.monotonic() - began, _processor_seconds(process.pid))


def _processor_seconds(pid: int) -> float:
    """What a process and all that it started have used so far; ended children count too."""
    parent = psutil.Process(pid)
    times = [each.cpu_times() for each in (parent, *parent.children(recursive=True))]
    return sum(t.user + t.system + t.children_user + t.children_system for t in times)


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


def _bare_start(folder: Path) -> Start:
    with EmbeddedPostgres(folder / "postgres") as url:
        database = create_scratch_database(url)
        create_tracker_schema(database)
        return asyncio.run(_bare_seconds(database, folder))


async def _bare_seconds(database: str, folder: Path) -> Start:
    nowhere = f"http://127.0.0.1:{free_port()}/webhook"
    async with stock_rasa(database, nowhere, folder) as rasa, httpx.AsyncClient() as client:
        processor_seconds = _processor_seconds(rasa.pid)
        (await client.get(f"{rasa.url}/status")).raise_for_status()
        return Start(rasa.start_seconds, processor_seconds)
