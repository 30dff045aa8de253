"""`dropwise up`: the whole product on one machine, each step told in a line."""

import asyncio
import contextlib
import importlib
import os
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import typer

from bot.adapters.postgres import running_database
from bot.adapters.probes import ask
from bot.adapters.processes import ChildSpec, Supervisor
from bot.adapters.rasa_process import (
    RasaServer,
    create_tracker_schema,
    free_port,
    model_fingerprint,
)
from bot.bootstrap.folders import (
    FIRST_AGENT,
    data_folder,
    keep_in_mind,
    kept_model,
    log_folder,
    password_file,
)
from bot.commands.process import configure_logging, until_stopped
from bot.domain.errors import DropwiseError, UnavailableError
from bot.settings import Settings, load_settings


async def up() -> None:
    """Run everything until Ctrl-C; nothing is left behind."""
    began = time.monotonic()
    settings = load_settings()
    configure_logging(settings.log_level)
    await _refuse_a_taken_port(settings)
    _say("Starting the database …")
    with running_database(settings) as url:
        async with Supervisor(data_folder(settings) / "run" / "up") as supervisor:
            _say("Starting Rasa, the worker and the web process …")
            await _start_all(supervisor, settings, url)
            _greet(settings, time.monotonic() - began)
            await until_stopped()
            _say("\nStopping …")


def _say(line: str) -> None:
    typer.echo(line)


async def _refuse_a_taken_port(settings: Settings) -> None:
    try:
        _, writer = await asyncio.open_connection(settings.host, settings.port)
    except OSError:
        return
    writer.close()
    raise UnavailableError(
        f"Port {settings.port} is taken, perhaps by a Dropwise that runs already: stop it, or set "
        "DROPWISE_PORT to a free one."
    )


async def _start_all(supervisor: Supervisor, settings: Settings, url: str) -> None:
    """Start Rasa first, which takes longest, and everything else while it loads.

    Raises:
        UnavailableError: something could not be started.
    """
    create_tracker_schema(url)
    action_port = free_port()
    action_url = f"http://127.0.0.1:{action_port}"
    rasa_port = free_port()

    def rasa(model: Path) -> ChildSpec:
        log_file = log_folder(settings) / "rasa.log"
        return RasaServer(model, f"{action_url}/webhook", url, log_file, rasa_port).to_child()

    environment = {
        "DATABASE_URL": url,
        "DROPWISE_RASA_URL": f"http://127.0.0.1:{rasa_port}",
        "DROPWISE_ACTION_PORT": str(action_port),
        "OMP_NUM_THREADS": "1",
    }
    web = f"http://{settings.host}:{settings.port}/health/ready"
    fingerprint = model_fingerprint()
    async with _first_error_alone(), asyncio.TaskGroup() as starting:
        kept = kept_model(settings, fingerprint)
        early = starting.create_task(supervisor.start(rasa(kept))) if kept else None
        model = await _prepare(settings, url)
        if model != kept:
            await _cancelled(early)
            starting.create_task(supervisor.start(rasa(model)))
        # One after the other: together they would take the processor from Rasa.
        for name, address in (("serve", web), ("worker", f"{action_url}/health")):
            await supervisor.start(_child(settings, name, environment, address))
    keep_in_mind(settings, fingerprint, model)


async def _cancelled(early: asyncio.Task[None] | None) -> None:
    """End a start that another model has overtaken: a label was erased, or the file is another."""
    if early:
        early.cancel()
        await asyncio.wait([early])


@contextlib.asynccontextmanager
async def _first_error_alone() -> AsyncIterator[None]:
    """A person reads one sentence, not a group of them."""
    try:
        yield
    except* DropwiseError as errors:
        raise next(iter(errors.exceptions)) from None


async def _prepare(settings: Settings, url: str) -> Path:
    """Bring the database to what the processes expect; its imports take seconds of their own."""
    preparation = await asyncio.to_thread(importlib.import_module, "bot.commands.preparation")
    model: Path = await preparation.prepare(settings, url, _say)
    return model


def _child(settings: Settings, name: str, environment: dict[str, str], address: str) -> ChildSpec:
    return ChildSpec(
        name=name,
        arguments=(sys.executable, "-m", "bot.cli", name),
        is_ready=_answers(address),
        log_file=log_folder(settings) / f"{name}.log",
        environment={**environment, "PYTHONPATH": os.pathsep.join(sys.path)},
    )


def _answers(address: str) -> Callable[[], Awaitable[bool]]:
    async def probe() -> bool:
        return await ask(address) is not None

    return probe


def _greet(settings: Settings, seconds: float) -> None:
    _say(f"Ready after {seconds:.0f} s.")
    _say(f"  chat     {settings.base_url}/chat")
    _say(f"  console  {settings.base_url}/console")
    file = password_file(settings)
    if file.exists():
        _say(f"           sign in as {FIRST_AGENT}; the password is in {file}")
    for name, is_on in (("LINE", settings.has_line), ("Messenger", settings.has_messenger)):
        _say(f"  {name} is {'on' if is_on else 'off: set its secrets (see .env.example)'}")
    _say("Ctrl-C stops everything.")
