"""How fast search and recommendation are on a catalogue, real and grown, and what they cost."""

import asyncio
import gc
import os
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

import bm25s  # type: ignore[import-untyped]  # ships no types
import numpy as np

from benchmarks.growth import Parents, grow_products, grow_vectors, pick_parents
from benchmarks.machine import memory_mb
from benchmarks.made_up_shoppers import make_surroundings, make_wishes
from benchmarks.table import Row
from benchmarks.timing import Times, time_rows, timed
from bot.adapters.imports.catalogue import read_catalogue
from bot.adapters.imports.report import ImportOptions
from bot.domain.fit import Knowledge, score_of
from bot.domain.languages import Language
from bot.domain.products import Product
from bot.domain.recommendations import Wish
from bot.domain.suitability import HardRules
from knowledge.catalogue import ShopCatalogue, Snapshot
from knowledge.columns import Chosen
from knowledge.embedding_store import MemoryEmbeddings, embed_passages
from knowledge.embeddings import Embedder, Vectors
from knowledge.index import PassageIndex
from knowledge.ingredients import IngredientTable
from knowledge.judging import Judge
from knowledge.keeper import IndexKeeper
from knowledge.passages import all_passages
from knowledge.recommender import ProductRecommender
from knowledge.search import HybridSearch, IndexHolder
from knowledge.tokens import to_tokens

RATES = {"USD": Decimal(1), "TWD": Decimal("0.031")}
_BRUTE_WISHES = 6
_BRUTE = (
    "with season, history, popularity and companions; peer: asking rules and score of every "
    "product in turn, without search"
)
_EXACT = "among what passes the rules, which is asked too; peer: faiss Flat and bm25s over all"
_LIMIT = 5


@dataclass(frozen=True, slots=True)
class Stock:
    """A catalogue's products, and the vectors of the passages they give."""

    products: Sequence[Product]
    vectors: Vectors


@dataclass(frozen=True, slots=True)
class Shop:
    """What answers on a catalogue, with what making it ready took."""

    catalogue: ShopCatalogue
    search: HybridSearch
    recommender: ProductRecommender
    keeper: IndexKeeper
    holder: IndexHolder
    snapshot_seconds: float
    columns_seconds: float
    index_seconds: float
    memory: float


def speed_rows(file: Path, embedder: Embedder, grown: int, rounds: int) -> list[Row]:
    """The figures on the catalogue of a file as it is and grown to so many products."""
    table = IngredientTable.load()
    real = asyncio.run(_read(file, table, embedder))
    rows = asyncio.run(_measure(real, table, embedder, rounds))
    gc.collect()
    return rows + asyncio.run(_measure(_grow(real, table, grown), table, embedder, rounds))


async def _read(file: Path, table: IngredientTable, embedder: Embedder) -> Stock:
    products = read_catalogue(file, ImportOptions(currency="USD"), table).products
    passages = all_passages(products, table.name_in)
    return Stock(products, await embed_passages(passages, embedder, MemoryEmbeddings()))


def _grow(real: Stock, table: IngredientTable, count: int) -> Stock:
    """The real products and grown ones, `count` in all.

    A real product's first passage tells its facts; its vector stands for the product.
    """
    first = _first_passages(real, table)
    texts = [text for text, _ in first]
    vectors = real.vectors[[row for _, row in first]]
    parents: Parents = pick_parents(real.products, count - len(real.products))
    grown = grow_products(real.products, texts, parents)
    return Stock(
        [*real.products, *grown], np.concatenate((real.vectors, grow_vectors(vectors, parents)))
    )


def _first_passages(real: Stock, table: IngredientTable) -> list[tuple[str, int]]:
    """Each product's first text and its row among the passages."""
    first: dict[str, tuple[str, int]] = {}
    for row, passage in enumerate(all_passages(real.products, table.name_in)):
        first.setdefault(passage.product_id, (passage.text, row))
    return list(first.values())


