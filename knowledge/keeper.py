"""Keeps the index in step with the catalogue: changed a little, opened where saved, else built."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from pathlib import Path

from bot.domain.products import Product
from knowledge.embedding_store import EmbeddingStore, embed_passages
from knowledge.embeddings import Embedder, Vectors
from knowledge.index import PassageIndex, build_index, to_index_id
from knowledge.index_files import IndexRefusedError, open_index, save_index
from knowledge.ingredients import IngredientTable
from knowledge.passages import Passage, all_passages, passages_of
from knowledge.search import IndexHolder, SearchIndex

# Products changed at once, up to which the index in use is changed rather than made anew.
_FEW = 50
_FEW_SHARE = 0.01

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
        self._seen: Mapping[str, Product] = {}

    async def refresh(self, products: Sequence[Product]) -> str:
        """Use the index of these products from the next search on; gives back its id.

        Where few products changed, only their passages are taken out and put in. Else a saved index
        is opened; a missing or refused one is built from the stored vectors, for which only new
        texts are embedded.
        """
        seen = {product.id: product for product in products}
        index = await self._updated(seen) or await self._whole(products)
        if index is not self._holder.current:
            await asyncio.to_thread(save_index, index.dense, self._folder)
            self._holder.swap(index)
        self._seen = seen
        return index.id

    async def _updated(self, products: Mapping[str, Product]) -> SearchIndex | None:
        """The index in use with what changed since it was made; None where that is too much."""
        index = self._holder.current
        if index is None:
            return None
        changed = await asyncio.to_thread(_changed, self._seen, products)
        if len(changed) > max(_FEW, len(products) * _FEW_SHARE):
            return None
        passages = {
            product_id: passages_of(products[product_id], self._table.name_in)
            if product_id in products
            else ()
            for product_id in changed
        }
        gone = [key for key, new in passages.items() if new != index.dense.passages_of(key)]
        if not gone:
            return index
        added = [passage for key in gone for passage in passages[key]]
        vectors = await embed_passages(added, self._embedder, self._store)
        return await asyncio.to_thread(_with_changes, index, gone, added, vectors)

    async def _whole(self, products: Sequence[Product]) -> SearchIndex:
        passages = await asyncio.to_thread(all_passages, products, self._table.name_in)
        index_id = to_index_id(self._embedder.model_id, self._embedder.dimension, passages)
        if self._holder.current is not None and index_id == self._holder.current_id:
            return self._holder.current
        index = await self._opened(index_id) or await self._built(passages)
        return await asyncio.to_thread(SearchIndex, index)

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
        return await asyncio.to_thread(build_index, passages, vectors, self._embedder.model_id)


def _changed(before: Mapping[str, Product], now: Mapping[str, Product]) -> list[str]:
    """The ids of products that came, went or are not what they were."""
    return [key for key in {**before, **now} if before.get(key) != now.get(key)]


def _with_changes(
    index: SearchIndex, gone: Sequence[str], added: Sequence[Passage], vectors: Vectors
) -> SearchIndex:
    changed = index.changed(gone, added, vectors)
    return SearchIndex(changed.dense.rebuilt()) if changed.dense.is_worn else changed
