"""The worker put together: knowledge, services, turn engine, senders."""

import asyncio
import contextlib
import logging
import threading
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

import httpx
from rasa_sdk.executor import ActionExecutor
from sqlalchemy.exc import SQLAlchemyError

from actions.registry import Ports, build_executor, build_services
from bot.adapters.probes import until_answered
from bot.adapters.rasa import RasaAssistant
from bot.adapters.store.artifacts import INDEX, PostgresArtifacts
from bot.adapters.store.deliveries import PostgresDeliveryStore
from bot.adapters.store.embeddings import PostgresEmbeddings
from bot.adapters.store.feedback import PostgresFeedback
from bot.adapters.store.orders import PostgresIdentityTries, PostgresOrders
from bot.adapters.store.refills import PostgresRefills
from bot.adapters.store.tastes import PostgresTastes
from bot.adapters.store.turns import PostgresTurnStore
from bot.bootstrap.education import build_education, open_education
from bot.bootstrap.folders import data_folder
from bot.bootstrap.foundation import Foundation, keep_catalogue_fresh
from bot.bootstrap.language_model import open_phrasing
from bot.domain.messages import Channel
from bot.domain.ports import Sender, ShopperHistories
from bot.domain.products import Product
from bot.pauses import leave_out_what_is_loaded
from bot.services.circumstances import ShopperCircumstances
from bot.services.claims_guard import ClaimsGuard
from bot.services.delivery import DeliveryService
from bot.services.nudges import NudgeService
from bot.services.opening_hours import QueueWords
from bot.services.turns import TurnEngine
from bot.worker import TurnWork
from channels.web.pictures import PlatformPictures
from knowledge.claim_reader import open_claims_lint
from knowledge.companion_keeper import CompanionKeeper
from knowledge.embeddings import Embedder, open_embedder
from knowledge.facts import TableFacts
from knowledge.keeper import IndexKeeper
from knowledge.recommender import ProductRecommender
from knowledge.search import HybridSearch, IndexHolder

log = logging.getLogger(__name__)

