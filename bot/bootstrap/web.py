"""The web process put together."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

from fastapi import APIRouter, FastAPI

from bot.adapters.identity_links import is_used, redeem
from bot.adapters.pictures import to_png
from bot.adapters.store.changes import Changes
from bot.adapters.store.desk import PostgresDesk
from bot.adapters.store.feed import PostgresFeed
from bot.adapters.store.inbox import PostgresInbox
from bot.app import create_app, health_router, identity_router
from bot.bootstrap.claims import find_claims
from bot.bootstrap.foundation import DEMO, Foundation, is_demo, keep_catalogue_fresh
from bot.demo.customers import read_customers
from bot.domain.errors import InputError
from bot.domain.languages import Language
from bot.settings import Settings
from channels.console.console import Console
from channels.console.endpoints import console_router
from channels.console.sessions import Sessions
from channels.line.endpoints import router as line_router
from channels.messenger.endpoints import WebhookSecrets
from channels.messenger.endpoints import router as messenger_router
from channels.web.demo import DemoCustomer, DemoShop, demo_router
from channels.web.endpoints import web_router
from channels.web.origins import AllowedOrigins
from channels.web.pictures import ServedPictures, pictures_router
from channels.web.session import WebChat
from channels.web.visitors import CustomerTokens, VisitorTokens

_DEMO_CUSTOMERS = 6


def serve_app(base: Foundation) -> FastAPI:
    """The web process on an open foundation."""
    settings = base.settings
    changes = Changes(base.url)
    closing = asyncio.Event()
    inbox = PostgresInbox(base.engine, base.jobs.defer_events)
    # Relative: the widget resolves them against the address it was loaded from.
    pictures = ServedPictures("")
    desk = make_desk(base, changes)
    chat = WebChat(
        inbox=inbox,
        feed=PostgresFeed(base.engine, changes),
        clock=base.clock,
        visitors=VisitorTokens(base.secret_key),
        customers=CustomerTokens(base.shop_token_secret) if base.shop_token_secret else None,
        pictures=pictures,
        origins=AllowedOrigins(settings.widget_origins),
    )
    console = Console(
        desk=desk,
        clock=base.clock,
        sessions=Sessions(base.secret_key),
        time_zone=base.shop.zone.key,
        is_https=settings.base_url.startswith("https:"),
        find_claims=find_claims,
        closing=closing,
    )
    line_secret = None
    if settings.has_line and settings.line_channel_secret:
        line_secret = settings.line_channel_secret.get_secret_value()
    routers = [
        health_router(base.engine, {}),
        line_router(line_secret, inbox, base.clock),
        messenger_router(_messenger_secrets(settings), inbox, base.clock),
        web_router(chat),
        pictures_router(base.catalogue, to_png),
        demo_router(_demo_shop(base)),
        console_router(console),
        _identity_router(base),
    ]

    @contextlib.asynccontextmanager
    async def lifespan() -> AsyncIterator[None]:
        async with asyncio.TaskGroup() as tasks:
            background = [
                tasks.create_task(changes.run()),
                tasks.create_task(keep_catalogue_fresh(base)),
            ]
            yield
            for task in background:
                task.cancel()

    app = create_app(routers, lifespan)
    app.state.closing = closing
    return app


def make_desk(base: Foundation, changes: Changes) -> PostgresDesk:
    """The agents' desk."""
    return PostgresDesk(
        base.engine,
        changes,
        defer_delivery=base.jobs.defer_delivery,
        wording=base.wording,
        catalogue=base.catalogue,
        clock=base.clock,
    )


def _messenger_secrets(settings: Settings) -> WebhookSecrets | None:
    if not settings.has_messenger:
        return None
    app_secret, verify_token = settings.messenger_app_secret, settings.messenger_verify_token
    if app_secret is None or verify_token is None:
        return None
    return WebhookSecrets(app_secret.get_secret_value(), verify_token.get_secret_value())


def _demo_shop(base: Foundation) -> DemoShop:
    customers = read_customers(DEMO / "customers.jsonl") if is_demo(base.settings) else ()
    return DemoShop(
        name=base.shop.names,
        catalogue=base.catalogue,
        customers=[DemoCustomer(c.id, c.name) for c in list(customers)[:_DEMO_CUSTOMERS]],
        shop_token_secret=base.shop_token_secret if is_demo(base.settings) else None,
    )


def _identity_router(base: Foundation) -> APIRouter:
    async def begin(token: str) -> str:
        base.links.conversation_of(token)
        if await is_used(base.engine, token):
            raise InputError("This link was used before: ask in the chat for a new one.")
        back = f"{base.settings.base_url}/identify/{token}/done"
        login = base.settings.shop_login_url or f"{base.settings.base_url}/demo/login"
        return f"{login}?return_to={back}"

    async def finish(token: str, customer_token: str) -> str:
        conversation_id = base.links.conversation_of(token)
        customer_id = base.links.customer_of(customer_token)
        if not await redeem(base.engine, token, conversation_id, customer_id):
            raise InputError("This link was used before: ask in the chat for a new one.")
        return base.wording.text("utter_identity_linked", Language.EN)

    return identity_router(begin, finish)
