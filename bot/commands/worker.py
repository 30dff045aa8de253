"""`dropwise worker`: jobs, the action server, and a Rasa beside them."""

from bot.adapters.postgres import running_database
from bot.adapters.store.migrate import upgrade
from bot.bootstrap.foundation import open_foundation
from bot.bootstrap.work import open_senders
from bot.commands.machine import given_rasa, running_worker
from bot.commands.process import configure_logging, until_stopped
from bot.settings import load_settings


async def worker() -> None:
    """Work until SIGINT or SIGTERM."""
    settings = load_settings()
    configure_logging(settings.log_level)
    with running_database(settings) as url:
        upgrade(url)
        async with (
            open_foundation(settings, url) as base,
            open_senders(base) as senders,
            running_worker(base, senders, **given_rasa(settings)),
        ):
            await until_stopped()
