"""A benchmark leaves no PostgreSQL and no folder behind, however it ends."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from bot.adapters.postgres import read_server, stop_server

pytestmark = pytest.mark.timeout(120)

BENCHMARK = """
import sys, time
from benchmarks.scratch import scratch_server
with scratch_server() as (folder, url):
    print(folder, flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def temporary() -> Iterator[Path]:
    """Where the benchmarks of a test put their folders, apart from those that run in earnest."""
    folder = Path(tempfile.mkdtemp(prefix="dropwise-scratch-"))
    folder.chmod(0o755)
    yield folder
    for file in folder.glob("**/cluster/postmaster.pid"):
        server = read_server(file.parent)
        if server:
            stop_server(server)
    shutil.rmtree(folder, ignore_errors=True)


def begin(temporary: Path) -> "tuple[subprocess.Popen[str], Path, psutil.Process]":
    """A benchmark that runs, its folder and its server."""
    benchmark = subprocess.Popen(
        [sys.executable, "-c", BENCHMARK],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "TMPDIR": str(temporary)},
    )
    assert benchmark.stdout is not None
    folder = Path(benchmark.stdout.readline().strip())
    server = read_server(folder.resolve() / "postgres" / "cluster")
    assert server is not None, "no server runs"
    return benchmark, folder, psutil.Process(server.pid)


def is_gone(server: psutil.Process) -> bool:
    return not server.is_running() or server.status() == psutil.STATUS_ZOMBIE


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_benchmark_that_is_asked_to_end_stops_its_server(temporary: Path, number: int) -> None:
    benchmark, folder, server = begin(temporary)
    benchmark.send_signal(number)
    benchmark.communicate(timeout=60)
    assert is_gone(server)
    assert not folder.exists()


def test_what_a_killed_benchmark_left_goes_when_the_next_begins(temporary: Path) -> None:
    """The next one's end leaves nothing either, and one that lives is left alone."""
    killed, left, orphan = begin(temporary)
    living, kept, server = begin(temporary)
    killed.kill()
    killed.communicate(timeout=60)
    assert not is_gone(orphan), "a kill stops no server: otherwise this test tells nothing"
    following, _, _ = begin(temporary)
    assert is_gone(orphan)
    assert not left.exists()
    assert not is_gone(server)
    assert kept.exists()
    for benchmark in (living, following):
        benchmark.communicate("\n", timeout=60)
    assert not list(temporary.iterdir())
