"""What every process works with: database, jobs, shop file, words, catalogue."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters.clock import SystemClock
from bot.adapters.identity_links import SignedIdentityLinks
from bot.adapters.jobs import Jobs, make_jobs
from bot.adapters.shop_file import load_shop_file
from bot.adapters.store.engine import make_engine
from bot.adapters.store.products import PostgresProducts
from bot.adapters.store.secrets import secret
from bot.adapters.wording import ResponseFiles
from bot.domain.languages import Language
from bot.domain.ports import Clock
from bot.domain.products import Product
from bot.domain.shop import ShopFacts
from bot.settings import REPOSITORY_ROOT, Settings
from knowledge.catalogue import ShopCatalogue
from knowledge.ingredients import IngredientTable

log = logging.getLogger(__name__)

RESPONSES = REPOSITORY_ROOT / "data" / "responses"
DEMO = REPOSITORY_ROOT / "data" / "demo"
_LOOK_AT_CATALOGUE_SECONDS = 2.0


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
    table: IngredientTable
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
    table = IngredientTable.load()
    catalogue = ShopCatalogue(products.all, products.find, table)
    async with jobs.app.open_async():
        try:
            await products.judge_anew()
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
                table=table,
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


async def keep_catalogue_fresh(
    base: Foundation, then: Callable[[Sequence[Product]], Awaitable[None]] | None = None
) -> None:
    """Swap the catalogue's snapshot whenever the products change; until cancelled."""
    seen = await base.products.version()
    while True:
        await asyncio.sleep(_LOOK_AT_CATALOGUE_SECONDS)
        try:
            version = await base.products.version()
            if version != seen:
                snapshot = await base.catalogue.refresh()
                if then:
                    await then(snapshot.products)
                seen = version
        except (SQLAlchemyError, OSError) as error:
            log.warning("the catalogue could not be looked at: %s", type(error).__name__)
