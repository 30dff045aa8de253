"""The knowledge base's vectors, for commands that answer at once."""

from rich.console import Console

from bot.adapters.store.embeddings import PostgresEmbeddings
from bot.adapters.store.engine import make_engine
from bot.bootstrap.education import open_education
from bot.settings import Settings
from knowledge.embeddings import open_embedder
from knowledge.ingredients import IngredientTable


async def learn_knowledge_base(settings: Settings, url: str) -> None:
    """Make the vectors that the shop's database lacks: minutes, once; a worker does it unasked."""
    engine = make_engine(url, pool_size=1)
    try:
        store = PostgresEmbeddings(engine)
        embedder = open_embedder(settings.embedding_model)
        search = await open_education(IngredientTable.load(), embedder, store)
        if not search.is_complete:
            with Console(stderr=True).status("Reading the knowledge base (minutes, once)"):
                await search.build(store)
    finally:
        await engine.dispose()


async def take_over_vectors(shop_url: str, url: str) -> None:
    """Give another database what the shop has embedded."""
    shop, other = make_engine(shop_url, pool_size=1), make_engine(url, pool_size=1)
    try:
        await PostgresEmbeddings(other).take_over(shop)
    finally:
        await shop.dispose()
        await other.dispose()