async def _open(stock: Stock, table: IngredientTable, embedder: Embedder, folder: Path) -> Shop:
    """Everything ready to answer, made as the worker makes it; vectors are found in the store."""
    by_id = {product.id: product for product in stock.products}
    before = memory_mb(os.getpid())

    async def load() -> Sequence[Product]:
        return stock.products

    async def find(product_id: str) -> Product | None:
        return by_id.get(product_id)

    catalogue = ShopCatalogue(load, find, table)
    began = time.perf_counter()
    await catalogue.refresh()
    loaded = time.perf_counter()
    holder = IndexHolder()
    search = HybridSearch(embedder, holder)
    around = make_surroundings(catalogue.snapshot.families)
    recommender = ProductRecommender(catalogue, search, table, RATES, around)
    recommender.prepare()
    prepared = time.perf_counter()
    store = MemoryEmbeddings()
    passages = all_passages(stock.products, table.name_in)
    vectors = {p.hash: vector for p, vector in zip(passages, stock.vectors, strict=True)}
    await store.put_many(embedder.model_id, vectors)
    keeper = IndexKeeper(embedder=embedder, store=store, table=table, folder=folder, holder=holder)
    stored = time.perf_counter()
    await keeper.refresh(stock.products)
    return Shop(
        catalogue, search, recommender, keeper, holder, loaded - began, prepared - loaded,
        time.perf_counter() - stored, memory_mb(os.getpid()) - before,
    )  # fmt: skip


async def _measure(
    stock: Stock, table: IngredientTable, embedder: Embedder, rounds: int
) -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        shop = await _open(stock, table, embedder, Path(folder))
        label = f"{len(stock.products):,} products, {len(_dense(shop)):,} passages"
        wishes = [make_wishes(number) for number in range(rounds + 1)]
        recommend = await timed(wishes, shop.recommender.recommend)
        brute = await _brute_times(wishes[0][:_BRUTE_WISHES], shop.catalogue.snapshot, table)
        others = [make_wishes(number) for number in range(rounds + 1, 2 * rounds + 2)]
        search = await timed(others, lambda wish: _searched(shop, wish))
        exact = await _exact_times(others[0], shop, embedder)
        added = [await _add_one(stock, shop, number) for number in range(3)]
    return [
        *time_rows("recommend", recommend, brute, f"{label}; {_BRUTE}"),
        *time_rows("search", search, exact, f"{label}; {_EXACT}"),
        Row("snapshot, names and groups", shop.snapshot_seconds, "s", remark=label),
        Row("columns", shop.columns_seconds, "s", remark=label),
        Row("index built and saved", shop.index_seconds, "s", remark=f"{label}; vectors known"),
        Row("memory of all that", shop.memory, "MB", remark=label),
        Row("one product changed", min(added), "s", shop.index_seconds, f"{label}; to be found, "
            "with embedding and saving; peer: building the index"),
    ]  # fmt: skip


async def _searched(shop: Shop, wish: Wish) -> None:
    snapshot = shop.catalogue.snapshot
    judge = Judge(snapshot.columns, wish, snapshot.groups, RATES)
    passed = judge.verdicts(np.ones(len(snapshot.columns), np.bool_)).passed
    among = Chosen(snapshot.columns, passed)
    await shop.search.search(wish.text, Language.EN, _LIMIT, among)


async def _brute_times(wishes: Sequence[Wish], snapshot: Snapshot, table: IngredientTable) -> Times:
    """The rules and the score asked of every product in turn."""
    known = Knowledge(table.evidence(), snapshot.groups)

    async def ask(wish: Wish) -> None:
        rules = HardRules(wish, snapshot.groups, RATES)
        sorted(
            (-score_of(p, wish, known, p.price_in("USD", RATES)), p.id)
            for p in snapshot.products
            if rules.why_excluded(p) is None
        )

    return await timed([(), wishes], ask)


async def _exact_times(wishes: Sequence[Wish], shop: Shop, embedder: Embedder) -> Times:
    """Every vector compared and every passage scored by the libraries, nothing else."""
    dense = _dense(shop)
    words = bm25s.BM25(method="lucene")
    words.index([to_tokens(passage.text) for passage in dense.rows], show_progress=False)
    flat = dense.vectors.flat

    async def ask(wish: Wish) -> None:
        flat.search(embedder.embed_query(wish.text)[None], 200)
        known = [token for token in to_tokens(wish.text) if token in words.vocab_dict]
        np.argpartition(words.get_scores(known), -200)

    return await timed([(), wishes], ask)


async def _add_one(stock: Stock, shop: Shop, number: int) -> float:
    """Seconds until a product of new words is found."""
    words = f"A thing number {number} that nobody sold before."
    new = replace(stock.products[number], id=f"new-{number}", descriptions={Language.EN: words})
    began = time.perf_counter()
    await shop.keeper.refresh([*stock.products, new])
    return time.perf_counter() - began


def _dense(shop: Shop) -> PassageIndex:
    index = shop.holder.current
    if index is None:
        raise RuntimeError("the index is not ready")
    return index.dense
