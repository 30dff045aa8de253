"""Alembic's entry: one online connection, under an advisory lock."""

from alembic import context
from sqlalchemy import create_engine, pool, text

from bot.adapters.store.engine import driver_url
from bot.adapters.store.tables import Base

# Two processes that start at once must not migrate at once: any fixed number does.
_MIGRATION_LOCK = 7_317_001


def _is_ours(name: str | None, kind: str, _parents: object) -> bool:
    return not (kind == "table" and name and name.startswith("procrastinate_"))


engine = create_engine(driver_url(context.config.attributes["url"]), poolclass=pool.NullPool)
with engine.connect() as connection:
    connection.execute(text("select pg_advisory_lock(:key)"), {"key": _MIGRATION_LOCK})
    connection.commit()
    context.configure(connection=connection, target_metadata=Base.metadata, include_name=_is_ours)
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()
engine.dispose()
