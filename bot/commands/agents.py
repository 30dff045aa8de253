"""`dropwise agent add`."""

import typer

from bot.adapters.postgres import running_database
from bot.adapters.store.agents import PostgresAgents
from bot.adapters.store.engine import make_engine
from bot.adapters.store.migrate import upgrade
from bot.domain.errors import InputError
from bot.settings import load_settings

MIN_PASSWORD = 10


async def add(email: str, name: str, password: str) -> None:
    """Add an agent, or give one a new name and password."""
    if "@" not in email:
        raise InputError("An agent signs in with an e-mail address, like mei@example.com.")
    if len(password) < MIN_PASSWORD:
        raise InputError(f"Choose a password of at least {MIN_PASSWORD} characters.")
    with running_database(load_settings()) as url:
        upgrade(url)
        engine = make_engine(url)
        await PostgresAgents(engine).add(email, name, password)
        await engine.dispose()
    typer.echo(f"{name} can sign in to the console as {email}.")
