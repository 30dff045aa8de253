"""Where the console is mounted."""

from fastapi import APIRouter

from channels.console.console import HERE, Console
from channels.console.news import add_news
from channels.console.sign_in import add_sign_in
from channels.console.workplace import add_workplace
from channels.static_files import add_files


def console_router(console: Console) -> APIRouter:
    """Everything under `/console`; nobody sees any of it but the sign-in without signing in."""
    router = APIRouter(prefix="/console", include_in_schema=False)
    add_files(router, "/static", HERE / "static")
    add_sign_in(router, console)
    add_news(router, console)
    add_workplace(router, console)
    return router
