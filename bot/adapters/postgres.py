"""The bundled PostgreSQL: started when the first of us needs it, stopped when the last is done.

Every process that uses the server holds a shared lock on one file. The kernel drops it with the
process, however that ends, so the one that gets the lock for itself alone is the last.
"""

import fcntl
import hashlib
import logging
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO
from urllib.parse import quote

import psutil
import psycopg

from bot.adapters.postgres_binaries import SERVER, Binaries, choose_binaries, copy_binaries
from bot.adapters.server_account import reachable_home, server_account, service_home
from bot.domain.errors import UnavailableError
from bot.settings import Settings

logger = logging.getLogger(__name__)

NAME = "dropwise"  # of the role and of the database
SOCKET_PATH_LIMIT_BYTES = 103  # sun_path holds 108 bytes on Linux, 104 on macOS, with a closing 0
START_SECONDS = 60.0
STOP_SECONDS = 30.0
ATTEMPTS = 8  # after a kill -9 the old server's children hold its memory for a moment
PAUSE_SECONDS = 0.05


@dataclass(frozen=True)
class RunningServer:
    """What a live server says of itself in its `postmaster.pid`."""

    pid: int
    socket_directory: str
    is_ready: bool

    def url(self, database: str) -> str:
        """Return the address of one of its databases."""
        return f"postgresql://{NAME}@/{database}?host={quote(self.socket_directory, safe='/')}"


class EmbeddedPostgres:
    """A server of our own in a folder, shared by every process that starts it.

    It listens on a socket in a private directory and on no port, so whoever may open the directory
    may use it and nobody else.
    """

    def __init__(self, data_directory: Path) -> None:
        self._home = reachable_home(data_directory).resolve()
        self._cluster = self._home / "cluster"
        self._account = server_account(self._cluster)
        self._hold: IO[str] | None = None
        self._child: subprocess.Popen[bytes] | None = None

    def start(self) -> str:
        """Start the server unless it runs already; return its address.

        Raises:
            UnavailableError: it cannot be started; the sentence says what to do.
        """
        with self._changing():
            hold = (self._home / "users.lock").open("w")
            fcntl.flock(hold, fcntl.LOCK_SH)
            try:
                server = read_server(self._cluster) or self._launch()
                create_database_once(server)
            except BaseException:
                hold.close()
                raise
        self._hold = hold
        return server.url(NAME)

    def stop(self) -> None:
        """Let go of the server; the last to let go stops it."""
        if self._hold is None:
            return
        with self._changing():
            is_last = is_alone(self._hold)
            self._hold.close()
            self._hold = None
            server = read_server(self._cluster)
            if is_last and server:
                stop_server(server)
        if self._child:
            self._child.poll()

    def __enter__(self) -> str:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """Start or stop alone: one process at a time."""
        with (self._home / "change.lock").open("w") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield

    def _launch(self) -> RunningServer:
        binaries = self._binaries()
        if not (self._cluster / "PG_VERSION").exists():
            self._initialise(binaries)
        sockets = socket_directory(self._home)
        self._account.own(sockets)
        (self._cluster / "postmaster.pid").unlink(missing_ok=True)  # of a server that is gone
        for _ in range(ATTEMPTS):
            self._child = self._spawn(binaries, sockets)
            server = wait_until_ready(self._cluster, self._child)
            if server:
                return server
            time.sleep(PAUSE_SECONDS * 5)
        raise UnavailableError(
            f"PostgreSQL did not start; its own words are the last lines of {self._log}."
        )

    @property
    def _log(self) -> Path:
        return self._home / "server.log"

    def _binaries(self) -> Binaries:
        version = self._cluster / "PG_VERSION"
        binaries = choose_binaries(int(version.read_text()) if version.exists() else None)
        if self._account.can_enter(binaries.directory):
            return binaries
        return copy_binaries(binaries, service_home())

    def _initialise(self, binaries: Binaries) -> None:
        logger.info("Making a new PostgreSQL %s database in %s", binaries.major, self._cluster)
        draft = self._home / "cluster.new"  # renamed when complete, so a kill leaves no half one
        shutil.rmtree(draft, ignore_errors=True)
        self._account.own(draft)
        command = [binaries.program("initdb"), "-D", str(draft), "-U", NAME]
        told = subprocess.run(  # noqa: S603  # a program of PostgreSQL's own
            [*command, "--auth=trust", "--encoding=UTF8", *locale_arguments(binaries.major)],
            check=False,
            capture_output=True,
            text=True,
            cwd="/",
            **self._account.identity,
        )
        if told.returncode:
            reason = (told.stderr.strip().splitlines() or ["no reason given"])[-1]
            raise UnavailableError(f"No database could be made in {self._home}: {reason}")
        draft.rename(self._cluster)

    def _spawn(self, binaries: Binaries, sockets: Path) -> "subprocess.Popen[bytes]":
        options = {"unix_socket_directories": f'"{sockets}"', "listen_addresses": ""}
        settings = [f"--{name}={value}" for name, value in options.items()]
        with self._log.open("ab") as log:
            return subprocess.Popen(  # noqa: S603  # a program of PostgreSQL's own
                [binaries.program(SERVER), "-D", str(self._cluster), *settings],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                start_new_session=True,  # Ctrl-C at the terminal is for us, not for the server
                **self._account.identity,
            )