_LOOK_AT_COMPANIONS_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Search and recommendation over the catalogue, with what keeps their index in step."""

    embedder: Embedder
    search: HybridSearch
    recommender: ProductRecommender
    keeper: IndexKeeper
    companions: CompanionKeeper
    histories: ShopperHistories

    async def refresh(self, base: Foundation, products: Sequence[Product]) -> None:
        """Use the index of these products, and say so in the database."""
        await asyncio.to_thread(self.recommender.prepare)
        index_id = await self.keeper.refresh(products)
        artifacts = PostgresArtifacts(base.engine)
        if await artifacts.active_id(INDEX) != index_id:
            await artifacts.activate(INDEX, index_id)


async def open_knowledge(base: Foundation) -> Knowledge:
    """Bring the index to the catalogue's state; its vectors are kept, so nothing is embedded anew.

    The embedder itself loads at the first text that has none, or when it is warmed up.
    """
    embedder = await asyncio.to_thread(open_embedder, base.settings.embedding_model)
    holder = IndexHolder()
    keeper = IndexKeeper(
        embedder=embedder,
        store=PostgresEmbeddings(base.engine),
        table=base.table,
        folder=data_folder(base.settings) / "index",
        holder=holder,
    )
    search = HybridSearch(embedder, holder)
    companions = CompanionKeeper(
        tastes=PostgresTastes(base.engine),
        artifacts=PostgresArtifacts(base.engine),
        products=base.catalogue.all,
        family_of=lambda: base.catalogue.snapshot.families,
    )
    await companions.refresh()
    surroundings = ShopperCircumstances(
        shop=base.shop,
        clock=base.clock,
        feedback=PostgresFeedback(base.engine),
        orders=PostgresOrders(base.engine),
        refill_dates=PostgresRefills(base.engine),
        companions=companions.companions,
        find_product=lambda product_id: base.catalogue.snapshot.by_id.get(product_id),
    )
    recommender = ProductRecommender(base.catalogue, search, base.table, base.rates, surroundings)
    knowledge = Knowledge(embedder, search, recommender, keeper, companions, surroundings)
    await knowledge.refresh(base, base.catalogue.all())
    return knowledge


@contextlib.asynccontextmanager
async def open_senders(base: Foundation) -> AsyncIterator[Mapping[Channel, Sender]]:
    """The way out of every platform that is on; their connections are closed afterwards."""
    settings = base.settings
    pictures = PlatformPictures(settings.base_url)
    senders: dict[Channel, Sender] = {}
    async with contextlib.AsyncExitStack() as stack:
        if settings.has_line and settings.line_channel_access_token:
            # LINE's SDK takes seconds to import, which only a shop on LINE shall wait for.
            from channels.line.client import LineAccount, LineSender

            account = LineAccount(
                settings.line_channel_access_token.get_secret_value(),
                str(settings.line_api_base).rstrip("/"),
            )
            line = LineSender(account, base.wording, pictures, base.clock)
            stack.push_async_callback(line.close)
            senders[Channel.LINE] = line
        if settings.has_messenger and settings.messenger_page_token:
            from channels.messenger.client import MessengerAccount, MessengerSender

            page = MessengerAccount(
                settings.messenger_page_token.get_secret_value(),
                str(settings.messenger_api_base).rstrip("/"),
            )
            messenger = MessengerSender(page, base.wording, pictures)
            stack.push_async_callback(messenger.close)
            senders[Channel.MESSENGER] = messenger
        yield senders


@contextlib.asynccontextmanager
async def open_work(
    base: Foundation, senders: Mapping[Channel, Sender], rasa_url: str
) -> AsyncIterator[tuple[TurnWork, ActionExecutor]]:
    """What the jobs do and what Rasa may ask, on an open foundation."""
    knowledge = await open_knowledge(base)
    vectors = PostgresEmbeddings(base.engine)
    education = await open_education(base.table, knowledge.embedder, vectors)
    refills = PostgresRefills(base.engine)
    typing = Typing(senders)
    async with (
        httpx.AsyncClient(trust_env=False) as client,
        open_phrasing(base.settings, education.index, base.catalogue) as phrasing,
    ):
        services = build_services(
            Ports(
                wording=base.wording,
                shop=base.shop,
                catalogue=base.catalogue,
                search=knowledge.search,
                recommender=knowledge.recommender,
                histories=knowledge.histories,
                ingredients=TableFacts(base.table),
                knowledge=education,
                ingredient_groups=lambda: base.catalogue.snapshot.groups,
                orders=PostgresOrders(base.engine),
                identity_tries=PostgresIdentityTries(base.engine),
                identity_links=base.links,
                refills=refills,
                evidence=base.table.evidence(),
                phrasing=phrasing,
            )
        )
        store = PostgresTurnStore(base.engine)
        turns = TurnEngine(
            store=store,
            assistant=RasaAssistant(rasa_url, client),
            wording=base.wording,
            safety=services.safety,
            queue_words=QueueWords(base.wording, base.shop),
            clock=base.clock,
            patience=timedelta(seconds=base.settings.rasa_patience_seconds),
            show_typing=typing.show,
            guard=ClaimsGuard(base.wording, base.catalogue.match_names, open_claims_lint()),
        )
        deliveries = PostgresDeliveryStore(base.engine)
        work = TurnWork(
            turns=turns,
            delivery=DeliveryService(deliveries, senders, base.clock),
            nudges=NudgeService(refills, base.catalogue, base.wording, base.clock),
            deliveries=deliveries,
            refills=refills,
            forget=store.forget_health_facts,
            learn=knowledge.companions.learn_if_due,
            clock=base.clock,
        )
        fresh = asyncio.create_task(
            keep_catalogue_fresh(base, lambda products: knowledge.refresh(base, products))
        )
        learnt = asyncio.create_task(_keep_companions_fresh(knowledge.companions))
        warming = asyncio.create_task(_warm_up(knowledge.embedder, rasa_url))
        learning = asyncio.create_task(build_education(education, vectors, rasa_url))
        try:
            yield work, build_executor(services)
        finally:
            fresh.cancel()
            learnt.cancel()
            warming.cancel()
            learning.cancel()


async def _keep_companions_fresh(keeper: CompanionKeeper) -> None:
    """Take over what another worker learnt; until cancelled."""
    while True:
        await asyncio.sleep(_LOOK_AT_COMPANIONS_SECONDS)
        try:
            await keeper.refresh()
        except (SQLAlchemyError, OSError) as error:
            log.warning("companions could not be looked at: %s", type(error).__name__)


async def _warm_up(embedder: Embedder, rasa_url: str) -> None:
    """Load the embedder once Rasa answers: earlier it would take the processor from Rasa."""
    await until_answered(f"{rasa_url}/status")

    def load() -> None:
        embedder.embed_query("warm up")
        leave_out_what_is_loaded()

    # A daemon: whoever stops the worker does not wait for it.
    threading.Thread(target=load, name="embedder", daemon=True).start()


class Typing:
    """Shows that an answer is being written, beside the work, never in its way."""

    def __init__(self, senders: Mapping[Channel, Sender]) -> None:
        self._senders = senders
        self._running: set[asyncio.Task[None]] = set()

    def show(self, conversation_id: str) -> None:
        """Begin to show it; returns at once. The web chat shows it by itself."""
        sender = self._senders.get(Channel(conversation_id.partition(":")[0]))
        if sender is not None:
            task = asyncio.create_task(sender.show_typing(conversation_id))
            self._running.add(task)
            task.add_done_callback(self._running.discard)
