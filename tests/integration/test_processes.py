"""The supervisor with real child processes: what dies comes back, and nothing outlives it."""

import asyncio
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from bot.adapters.processes import (
    LONGEST_BACKOFF_SECONDS,
    ChildSpec,
    Supervisor,
    backoff_seconds,
    end_left_over,
    identity,
)
from bot.domain.errors import UnavailableError

pytestmark = pytest.mark.timeout(60)

STUBBORN = """
import pathlib, signal, subprocess, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
grandchild = subprocess.Popen(["sleep", "600"])
pathlib.Path(sys.argv[1]).write_text(str(grandchild.pid))
time.sleep(600)
"""

OWNER = """
import asyncio, pathlib, sys
sys.path.insert(0, sys.argv[3])
from tests.integration.test_processes import spec_of
from bot.adapters.processes import Supervisor

async def main():
    folder = pathlib.Path(sys.argv[1])
    async with Supervisor(folder / "pids") as supervisor:
        await supervisor.start(spec_of(folder, sys.argv[2]))
        print(supervisor.pid("child"), flush=True)
        await asyncio.sleep(600)

asyncio.run(main())
"""


async def at_once() -> bool:
    return True


async def never() -> bool:
    return False


def spec_of(folder: Path, code: str, **changes: object) -> ChildSpec:
    arguments = (sys.executable, "-c", code, str(folder / "grandchild"))
    spec = {"name": "child", "arguments": arguments, "is_ready": at_once}
    return ChildSpec(**{**spec, "log_file": folder / "logs" / "child.log", **changes})


