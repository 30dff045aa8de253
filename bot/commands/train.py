"""`dropwise train`."""

import typer

from bot.adapters.postgres import running_database
from bot.adapters.rasa_process import model_fingerprint
from bot.adapters.store.migrate import upgrade
from bot.commands.models import ensure_model
from bot.settings import load_settings


async def train() -> None:
    """Train where nobody has yet; running processes swap to it within seconds."""
    settings = load_settings()
    with running_database(settings) as url:
        upgrade(url)
        await ensure_model(settings, url)
    typer.echo(f"The model {model_fingerprint()[:12]} is in use.")
