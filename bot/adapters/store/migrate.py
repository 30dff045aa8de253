"""Bring a database to the newest schema."""

from pathlib import Path
from typing import TYPE_CHECKING

import psycopg

if TYPE_CHECKING:
    from alembic.config import Config

_MIGRATIONS = Path(__file__).with_name("migrations")


def newest_revision() -> str:
    """The revision a database of today's schema is at: files are named by their revision."""
    newest = max((_MIGRATIONS / "versions").glob("[0-9]*.py"), key=lambda file: file.name)
    return newest.name.partition("_")[0]


def revision_of(url: str) -> str | None:
    """The revision a database is at; None where it has no schema yet."""
    with psycopg.connect(url) as connection:
        try:
            row = connection.execute("select version_num from alembic_version").fetchone()
        except psycopg.errors.UndefinedTable:
            return None
    return str(row[0]) if row else None


def alembic_config(url: str) -> "Config":
    """Alembic's configuration for one database, without an ini file."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.attributes["url"] = url
    return config


def upgrade(url: str) -> None:
    """Apply every revision that is missing; safe to call from several processes at once.

    Every process asks at every start: where nothing is missing, Alembic is not even imported.
    """
    if revision_of(url) == newest_revision():
        return
    from alembic import command

    command.upgrade(alembic_config(url), "head")
