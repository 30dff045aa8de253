"""`dropwise serve`: the web process alone."""

from bot.adapters.postgres import running_database
from bot.adapters.store.migrate import upgrade
from bot.bootstrap.foundation import open_foundation
from bot.bootstrap.web import serve_app
from bot.commands.process import configure_logging, serving, until_stopped
from bot.pauses import leave_out_what_is_loaded
from bot.settings import load_settings


async def serve() -> None:
    """Serve until SIGINT or SIGTERM."""
    settings = load_settings()
    configure_logging(settings.log_level)
    with running_database(settings) as url:
        upgrade(url)
        async with (
            open_foundation(settings, url) as base,
            serving(serve_app(base), settings.port, settings.host),
        ):
            leave_out_what_is_loaded()
            await until_stopped()
