"""A whole product for tests: database, Rasa, worker and web process, each a process of its own.

What surrounds it are stand-ins alone: LINE's and Meta's sides run in this process. Every part of
ours is started as `dropwise up` starts it, under the same supervisor, so that a killed one comes
back by itself.
"""

import asyncio
import contextlib
import os
import signal
import sys
import threading
import time
from collections.abc import Awaitable, Callable, Coroutine, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

import httpx
import psycopg

from bot.adapters.jobs import make_jobs
from bot.adapters.processes import ChildSpec, Supervisor
from bot.adapters.rasa_process import RasaServer, create_tracker_schema, free_port
from bot.adapters.scratch_databases import create_scratch_database, drop_database
from bot.adapters.store.artifacts import RASA_MODEL, PostgresArtifacts
from bot.adapters.store.engine import make_engine
from bot.adapters.store.migrate import upgrade
from bot.demo.load import load_demo
from knowledge.companion_keeper import KIND as COMPANIONS
from knowledge.ingredients import IngredientTable
from tests.standins.line_api import ACCESS_TOKEN, LineApi
from tests.standins.line_events import CHANNEL_SECRET, signed_line_body
from tests.standins.messenger_api import PAGE_TOKEN, MessengerApi
from tests.standins.messenger_events import APP_SECRET, VERIFY_TOKEN, signed_messenger_body

PARTS = ("rasa", "worker", "serve")
# Three programs that load models on cores they share with whatever else runs.
START_SECONDS = 600.0
QUIET_SECONDS = 600.0
_PAUSE_SECONDS = 0.2

_OPEN_EVENTS = 'select count(*) from events where "end" is null'
_UNSENT_MESSAGES = """
    select count(*) from outgoing_messages join conversations on conversations.id = conversation_id
    where delivery = 'pending' and channel <> 'web'
"""


