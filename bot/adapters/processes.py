"""A supervisor of child processes: starts them, starts them again when they die, stops them all."""

import asyncio
import ctypes
import json
import logging
import os
import signal
import sys
import time
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

import psutil

from bot.domain.errors import UnavailableError

logger = logging.getLogger(__name__)

PR_SET_PDEATHSIG = 1  # prctl(2): the signal a process gets when its parent dies
PROBE_PAUSE_SECONDS = 0.1
SHORTEST_BACKOFF_SECONDS = 0.5
LONGEST_BACKOFF_SECONDS = 30.0
STABLE_SECONDS = 60.0  # a child that lived this long has its earlier deaths forgiven

Probe = Callable[[], Awaitable[bool]]


@dataclass(frozen=True)
class ChildSpec:
    """What to run and how to tell that it is ready; its output goes to the log file alone."""

    name: str
    arguments: tuple[str, ...]
    is_ready: Probe
    log_file: Path
    environment: dict[str, str] = field(default_factory=dict)  # besides our own
    directory: Path | None = None
    ready_within_seconds: float = 120.0
    grace_seconds: float = 10.0


@dataclass
class Child:
    """One supervised process, as it is now."""

    spec: ChildSpec
    process: asyncio.subprocess.Process
    restarts: int = 0
    watcher: asyncio.Task[None] | None = None


def backoff_seconds(recent_deaths: int) -> float:
    """Return the pause before starting again: doubled with each recent death, up to a limit."""
    return min(LONGEST_BACKOFF_SECONDS, SHORTEST_BACKOFF_SECONDS * 2.0 ** max(0, recent_deaths - 1))


class Supervisor:
    """Owns child processes for as long as it is entered; none outlives it.

    On Linux the kernel ends the children even when we are killed with -9. Elsewhere, and for what
    the children started themselves, files in `pid_directory` let the next start end them.
    """

    def __init__(self, pid_directory: Path) -> None:
        self._pid_directory = pid_directory
        self._children: dict[str, Child] = {}

    async def __aenter__(self) -> Self:
        self._pid_directory.mkdir(parents=True, exist_ok=True)
        for file in self._pid_directory.glob("*.pid"):
            await asyncio.to_thread(end_left_over, file)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await asyncio.gather(*(self.stop(name) for name in list(self._children)))

    async def start(self, spec: ChildSpec) -> None:
        """Start a child and wait until it is ready; from then on it is kept running.

        Raises:
            UnavailableError: it ended or was not ready in time; it is stopped then.
        """
        child = Child(spec, await self._spawn(spec))
        self._children[spec.name] = child
        try:
            await wait_until_ready(child)
        except BaseException:
            await self.stop(spec.name)
            raise
        child.watcher = asyncio.create_task(self._keep_running(child), name=f"watch {spec.name}")

    async def stop(self, name: str) -> None:
        """Stop a child and all it started: asked first, killed when its grace is over."""
        child = self._children.pop(name, None)
        if child is None:
            return
        if child.watcher:
            child.watcher.cancel()
            with suppress(asyncio.CancelledError):
                await child.watcher
        await end_group(child.process, child.spec.grace_seconds)
        self._pid_file(name).unlink(missing_ok=True)

    def restarts(self, name: str) -> int:
        """Return how often a child was started again after a death."""
        return self._children[name].restarts

    def pid(self, name: str) -> int:
        """Return the id of the process that runs as this child now."""
        return self._children[name].process.pid

    def names(self) -> Iterable[str]:
        """Return the names of the children."""
        return tuple(self._children)

    async def _keep_running(self, child: Child) -> None:
        recent_deaths = 0
        while True:
            started = time.monotonic()
            code = await child.process.wait()
            is_stable = time.monotonic() - started > STABLE_SECONDS
            recent_deaths = 1 if is_stable else recent_deaths + 1
            pause = backoff_seconds(recent_deaths)
            logger.warning("%s ended (%s); starting it again in %s s", child.spec.name, code, pause)
            await end_group(child.process, grace_seconds=0)
            await asyncio.sleep(pause)
            await self._start_again(child)

    async def _start_again(self, child: Child) -> None:
        try:
            child.process = await self._spawn(child.spec)
        except OSError as error:  # tried again after the next, longer pause
            logger.warning("%s could not be started: %s", child.spec.name, error.strerror)
        else:
            child.restarts += 1

    async def _spawn(self, spec: ChildSpec) -> asyncio.subprocess.Process:
        spec.log_file.parent.mkdir(parents=True, exist_ok=True)
        with spec.log_file.open("ab") as log:
            process = await asyncio.create_subprocess_exec(
                *spec.arguments,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env={**os.environ, **spec.environment},
                cwd=spec.directory,
                start_new_session=True,  # a group of its own, to be stopped as one
                preexec_fn=dies_with_parent(os.getpid()),
            )
        self._pid_file(spec.name).write_text(json.dumps(identity(process.pid)))
        return process

    def _pid_file(self, name: str) -> Path:
        return self._pid_directory / f"{name}.pid"


async def wait_until_ready(child: Child) -> None:
    """Ask the child's probe until it says yes.

    Raises:
        UnavailableError: the child ended, or was not ready in time.
    """
    spec = child.spec
    deadline = time.monotonic() + spec.ready_within_seconds
    while not await spec.is_ready():
        if child.process.returncode is not None:
            raise UnavailableError(
                f"{spec.name} ended while starting; its own words are in {spec.log_file}."
            )
        if time.monotonic() > deadline:
            raise UnavailableError(
                f"{spec.name} was not ready within {spec.ready_within_seconds:.0f} s; "
                f"its own words are in {spec.log_file}."
            )
        await asyncio.sleep(PROBE_PAUSE_SECONDS)


def dies_with_parent(parent: int) -> Callable[[], None] | None:
    """Return what a child runs before its program, so that the kernel ends it with its parent."""
    if sys.platform != "linux":
        return None
    prctl = ctypes.CDLL(None).prctl  # looked up before the fork, where nothing may be loaded

    def ask_kernel() -> None:
        prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it died before we asked
            os._exit(1)

    return ask_kernel


async def end_group(process: asyncio.subprocess.Process, grace_seconds: float) -> None:
    """End a process and its whole group: SIGTERM, then SIGKILL when the grace is over."""
    if process.returncode is None and grace_seconds:
        signal_group(process.pid, signal.SIGTERM)
        with suppress(TimeoutError):
            await asyncio.wait_for(process.wait(), grace_seconds)
    signal_group(process.pid, signal.SIGKILL)
    await process.wait()


def signal_group(group: int, number: signal.Signals) -> None:
    """Send a signal to every process of a group; one that is gone is no matter."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(group, number)


def identity(pid: int) -> dict[str, float]:
    """Return what tells a process from a later one with the same id."""
    try:
        return {"pid": pid, "started_at": psutil.Process(pid).create_time()}
    except psutil.NoSuchProcess:
        return {"pid": pid, "started_at": 0.0}


def end_left_over(file: Path) -> None:
    """End the group of the process that a pid file names, and remove the file.

    While a group lives, its number is given to no new process; so one without its leader is ours,
    and one whose leader started at another time is not.
    """
    with suppress(ValueError, KeyError, TypeError):
        left_over = json.loads(file.read_text())
        pid = int(left_over["pid"])
        if not psutil.pid_exists(pid) or identity(pid) == left_over:
            signal_group(pid, signal.SIGKILL)
    file.unlink(missing_ok=True)
