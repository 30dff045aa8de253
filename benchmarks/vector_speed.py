"""The vector stage alone on very many vectors grown from a real catalogue's."""

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from benchmarks.growth import Parents, grow_vectors
from benchmarks.machine import memory_mb
from benchmarks.made_up_shoppers import make_wishes
from benchmarks.table import Row, percentile
from bot.adapters.imports.catalogue import read_catalogue
from bot.adapters.imports.report import ImportOptions
from knowledge.embeddings import Embedder, Vectors
from knowledge.ingredients import IngredientTable
from knowledge.passages import all_passages
from knowledge.vectors import VectorIndex, build_vectors

_faiss: Any = faiss  # its type stubs know no keyword arguments of parameters
_WANTED = 10
_SHARES = (1.0, 0.5, 0.1, 0.01)
_THOUSAND = 1000


def vector_rows(file: Path, embedder: Embedder, count: int, rounds: int) -> list[Row]:
    """Time and recall@10 beside comparing all, of all vectors and under filters."""
    vectors = _grown(file, embedder, count)
    queries = _queries(embedder, rounds)
    before, began = memory_mb(os.getpid()), time.perf_counter()
    index = build_vectors(vectors)
    label = f"{len(index):,} vectors of {index.dimension}"
    rows = [
        Row("vector index built", time.perf_counter() - began, "s", remark=label),
        Row("memory of the vector index", memory_mb(os.getpid()) - before, "MB", remark=label),
    ]
    del vectors
    rng = np.random.default_rng(5)
    for share in _SHARES:
        allowed = None if share == 1 else rng.random(len(index)) < share
        rows += _measured(index, queries, allowed, f"{label}, {share:.0%} pass")
    return rows


def _grown(file: Path, embedder: Embedder, count: int) -> Vectors:
    table = IngredientTable.load()
    products = read_catalogue(file, ImportOptions(currency="USD"), table).products
    texts = [passage.text for passage in all_passages(products, table.name_in)]
    real = embedder.embed_passages(texts)
    rng = np.random.default_rng(4)
    picked = [rng.integers(0, len(real), -(-count // 3)) for _ in range(3)]
    return grow_vectors(real, Parents(*picked))[:count]


def _queries(embedder: Embedder, rounds: int) -> Vectors:
    texts = [wish.text for number in range(rounds) for wish in make_wishes(number)]
    return np.stack([embedder.embed_query(text) for text in texts])


def _measured(
    index: VectorIndex, queries: Vectors, allowed: NDArray[np.bool_] | None, label: str
) -> list[Row]:
    expected, peer = _timed(queries, lambda query: _compare_all(index, query, allowed))
    _timed(queries[:10], lambda query: index.nearest(query, _WANTED, allowed)[0])  # warms up
    found, ours = _timed(queries, lambda query: index.nearest(query, _WANTED, allowed)[0])
    used = percentile([used for _, used in ours], 95) * _THOUSAND
    hits = sum(len({*a} & {*b}) for a, b in zip(found, expected, strict=True))
    remark = f"{label}; peer: faiss Flat over {'all' if allowed is None else 'what passes'}"
    return [
        *(
            Row(
                f"vector stage p{percent}",
                percentile([wall for wall, _ in ours], percent) * _THOUSAND, "ms",
                percentile([wall for wall, _ in peer], percent) * _THOUSAND,
                f"{remark}; of processor time at p95 {used:.1f} ms",
            )
            for percent in (50, 95)
        ),
        Row("vector stage recall@10", hits / sum(map(len, expected)), "", remark=remark),
    ]  # fmt: skip


def _compare_all(
    index: VectorIndex, query: Vectors, allowed: NDArray[np.bool_] | None
) -> NDArray[np.int64]:
    """The exact answer: every vector compared, with FAISS's own filter."""
    parameters = None
    if allowed is not None:
        bits = np.packbits(allowed, bitorder="little")
        selector = faiss.IDSelectorBitmap(len(index), faiss.swig_ptr(bits))
        parameters = _faiss.SearchParameters(sel=selector)
    _, rows = index.flat.search(query[None], _WANTED, params=parameters)
    found: NDArray[np.int64] = rows[0]
    return found


def _timed(
    queries: Vectors, ask: Callable[[Vectors], NDArray[np.int64]]
) -> tuple[list[NDArray[np.int64]], list[tuple[float, float]]]:
    """Answers, and seconds on the clock and of the processor."""
    answers, times = [], []
    for query in queries:
        began, used = time.perf_counter(), time.thread_time()
        answers.append(ask(query))
        times.append((time.perf_counter() - began, time.thread_time() - used))
    return answers, times
