"""What `dropwise up` does to the database before the processes start; Rasa loads meanwhile."""

import secrets
from collections.abc import Callable
from pathlib import Path

from bot.adapters.store.agents import PostgresAgents
from bot.adapters.store.engine import make_engine
from bot.bootstrap.folders import FIRST_AGENT, password_file
from bot.commands.models import ensure_model
from bot.commands.shop import prepare_shop
from bot.settings import Settings


async def prepare(settings: Settings, url: str, tell: Callable[[str], None]) -> Path:
    """Schema, demo shop, a first agent and the trained model: whatever is missing of them.

    Returns:
        The model that Rasa shall run.
    """
    if await prepare_shop(settings, url):
        tell("Loaded the demo shop.")
    await add_first_agent(settings, url)
    return await ensure_model(settings, url, tell)


async def add_first_agent(settings: Settings, url: str) -> None:
    """Let somebody into a console that nobody can enter yet; the password goes to a file."""
    engine = make_engine(url, pool_size=1)
    try:
        agents = PostgresAgents(engine)
        if await agents.is_empty():
            password = secrets.token_urlsafe(12)
            await agents.add(FIRST_AGENT, "Mei", password)
            _keep_password(password_file(settings), password)
    finally:
        await engine.dispose()


def _keep_password(file: Path, password: str) -> None:
    """A file for the operator's eyes alone: a password is never printed."""
    file.touch(mode=0o600)
    file.write_text(password + "\n", encoding="utf-8")
