"""Vectors kept in PostgreSQL."""

import numpy as np
import pytest

from bot.adapters.scratch_databases import create_scratch_database, drop_database
from bot.adapters.store.embeddings import PostgresEmbeddings
from bot.adapters.store.engine import make_engine
from bot.adapters.store.migrate import upgrade

VECTORS = {"a" * 64: np.ones(4, np.float32), "b" * 64: np.full(4, 0.5, np.float32)}


@pytest.fixture
async def engines(database_url):
    scratch_url = create_scratch_database(database_url)
    upgrade(scratch_url)
    made = [make_engine(url, pool_size=1) for url in (database_url, scratch_url)]
    yield made
    for engine in made:
        await engine.dispose()
    drop_database(scratch_url)


async def test_a_played_conversation_takes_over_what_the_shop_has_embedded(engines):
    shop, scratch = engines
    await PostgresEmbeddings(shop).put_many("model", VECTORS)
    played = PostgresEmbeddings(scratch)
    await played.put_many("model", {"a" * 64: np.zeros(4, np.float32)})

    await played.take_over(shop)
    await played.take_over(shop)

    kept = await played.get_many("model", [*VECTORS, "c" * 64])
    assert {key: vector.tolist() for key, vector in kept.items()} == {
        "a" * 64: [0.0] * 4,
        "b" * 64: [0.5] * 4,
    }