@contextmanager
def running_database(settings: Settings) -> Iterator[str]:
    """Yield the address of the database to use: DATABASE_URL, else the bundled server's."""
    if settings.database_url is not None:
        yield settings.database_url.get_secret_value()
        return
    with EmbeddedPostgres(settings.var_directory / "postgres") as url:
        yield url


def locale_arguments(major: int) -> list[str]:
    """Return initdb's arguments for an order of characters that is the same on every machine."""
    if major >= 17:
        return ["--locale-provider=builtin", "--locale=C.UTF-8"]
    return ["--no-locale"]


def socket_directory(home: Path) -> Path:
    """Return where the socket goes: beside the data, or in /tmp where that path cannot be used.

    libpq reads a comma as the end of one host and the beginning of the next.
    """
    beside = home / "socket"
    path = os.fsencode(beside / ".s.PGSQL.5432")
    if len(path) <= SOCKET_PATH_LIMIT_BYTES and b"," not in path:
        return beside
    name = hashlib.sha256(os.fsencode(home)).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"dropwise-{name}"


def read_server(cluster: Path) -> RunningServer | None:
    """Return the server that runs on a database folder, None if none does.

    A `postmaster.pid` that a kill -9 left behind may name a process that is now another program.
    """
    try:
        lines = (cluster / "postmaster.pid").read_text().splitlines()
        process = psutil.Process(int(lines[0]))
        is_server = process.status() != psutil.STATUS_ZOMBIE and str(cluster) in process.cmdline()
    except (FileNotFoundError, psutil.Error, IndexError, ValueError):
        return None
    if not is_server or len(lines) < 5:
        return None
    return RunningServer(process.pid, lines[4], lines[-1].strip() == "ready")


def wait_until_ready(cluster: Path, process: "subprocess.Popen[bytes]") -> RunningServer | None:
    """Wait for a server just started; return None if it ended or took too long."""
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        server = read_server(cluster)
        if server and server.is_ready and server.pid == process.pid:
            return server
        time.sleep(PAUSE_SECONDS)
    if process.poll() is None:
        process.kill()
        process.wait()
    return None


def stop_server(server: RunningServer) -> None:
    """Stop a server: it ends its sessions, writes everything down and exits."""
    with suppress(psutil.NoSuchProcess):
        process = psutil.Process(server.pid)
        for stop in (signal.SIGINT, signal.SIGQUIT):  # fast; then at once, the next start recovers
            process.send_signal(stop)
            if has_ended(process, STOP_SECONDS):
                return


def has_ended(process: psutil.Process, within_seconds: float) -> bool:
    """Wait for a process to end; one that only waits for its parent to notice has ended."""
    deadline = time.monotonic() + within_seconds
    while time.monotonic() < deadline:
        if not process.is_running() or process.status() == psutil.STATUS_ZOMBIE:
            return True
        time.sleep(PAUSE_SECONDS / 5)
    return False


def is_alone(hold: IO[str]) -> bool:
    """Tell whether no other process holds this file; the hold may be lost in asking."""
    try:
        fcntl.flock(hold, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def create_database_once(server: RunningServer) -> None:
    """Create our database where it does not exist yet."""
    with psycopg.connect(server.url("postgres"), autocommit=True) as connection:
        known = connection.execute("SELECT FROM pg_database WHERE datname = %s", (NAME,))
        if known.fetchone() is None:
            connection.execute(f"CREATE DATABASE {NAME}")
