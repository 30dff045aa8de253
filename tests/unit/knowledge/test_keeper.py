"""The index follows the catalogue: a small change is put in, and finds what a rebuild finds."""

import hashlib
from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest

from bot.domain.languages import Language
from bot.domain.money import Price
from bot.domain.products import Product
from knowledge.embedding_store import MemoryEmbeddings
from knowledge.index_files import open_current
from knowledge.keeper import IndexKeeper
from knowledge.search import HybridSearch, IndexHolder

QUESTIONS = (
    "something for oily skin with breakouts", "保濕精華", "retinol night serum", "敏感肌 泛紅",
    "sunscreen without white cast", "毛穴", "rice water toner", "a gentle cleanser", "眼霜",
)  # fmt: skip


class Words:
    """An embedder of words by their digests, which counts what it embeds."""

    model_id = "words"
    dimension = 32

    def __init__(self):
        self.embedded = []

    def embed_passages(self, texts):
        self.embedded += texts
        return np.stack([self.embed_query(text) for text in texts])

    def embed_query(self, text):
        total = np.full(self.dimension, 1e-3, np.float32)
        for word in text.lower().split():
            seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:8])
            total += np.random.default_rng(seed).normal(size=self.dimension).astype(np.float32)
        return total / np.linalg.norm(total)


class Kept:
    """A keeper with all it needs."""

    def __init__(self, embedder, table, folder):
        self.embedder = embedder
        self.holder = IndexHolder()
        self.search = HybridSearch(embedder, self.holder)
        self.keeper = IndexKeeper(
            embedder=embedder, store=MemoryEmbeddings(), table=table, folder=folder,
            holder=self.holder,
        )  # fmt: skip

    async def found(self, text):
        hits = await self.search.search(text, None, 20)
        return [(hit.product_id, pytest.approx(hit.score, abs=1e-5), hit.passage) for hit in hits]


@pytest.fixture
def kept(table, tmp_path):
    return Kept(Words(), table, tmp_path / "index")


def with_words(product: Product, words: str) -> Product:
    return replace(product, descriptions={Language.EN: words})


async def test_after_changes_searches_find_what_a_rebuilt_index_finds(
    demo_products, embedder, table, tmp_path
):
    """One product changed, one gone and one new, each in a step of its own; real encoder."""
    first, second, *others = demo_products
    steps = [
        [first, second, *others[:-1]],
        [with_words(first, "A rice water toner made of snow."), second, *others[:-1]],
        [with_words(first, "A rice water toner made of snow."), *others[:-1]],
        [with_words(first, "A rice water toner made of snow."), *others],
    ]
    changed = Kept(embedder, table, tmp_path / "changed")
    for products in steps:
        await changed.keeper.refresh(products)
    assert changed.holder.current.dense.is_changed
    anew = Kept(embedder, table, tmp_path / "anew")
    await anew.keeper.refresh(steps[-1])
    assert not anew.holder.current.dense.is_changed
    assert changed.holder.current_id == anew.holder.current_id
    for question in QUESTIONS:
        assert await changed.found(question) == await anew.found(question)


async def test_only_what_changed_is_embedded(kept, demo_products):
    await kept.keeper.refresh(demo_products)
    kept.embedder.embedded.clear()
    changed = with_words(demo_products[0], "Entirely new words.")
    await kept.keeper.refresh([changed, *demo_products[1:]])
    assert len(kept.embedder.embedded) == 1
    assert "Entirely new words." in kept.embedder.embedded[0]


async def test_a_product_taken_out_is_found_no_more_and_put_back_is_found_again(
    kept, demo_products
):
    gone = demo_products[3]
    name = gone.name(Language.EN)
    await kept.keeper.refresh(demo_products)
    before = await kept.found(name)
    await kept.keeper.refresh([p for p in demo_products if p is not gone])
    assert gone.id not in {product_id for product_id, _, _ in await kept.found(name)}
    await kept.keeper.refresh(demo_products)
    assert await kept.found(name) == before


async def test_a_new_price_or_stock_leaves_the_index_as_it_is(kept, demo_products):
    await kept.keeper.refresh(demo_products)
    index = kept.holder.current
    cheaper = replace(demo_products[0], prices=(Price(Decimal(1), "TWD"),), stock=0)
    await kept.keeper.refresh([cheaper, *demo_products[1:]])
    assert kept.holder.current is index


async def test_a_changed_index_is_opened_after_a_restart(kept, demo_products, table, tmp_path):
    await kept.keeper.refresh(demo_products)
    now = [with_words(demo_products[0], "Brand new."), *demo_products[2:]]
    await kept.keeper.refresh(now)
    again = Kept(Words(), table, tmp_path / "index")
    await again.keeper.refresh(now)
    assert again.embedder.embedded == []
    assert again.holder.current_id == kept.holder.current_id
    assert await again.found("brand new") == await kept.found("brand new")


async def test_the_saved_index_is_the_one_in_use(kept, demo_products, tmp_path):
    for products in (demo_products, demo_products[1:], demo_products):
        await kept.keeper.refresh(products)
        assert open_current(tmp_path / "index").id == kept.holder.current_id


async def test_after_many_changes_the_index_is_built_anew_and_finds_the_same(
    kept, demo_products, table, tmp_path
):
    products = list(demo_products)
    await kept.keeper.refresh(products)
    for place in range(len(products) // 2):
        products[place] = with_words(products[place], f"Words number {place}.")
        if place % 20 == 0:
            await kept.keeper.refresh(products)
    await kept.keeper.refresh(products)
    anew = Kept(Words(), table, tmp_path / "anew")
    await anew.keeper.refresh(products)
    assert kept.holder.current_id == anew.holder.current_id
    assert await kept.found("words number 3") == await anew.found("words number 3")


async def test_a_catalogue_that_shrinks_to_nothing_finds_nothing(kept, demo_products):
    await kept.keeper.refresh(demo_products[:1])
    await kept.keeper.refresh([])
    assert await kept.found("serum") == []
