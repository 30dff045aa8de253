"""Keeps the index in step with the catalogue: opened where saved, else built, then swapped."""

import asyncio
import logging
from collections.abc import Sequence
from pathlib import Path

from bot.domain.products import Product
from knowledge.embedding_store import EmbeddingStore, embed_passages
from knowledge.embeddings import Embedder
from knowledge.index import (
    IndexRefusedError,
    PassageIndex,
    build_index,
    open_index,
    save_index,
    to_index_id,
)
from knowledge.ingredients import IngredientTable
from knowledge.passages import Passage, all_passages
from knowledge.search import IndexHolder, SearchIndex

log = logging.getLogger(__name__)


class IndexKeeper:
    """Brings the holder's index to a state of the catalogue."""

    def __init__(
        self,
        *,
        embedder: Embedder,
        store: EmbeddingStore,
        table: IngredientTable,
        folder: Path,
        holder: IndexHolder,
    ) -> None:
        self._embedder = embedder
        self._store = store
        self._table = table
        self._folder = folder
        self._holder = holder

    async def refresh(self, products: Sequence[Product]) -> str:
        """Use the index of these products from the next search on; gives back its id.

        A saved index is opened; a missing or refused one is built from the stored vectors, for
        which only new texts are embedded.
        """
        passages = await asyncio.to_thread(all_passages, products, self._table.name_in)
        index_id = to_index_id(self._embedder.model_id, self._embedder.dimension, passages)
        if index_id == self._holder.current_id:
            return index_id
        index = await self._opened(index_id) or await self._built(passages)
        self._holder.swap(await asyncio.to_thread(SearchIndex, index))
        return index_id

    async def _opened(self, index_id: str) -> PassageIndex | None:
        try:
            return await asyncio.to_thread(
                open_index,
                self._folder / index_id,
                index_id=index_id,
                model_id=self._embedder.model_id,
            )
        except IndexRefusedError as error:
            log.info("%s It is built again.", error)
            return None

    async def _built(self, passages: Sequence[Passage]) -> PassageIndex:
        vectors = await embed_passages(passages, self._embedder, self._store)
        index = await asyncio.to_thread(build_index, passages, vectors, self._embedder.model_id)
        await asyncio.to_thread(save_index, index, self._folder)
        return index
