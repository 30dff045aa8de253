"""Vectors of passage texts, kept so that only what changed is embedded again."""

from collections.abc import Mapping, Sequence

import numpy as np
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters.store.tables import EmbeddingRow

_CHUNK = 1_000
Vector = np.ndarray[tuple[int], np.dtype[np.float32]]


class PostgresEmbeddings:
    """float32 vectors by model and content hash."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def get_many(self, model_id: str, hashes: Sequence[str]) -> Mapping[str, Vector]:
        """The vectors that are known among the hashes."""
        found: dict[str, Vector] = {}
        async with self._engine.connect() as connection:
            for start in range(0, len(hashes), _CHUNK):
                statement = (
                    select(EmbeddingRow.content_hash, EmbeddingRow.vector)
                    .where(EmbeddingRow.model_id == model_id)
                    .where(EmbeddingRow.content_hash.in_(hashes[start : start + _CHUNK]))
                )
                for content_hash, vector in await connection.execute(statement):
                    found[content_hash] = np.frombuffer(vector, dtype="<f4")
        return found

    async def put_many(self, model_id: str, vectors: Mapping[str, Vector]) -> None:
        """Keep vectors; those known already stay."""
        rows = [
            {"model_id": model_id, "content_hash": key, "vector": vector.astype("<f4").tobytes()}
            for key, vector in vectors.items()
        ]
        async with self._engine.begin() as connection:
            for start in range(0, len(rows), _CHUNK):
                statement = insert(EmbeddingRow).values(rows[start : start + _CHUNK])
                await connection.execute(statement.on_conflict_do_nothing())

    async def take_over(self, other: AsyncEngine) -> None:
        """Keep all vectors that another database keeps."""
        columns = (EmbeddingRow.model_id, EmbeddingRow.content_hash, EmbeddingRow.vector)
        async with other.connect() as source, self._engine.begin() as target:
            rows = (await source.stream(select(*columns))).mappings().partitions(_CHUNK)
            async for part in rows:
                statement = insert(EmbeddingRow).values([dict(row) for row in part])
                await target.execute(statement.on_conflict_do_nothing())
