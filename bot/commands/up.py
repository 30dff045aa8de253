"""`dropwise up`: the whole product on one machine, each step told in a line."""

import asyncio
import os
import secrets
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import httpx
import typer

from bot.adapters.postgres import running_database
from bot.adapters.processes import ChildSpec, Supervisor
from bot.adapters.rasa_process import RasaServer, free_port
from bot.adapters.store.agents import PostgresAgents
from bot.adapters.store.engine import make_engine
from bot.bootstrap.foundation import data_folder
from bot.commands.machine import prepare_shop
from bot.commands.models import ensure_model, log_folder
from bot.commands.process import configure_logging, until_stopped
from bot.domain.errors import UnavailableError
from bot.settings import Settings, load_settings

_PROBE_SECONDS = 2.0
FIRST_AGENT = "agent@example.com"


async def up() -> None:
    """Run everything until Ctrl-C; nothing is left behind."""
    began = time.monotonic()
    settings = load_settings()
    configure_logging(settings.log_level)
    await _refuse_a_taken_port(settings)
    _say("Starting the database …")
    with running_database(settings) as url:
        if await prepare_shop(settings, url):
            _say("Loaded the demo shop.")
        await _add_first_agent(settings, url)
        model = await ensure_model(settings, url, _say)
        async with Supervisor(data_folder(settings) / "run" / "up") as supervisor:
            _say("Starting Rasa, the worker and the web process …")
            await _start_all(supervisor, settings, url, model)
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


async def _add_first_agent(settings: Settings, url: str) -> None:
    engine = make_engine(url, pool_size=1)
    try:
        agents = PostgresAgents(engine)
        if await agents.is_empty():
            password = secrets.token_urlsafe(12)
            await agents.add(FIRST_AGENT, "Mei", password)
            _keep_password(_password_file(settings), password)
    finally:
        await engine.dispose()


def _password_file(settings: Settings) -> Path:
    return data_folder(settings) / "console-password"


def _keep_password(file: Path, password: str) -> None:
    """A file for the operator's eyes alone: a password is never printed."""
    file.touch(mode=0o600)
    file.write_text(password + "\n", encoding="utf-8")


async def _start_all(supervisor: Supervisor, settings: Settings, url: str, model: Path) -> None:
    action_port = free_port()
    action_url = f"http://127.0.0.1:{action_port}/webhook"
    rasa = RasaServer(model, action_url, url, log_folder(settings) / "rasa.log", free_port())
    environment = {
        "DATABASE_URL": url,
        "DROPWISE_RASA_URL": rasa.url,
        "DROPWISE_ACTION_PORT": str(action_port),
        "OMP_NUM_THREADS": "1",
    }
    web = f"http://{settings.host}:{settings.port}/health/ready"
    await asyncio.gather(
        supervisor.start(rasa.to_child()),
        supervisor.start(
            _child(settings, "worker", environment, f"http://127.0.0.1:{action_port}/health")
        ),
        supervisor.start(_child(settings, "serve", environment, web)),
    )


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
        try:
            async with httpx.AsyncClient(timeout=_PROBE_SECONDS, trust_env=False) as client:
                return (await client.get(address)).is_success
        except httpx.HTTPError:
            return False

    return probe


def _greet(settings: Settings, seconds: float) -> None:
    _say(f"Ready after {seconds:.0f} s.")
    _say(f"  chat     {settings.base_url}/chat")
    _say(f"  console  {settings.base_url}/console")
    file = _password_file(settings)
    if file.exists():
        _say(f"           sign in as {FIRST_AGENT}; the password is in {file}")
    for name, is_on in (("LINE", settings.has_line), ("Messenger", settings.has_messenger)):
        _say(f"  {name} is {'on' if is_on else 'off: set its secrets (see .env.example)'}")
    _say("Ctrl-C stops everything.")
