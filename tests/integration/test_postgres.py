"""The bundled PostgreSQL, really started: shared, stopped by the last, alive again after a kill."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from bot.adapters.postgres import (
    EmbeddedPostgres,
    RunningServer,
    has_ended,
    read_server,
    running_database,
    socket_directory,
    stop_server,
)
from bot.adapters.postgres_binaries import choose_binaries
from bot.adapters.scratch_databases import create_scratch_database, drop_database
from bot.adapters.server_account import SERVICE_HOME
from bot.domain.errors import UnavailableError
from bot.settings import load_settings

pytestmark = pytest.mark.timeout(120)

HOLDER = """
import sys, time
from pathlib import Path
from bot.adapters.postgres import EmbeddedPostgres
postgres = EmbeddedPostgres(Path(sys.argv[1]))
print(postgres.start(), flush=True)
time.sleep(600)
"""


def stop(holder: "subprocess.Popen[str]") -> None:
    holder.kill()
    holder.communicate()


@pytest.fixture
def home() -> Iterator[Path]:
    """A folder that PostgreSQL's own account may enter, which pytest's is not under root."""
    folder = Path(tempfile.mkdtemp(prefix="dropwise-pg-"))
    folder.chmod(0o755)
    yield folder
    server = read_server(folder / "cluster")
    if server:
        stop_server(server)
    shutil.rmtree(folder)


def running_server(home: Path) -> RunningServer:
    server = read_server(home.resolve() / "cluster")
    assert server is not None, "no server runs"
    return server


def kill(pid: int) -> None:
    process = psutil.Process(pid)
    process.kill()
    process.wait(20)


def holder_process(home: Path) -> "subprocess.Popen[str]":
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(home)], stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    assert holder.stdout.readline().startswith("postgresql://")
    return holder


def test_a_started_server_answers_and_a_stopped_one_is_gone(home: Path) -> None:
    with EmbeddedPostgres(home) as url, psycopg.connect(url) as connection:
        row = connection.execute("SELECT current_database(), current_setting('fsync')").fetchone()
        assert row == ("dropwise", "on")
        process = psutil.Process(running_server(home).pid)
    assert has_ended(process, 0.1)
    assert read_server(home / "cluster") is None


def test_the_server_listens_on_no_port_and_its_socket_is_private(home: Path) -> None:
    with EmbeddedPostgres(home):
        server = running_server(home)
        assert psutil.Process(server.pid).net_connections("inet") == []
        assert Path(server.socket_directory).stat().st_mode & 0o077 == 0


def test_what_was_written_is_there_after_a_restart(home: Path) -> None:
    with EmbeddedPostgres(home) as url, psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 'ÅÄÖ 保濕'::text AS word")
    with EmbeddedPostgres(home) as url, psycopg.connect(url) as connection:
        row = connection.execute("SELECT word, lower(word) FROM kept").fetchone()
        assert row == ("ÅÄÖ 保濕", "åäö 保濕")


def test_several_share_one_server_and_only_the_last_stops_it(home: Path) -> None:
    first, second = EmbeddedPostgres(home), EmbeddedPostgres(home)
    assert first.start() == second.start()
    server = running_server(home)
    process = psutil.Process(server.pid)
    first.stop()
    assert running_server(home) == server
    second.stop()
    assert has_ended(process, 0.1)


def test_stopping_twice_does_not_take_the_server_from_another(home: Path) -> None:
    first, second = EmbeddedPostgres(home), EmbeddedPostgres(home)
    first.start()
    with second as url:
        first.stop()
        first.stop()
        with psycopg.connect(url) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)


def test_a_killed_user_no_longer_counts(home: Path) -> None:
    holder = holder_process(home)
    process = psutil.Process(running_server(home).pid)
    postgres = EmbeddedPostgres(home)
    postgres.start()
    assert running_server(home).pid == process.pid
    stop(holder)
    postgres.stop()
    assert has_ended(process, 0.1)


def test_a_user_in_another_process_keeps_the_server_up(home: Path) -> None:
    holder = holder_process(home)
    with EmbeddedPostgres(home) as url:
        pass
    with psycopg.connect(url) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    stop(holder)


def test_a_killed_server_starts_again_with_all_that_was_committed(home: Path) -> None:
    with EmbeddedPostgres(home) as url:
        with psycopg.connect(url) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 1 AS n")
        kill(running_server(home).pid)
        assert (home / "cluster" / "postmaster.pid").exists()
        with EmbeddedPostgres(home) as again, psycopg.connect(again) as connection:
            assert connection.execute("SELECT n FROM kept").fetchone() == (1,)


def test_a_pid_file_that_now_names_another_program_is_no_obstacle(home: Path) -> None:
    """After a container restarts, small process ids are given out again."""
    with EmbeddedPostgres(home):
        pid_file = home / "cluster" / "postmaster.pid"
        lines = pid_file.read_text().splitlines()
        kill(running_server(home).pid)
    pid_file.write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")
    assert read_server(home.resolve() / "cluster") is None
    with EmbeddedPostgres(home) as url, psycopg.connect(url) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_a_folder_of_another_major_version_is_refused_in_a_sentence(home: Path) -> None:
    with EmbeddedPostgres(home):
        pass
    (home / "cluster" / "PG_VERSION").write_text("9\n")
    with pytest.raises(UnavailableError, match="was made by PostgreSQL 9, which is not installed"):
        EmbeddedPostgres(home).start()
    assert (home / "cluster" / "PG_VERSION").read_text() == "9\n"


def test_a_server_that_cannot_start_says_where_its_own_words_are(home: Path) -> None:
    with EmbeddedPostgres(home):
        pass
    with (home / "cluster" / "postgresql.conf").open("a") as configuration:
        configuration.write("no_such_setting = on\n")
    with pytest.raises(UnavailableError, match=r"server\.log"):
        EmbeddedPostgres(home).start()
    assert "no_such_setting" in (home / "server.log").read_text()


def test_a_deep_folder_gets_a_short_socket_path(home: Path) -> None:
    assert_works_in(home / ("d" * 60) / ("e" * 60))


@pytest.mark.parametrize("name", ["a shop's größe?&%", "one, two"])
def test_a_folder_with_spaces_and_other_signs_works(home: Path, name: str) -> None:
    assert_works_in(home / name)


def assert_works_in(folder: Path) -> None:
    with EmbeddedPostgres(folder) as url, psycopg.connect(url) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    shutil.rmtree(socket_directory(folder.resolve()))


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has to run the server as another account")
def test_root_keeps_its_closed_folders_closed(home: Path) -> None:
    closed = home / "closed"
    closed.mkdir(mode=0o700)
    with EmbeddedPostgres(closed / "var") as url, psycopg.connect(url) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
        directory = connection.execute("SHOW data_directory").fetchone()
    assert directory is not None
    assert directory[0].startswith(str(SERVICE_HOME))
    assert closed.stat().st_mode & 0o777 == 0o700
    shutil.rmtree(Path(directory[0]).parent)


def test_scratch_databases_are_made_and_dropped_while_in_use(home: Path) -> None:
    with EmbeddedPostgres(home) as url:
        scratch = create_scratch_database(url)
        with psycopg.connect(scratch) as connection:
            connection.execute("CREATE TABLE t (n int)")
        copy = create_scratch_database(url, template=scratch.split("@/")[1].split("?")[0])
        user = psycopg.connect(copy)
        assert user.execute("SELECT count(*) FROM t").fetchone() == (0,)
        drop_database(copy)
        user.close()
        with pytest.raises(psycopg.OperationalError, match="does not exist"):
            psycopg.connect(copy)


def test_a_database_of_ones_own_wins(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://shop@db.example/shop")
    monkeypatch.setenv("DROPWISE_VAR_DIRECTORY", str(tmp_path / "var"))
    with running_database(load_settings(None)) as url:
        assert url == "postgresql://shop@db.example/shop"
    assert not (tmp_path / "var").exists()


def test_the_newest_postgresql_here_is_chosen_for_a_new_folder() -> None:
    binaries = choose_binaries(None)
    assert binaries.major >= 14
    assert choose_binaries(binaries.major) == binaries
