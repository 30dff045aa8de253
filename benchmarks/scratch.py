"""Folders and servers for a measurement, gone when it ends: in order, by a signal or by a crash."""

import fcntl
import shutil
import signal
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from bot.adapters.postgres import EmbeddedPostgres, is_alone, read_server, stop_server

PREFIX = "dropwise-bench-"
_LOCK = "benchmark.lock"  # held as long as the benchmark lives, however it ends
_ENDINGS = (signal.SIGTERM, signal.SIGHUP)
_SIGNALLED = 128  # and the signal's number, as shells tell it


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """A folder that PostgreSQL's own account can enter, and no server or file of it afterwards.

    Being asked to end is an orderly end too. What a benchmark left that was killed outright is
    cleared away first.
    """
    clear_leftovers()
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    folder.chmod(0o755)
    with (folder / "new.lock").open("w") as held, _ending_in_order():
        fcntl.flock(held, fcntl.LOCK_EX)
        Path(held.name).rename(folder / _LOCK)  # seen by others only when it is held
        try:
            yield folder
        finally:
            _clear(folder)


@contextmanager
def scratch_server() -> Iterator[tuple[Path, str]]:
    """A PostgreSQL server of our own: its folder and its address."""
    with scratch_folder() as folder, EmbeddedPostgres(folder / "postgres") as url:
        yield folder, url


def clear_leftovers() -> None:
    """Stop the servers and remove the folders of benchmarks that live no more."""
    for lock in Path(tempfile.gettempdir()).glob(f"{PREFIX}*/{_LOCK}"):
        with suppress(OSError), lock.open("r+") as handle:
            if is_alone(handle):
                _clear(lock.parent)


def _clear(folder: Path) -> None:
    """Stop every server in a folder, also one that somebody else still uses, and remove it."""
    for file in folder.glob("**/cluster/postmaster.pid"):
        server = read_server(file.parent)
        if server:
            stop_server(server)
    shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _ending_in_order() -> Iterator[None]:
    """Let signals end the program as an error would; only the main thread may say so."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    former = {number: signal.signal(number, _end) for number in _ENDINGS}
    try:
        yield
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)


def _end(number: int, _: object) -> None:
    sys.exit(_SIGNALLED + number)