class Installation:
    """`with Installation(database_url, model, folder) as shop:` runs the product on a database.

    The database has today's schema (fixture `database_url`) or is empty; `folder` takes logs and
    the index. `environment` adds to what the processes are told or replaces it.

    Attributes:
        url: the web process's address.
        rasa_url: Rasa's address, for whoever compares with Rasa alone.
        action_url: where a Rasa asks for actions.
        line, messenger: the stand-ins, with what they received.
    """

    def __init__(
        self,
        database_url: str,
        model: Path,
        folder: Path,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self.database_url = database_url
        self.line = LineApi()
        self.messenger = MessengerApi()
        self._folder = folder
        self._model = model
        ports = iter({free_port() for _ in range(8)})
        self._port, self._action_port, rasa_port = next(ports), next(ports), next(ports)
        self.url = f"http://127.0.0.1:{self._port}"
        self.action_url = f"http://127.0.0.1:{self._action_port}"
        rasa = RasaServer(
            model, f"{self.action_url}/webhook", database_url, folder / "rasa.log", rasa_port
        )
        self.rasa_url = rasa.url
        self._environment = {**self._own_environment(), **(environment or {})}
        self._specs = {
            "rasa": rasa.to_child,
            "worker": lambda: self._program("worker", f"{self.action_url}/health"),
            "serve": lambda: self._program("serve", f"{self.url}/health/ready"),
        }
        self._supervisor = Supervisor(folder / "run")
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._stack = contextlib.ExitStack()

    def __enter__(self) -> Self:
        try:
            self.start()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Load the demo shop and start everything; returns when all parts are ready."""
        self._folder.mkdir(parents=True, exist_ok=True)
        upgrade(self.database_url)
        create_tracker_schema(self.database_url)
        self._stack.enter_context(self.line)
        self._stack.enter_context(self.messenger)
        self._thread.start()
        self._run(self._load_shop())
        self._run(self._start_parts())

    def stop(self) -> None:
        """End every process and both stand-ins."""
        if self._thread.is_alive():
            self._run(self._supervisor.__aexit__(None, None, None))
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join()
        self._stack.close()

    def pid(self, name: str) -> int:
        """The process that runs as "rasa", "worker" or "serve" now."""
        return self._supervisor.pid(name)

    def restarts(self, name: str) -> int:
        """How often that part was started again after a death."""
        return self._supervisor.restarts(name)

    def kill(self, *names: str) -> None:
        """Kill -9 these parts, all at once; the supervisor starts them again."""
        for pid in [self.pid(name) for name in names]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def end(self, name: str) -> None:
        """Stop a part for good."""
        self._run(self._supervisor.stop(name))

    def is_ready(self, name: str) -> bool:
        """Whether a part answers now."""
        return bool(self._run(self._specs[name]().is_ready()))

    def wait_until_ready(self, *names: str, timeout: float = START_SECONDS) -> None:
        """Wait until these parts (all where none is named) answer."""
        for name in names or PARTS:
            wait_until(lambda name=name: self.is_ready(name), f"{name} answers", timeout)

    def wait_until_quiet(self, timeout: float = QUIET_SECONDS) -> None:
        """Wait until every accepted event has its end and nothing waits to be pushed."""

        def is_quiet() -> bool:
            return self.sql(_OPEN_EVENTS) == [(0,)] and self.sql(_UNSENT_MESSAGES) == [(0,)]

        wait_until(is_quiet, "every event ended and every message left", timeout)

    def learn_companions(self) -> None:
        """Let the worker learn what is bought together now, not when the hour's 43rd minute comes.

        What it learns settles near ties: two plays that are compared must both come after it.
        """

        async def defer() -> None:
            jobs = make_jobs(self.database_url, max_connections=1)
            async with jobs.app.open_async():
                await jobs.app.configure_task("learn_companions").defer_async(timestamp=0)

        self._run(defer())
        query = "select count(*) from artifacts where kind = %s"
        wait_until(lambda: self.sql(query, COMPANIONS) != [(0,)], "companions are learnt", 60)

    def wait_for_knowledge(self) -> None:
        """Wait until questions are answered by meaning, not by words alone as at first."""
        is_ready = "the knowledge base is ready"
        wait_until(lambda: is_ready in self.log("worker"), "the knowledge base is ready", 600)

    def sql(self, query: str, *parameters: Any) -> list[tuple[Any, ...]]:
        """The rows of a query."""
        with psycopg.connect(self.database_url) as connection:
            cursor = connection.execute(query, parameters or None)
            return cursor.fetchall() if cursor.description else []

    def log(self, name: str) -> str:
        """What a part has written so far."""
        return (self._folder / f"{name}.log").read_text(encoding="utf-8", errors="replace")

    def post(self, path: str, body: bytes, headers: Mapping[str, str]) -> httpx.Response:
        """Any call of the web process."""
        with httpx.Client(timeout=60, trust_env=False) as client:
            return client.post(self.url + path, content=body, headers=headers)

    def post_line(self, *events: Any) -> httpx.Response:
        """A webhook call signed as LINE signs it."""
        return self.post("/webhooks/line", *signed_line_body(events))

    def post_messenger(self, *events: Any) -> httpx.Response:
        """A webhook call signed as Meta signs it."""
        return self.post("/webhooks/messenger", *signed_messenger_body(events))

    def _own_environment(self) -> dict[str, str]:
        return {
            "DATABASE_URL": self.database_url,
            "DROPWISE_VAR_DIRECTORY": str(self._folder / "var"),
            "DROPWISE_PORT": str(self._port),
            "DROPWISE_ACTION_PORT": str(self._action_port),
            "DROPWISE_RASA_URL": self.rasa_url,
            # Pictures in cards must have an address that LINE would take.
            "DROPWISE_PUBLIC_BASE_URL": "https://shop.example",
            "DROPWISE_LINE_CHANNEL_SECRET": CHANNEL_SECRET,
            "DROPWISE_LINE_CHANNEL_ACCESS_TOKEN": ACCESS_TOKEN,
            "DROPWISE_LINE_API_BASE": self.line.url,
            "DROPWISE_MESSENGER_APP_SECRET": APP_SECRET,
            "DROPWISE_MESSENGER_PAGE_TOKEN": PAGE_TOKEN,
            "DROPWISE_MESSENGER_VERIFY_TOKEN": VERIFY_TOKEN,
            "DROPWISE_MESSENGER_API_BASE": self.messenger.url,
            "OMP_NUM_THREADS": "1",
            "PYTHONPATH": os.pathsep.join(sys.path),
        }

    def _program(self, name: str, address: str) -> ChildSpec:
        return ChildSpec(
            name=name,
            arguments=(sys.executable, "-m", "bot.cli", name),
            is_ready=_answers(address),
            log_file=self._folder / f"{name}.log",
            environment=self._environment,
            ready_within_seconds=START_SECONDS,
        )

    async def _load_shop(self) -> None:
        engine = make_engine(self.database_url, pool_size=2)
        try:
            await load_demo(engine, IngredientTable.load(), datetime.now(UTC))
            content = await asyncio.to_thread(self._model.read_bytes)
            await PostgresArtifacts(engine).activate(RASA_MODEL, self._model.stem, content)
        finally:
            await engine.dispose()

    async def _start_parts(self) -> None:
        await self._supervisor.__aenter__()
        specs: Sequence[ChildSpec] = [make() for make in self._specs.values()]
        await asyncio.gather(*(self._supervisor.start(spec) for spec in specs))

    def _run(self, work: Coroutine[Any, Any, Any] | Awaitable[Any]) -> Any:
        async def run() -> Any:
            return await work

        return asyncio.run_coroutine_threadsafe(run(), self._loop).result()


@contextlib.contextmanager
def scratch_installation(
    server_url: str, model: Path, folder: Path, environment: Mapping[str, str] | None = None
) -> Iterator[Installation]:
    """An installation on a database of its own, which is dropped afterwards."""
    url = create_scratch_database(server_url)
    try:
        with Installation(url, model, folder, environment) as installation:
            yield installation
    finally:
        drop_database(url)


def wait_until(is_so: Callable[[], bool], what: str, timeout: float) -> None:
    """Ask until it is so.

    Raises:
        TimeoutError: it was not in time.
    """
    deadline = time.monotonic() + timeout
    while not is_so():
        if time.monotonic() > deadline:
            raise TimeoutError(f"Not within {timeout:.0f} s: {what}.")
        time.sleep(_PAUSE_SECONDS)


def _answers(address: str) -> Callable[[], Awaitable[bool]]:
    async def probe() -> bool:
        try:
            async with httpx.AsyncClient(timeout=2, trust_env=False) as client:
                return (await client.get(address)).is_success
        except httpx.HTTPError:
            return False

    return probe
