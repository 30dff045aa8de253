"""Names every real collaborator once and puts the processes together from them."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from fastapi import FastAPI
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters.clock import SystemClock
from bot.adapters.identity_links import SignedIdentityLinks, is_used, redeem
from bot.adapters.jobs import Jobs, make_jobs
from bot.adapters.pictures import to_png
from bot.adapters.shop_file import load_shop_file
from bot.adapters.store.changes import Changes
from bot.adapters.store.desk import PostgresDesk
from bot.adapters.store.engine import make_engine
from bot.adapters.store.feed import PostgresFeed
from bot.adapters.store.inbox import PostgresInbox
from bot.adapters.store.products import PostgresProducts
from bot.adapters.store.secrets import secret
from bot.adapters.wording import ResponseFiles
from bot.app import create_app, health_router, identity_router
from bot.demo.customers import read_customers
from bot.domain.errors import InputError
from bot.domain.languages import Language
from bot.domain.ports import Clock
from bot.domain.shop import ShopFacts
from bot.settings import REPOSITORY_ROOT, Settings
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
from knowledge.catalogue import ShopCatalogue

log = logging.getLogger(__name__)

RESPONSES = REPOSITORY_ROOT / "data" / "responses"
DEMO = REPOSITORY_ROOT / "data" / "demo"
_LOOK_AT_CATALOGUE_SECONDS = 2.0
_DEMO_CUSTOMERS = 6


@dataclass(frozen=True, slots=True)
class Foundation:
    """What every process works with."""

    settings: Settings
    url: str
    engine: AsyncEngine
    jobs: Jobs
    shop: ShopFacts
    wording: ResponseFiles
    clock: Clock
    products: PostgresProducts
    catalogue: ShopCatalogue
    secret_key: str
    shop_token_secret: str | None
    links: SignedIdentityLinks

    @property
    def rates(self) -> dict[str, Decimal]:
        """What one unit of each currency is worth in the shop's own."""
        return {self.shop.currency: Decimal(1), **self.shop.exchange_rates.rates}


def is_demo(settings: Settings) -> bool:
    """Whether the shop is the demo one, which may vouch for its made-up customers itself."""
    return settings.shop_file.resolve().is_relative_to(DEMO)


def load_wording(shop: ShopFacts) -> ResponseFiles:
    """All words, with the shop's own name and links in them."""
    privacy = shop.links.privacy or shop.links.shop or ""
    constants = {"shop": shop.names, "privacy": dict.fromkeys(Language, privacy)}
    return ResponseFiles.load(RESPONSES, constants)


@contextlib.asynccontextmanager
async def open_foundation(
    settings: Settings,
    url: str,
    make_clock: Callable[[ShopFacts], Clock] = lambda shop: SystemClock(shop.zone),
) -> AsyncIterator[Foundation]:
    """Open the database, the job engine, the shop file, the words and the catalogue."""
    shop = load_shop_file(settings.shop_file)
    engine = make_engine(url)
    jobs = make_jobs(url)
    products = PostgresProducts(engine)
    catalogue = ShopCatalogue(load=products.all, find=products.find)
    async with jobs.app.open_async():
        try:
            await catalogue.refresh()
            key = settings.secret_key
            secret_key = key.get_secret_value() if key else await secret(engine, "key")
            shop_secret = await _shop_token_secret(settings, engine)
            yield Foundation(
                settings=settings,
                url=url,
                engine=engine,
                jobs=jobs,
                shop=shop,
                wording=load_wording(shop),
                clock=make_clock(shop),
                products=products,
                catalogue=catalogue,
                secret_key=secret_key,
                shop_token_secret=shop_secret,
                links=SignedIdentityLinks(
                    secret_key,
                    settings.base_url,
                    has_login_page=settings.shop_login_url is not None or is_demo(settings),
                    shop_secret=shop_secret,
                ),
            )
        finally:
            await engine.dispose()


async def _shop_token_secret(settings: Settings, engine: AsyncEngine) -> str | None:
    if settings.shop_token_secret:
        return settings.shop_token_secret.get_secret_value()
    return await secret(engine, "demo_shop_token") if is_demo(settings) else None


async def keep_catalogue_fresh(base: Foundation, then: Callable[[], object] | None = None) -> None:
    """Swap the catalogue's snapshot whenever the products change; until cancelled."""
    seen = await base.products.version()
    while True:
        await asyncio.sleep(_LOOK_AT_CATALOGUE_SECONDS)
        with contextlib.suppress(OSError):
            version = await base.products.version()
            if version != seen:
                await base.catalogue.refresh()
                seen = version


def serve_app(base: Foundation) -> FastAPI:
    """The web process on an open foundation."""
    settings = base.settings
    changes = Changes(base.url)
    inbox = PostgresInbox(base.engine, base.jobs.defer_events)
    pictures = ServedPictures(settings.base_url)
    desk = make_desk(base, changes)
    chat = WebChat(
        inbox=inbox,
        feed=PostgresFeed(base.engine, changes),
        clock=base.clock,
        visitors=VisitorTokens(base.secret_key),
        customers=CustomerTokens(base.shop_token_secret) if base.shop_token_secret else None,
        pictures=pictures,
        origins=AllowedOrigins(settings.allowed_origins),
    )
    console = Console(
        desk=desk,
        clock=base.clock,
        sessions=Sessions(base.secret_key),
        time_zone=base.shop.zone.key,
        is_https=settings.base_url.startswith("https:"),
    )
    line_secret = settings.line_channel_secret if settings.has_line else None
    routers = [
        health_router(base.engine, {}),
        line_router(line_secret and line_secret.get_secret_value(), inbox, base.clock),
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

    return create_app(routers, lifespan)


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


def _identity_router(base: Foundation) -> object:
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


def data_folder(settings: Settings) -> Path:
    """Where this machine keeps what can be made again: model, index, logs."""
    settings.var_directory.mkdir(parents=True, exist_ok=True)
    return settings.var_directory
