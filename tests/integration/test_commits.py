"""What is on disk when, what nobody waits for, and what a lost connection costs."""

import asyncio

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from bot.adapters.jobs import make_jobs
from bot.adapters.store.engine import flushed_transaction, make_engine, plain_url

WRITE = text("insert into secrets (name, value) values (:name, 'x')")
NAMES = text("select name from secrets where name like 'n%'")


@pytest.fixture
async def engine(database_url):
    engine = make_engine(database_url, pool_size=1)
    yield engine
    await engine.dispose()


async def test_a_flushed_transaction_is_on_disk_when_it_ends(engine):
    """Many times on one connection: a driver that prepares what it repeats must not fall over."""
    for number in range(20):
        async with flushed_transaction(engine) as connection:
            await connection.execute(WRITE, {"name": f"n{number}"})
            written = await connection.scalar(text("select pg_current_wal_insert_lsn()"))
        async with engine.connect() as connection:
            is_on_disk = text("select pg_current_wal_flush_lsn() >= cast(:written as pg_lsn)")
            assert await connection.scalar(is_on_disk, {"written": written})
            assert len((await connection.execute(NAMES)).all()) == number + 1


async def test_a_flushed_transaction_that_fails_leaves_nothing(engine):
    async def fail():
        async with flushed_transaction(engine) as connection:
            await connection.execute(WRITE, {"name": "n"})
            await connection.execute(text("select no_such_column"))

    with pytest.raises(ProgrammingError):
        await fail()
    async with engine.connect() as connection:
        assert (await connection.execute(NAMES)).all() == []


async def test_the_next_transaction_of_that_connection_waits_for_the_disk_as_ever(engine):
    async with flushed_transaction(engine) as connection:
        await connection.execute(WRITE, {"name": "n"})
    async with engine.connect() as connection:
        assert await connection.scalar(text("show synchronous_commit")) == "on"


async def test_only_the_job_engines_own_connections_do_not_wait_for_the_disk(database_url, engine):
    jobs = make_jobs(database_url)
    async with jobs.app.open_async():
        row = await jobs.app.connector.execute_query_one_async("show synchronous_commit")
    assert row == {"synchronous_commit": "off"}
    async with engine.connect() as connection:
        assert await connection.scalar(text("show synchronous_commit")) == "on"


async def test_connections_that_a_restart_of_the_server_took_are_made_anew(database_url):
    engine = make_engine(database_url, pool_size=3)
    try:
        await asyncio.gather(*(ask(engine) for _ in range(3)))
        end_sessions(database_url)
        await asyncio.sleep(0.3)  # a restart takes longer
        assert await asyncio.gather(*(ask(engine) for _ in range(3))) == [1, 1, 1]
    finally:
        await engine.dispose()


async def ask(engine):
    async with engine.connect() as connection:
        return await connection.scalar(text("select 1 from pg_sleep(0.1)"))


def end_sessions(url):
    with psycopg.connect(plain_url(url), autocommit=True) as connection:
        ended = connection.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity"
            " where datname = current_database() and pid <> pg_backend_pid()"
            " and backend_type = 'client backend'"
        ).fetchall()
    assert len(ended) >= 3