def has_ended(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not condition():
            await asyncio.sleep(0.02)


@pytest.fixture
def supervisor(tmp_path: Path) -> Supervisor:
    return Supervisor(tmp_path / "pids")


async def test_a_child_is_up_when_start_returns_and_its_words_go_to_the_log(
    tmp_path: Path, supervisor: Supervisor, capfd: pytest.CaptureFixture[str]
) -> None:
    ready = tmp_path / "ready"

    async def is_ready() -> bool:
        return ready.exists()

    code = f"import pathlib, time; print('hello', flush=True); pathlib.Path({str(ready)!r}).touch()"
    async with supervisor:
        await supervisor.start(spec_of(tmp_path, f"{code}; time.sleep(600)", is_ready=is_ready))
        assert ready.exists()
        assert (tmp_path / "logs" / "child.log").read_text() == "hello\n"
    assert capfd.readouterr() == ("", "")


async def test_a_child_gets_its_environment_and_its_directory(
    tmp_path: Path, supervisor: Supervisor
) -> None:
    code = "import os, time; print(os.environ['COLOUR'], os.getcwd(), flush=True); time.sleep(600)"
    spec = spec_of(tmp_path, code, environment={"COLOUR": "blue"}, directory=tmp_path)
    async with supervisor:
        await supervisor.start(spec)
        await until(lambda: bool(spec.log_file.read_text()))
    assert spec.log_file.read_text() == f"blue {tmp_path}\n"


async def test_a_killed_child_is_started_again_and_counted(
    tmp_path: Path, supervisor: Supervisor
) -> None:
    async with supervisor:
        await supervisor.start(spec_of(tmp_path, "import time; time.sleep(600)"))
        first = supervisor.pid("child")
        assert supervisor.restarts("child") == 0
        psutil.Process(first).kill()
        await until(lambda: supervisor.restarts("child") == 1)
        second = supervisor.pid("child")
        assert second != first
        assert not has_ended(second)
    assert has_ended(second)


async def test_what_a_dead_child_had_started_does_not_stay_beside_the_new_one(
    tmp_path: Path, supervisor: Supervisor
) -> None:
    async with supervisor:
        await supervisor.start(spec_of(tmp_path, STUBBORN, grace_seconds=0.1))
        await until(lambda: bool(read(tmp_path / "grandchild")))
        grandchild = int(read(tmp_path / "grandchild"))
        psutil.Process(supervisor.pid("child")).kill()
        await until(lambda: has_ended(grandchild))


async def test_a_child_that_will_not_stop_is_killed_with_all_it_started(
    tmp_path: Path, supervisor: Supervisor
) -> None:
    async with supervisor:
        await supervisor.start(spec_of(tmp_path, STUBBORN, grace_seconds=0.3))
        await until(lambda: bool(read(tmp_path / "grandchild")))
        pids = [supervisor.pid("child"), int(read(tmp_path / "grandchild"))]
    await until(lambda: all(has_ended(pid) for pid in pids))
    assert list((tmp_path / "pids").iterdir()) == []


async def test_a_child_that_ends_while_starting_is_told_with_its_log(
    tmp_path: Path, supervisor: Supervisor
) -> None:
    async with supervisor:
        with pytest.raises(UnavailableError, match=r"child ended while starting.*child\.log"):
            await supervisor.start(spec_of(tmp_path, "raise SystemExit(3)", is_ready=never))
        assert supervisor.names() == ()


async def test_a_child_that_is_not_ready_in_time_is_stopped(
    tmp_path: Path, supervisor: Supervisor
) -> None:
    code = "import os, time; print(os.getpid(), flush=True); time.sleep(600)"
    spec = spec_of(tmp_path, code, is_ready=never, ready_within_seconds=1.0)
    async with supervisor:
        with pytest.raises(UnavailableError, match="not ready within 1 s"):
            await supervisor.start(spec)
    assert has_ended(int(spec.log_file.read_text()))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends children with their parent")
async def test_a_child_ends_with_its_supervisor_even_when_that_is_killed(tmp_path: Path) -> None:
    root = str(Path(__file__).parents[2])
    owner = subprocess.Popen(
        [sys.executable, "-c", OWNER, str(tmp_path), STUBBORN, root], stdout=subprocess.PIPE
    )
    assert owner.stdout is not None
    child = int(owner.stdout.readline())
    await until(lambda: bool(read(tmp_path / "grandchild")))
    owner.kill()
    owner.communicate()
    await until(lambda: has_ended(child))

    async with Supervisor(tmp_path / "pids"):
        await until(lambda: has_ended(int(read(tmp_path / "grandchild"))))


def test_a_process_left_over_from_an_earlier_start_is_ended(tmp_path: Path) -> None:
    left_over = subprocess.Popen(["sleep", "600"], start_new_session=True)
    file = tmp_path / "child.pid"
    file.write_text(json.dumps(identity(left_over.pid)))
    end_left_over(file)
    assert left_over.wait() != 0
    assert not file.exists()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"pid": null}', '{"pid": "x"}'])
def test_a_pid_file_that_makes_no_sense_is_removed(tmp_path: Path, text: str) -> None:
    file = tmp_path / "child.pid"
    file.write_text(text)
    end_left_over(file)
    assert not file.exists()


def test_a_stranger_that_got_the_same_process_id_is_left_alone(tmp_path: Path) -> None:
    stranger = subprocess.Popen(["sleep", "600"], start_new_session=True)
    file = tmp_path / "child.pid"
    file.write_text(json.dumps({"pid": stranger.pid, "started_at": time.time() - 3600}))
    end_left_over(file)
    assert stranger.poll() is None
    stranger.kill()
    stranger.wait()


def test_pauses_grow_up_to_a_limit() -> None:
    pauses = [backoff_seconds(deaths) for deaths in range(1, 40)]
    assert pauses == sorted(pauses)
    assert pauses[:3] == [0.5, 1.0, 2.0]
    assert pauses[-1] == LONGEST_BACKOFF_SECONDS


def read(file: Path) -> str:
    return file.read_text() if file.exists() else ""


def test_this_very_process_is_recognised_by_its_start() -> None:
    assert identity(os.getpid()) == identity(os.getpid())
    assert identity(os.getpid()) != identity(os.getppid())
