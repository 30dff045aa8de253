"""The knowledge base put together: read at the start, its vectors made once Rasa has started."""

import asyncio
import logging
import time
from collections.abc import Sequence

from sqlalchemy.exc import SQLAlchemyError

from bot.adapters.probes import until_answered
from knowledge.education import load_education
from knowledge.education_asked import AspectReader
from knowledge.education_index import EducationIndex
from knowledge.education_search import EducationSearch
from knowledge.education_terms import load_terms
from knowledge.embedding_store import EmbeddingStore
from knowledge.embeddings import Embedder
from knowledge.ingredients import IngredientTable

log = logging.getLogger(__name__)


async def open_education(table: IngredientTable, encoders: Sequence[Embedder]) -> EducationSearch:
    """The base, searched by words until `keep_education` has made its vectors."""
    index = await asyncio.to_thread(read_index, table)
    return EducationSearch(index, encoders)


def read_index(table: IngredientTable) -> EducationIndex:
    """The base of data/knowledge without vectors; takes about a second."""
    base = load_education(table)
    return EducationIndex(base, table, load_terms(table, base), AspectReader.load())


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
