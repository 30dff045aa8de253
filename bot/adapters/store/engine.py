"""Connections to PostgreSQL, and what a commit waits for.

PostgreSQL lets the commits of transactions that notify pass one at a time, and each holds that
lock, and its row locks, until the log is on disk: a slow disk makes a queue of all of them. The log
is one sequence, though: whoever waits for its end waits for all that was committed before. So a
transaction here may commit without waiting (`commit_unflushed`, its locks are free at once), and
wait afterwards, together with others, before it tells anybody (`flushed_transaction`). A crash of
the server (not of ours) loses the end of the log: never a commit and what followed it in part.
https://www.postgresql.org/docs/current/wal-async-commit.html
"""

import contextlib
import time
from collections.abc import AsyncIterator
from typing import Any

from sqlalchemy import event, make_url, text
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

# A server does not go and come back in so short a time: a connection used a moment ago is either
# good, or there is no server that a new one would reach.
_TRUSTED_SECONDS = 0.25
_UNFLUSHED = text("select set_config('synchronous_commit', 'off', true)")
# One message to the server. The second statement is a transaction of its own that writes a line
# which means nothing and waits for the disk (and for standbys, where the server is told to).
_COMMIT_THEN_FLUSH = "commit; select pg_logical_emit_message(true, 'dropwise', '')"


def driver_url(url: str) -> str:
    """The URL with psycopg 3 named as its driver, whatever way it was written."""
    parsed = make_url(url.replace("postgres://", "postgresql://", 1))
    return parsed.set(drivername="postgresql+psycopg").render_as_string(hide_password=False)


def plain_url(url: str) -> str:
    """The URL as libpq reads it."""
    parsed = make_url(url.replace("postgres://", "postgresql://", 1))
    return parsed.set(drivername="postgresql").render_as_string(hide_password=False)


def make_engine(url: str, pool_size: int = 10) -> AsyncEngine:
    """A pool that outlives a restart of the database: a connection that rested is tried first.

    SQLAlchemy's own pre-ping tries at every use, six times a turn.
    """
    engine = create_async_engine(
        driver_url(url), pool_size=pool_size, max_overflow=pool_size, pool_use_lifo=True
    )

    @event.listens_for(engine.sync_engine, "checkin")
    def note_use(_connection: Any, record: Any) -> None:
        record.info["used_at"] = time.monotonic()

    @event.listens_for(engine.sync_engine, "checkout")
    def try_rested(connection: Any, record: Any, _: Any) -> None:
        used_at = record.info.get("used_at")
        if used_at is not None and time.monotonic() - used_at > _TRUSTED_SECONDS:
            _ping(engine, connection)

    return engine


def _ping(engine: AsyncEngine, connection: Any) -> None:
    """Ask for an answer; where none comes the pool makes its connections anew."""
    dialect = engine.sync_engine.dialect
    try:
        dialect.do_ping(connection)
    except dialect.loaded_dbapi.Error as error:
        raise InvalidatePoolError("the connection was lost") from error


def reading(engine: AsyncEngine) -> AsyncEngine:
    """The same pool for single reads: no transaction around them, so two round trips less."""
    return engine.execution_options(isolation_level="AUTOCOMMIT")


async def commit_unflushed(connection: AsyncConnection) -> None:
    """Let this transaction's commit not wait for the disk.

    Only where a later commit that waits comes before anybody outside is told, or where losing it
    means no more than doing it again.
    """
    await connection.execute(_UNFLUSHED)


@contextlib.asynccontextmanager
async def flushed_transaction(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """A transaction that is on disk when the block ends, and holds no lock while it waits."""
    async with engine.begin() as connection:
        await commit_unflushed(connection)
        yield connection
        await connection.exec_driver_sql(_COMMIT_THEN_FLUSH)
