"""Vectors kept by the text they were made from, so that only changed texts are embedded again."""

import asyncio
import os
import sys
import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from typing import Protocol

import numpy as np

from knowledge.embeddings import Embedder, Vectors
from knowledge.passages import Passage

_BATCH = 256  # texts embedded, then stored: a stop loses at most these


class EmbeddingStore(Protocol):
    """Where vectors are kept, by model and SHA-256 of the text."""

    async def get_many(self, model_id: str, hashes: Sequence[str]) -> Mapping[str, Vectors]:
        """The vectors that are kept, by hash; what is missing is left out."""

    async def put_many(self, model_id: str, vectors: Mapping[str, Vectors]) -> None:
        """Keep vectors; the same hash again changes nothing."""


class MemoryEmbeddings:
    """The store without a database, for tests and single commands."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], Vectors] = {}

    async def get_many(self, model_id: str, hashes: Sequence[str]) -> Mapping[str, Vectors]:
        """See `EmbeddingStore`."""
        keys = ((model_id, key) for key in hashes)
        return {key[1]: self._kept[key] for key in keys if key in self._kept}

    async def put_many(self, model_id: str, vectors: Mapping[str, Vectors]) -> None:
        """See `EmbeddingStore`."""
        for key, vector in vectors.items():
            self._kept.setdefault((model_id, key), vector)


def unhurried() -> ThreadPoolExecutor:
    """One thread that takes the processor only where nobody else wants it; Linux alone knows such.

    For what may be embedded at leisure: minutes of work must not slow a turn.
    """

    def give_way() -> None:
        if sys.platform == "linux":  # elsewhere a priority is the whole process's
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 19)

    return ThreadPoolExecutor(1, thread_name_prefix="embedding", initializer=give_way)


async def embed_passages(
    passages: Sequence[Passage],
    embedder: Embedder,
    store: EmbeddingStore,
    threads: Executor | None = None,
) -> Vectors:
    """The vectors of passages, shape (len(passages), dimension); only what is new is computed.

    It is computed in `threads`, else in the event loop's own.
    """
    loop = asyncio.get_running_loop()
    texts = {passage.hash: passage.text for passage in passages}
    kept = dict(await store.get_many(embedder.model_id, list(texts)))
    missing = [key for key in texts if key not in kept or not _fits(kept[key], embedder)]
    for start in range(0, len(missing), _BATCH):
        batch = missing[start : start + _BATCH]
        wanted = [texts[key] for key in batch]
        rows = await loop.run_in_executor(threads, embedder.embed_passages, wanted)
        made = dict(zip(batch, rows, strict=True))
        await store.put_many(embedder.model_id, made)
        kept.update(made)
    if not passages:
        return np.empty((0, embedder.dimension), np.float32)
    return np.stack([kept[passage.hash] for passage in passages]).astype(np.float32, copy=False)


def _fits(vector: Vectors, embedder: Embedder) -> bool:
    return vector.shape == (embedder.dimension,)
