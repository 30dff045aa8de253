"""The knowledge base's vectors, for commands that answer at once."""

import asyncio

from rich.console import Console

from bot.adapters.store.embeddings import PostgresEmbeddings
from bot.adapters.store.engine import make_engine
from bot.bootstrap.education import read_index
from bot.settings import Settings
from knowledge.education_search import EducationSearch
from knowledge.embeddings import open_embedder
from knowledge.ingredients import IngredientTable


async def learn_knowledge_base(settings: Settings, url: str) -> None:
    """Make the vectors that the shop's database lacks, with the shop's embedder: seconds, once.

    Those of the second encoder take minutes: a running worker makes them when it has time.
    """
    engine = make_engine(url, pool_size=1)
    try:
        index = await asyncio.to_thread(read_index, IngredientTable.load())
        search = EducationSearch(index, (open_embedder(settings.embedding_model),))
        with Console(stderr=True).status("Reading the knowledge base"):
            await search.build(PostgresEmbeddings(engine))
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
