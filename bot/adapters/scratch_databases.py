"""Databases for a moment: made beside another one, used by a test or a try-out, dropped."""

from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg
from psycopg import sql


def create_scratch_database(url: str, template: str | None = None) -> str:
    """Create an empty database on the server of `url`; return its address.

    `template` names a database on the same server to copy, which nobody may be using.
    """
    name = f"scratch_{uuid4().hex}"
    create = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
        sql.Identifier(name), sql.Identifier(template or "template0")
    )
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(create)
    return with_database(url, name)


def drop_database(url: str) -> None:
    """Drop the database that `url` names, ending the sessions that still use it."""
    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(
        sql.Identifier(database_name(url))
    )
    with psycopg.connect(with_database(url, "postgres"), autocommit=True) as connection:
        connection.execute(drop)


def database_name(url: str) -> str:
    """Return the database that an address names."""
    return urlsplit(url).path.removeprefix("/")


def with_database(url: str, name: str) -> str:
    """Return the address of another database on the same server."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
