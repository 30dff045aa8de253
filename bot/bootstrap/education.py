"""The knowledge base put together: read at the start, its vectors made once Rasa has started."""

import asyncio
import logging
import time

from sqlalchemy.exc import SQLAlchemyError

from bot.adapters.probes import until_answered
from bot.e5.weights import DIMENSION
from knowledge.bundled_e5 import BundledE5, is_installed, model_id
from knowledge.education import load_education
from knowledge.education_asked import AspectReader
from knowledge.education_index import EducationIndex
from knowledge.education_passages import load_beyond
from knowledge.education_search import EducationSearch
from knowledge.education_terms import load_terms
from knowledge.embedding_store import EmbeddingStore
from knowledge.embeddings import DeferredEmbedder, Embedder
from knowledge.ingredients import IngredientTable

log = logging.getLogger(__name__)


async def open_education(
    table: IngredientTable, embedder: Embedder, store: EmbeddingStore
) -> EducationSearch:
    """The base with the vectors that are kept; what lacks some is searched by words for now."""
    index = await asyncio.to_thread(read_index, table)
    search = EducationSearch(index, education_encoders(embedder))
    await search.build(store, only_kept=True)
    return search


def education_encoders(embedder: Embedder) -> tuple[Embedder, ...]:
    """The shop's embedder, and the small E5 where its package is installed; it loads when needed.

    Of what neither holds alone: the first tells off-topic questions, the second reads English best.
    """
    if not is_installed():
        return (embedder,)
    return (embedder, DeferredEmbedder(BundledE5, model_id(), DIMENSION))


def read_index(table: IngredientTable) -> EducationIndex:
    """The base of data/knowledge without vectors; takes about a second."""
    base = load_education(table)
    terms = load_terms(table, base)
    return EducationIndex(base, table, terms, AspectReader.load(), load_beyond())


async def build_education(search: EducationSearch, store: EmbeddingStore, rasa_url: str) -> None:
    """Make the vectors once Rasa answers: earlier it would take the processor from Rasa.

    Where the database is away the search by words stays until the next start.
    """
    await until_answered(f"{rasa_url}/status")
    start = time.monotonic()
    try:
        await search.build(store)
    except (SQLAlchemyError, OSError) as error:
        log.warning("the knowledge base has no vectors: %s", type(error).__name__)
        return
    log.info("the knowledge base is ready after %.1f s", time.monotonic() - start)
